//! The county-wide log and calendar: decisions and dated steps, collected from the pages
//! where each is written once.

use std::cmp::Reverse;

use crate::base::{Date, Spanned};
use crate::document::register::{CitedDocument, Table};
use crate::document::{Decision, Front};
use crate::yaml::{Citation, Citations};

use super::{DocumentId, Model, Target};

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

/// What there is to say of an event, the same whether it has a page or not.
#[derive(Debug, Clone, Copy)]
pub struct EventFacts<'a> {
    /// What happens.
    pub title: &'a str,
    /// When.
    pub date: Option<&'a Date>,
    /// The last day, when there are several.
    pub end: Option<&'a Date>,
    /// What the source says of the time when there is no date.
    pub date_text: Option<&'a str>,
    /// What kind of event.
    pub category: Option<&'a str>,
    /// Where.
    pub place: Option<&'a str>,
    /// A sentence more.
    pub text: Option<&'a str>,
    /// Where it is said.
    pub source: Option<&'a Citations>,
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

    /// The last day of the event at `at`, when it has a page that says so.
    #[must_use]
    pub fn event_end(&self, at: EventAt) -> Option<&Date> {
        match (at.at, &self.documents[at.document].front) {
            (None, Front::Event(page)) => page.end.as_ref().map(|end| &end.value),
            _ => None,
        }
    }

    /// The last day that the event at `at` can go on, when its date is known.
    #[must_use]
    pub fn event_last_day(&self, at: EventAt) -> Option<jiff::civil::Date> {
        let date = self.event_date(at)?;
        Some(self.event_end(at).map_or(date.end, |end| end.end.max(date.end)))
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

impl Model {
    /// What there is to say of the event at `at`.
    #[must_use]
    pub fn event(&self, at: EventAt) -> EventFacts<'_> {
        let document = &self.documents[at.document];
        let date = self.event_date(at);
        let source = self.event_source(at).map(|source| &source.value);
        if let Some(step) = at.at.map(|at| &document.events()[at].value) {
            return EventFacts {
                title: value(step.title.as_ref()).map_or("", String::as_str),
                date,
                end: None,
                date_text: value(step.date_text.as_ref()).map(String::as_str),
                category: value(step.category.as_ref()).map(|word| word.id.value.as_str()),
                place: value(step.place.as_ref()).map(String::as_str),
                text: value(step.text.as_ref()).map(|text| text.0.as_str()),
                source,
            };
        }
        let own = match &document.front {
            Front::Event(page) => Some(page.as_ref()),
            _ => None,
        };
        EventFacts {
            title: document.title(),
            date,
            end: self.event_end(at),
            date_text: own.and_then(|page| value(page.date_text.as_ref())).map(String::as_str),
            category: own
                .and_then(|page| value(page.category.as_ref()))
                .map(|word| word.id.value.as_str()),
            place: own.and_then(|page| value(page.place.as_ref())).map(String::as_str),
            text: value(document.common.lead.as_ref()).map(|text| text.0.as_str()),
            source,
        }
    }

    /// The events that are on a day, the earliest first. A month or "no later than" is no day.
    pub fn dated_events(&self) -> impl Iterator<Item = EventAt> {
        let is_dated =
            |at: &EventAt| self.event_date(*at).is_some_and(|date| date.exact_day().is_some());
        self.events.iter().copied().filter(is_dated)
    }
}

fn value<T>(written: Option<&Spanned<T>>) -> Option<&T> {
    written.map(|written| &written.value)
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
    newest_first(model, &mut all);
    all
}

/// Sorts decisions as the log has them.
pub(super) fn newest_first(model: &Model, decisions: &mut [DecisionAt]) {
    decisions.sort_by_cached_key(|at| {
        let decision = model.decision(*at);
        let date = decision.date.as_ref().map(|date| date.value);
        Reverse(model.order(date, decision.source.as_ref()))
    });
}

/// Every step, the earliest first; at last those without a date, by the year of their source.
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
    earliest_first(model, &mut all);
    all
}

/// Sorts steps as the calendar has them.
pub(super) fn earliest_first(model: &Model, events: &mut [EventAt]) {
    events.sort_by_cached_key(|at| {
        let date = model.event_date(*at).copied();
        let order = model.order(date, model.event_source(*at));
        (date.is_none(), order.0.is_none(), order)
    });
}

pub(super) type Order = (Option<i16>, Option<(jiff::civil::Date, jiff::civil::Date)>);

impl Model {
    /// What a log sorts by: the year, then the date as far as it is known. Something without
    /// a date stands last in the year its source reports on.
    pub(super) fn order(&self, date: Option<Date>, source: Option<&Spanned<Citations>>) -> Order {
        match date {
            Some(date) => (Some(date.end.year()), Some(date.order())),
            None => (self.years_of(source).max(), None),
        }
    }

    /// The years that the sources of a fact report on.
    pub(super) fn years_of(
        &self,
        source: Option<&Spanned<Citations>>,
    ) -> impl Iterator<Item = i16> {
        let citations = source.into_iter().flat_map(|source| &source.value.0);
        citations.filter_map(|citation| Some(self.cited(citation)?.year.as_ref()?.value.0))
    }

    /// The document that a citation points to, when the register has it.
    #[must_use]
    pub fn cited(&self, citation: &Citation) -> Option<&CitedDocument> {
        let reference = citation.reference()?;
        let (_, target) = self.targets.find(reference.targets, &reference.id.value)?;
        let Target::Row(register, row) = target else { return None };
        match &self.register_documents[register].table {
            Table::Documents(rows) => rows.get(row).map(|row| &row.value),
            _ => None,
        }
    }
}
