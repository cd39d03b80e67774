//! What a report tells of one area or work.

use crate::model::{DocumentId, EventAt, Model};

use super::Period;

/// What is said of an area or a work in the time of a report, by the places in its front matter.
#[derive(Debug)]
pub struct SubjectFacts {
    /// Its page.
    pub document: DocumentId,
    /// The goals for the year.
    pub goals: Vec<usize>,
    /// The goals for the year after.
    pub goals_next: Vec<usize>,
    /// What came of it.
    pub outcomes: Vec<usize>,
    /// How it began: the first step of its history, when that was before.
    pub began: Vec<usize>,
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
        let (history, figures) = (document.history(), &document.common.figures);
        SubjectFacts {
            document: id,
            goals: goals_of(year),
            goals_next: goals_of(year + 1),
            outcomes: places(outcomes.len(), &|at| {
                outcomes[at].value.year.as_ref().is_some_and(|of| of.value.0 == year)
            }),
            history: places(history.len(), &|at| {
                history[at].value.date.as_ref().is_some_and(|date| period.may_hold(&date.value))
            }),
            began: places(history.len().min(1), &|at| {
                history[at].value.date.as_ref().is_some_and(|date| date.value.end < period.first)
            }),
            history_since: places(history.len(), &|at| {
                history[at].value.date.as_ref().is_some_and(|date| date.value.start > period.last)
            }),
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
}
