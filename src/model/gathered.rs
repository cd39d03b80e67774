//! What a page gathers from others: the decisions and dated steps of the areas and works
//! that belong to it.

use std::collections::BTreeSet;

use crate::document::{Front, GroupTarget};
use crate::yaml;

use super::chronicle::{earliest_first, newest_first};
use super::{DecisionAt, DocumentId, EventAt, Model, Target};

/// The fields by which an area or a work says what it belongs to.
const BELONGS: &[&str] =
    &["area", "parent", "organisations", "pilot", "target_groups", "goals_2030"];

impl Model {
    /// The decisions that concern an area, a work or a row, the newest first: those on its own
    /// page, on what belongs to it, and those that a group has made.
    #[must_use]
    pub fn decisions_about(&self, target: Target) -> Vec<DecisionAt> {
        let of = |document: DocumentId| {
            let all = 0..self.documents[document].decisions().len();
            all.map(move |at| DecisionAt { document, at })
        };
        let made = self.backlinks_in(target, &["decisions"]).flat_map(of).filter(|at| {
            let by = self.decision(*at).by.as_ref();
            let kinds = <GroupTarget as yaml::Target>::KINDS;
            let found = by.and_then(|by| self.targets.find(kinds, &by.value.id.value));
            found.is_some_and(|(_, found)| found == target)
        });
        let found: BTreeSet<DecisionAt> =
            self.subjects(target).into_iter().flat_map(of).chain(made).collect();
        let mut found: Vec<DecisionAt> = found.into_iter().collect();
        newest_first(self, &mut found);
        found
    }

    /// The dated steps that concern an area, a work or a row, the earliest first: those on its
    /// own page and on what belongs to it, and the events that name any of them.
    #[must_use]
    pub fn events_about(&self, target: Target) -> Vec<EventAt> {
        let subjects = self.subjects(target);
        let steps = subjects.iter().flat_map(|document| {
            let all = 0..self.documents[*document].events().len();
            all.map(|at| EventAt { document: *document, at: Some(at) })
        });
        let named = subjects.iter().map(|document| Target::Document(*document));
        let pages = named
            .chain([target])
            .flat_map(|target| self.backlinks_in(target, &["concerns", "groups"]))
            .filter(|id| matches!(self.documents[*id].front, Front::Event(_)))
            .map(|document| EventAt { document, at: None });
        let found: BTreeSet<EventAt> = steps.chain(pages).collect();
        let mut found: Vec<EventAt> = found.into_iter().collect();
        earliest_first(self, &mut found);
        found
    }

    /// The areas and works that belong to `target`, itself among them: an area has its works
    /// and what is added to them, an organisation what it takes part in.
    pub(super) fn subjects(&self, target: Target) -> BTreeSet<DocumentId> {
        let mut found = BTreeSet::new();
        let mut next = vec![target];
        while let Some(target) = next.pop() {
            if let Target::Document(id) = target
                && !found.insert(id)
            {
                continue;
            }
            let is_row = matches!(target, Target::Row(..));
            for id in self.backlinks_in(target, BELONGS) {
                if !matches!(self.documents[id].front, Front::Area(_) | Front::Work(_)) {
                    continue;
                }
                // Who takes part in an area does not take part in all its works.
                if is_row {
                    found.insert(id);
                } else {
                    next.push(Target::Document(id));
                }
            }
        }
        found
    }
}
