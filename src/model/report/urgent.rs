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
    /// The place of what says so: of the decision among those that are wanted, of the outcome, or
    /// of the last step of the history. None where nothing says it.
    pub at: Option<usize>,
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
            let last = self.last_step(*id, period);
            let (timing, state) = match &document.front {
                Front::Area(area) => (&area.timing, &area.state),
                Front::Work(work) => (&work.timing, &work.state),
                _ => continue,
            };
            for at in 0..document.wanted_decisions().len() {
                add(Urgency::DecisionNeeded, Some(at));
            }
            if timing.as_ref().is_some_and(|timing| timing.value == Timing::Late) {
                add(Urgency::Late, last);
            }
            if state.as_ref().is_some_and(|state| state.value == State::Paused) {
                add(Urgency::Paused, last);
            }
            for (at, outcome) in document.outcomes().iter().enumerate() {
                let is_now = outcome.value.year.as_ref().is_some_and(|of| of.value.0 == year);
                let reached = outcome.value.reached.as_ref().map(|reached| reached.value);
                if is_now && matches!(reached, Some(Reached::Partly | Reached::No)) {
                    add(Urgency::NotReached, Some(at));
                }
            }
        }
        // In the order of the site within each.
        all.sort_by_key(|urgent| urgent.why);
        all
    }

    /// The last step of the history of `id` up to the end of `period`.
    fn last_step(&self, id: DocumentId, period: Period) -> Option<usize> {
        let dated = self.documents[id].history().iter().enumerate().filter_map(|(at, step)| {
            let date = step.value.date.as_ref()?.value;
            (date.start <= period.last).then(|| (date.order(), at))
        });
        dated.max().map(|(_, at)| at)
    }
}
