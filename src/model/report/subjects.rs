//! What a report tells of one area or work.

use jiff::civil;

use crate::base::Date;
use crate::document::{Front, History, Stage, State, Timing};
use crate::model::overview::status;
use crate::model::{DocumentId, EventAt, Model};

use super::Period;

/// What is said of an area or a work in the time of a report, by the places in its front matter.
#[derive(Debug)]
pub struct SubjectFacts {
    /// Its page.
    pub document: DocumentId,
    /// Whether it had begun by then, as far as its history says.
    pub has_begun: bool,
    /// How far it had come at the end of the time, when that is known.
    pub stage: Option<Stage>,
    /// How it went then, when that is known.
    pub state: Option<State>,
    /// Whether it is on time, in a report of the latest time: nobody writes when that changed.
    pub timing: Option<Timing>,
    /// The goals for the year.
    pub goals: Vec<usize>,
    /// The goals for the year after.
    pub goals_next: Vec<usize>,
    /// What came of it.
    pub outcomes: Vec<usize>,
    /// How it began: the first step of its history, when that was before.
    pub began: Option<usize>,
    /// Steps of its history.
    pub history: Vec<usize>,
    /// Steps after the time that is told of.
    pub history_since: Vec<usize>,
    /// Decisions on it.
    pub decisions: Vec<usize>,
    /// Dated steps.
    pub events: Vec<usize>,
    /// Figures.
    pub figures: Vec<usize>,
}

impl SubjectFacts {
    /// Whether anything is said.
    #[must_use]
    pub fn says_something(&self) -> bool {
        let all = [
            &self.goals,
            &self.outcomes,
            &self.history,
            &self.decisions,
            &self.events,
            &self.figures,
        ];
        all.iter().any(|list| !list.is_empty())
    }
}

impl Model {
    /// What is said of the area or the work `id` in `period`. Goals and outcomes are a year's.
    pub(super) fn subject_facts(&self, id: DocumentId, period: Period) -> SubjectFacts {
        let document = &self.documents[id];
        let year = period.last.year();
        let places = |len: usize, is_told: &dyn Fn(usize) -> bool| {
            (0..len).filter(|at| is_told(*at)).collect::<Vec<usize>>()
        };
        let (goals, outcomes) = (document.goals(), document.outcomes());
        let goals_of = |year: i16| {
            places(goals.len(), &|at| {
                goals[at].value.year.as_ref().is_some_and(|of| of.value.0 == year)
            })
        };
        let figures = &document.common.figures;
        let steps = self.dated_steps(id);
        let steps_where = |is_told: &dyn Fn(&Date) -> bool| -> Vec<usize> {
            steps.iter().filter(|(_, date, _)| is_told(date)).map(|(at, ..)| *at).collect()
        };
        let first = steps.first();
        let (stage, state) = self.status_on(id, &steps, period.last);
        let timing = match &document.front {
            Front::Area(area) => area.timing.as_ref(),
            Front::Work(work) => work.timing.as_ref(),
            _ => None,
        };
        SubjectFacts {
            document: id,
            has_begun: first.is_none_or(|(_, date, _)| date.start <= period.last),
            stage,
            state,
            timing: timing.filter(|_| period.is_latest(self.today)).map(|timing| timing.value),
            goals: goals_of(year),
            goals_next: goals_of(year + 1),
            outcomes: places(outcomes.len(), &|at| {
                outcomes[at].value.year.as_ref().is_some_and(|of| of.value.0 == year)
            }),
            began: first.filter(|(_, date, _)| date.end < period.first).map(|(at, ..)| *at),
            history: steps_where(&|date| period.may_hold(date)),
            history_since: steps_where(&|date| date.start > period.last),
            decisions: places(document.decisions().len(), &|at| {
                self.is_decision_of(crate::model::DecisionAt { document: id, at }, period)
            }),
            events: places(document.events().len(), &|at| {
                self.is_event_of(EventAt { document: id, at: Some(at) }, period)
            }),
            figures: places(figures.len(), &|at| match &figures[at].value.date {
                Some(date) => period.may_hold(&date.value),
                None => period.is_year_of(self.years_of(figures[at].value.source.as_ref())),
            }),
        }
    }

    /// How far `id` had come on `day`, and how it went. What its page says is how it is now: when
    /// its history tells of a change after `day`, what the history said before that is told.
    fn status_on(
        &self,
        id: DocumentId,
        steps: &[(usize, Date, &History)],
        day: civil::Date,
    ) -> (Option<Stage>, Option<State>) {
        let (stage, state) = status(&self.documents[id].front).unwrap_or_default();
        if day >= self.today {
            return (stage, state);
        }
        let stage_of = |step: &History| step.stage.as_ref().map(|stage| stage.value);
        let state_of = |step: &History| step.state.as_ref().map(|state| state.value);
        let state = said_on(day, steps, state_of, state);
        // What is over has left the stage that it was in.
        let is_over = matches!(state, Some(State::Done | State::Ended));
        let left = || last_said(day, steps, stage_of).filter(|_| !is_over);
        (said_on(day, steps, stage_of, stage).or_else(left), state)
    }
}

/// What `steps` said last on `day`, if they have said something else since; else what is so `now`.
fn said_on<T>(
    day: civil::Date,
    steps: &[(usize, Date, &History)],
    said: impl Fn(&History) -> Option<T>,
    now: Option<T>,
) -> Option<T> {
    let has_changed = steps.iter().any(|(_, date, step)| date.start > day && said(step).is_some());
    if has_changed { last_said(day, steps, said) } else { now }
}

/// What `steps` said last on `day`.
fn last_said<T>(
    day: civil::Date,
    steps: &[(usize, Date, &History)],
    said: impl Fn(&History) -> Option<T>,
) -> Option<T> {
    let mut before = steps.iter().rev().filter(|(_, date, _)| date.start <= day);
    before.find_map(|(_, _, step)| said(step))
}
