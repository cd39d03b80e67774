//! What those who decide have to act on first.

use crate::document::{Front, Reached, State, Timing};
use crate::model::{DocumentId, Model};

use super::Period;

/// Something to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Urgent {
    /// Why.
    pub why: Urgency,
    /// The area or the work.
    pub document: DocumentId,
    /// The place of the decision among those that are wanted, or of the outcome.
    pub at: usize,
}

/// Why something has to be acted on, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Somebody has to decide.
    DecisionNeeded,
    /// It is late.
    Late,
    /// It rests.
    Paused,
    /// The year's goal was not reached, or only in part.
    NotReached,
}

impl Urgency {
    /// Its name, as templates and strings call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DecisionNeeded => "beslut behövs",
            Self::Late => "försenat",
            Self::Paused => "pausat",
            Self::NotReached => "målet inte nått",
        }
    }
}

impl Model {
    /// What has to be acted on of `subjects`.
    pub(super) fn urgent(&self, subjects: &[DocumentId], period: Period) -> Vec<Urgent> {
        let year = period.last.year();
        let mut all = Vec::new();
        for id in subjects {
            let document = &self.documents[*id];
            let mut add = |why, at| all.push(Urgent { why, document: *id, at });
            let (timing, state) = match &document.front {
                Front::Area(area) => (&area.timing, &area.state),
                Front::Work(work) => (&work.timing, &work.state),
                _ => continue,
            };
            for at in 0..document.wanted_decisions().len() {
                add(Urgency::DecisionNeeded, at);
            }
            if timing.as_ref().is_some_and(|timing| timing.value == Timing::Late) {
                add(Urgency::Late, 0);
            }
            if state.as_ref().is_some_and(|state| state.value == State::Paused) {
                add(Urgency::Paused, 0);
            }
            for (at, outcome) in document.outcomes().iter().enumerate() {
                let is_now = outcome.value.year.as_ref().is_some_and(|of| of.value.0 == year);
                let reached = outcome.value.reached.as_ref().map(|reached| reached.value);
                if is_now && matches!(reached, Some(Reached::Partly | Reached::No)) {
                    add(Urgency::NotReached, at);
                }
            }
        }
        // In the order of the site within each.
        all.sort_by_key(|urgent| urgent.why);
        all
    }
}
