//! What differs between the two latest editions of the plan.
//!
//! An edition says what it names, never what it leaves out: something that an older edition
//! named and the latest does not may go on all the same. It is not known, and is said so.

use crate::document::{Front, Stage, State};

use super::overview::{overview, status};
use super::{DocumentId, Model};

/// What differs. Everything stands in one list only, in the order of the overview.
#[derive(Debug, PartialEq, Eq)]
pub struct Changes {
    /// The edition before the latest.
    pub previous: DocumentId,
    /// The latest edition.
    pub latest: DocumentId,
    /// Named by the latest only.
    pub new: Vec<DocumentId>,
    /// Named by both.
    pub continued: Vec<DocumentId>,
    /// Named by one of them, and by now done, ended or everyday practice.
    pub finished: Vec<DocumentId>,
    /// Named by the previous only: what came of it is not said.
    pub unknown: Vec<DocumentId>,
    /// Named by neither.
    pub unnamed: Vec<DocumentId>,
}

impl Model {
    /// The years of the plan editions that name an area or a work, the earliest first.
    #[must_use]
    pub fn plan_years(&self, document: DocumentId) -> Vec<i16> {
        let points = self.points.get(&document).into_iter().flatten();
        let mut years: Vec<i16> =
            points.filter_map(|point| self.edition_year(point.edition)).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// What the latest edition of the plan changed; nothing while there is only one.
    #[must_use]
    pub fn changes(&self) -> Option<Changes> {
        let mut editions: Vec<(i16, DocumentId)> =
            self.originals().filter_map(|(id, _)| Some((self.edition_year(id)?, id))).collect();
        editions.sort_unstable();
        let [.., (_, previous), (_, latest)] = editions[..] else { return None };
        let mut changes = Changes {
            previous,
            latest,
            new: Vec::new(),
            continued: Vec::new(),
            finished: Vec::new(),
            unknown: Vec::new(),
            unnamed: Vec::new(),
        };
        for id in overview(self).into_iter().flat_map(|(_, documents)| documents) {
            let points = self.points.get(&id).map_or(&[][..], Vec::as_slice);
            let named_in = |edition| points.iter().any(|point| point.edition == edition);
            let list = match (named_in(previous), named_in(latest)) {
                (false, false) => &mut changes.unnamed,
                _ if is_finished(&self.documents[id].front) => &mut changes.finished,
                (false, true) => &mut changes.new,
                (true, true) => &mut changes.continued,
                (true, false) => &mut changes.unknown,
            };
            list.push(id);
        }
        Some(changes)
    }

    /// The year that a plan edition is for: the name of its file.
    #[must_use]
    pub fn edition_year(&self, id: DocumentId) -> Option<i16> {
        let document = &self.documents[id];
        let is_plan = matches!(document.front, Front::Plan(_));
        is_plan.then(|| document.route.slug.parse().ok()).flatten()
    }
}

/// Whether nothing more is to come: the work is done, or has ended, or is everyday practice.
fn is_finished(front: &Front) -> bool {
    status(front).is_some_and(|(stage, state)| {
        stage == Some(Stage::Ordinary) || matches!(state, Some(State::Done | State::Ended))
    })
}
