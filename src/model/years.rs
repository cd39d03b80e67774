//! What happened in a year: goals, outcomes, decisions, events, figures, budget, local plans
//! and trends. The follow-ups are made from this.

use std::collections::BTreeSet;

use crate::base::{Date, MOST_YEARS, Spanned};
use crate::document::register::{Budget, LocalPlan, Trend};
use crate::document::{Document, Front, Goal, KeyFigure, Outcome};
use crate::yaml::{Citations, Year};

use super::{DecisionAt, DocumentId, EventAt, Model};

/// Everything the site says of one year.
#[derive(Debug)]
pub struct YearFacts<'a> {
    /// The year.
    pub year: i16,
    /// The goals for it, with the page each stands on.
    pub goals: Vec<(DocumentId, &'a Goal)>,
    /// What came of it.
    pub outcomes: Vec<(DocumentId, &'a Outcome)>,
    /// The decisions of it, in order.
    pub decisions: Vec<DecisionAt>,
    /// What happened in it, in order.
    pub events: Vec<EventAt>,
    /// The figures for it.
    pub figures: Vec<(DocumentId, &'a KeyFigure)>,
    /// Its budgets.
    pub budgets: Vec<&'a Budget>,
    /// Its local plans.
    pub local_plans: Vec<&'a LocalPlan>,
    /// Its trends.
    pub trends: Vec<&'a Trend>,
}

impl Document {
    /// The goals of the page.
    #[must_use]
    pub fn goals(&self) -> &[Spanned<Goal>] {
        match &self.front {
            Front::Area(area) => &area.goals,
            Front::Work(work) => &work.goals,
            _ => &[],
        }
    }

    /// The outcomes of the page.
    #[must_use]
    pub fn outcomes(&self) -> &[Spanned<Outcome>] {
        match &self.front {
            Front::Area(area) => &area.outcomes,
            Front::Work(work) => &work.outcomes,
            _ => &[],
        }
    }
}

impl Model {
    /// Every year that the site says something of.
    #[must_use]
    pub fn years(&self) -> BTreeSet<i16> {
        let mut years = BTreeSet::new();
        for (_, document) in self.originals() {
            years.extend(document.goals().iter().filter_map(|goal| year_of(goal.year.as_ref())));
            years.extend(
                document.outcomes().iter().filter_map(|outcome| year_of(outcome.year.as_ref())),
            );
            let figures = document.common.figures.iter();
            years.extend(figures.flat_map(|figure| self.figure_years(figure)));
        }
        years.extend(self.decisions.iter().flat_map(|at| self.decision_years(*at)));
        years.extend(self.events.iter().flat_map(|at| self.event_years(*at)));
        let registers = &self.registers;
        years.extend(registers.budgets.iter().filter_map(|row| year_of(row.year.as_ref())));
        years.extend(registers.local_plans.iter().filter_map(|row| year_of(row.year.as_ref())));
        years.extend(registers.trends.iter().filter_map(|row| year_of(row.year.as_ref())));
        years
    }

    /// Everything the site says of `year`. Something dated "2025–2026" belongs to both
    /// years, something without a date to the year its source reports on.
    #[must_use]
    pub fn year(&self, year: i16) -> YearFacts<'_> {
        let pages = || self.listed();
        let is_now = |known: Option<&Spanned<Year>>| year_of(known) == Some(year);
        let registers = &self.registers;
        YearFacts {
            year,
            goals: pages()
                .flat_map(|(id, document)| {
                    document.goals().iter().map(move |goal| (id, &goal.value))
                })
                .filter(|(_, goal)| is_now(goal.year.as_ref()))
                .collect(),
            outcomes: pages()
                .flat_map(|(id, document)| {
                    document.outcomes().iter().map(move |one| (id, &one.value))
                })
                .filter(|(_, outcome)| is_now(outcome.year.as_ref()))
                .collect(),
            decisions: self.decisions_of(year),
            events: self
                .events
                .iter()
                .copied()
                .filter(|at| self.event_years(*at).contains(&year))
                .collect(),
            figures: pages()
                .flat_map(|(id, document)| {
                    document.common.figures.iter().map(move |figure| (id, &figure.value))
                })
                .filter(|(_, figure)| self.figure_years(figure).contains(&year))
                .collect(),
            budgets: of_rows(&registers.budgets, |row| is_now(row.year.as_ref())),
            local_plans: of_rows(&registers.local_plans, |row| is_now(row.year.as_ref())),
            trends: of_rows(&registers.trends, |row| is_now(row.year.as_ref())),
        }
    }

    /// The log has the newest first; a year is told from its beginning. Those without a date
    /// stand last in both.
    fn decisions_of(&self, year: i16) -> Vec<DecisionAt> {
        let all = self.decisions.iter().copied();
        let mut own: Vec<DecisionAt> =
            all.filter(|at| self.decision_years(*at).contains(&year)).collect();
        own.sort_by_key(|at| {
            let date = self.decision(*at).date.as_ref().map(|date| date.value.order());
            (date.is_none(), date)
        });
        own
    }

    /// The published pages that are no translation, with their documents.
    pub fn originals(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        let documents = self.pages.iter().filter_map(|page| page.document);
        documents
            .map(|id| (id, &self.documents[id]))
            .filter(|(_, document)| document.route.is_original())
    }

    /// The years that a decision belongs to.
    #[must_use]
    pub fn decision_years(&self, at: DecisionAt) -> Vec<i16> {
        let decision = self.decision(at);
        self.years_covered(decision.date.as_ref().map(|date| &date.value), decision.source.as_ref())
    }

    /// The years that an event belongs to, that of its last day included.
    #[must_use]
    pub fn event_years(&self, at: EventAt) -> Vec<i16> {
        match (self.event_date(at), self.event_last_day(at)) {
            // No more of them than a date may have: a last day may be mistyped.
            (Some(date), Some(last)) => {
                (date.start.year()..=last.year()).take(MOST_YEARS).collect()
            }
            _ => self.years_covered(None, self.event_source(at)),
        }
    }

    /// The years that a figure belongs to.
    #[must_use]
    pub fn figure_years(&self, figure: &KeyFigure) -> Vec<i16> {
        self.years_covered(figure.date.as_ref().map(|date| &date.value), figure.source.as_ref())
    }

    fn years_covered(&self, date: Option<&Date>, source: Option<&Spanned<Citations>>) -> Vec<i16> {
        match date {
            Some(date) => (date.start.year()..=date.end.year()).collect(),
            None => self.years_of(source).collect(),
        }
    }
}

fn year_of(year: Option<&Spanned<Year>>) -> Option<i16> {
    year.map(|year| year.value.0)
}

fn of_rows<T>(rows: &[Spanned<T>], is_wanted: impl Fn(&T) -> bool) -> Vec<&T> {
    rows.iter().map(|row| &row.value).filter(|row| is_wanted(row)).collect()
}
