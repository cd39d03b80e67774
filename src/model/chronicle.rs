//! The county-wide log and calendar: decisions and dated steps, collected from the pages
//! where each is written once.

use std::cmp::Reverse;

use crate::base::{Date, Spanned};
use crate::document::register::Registers;
use crate::document::{Decision, Document, Event, Front};
use crate::yaml::Citations;

use super::{DocumentId, Model};

/// A decision: the page it is written on, and its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DecisionAt {
    /// The page.
    pub document: DocumentId,
    /// Its place among the page's decisions.
    pub at: usize,
}

/// A dated step: a page of its own, or its place on the page it is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventAt {
    /// The page.
    pub document: DocumentId,
    /// Its place among the page's events; none when the page is the event.
    pub at: Option<usize>,
}

impl Document {
    /// The decisions written on the page.
    #[must_use]
    pub fn decisions(&self) -> &[Spanned<Decision>] {
        match &self.front {
            Front::Area(area) => &area.decisions,
            Front::Work(work) => &work.decisions,
            Front::Plan(plan) => &plan.decisions,
            _ => &[],
        }
    }

    /// The dated steps written on the page.
    #[must_use]
    pub fn events(&self) -> &[Spanned<Event>] {
        match &self.front {
            Front::Area(area) => &area.events,
            Front::Work(work) => &work.events,
            Front::Plan(plan) => &plan.events,
            _ => &[],
        }
    }
}

impl Model {
    /// The decision at `at`.
    #[must_use]
    pub fn decision(&self, at: DecisionAt) -> &Decision {
        &self.documents[at.document].decisions()[at.at].value
    }

    /// When the event at `at` is.
    #[must_use]
    pub fn event_date(&self, at: EventAt) -> Option<&Date> {
        let document = &self.documents[at.document];
        match (at.at, &document.front) {
            (Some(at), _) => document.events()[at].date.as_ref(),
            (None, Front::Event(page)) => page.date.as_ref(),
            (None, _) => None,
        }
        .map(|date| &date.value)
    }

    /// Where the event at `at` is from.
    #[must_use]
    pub fn event_source(&self, at: EventAt) -> Option<&Spanned<Citations>> {
        let document = &self.documents[at.document];
        match at.at {
            Some(at) => document.events()[at].source.as_ref(),
            None => document.common.source.as_ref(),
        }
    }
}

/// Every decision, the newest first; those without a date by the year of their source.
pub(super) fn decisions(model: &Model) -> Vec<DecisionAt> {
    let mut all: Vec<DecisionAt> = model
        .originals()
        .flat_map(|(document, page)| {
            let written = page.decisions();
            (0..written.len()).map(move |at| DecisionAt { document, at })
        })
        .collect();
    all.sort_by_cached_key(|at| {
        let decision = model.decision(*at);
        let date = decision.date.as_ref().map(|date| date.value);
        Reverse(order(date, decision.source.as_ref(), &model.registers))
    });
    all
}

/// Every dated step, the earliest first; those without a date by the year of their source.
pub(super) fn events(model: &Model) -> Vec<EventAt> {
    let mut all: Vec<EventAt> = model
        .originals()
        .flat_map(|(document, page)| {
            let own = matches!(page.front, Front::Event(_));
            let own = own.then_some(EventAt { document, at: None });
            let steps = 0..page.events().len();
            own.into_iter().chain(steps.map(move |at| EventAt { document, at: Some(at) }))
        })
        .collect();
    all.sort_by_cached_key(|at| {
        order(model.event_date(*at).copied(), model.event_source(*at), &model.registers)
    });
    all
}

type Order = (Option<i16>, Option<(jiff::civil::Date, jiff::civil::Date)>);

/// What a log sorts by: the year, then the date as far as it is known. Something without a
/// date stands last in the year its source reports on.
fn order(date: Option<Date>, source: Option<&Spanned<Citations>>, registers: &Registers) -> Order {
    match date {
        Some(date) => (Some(date.end.year()), Some(date.order())),
        None => (years_of(source, registers).into_iter().max(), None),
    }
}

/// The years that the sources of a fact report on.
pub(super) fn years_of(source: Option<&Spanned<Citations>>, registers: &Registers) -> Vec<i16> {
    let citations = source.into_iter().flat_map(|source| &source.value.0);
    citations
        .filter_map(|citation| {
            let cited = registers.documents.iter().find(|document| {
                document.key.as_ref().is_some_and(|key| key.value == citation.key.value)
            })?;
            cited.year.as_ref().map(|year| year.value.0)
        })
        .collect()
}
