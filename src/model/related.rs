//! Related pages: what else a reader of this page may want.
//!
//! A documented look-up, not a guess: the same area counts 4, every shared target group
//! and every shared word of a taxonomy 2, every shared organisation 1 – named ones only,
//! because "all" says nothing of one work more than of another. The best come first; pages
//! with the same score come in the order of the site's listings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::document::{Document, Front, Organisations};
use crate::yaml::RefsOrAll;

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
        for (field, score) in [("area", AREA), ("target_groups", TARGET_GROUP)] {
            for target in self.named(own, field) {
                self.referring(target, field).for_each(|id| add(id, score));
            }
        }
        if names_organisations(own) {
            for target in self.named(own, "organisations") {
                self.referring(target, "organisations")
                    .filter(|id| names_organisations(&self.documents[*id]))
                    .for_each(|id| add(id, ORGANISATION));
            }
        }
        for (taxonomy, word) in terms::of(own) {
            let slug = crate::base::slug(&word.value);
            let term = self.terms.0[taxonomy].words.iter().find(|term| term.slug == slug);
            term.into_iter().flat_map(|term| &term.documents).for_each(|id| add(*id, TERM));
        }
        // A page is not related to itself, nor to itself in another language.
        scores.retain(|id, _| self.documents[*id].route.original != own.route.original);
        let mut found: Vec<(u32, PageId)> =
            scores.into_iter().filter_map(|(id, score)| Some((score, self.page_of(id)?))).collect();
        found.sort_by_key(|(score, page)| (Reverse(*score), self.rank[*page], *page));
        found.into_iter().take(MOST).map(|(_, page)| page).collect()
    }

    /// What the page names in `field`.
    fn named(&self, document: &Document, field: &str) -> Vec<Target> {
        let mut targets = Vec::new();
        let found = document.fields().find(|(_, name, _)| *name == field);
        if let Some((_, _, shown)) = found {
            shown.each_reference(&mut |reference| {
                let target = self.targets.find(reference.targets, &reference.id.value);
                targets.extend(target.map(|(_, target)| target));
            });
        }
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
