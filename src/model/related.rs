//! Related pages: what else a reader of this page may want.
//!
//! A documented look-up, not a guess: the same area counts 4, every shared target group
//! and every shared word of a taxonomy 2, every shared organisation 1 – named ones only,
//! because "all" says nothing of one work more than of another. The best come first; pages
//! with the same score come in the order of the site's listings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::document::{Document, Front, Organisations};
use crate::yaml::{RefsOrAll, Shown};

use super::{DocumentId, Model, PageId, Target, terms};

/// How many related pages there are at most.
const MOST: usize = 5;

const AREA: u32 = 4;
const TARGET_GROUP: u32 = 2;
const TERM: u32 = 2;
const ORGANISATION: u32 = 1;

impl Model {
    /// The pages related to the page of `document`, the best first.
    #[must_use]
    pub fn related(&self, document: DocumentId) -> Vec<PageId> {
        let mut scores: BTreeMap<DocumentId, u32> = BTreeMap::new();
        let own = &self.documents[document];
        let mut add = |id: DocumentId, score: u32| *scores.entry(id).or_default() += score;
        let by_name = names_organisations(own);
        for (_, field, shown) in own.fields() {
            let score = match field {
                "area" => AREA,
                "target_groups" => TARGET_GROUP,
                "organisations" if by_name => ORGANISATION,
                _ => continue,
            };
            for target in self.named(&shown) {
                self.referring(target, field)
                    .filter(|id| {
                        field != "organisations" || names_organisations(&self.documents[*id])
                    })
                    .for_each(|id| add(id, score));
            }
        }
        for (taxonomy, word) in terms::of(own) {
            let term = self.terms.0[taxonomy].find(&word.value);
            term.into_iter().flat_map(|term| &term.documents).for_each(|id| add(*id, TERM));
        }
        // A page is not related to itself, nor to itself in another language.
        scores.retain(|id, _| self.documents[*id].route.original != own.route.original);
        let mut found: Vec<(u32, PageId)> =
            scores.into_iter().filter_map(|(id, score)| Some((score, self.page_of(id)?))).collect();
        found.sort_by_key(|(score, page)| (Reverse(*score), self.rank[*page], *page));
        found.into_iter().take(MOST).map(|(_, page)| page).collect()
    }

    /// What a field names.
    fn named(&self, shown: &Shown<'_>) -> Vec<Target> {
        let mut targets = Vec::new();
        shown.each_reference(&mut |reference| {
            let target = self.targets.find(reference.targets, &reference.id.value);
            targets.extend(target.map(|(_, target)| target));
        });
        targets
    }

    /// The pages that name `target` in `field`.
    fn referring(&self, target: Target, field: &str) -> impl Iterator<Item = DocumentId> {
        let links = self.backlinks.get(&target).into_iter().flatten();
        links.filter(move |link| link.field == field).map(|link| link.document)
    }
}

/// Whether the page says which organisations take part, one by one.
fn names_organisations(document: &Document) -> bool {
    let organisations: Option<&Organisations> = match &document.front {
        Front::Area(area) => area.organisations.as_ref().map(|all| &all.value),
        Front::Work(work) => work.organisations.as_ref().map(|all| &all.value),
        _ => None,
    };
    matches!(organisations, Some(RefsOrAll::Listed(_)))
}
