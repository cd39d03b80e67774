//! What those who decide have to act on first.

use jiff::civil;

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
    /// The place of what is said of it: of the decision among those that are wanted, of the
    /// outcome, of the last step of its history, or of the one since which it rests.
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
            let (timing, state) = match &document.front {
                Front::Area(area) => (&area.timing, &area.state),
                Front::Work(work) => (&work.timing, &work.state),
                _ => continue,
            };
            // How it goes and what has to be decided is only known as it is now.
            if period.is_latest(self.today) {
                for at in 0..document.wanted_decisions().len() {
                    add(Urgency::DecisionNeeded, Some(at));
                }
                if timing.as_ref().is_some_and(|timing| timing.value == Timing::Late) {
                    add(Urgency::Late, self.last_step(*id, period));
                }
                if state.as_ref().is_some_and(|state| state.value == State::Paused) {
                    add(Urgency::Paused, self.paused_by(*id));
                }
            }
            for (at, outcome) in document.outcomes().iter().enumerate() {
                let is_now = period.tells_outcomes()
                    && outcome.value.year.as_ref().is_some_and(|of| of.value.0 == year);
                let reached = outcome.value.reached.as_ref().map(|reached| reached.value);
                if is_now && matches!(reached, Some(Reached::Partly | Reached::No)) {
                    add(Urgency::NotReached, Some(at));
                }
            }
        }
        // Decisions by when they are wanted, all else in the order of the site.
        all.sort_by_key(|urgent| {
            let by = urgent.at.filter(|_| urgent.why == Urgency::DecisionNeeded);
            let by = by.and_then(|at| self.wanted_by(urgent.document, at));
            (urgent.why, by.is_none(), by)
        });
        all
    }

    /// When a wanted decision is wanted.
    fn wanted_by(&self, id: DocumentId, at: usize) -> Option<(civil::Date, civil::Date)> {
        let wanted = self.documents[id].wanted_decisions().get(at)?;
        wanted.value.date.as_ref().map(|date| date.value.order())
    }

    /// The last step of the history of `id` up to the end of `period`.
    fn last_step(&self, id: DocumentId, period: Period) -> Option<usize> {
        let dated = self.documents[id].history().iter().enumerate().filter_map(|(at, step)| {
            let date = step.value.date.as_ref()?.value;
            (date.start <= period.last).then(|| (date.order(), at))
        });
        dated.max().map(|(_, at)| at)
    }

    /// The last step of the history of `id` that says that it rests.
    fn paused_by(&self, id: DocumentId) -> Option<usize> {
        let dated = self.documents[id].history().iter().enumerate().filter_map(|(at, step)| {
            let says_so = step.value.state.as_ref()?.value == State::Paused;
            says_so.then(|| step.value.date.as_ref().map(|date| (date.value.order(), at)))?
        });
        dated.max().map(|(_, at)| at)
    }
}
