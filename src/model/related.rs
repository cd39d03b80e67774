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

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::document::{Document, Front};
use crate::yaml::RefsOrAll;

use super::{DocumentId, Model, PageId, Target, terms};

/// How many related pages there are at most.
const MOST: usize = 5;

/// How many pages are looked at on each side, for each thing a page shares with others.
const NEIGHBOURS: usize = 16;

/// How many pages a page is compared with, at most.
const CANDIDATES: usize = 128;

const AREA: u32 = 4;
const TARGET_GROUP: u32 = 2;
const TERM: u32 = 2;
const ORGANISATION: u32 = 1;

/// What pages have in common, ready to be looked up.
///
/// Everything is numbered by the place of the page in the order of the listings, and lies in
/// two long lists: a page is compared with hundreds of others, and they are near it in memory.
#[derive(Debug, Default)]
pub(super) struct Traits {
    /// The pages, in the order of the listings.
    pages: Vec<PageId>,
    /// The place of each document's page, when it has one.
    place_of: Vec<Option<usize>>,
    /// What the page at each place has: `owned[starts[place]..starts[place + 1]]`.
    starts: Vec<usize>,
    owned: Vec<u32>,
    /// What can be shared.
    all: Vec<Shared>,
}

/// Something that pages share.
#[derive(Debug, Default)]
struct Shared {
    /// How much it counts.
    weight: u32,
    /// The places of those who have it, in order.
    places: Vec<u32>,
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
        let mut found: Vec<(usize, DocumentId, PageId)> = model
            .originals()
            .filter_map(|(id, _)| model.page_of(id).map(|page| (model.rank[page], id, page)))
            .collect();
        found.sort_unstable();
        let mut traits = Self { place_of: vec![None; model.documents.len()], ..Self::default() };
        let mut known: BTreeMap<Trait, u32> = BTreeMap::new();
        let named: Vec<Vec<(Trait, u32)>> =
            found.par_iter().map(|(_, id, _)| named(model, &model.documents[*id])).collect();
        for (at, ((_, id, page), named)) in (0_u32..).zip(found.into_iter().zip(named)) {
            traits.place_of[id] = Some(traits.pages.len());
            traits.pages.push(page);
            traits.starts.push(traits.owned.len());
            for (named, weight) in named {
                let number = *known.entry(named).or_insert_with(|| {
                    traits.all.push(Shared { weight, places: Vec::new() });
                    u32::try_from(traits.all.len() - 1).unwrap_or(u32::MAX)
                });
                let shared = &mut traits.all[number as usize];
                if shared.places.last() != Some(&at) {
                    shared.places.push(at);
                    traits.owned.push(number);
                }
            }
        }
        traits.starts.push(traits.owned.len());
        traits
    }

    /// Lets a page that has moved in its listing move here too.
    pub fn follow(&mut self, model: &Model, id: DocumentId) {
        let (Some(from), Some(page)) = (self.place_of[id], model.page_of(id)) else { return };
        self.pages.remove(from);
        let to = self.pages.partition_point(|other| model.rank[*other] < model.rank[page]);
        self.pages.insert(to, page);
        let moved = from.min(to)..=from.max(to);
        for at in moved.clone() {
            if let Some(document) = model.pages[self.pages[at]].document {
                self.place_of[document] = Some(at);
            }
        }
        // What the pages between have moves with them.
        let mut lengths: Vec<usize> =
            moved.clone().map(|at| self.starts[at + 1] - self.starts[at]).collect();
        let owned = self.starts[*moved.start()]..self.starts[*moved.end() + 1];
        let own = lengths[from - moved.start()];
        if from < to {
            self.owned[owned].rotate_left(own);
            lengths.rotate_left(1);
        } else {
            self.owned[owned].rotate_right(own);
            lengths.rotate_right(1);
        }
        for (at, length) in moved.clone().zip(lengths) {
            self.starts[at + 1] = self.starts[at] + length;
        }
        let place = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (from, to) = (place(from), place(to));
        let renumbered = |at: u32| match at {
            at if at == from => to,
            at if from < at && at <= to => at - 1,
            at if to <= at && at < from => at + 1,
            at => at,
        };
        let (first, last) = (place(*moved.start()), place(*moved.end()));
        for shared in &mut self.all {
            let start = shared.places.partition_point(|at| *at < first);
            let end = shared.places.partition_point(|at| *at <= last);
            let places = &mut shared.places[start..end];
            for at in places.iter_mut() {
                *at = renumbered(*at);
            }
            places.sort_unstable();
        }
    }

    /// What the page at `place` has.
    fn of(&self, place: usize) -> &[u32] {
        &self.owned[self.starts[place]..self.starts[place + 1]]
    }

    /// How much a page with `own` shares with the one at `place`.
    fn score(&self, own: &[u32], place: usize) -> u32 {
        let other = self.of(place);
        let shared = own.iter().filter(|number| other.contains(number));
        shared.map(|number| self.all[*number as usize].weight).sum()
    }

    /// The places of the pages to compare the one at `place` with, each once.
    fn candidates(&self, place: usize) -> Vec<u32> {
        let at = u32::try_from(place).unwrap_or(u32::MAX);
        let mut shared: Vec<&Shared> =
            self.of(place).iter().map(|number| &self.all[*number as usize]).collect();
        shared.sort_by_key(|shared| (shared.weight != AREA, shared.places.len()));
        let mut candidates = Vec::with_capacity(CANDIDATES + 2 * NEIGHBOURS);
        for Shared { places, .. } in shared {
            if candidates.len() >= CANDIDATES {
                break;
            }
            let middle = places.partition_point(|other| *other < at);
            let from = middle.saturating_sub(NEIGHBOURS);
            candidates.extend(&places[from..(middle + NEIGHBOURS + 1).min(places.len())]);
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }
}

impl Model {
    /// The pages related to the page of `document`, the best first.
    #[must_use]
    pub fn related(&self, document: DocumentId) -> Vec<PageId> {
        let traits = &self.traits;
        let Some(place) = traits.place_of[document] else { return Vec::new() };
        let own = traits.of(place);
        // The best so far, the best first; equals stay in the order of the listings.
        let mut best: Vec<(u32, usize)> = Vec::with_capacity(MOST + 1);
        for other in traits.candidates(place) {
            let other = other as usize;
            let score = traits.score(own, other);
            if other == place || best.len() == MOST && best[MOST - 1].0 >= score {
                continue;
            }
            let at = best.partition_point(|(better, _)| *better >= score);
            best.insert(at, (score, other));
            best.truncate(MOST);
        }
        best.into_iter().map(|(_, place)| traits.pages[place]).collect()
    }
}

/// What a page has that others may share, and how much it counts.
fn named(model: &Model, document: &Document) -> Vec<(Trait, u32)> {
    let mut all = Vec::new();
    let weight = |field: &str| match field {
        "area" => Some(AREA),
        "target_groups" => Some(TARGET_GROUP),
        "organisations" if names_organisations(document) => Some(ORGANISATION),
        _ => None,
    };
    for (_, field, shown) in document.fields_where(|_, field| weight(field).is_some()) {
        let Some(weight) = weight(field) else { continue };
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
