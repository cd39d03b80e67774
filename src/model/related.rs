//! Related pages: what else a reader of this page may want.
//!
//! A documented look-up, not a guess: the same area counts 4, every shared target group
//! and every shared word of a taxonomy 2, every shared organisation 1 – named ones only,
//! because "all" says nothing of one work more than of another. The best come first; pages
//! with the same score come in the order of the site's listings.
//!
//! A page on a large site shares something with thousands. It is compared with its nearest
//! neighbours in the order of the listings, for each thing it shares: the area first, then
//! the rarest.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::document::{Document, Front};
use crate::yaml::RefsOrAll;

use super::{DocumentId, Model, PageId, Target, terms};

/// How many related pages there are at most.
const MOST: usize = 5;

/// How many pages are looked at on each side, for each thing a page shares with others.
const NEIGHBOURS: usize = 32;

/// How many pages a page is compared with, at most.
const CANDIDATES: usize = 256;

const AREA: u32 = 4;
const TARGET_GROUP: u32 = 2;
const TERM: u32 = 2;
const ORGANISATION: u32 = 1;

/// What pages have in common, ready to be looked up.
#[derive(Debug, Default)]
pub(super) struct Traits {
    /// What each document has, in order.
    of: Vec<Vec<usize>>,
    /// How much it counts to share a trait, and who has it, in the order of the listings.
    all: Vec<(u32, Vec<DocumentId>)>,
}

/// Something that pages can share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trait {
    Target(Target),
    /// A word: its taxonomy, and its place among the words.
    Term(usize, usize),
}

impl Traits {
    /// Gathers what every published page has. Listings must have been arranged.
    pub fn collect(model: &Model) -> Self {
        let mut found: Vec<(PageId, DocumentId)> = model
            .originals()
            .filter_map(|(id, _)| model.page_of(id).map(|page| (model.rank[page], id)))
            .collect();
        found.sort_unstable();
        let mut traits = Self { of: vec![Vec::new(); model.documents.len()], all: Vec::new() };
        let mut places: BTreeMap<Trait, usize> = BTreeMap::new();
        for (_, id) in found {
            let mut own = Vec::new();
            for (named, weight) in named(model, &model.documents[id]) {
                let place = *places.entry(named).or_insert_with(|| {
                    traits.all.push((weight, Vec::new()));
                    traits.all.len() - 1
                });
                if !own.contains(&place) {
                    own.push(place);
                    traits.all[place].1.push(id);
                }
            }
            own.sort_unstable();
            traits.of[id] = own;
        }
        traits
    }

    /// How much two documents share.
    fn score(&self, one: &[usize], other: DocumentId) -> u32 {
        let other = &self.of[other];
        let shared = one.iter().filter(|place| other.contains(place));
        shared.map(|place| self.all[*place].0).sum()
    }
}

impl Model {
    /// The pages related to the page of `document`, the best first.
    #[must_use]
    pub fn related(&self, document: DocumentId) -> Vec<PageId> {
        let own = &self.traits.of[document];
        let mut shared: Vec<&(u32, Vec<DocumentId>)> =
            own.iter().map(|place| &self.traits.all[*place]).collect();
        shared.sort_by_key(|(weight, pages)| (*weight != AREA, pages.len()));
        let mut candidates: Vec<DocumentId> = Vec::new();
        for (_, pages) in shared {
            if candidates.len() >= CANDIDATES {
                break;
            }
            let rank = |id: DocumentId| self.page_of(id).map(|page| self.rank[page]);
            let at = pages.partition_point(|id| rank(*id) < rank(document));
            let near = at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(pages.len());
            candidates.extend(&pages[near]);
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut found: Vec<(u32, PageId)> = candidates
            .into_iter()
            .filter(|id| *id != document)
            .filter_map(|id| Some((self.traits.score(own, id), self.page_of(id)?)))
            .collect();
        found.sort_by_key(|(score, page)| (Reverse(*score), self.rank[*page], *page));
        found.into_iter().take(MOST).map(|(_, page)| page).collect()
    }
}

/// What a page has that others may share, and how much it counts.
fn named(model: &Model, document: &Document) -> Vec<(Trait, u32)> {
    let mut all = Vec::new();
    for (_, field, shown) in document.fields() {
        let weight = match field {
            "area" => AREA,
            "target_groups" => TARGET_GROUP,
            "organisations" if names_organisations(document) => ORGANISATION,
            _ => continue,
        };
        shown.each_reference(&mut |reference| {
            let target = model.targets.find(reference.targets, &reference.id.value);
            all.extend(target.map(|(_, target)| (Trait::Target(target), weight)));
        });
    }
    for (taxonomy, word) in terms::of(document) {
        let place = model.terms.0[taxonomy].place(&word.value);
        all.extend(place.map(|place| (Trait::Term(taxonomy, place), TERM)));
    }
    all
}

/// Whether the page says which organisations take part, one by one.
fn names_organisations(document: &Document) -> bool {
    let organisations = match &document.front {
        Front::Area(area) => area.organisations.as_ref(),
        Front::Work(work) => work.organisations.as_ref(),
        _ => None,
    };
    organisations.is_some_and(|all| matches!(all.value, RefsOrAll::Listed(_)))
}
