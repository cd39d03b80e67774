//! What those who decide have to act on first.

use jiff::civil;

use crate::document::kind::ReportType;
use crate::document::register::Table;
use crate::document::{Front, History, Reached, State, Timing};
use crate::model::{DocumentId, Model, Target};
use crate::yaml::Record;

use super::{Period, ReportAbout};

/// Something to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Urgent {
    /// Why.
    pub why: Urgency,
    /// The area or the work, or the row of a register (the register's place among all, and the
    /// row's in it).
    pub of: Target,
    /// The place of what is said of an area or a work: of the decision among those that are
    /// wanted, of the outcome, of the last step of its history, or of the one since which it rests.
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
    /// An organisation lacks the local plan that it should have.
    PlanLacking,
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
            Self::PlanLacking => "lokal plan",
        }
    }
}

impl Model {
    /// What has to be acted on of `subjects`, and the local plans that are lacking.
    pub(super) fn urgent(&self, subjects: &[DocumentId], about: ReportAbout) -> Vec<Urgent> {
        let period = about.period;
        // Before the year is over only a meeting hears of goals that are known to be missed.
        let tells_outcomes = about.report != ReportType::HalfYear || period.reaches_year_end();
        let mut all = Vec::new();
        for id in subjects {
            let document = &self.documents[*id];
            let mut add = |why, at| all.push(Urgent { why, of: Target::Document(*id), at });
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
                let year = outcome.value.year.as_ref().map(|year| year.value.0);
                let is_now = tells_outcomes && year.is_some_and(|year| period.has_year(year));
                let reached = outcome.value.reached.as_ref().map(|reached| reached.value);
                if is_now && matches!(reached, Some(Reached::Partly | Reached::No)) {
                    add(Urgency::NotReached, Some(at));
                }
            }
        }
        all.extend(self.plans_lacking(about).into_iter().map(|(register, row)| Urgent {
            why: Urgency::PlanLacking,
            of: Target::Row(register, row),
            at: None,
        }));
        // Decisions by when they are wanted, all else in the order of the site.
        all.sort_by_key(|urgent| {
            let by = match (urgent.why, urgent.of, urgent.at) {
                (Urgency::DecisionNeeded, Target::Document(id), Some(at)) => self.wanted_by(id, at),
                _ => None,
            };
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
        let steps = self.dated_steps(id).into_iter().rev();
        let mut until = steps.filter(|(_, date, _)| date.start <= period.last);
        until.next().map(|(at, ..)| at)
    }

    /// The last step of the history of `id` that says that it rests.
    fn paused_by(&self, id: DocumentId) -> Option<usize> {
        let steps = self.dated_steps(id).into_iter().rev();
        let says_so =
            |step: &History| step.state.as_ref().is_some_and(|state| state.value == State::Paused);
        let mut pauses = steps.filter(|(_, _, step)| says_so(step));
        pauses.next().map(|(at, ..)| at)
    }

    /// Whether two rows about local plans say the same of two organisations.
    #[must_use]
    pub fn says_the_same(&self, register: usize, (one, other): (usize, usize)) -> bool {
        let Table::LocalPlans(rows) = &self.register_documents[register].table else {
            return false;
        };
        let (one, other) = (Record::shown(&rows[one].value), Record::shown(&rows[other].value));
        let mut pairs = one.iter().zip(&other);
        pairs.all(|((key, one), (_, other))| *key == "organisation" || one.says_the_same(other))
    }
}
