//! What a report tells: everything that the site holds of a year, a half year or the time since a
//! meeting, ordered for those who read it.
//!
//! Nothing is summarised that the content does not hold. What is not known is no gap in a list, but
//! a line in one of its own, for whoever answers for the page.

mod changed;
mod missing;
mod parts;
mod period;
mod rows;
mod sources;
mod subjects;
mod tables;
mod tells;
mod urgent;

pub use changed::Changed;
pub use missing::{Missing, Unknown};
pub use period::Period;
pub use subjects::SubjectFacts;
pub use tables::{FIGURES, GOALS, OUTCOMES, ReportTable};
pub use urgent::{Urgency, Urgent};

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Bound;
use crate::document::kind::{Kind, Report, ReportText, ReportType};
use crate::document::{Document, Front, Frozen, OrganisationTarget, PageTarget};
use crate::yaml;

use super::{DecisionAt, DocumentId, EventAt, Model, Target};

use parts::Facts;
use tells::{Part, tells};

/// What a report is about, as its front matter or a command says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportAbout {
    /// Which type of report it is.
    pub report: ReportType,
    /// The time it tells of.
    pub period: Period,
    /// The organisation whose part it tells.
    pub organisation: Option<Target>,
}

/// What a report tells.
#[derive(Debug)]
pub struct ReportFacts {
    /// What it is about.
    pub about: ReportAbout,
    /// The edition of the plan for the year.
    pub edition: Option<DocumentId>,
    /// The areas and works, each once: those that points name in the order of the plan, then
    /// those of which something is said and that no point names.
    pub subjects: Vec<SubjectFacts>,
    /// The points of that edition, part by part.
    pub parts: Vec<PlanPartFacts>,
    /// Where those begin among the subjects that no point names.
    pub others: usize,
    /// What got another stage or state, in order.
    pub changed: Vec<Changed>,
    /// The decisions, in order.
    pub decisions: Vec<DecisionAt>,
    /// Decisions after the time that is told of.
    pub decisions_since: Vec<DecisionAt>,
    /// What happened, in order.
    pub events: Vec<EventAt>,
    /// What comes after.
    pub ahead: Vec<EventAt>,
    /// Rows of registers: the register's place among all, and the row's in it.
    pub rows: Vec<(usize, usize)>,
    /// What has to be acted on, the most urgent first.
    pub urgent: Vec<Urgent>,
    /// What is not known.
    pub missing: Vec<Missing>,
}

/// A part of the plan with what came of it.
#[derive(Debug)]
pub struct PlanPartFacts {
    /// Its number, such as `6.1`: the points in it are `6.1:1` and so on.
    pub number: String,
    /// What it is called, when the edition says so.
    pub title: Option<String>,
    /// Its points, by their places in the edition, each with what it names: places among the
    /// report's subjects.
    pub points: Vec<(usize, Vec<usize>)>,
}

/// What each report tells whose page is on the site.
pub(super) fn collect(model: &Model) -> BTreeMap<DocumentId, ReportFacts> {
    let pages = model.pages.iter().filter_map(|page| page.document);
    let reports = pages.filter_map(|id| Some((id, model.report_about(&model.documents[id])?)));
    reports.map(|(id, about)| (id, model.report(about))).collect()
}

impl Model {
    /// What the report in `document` is about; nothing when it does not say enough.
    #[must_use]
    pub fn report_about(&self, document: &Document) -> Option<ReportAbout> {
        let Front::Report(report) = &document.front else { return None };
        let Report { report, year, half, since, until, organisation, .. } = report.as_ref();
        let report = report.as_ref()?.value;
        let year = year.as_ref().map(|year| year.value.0);
        let half = half.as_ref().map(|half| half.value.0.get());
        let period = match report {
            ReportType::Meeting => {
                let until = until.as_ref().map_or(self.today, |until| until.value.0.end);
                Period::between(since.as_ref()?.value.0.start, until)?
            }
            ReportType::HalfYear => Period::half(year?, half?)?,
            _ => Period::year(year?)?,
        };
        let organisation = organisation.as_ref().filter(|_| report == ReportType::Organisation);
        let organisation = organisation.and_then(|named| {
            let kinds = <OrganisationTarget as yaml::Target>::KINDS;
            Some(self.targets.find(kinds, &named.value.id.value)?.1)
        });
        if report == ReportType::Organisation && organisation.is_none() {
            return None;
        }
        Some(ReportAbout { report, period, organisation })
    }

    /// What a report tells.
    fn report(&self, about: ReportAbout) -> ReportFacts {
        let (period, tells) = (about.period, |part| tells(about.report, part));
        let all = self.report_subjects(about);
        let facts = all.iter().map(|id| (*id, self.subject_facts(*id, period)));
        let mut facts: Facts = facts.collect();
        let rows = self.report_rows(about);
        let decisions = if tells(Part::Happened) { self.report_decisions(about) } else { vec![] };
        let events = if tells(Part::Happened) { self.report_events(about) } else { vec![] };
        let is_since = |at: &DecisionAt| {
            let date = self.decision(*at).date.as_ref();
            tells(Part::DecidedSince) && date.is_some_and(|date| date.value.start > period.last)
        };
        let mut told = ReportFacts {
            about,
            edition: None,
            subjects: Vec::new(),
            parts: Vec::new(),
            others: 0,
            changed: if tells(Part::Happened) { self.changed(&all, period) } else { vec![] },
            decisions_since: decisions.iter().copied().filter(is_since).collect(),
            decisions: decisions
                .into_iter()
                .filter(|at| self.is_decision_of(*at, period))
                .collect(),
            ahead: events.iter().copied().filter(|at| self.is_event_after(*at, period)).collect(),
            events: events.into_iter().filter(|at| self.is_event_of(*at, period)).collect(),
            urgent: if tells(Part::Urgent) { self.urgent(&all, about) } else { vec![] },
            missing: Vec::new(),
            rows,
        };
        // Papers for a meeting ask for what is missing of that which they tell.
        let named: BTreeSet<DocumentId> = told.named().collect();
        let asked =
            facts.values().filter(|facts| tells(Part::Works) || named.contains(&facts.document));
        told.missing = self.missing(about, asked, &told.rows);
        if tells(Part::Works) {
            told.edition = self.edition_of(period.last.year());
            let ordered = self.in_order_of(told.edition, &facts);
            told.parts = ordered.parts;
            told.subjects = ordered.subjects.iter().filter_map(|id| facts.remove(id)).collect();
            told.others = told.subjects.len();
            told.subjects.extend(
                all.iter().filter_map(|id| facts.remove(id)).filter(SubjectFacts::says_something),
            );
            // What was to be done and was done in the time comes before what is only mentioned.
            told.subjects[told.others..]
                .sort_by_key(|facts| facts.goals.is_empty() && facts.outcomes.is_empty());
        }
        told
    }

    /// The decisions that a report may tell of, in order; those without a day last.
    fn report_decisions(&self, about: ReportAbout) -> Vec<DecisionAt> {
        let own = about.organisation.map(|organisation| self.decisions_about(organisation));
        let mut decisions = own.unwrap_or_else(|| self.decisions.clone());
        decisions.sort_by_key(|at| {
            let date = self.decision(*at).date.as_ref().map(|date| date.value.order());
            (date.is_none(), date)
        });
        decisions
    }

    /// The dated steps and events that a report may tell of, in order.
    fn report_events(&self, about: ReportAbout) -> Vec<EventAt> {
        let own = about.organisation.map(|organisation| self.events_about(organisation));
        own.unwrap_or_else(|| self.events.clone())
    }

    /// The texts of a report that only people can write, in its own edition: those beside it, and
    /// the pages that it names, where there is none of that name beside it.
    #[must_use]
    pub fn report_texts(&self, report: &Document) -> Vec<DocumentId> {
        let mut texts = self.texts_beside(report);
        let Front::Report(front) = &report.front else { return texts };
        for named in &front.pages {
            let kinds = <PageTarget as yaml::Target>::KINDS;
            let found = self.targets.find(kinds, &named.value.id.value);
            let Some((_, Target::Document(id))) = found else { continue };
            let page = self.page_of(id).map(|page| self.edition_in(page, report.route.edition));
            let id = page.and_then(|page| self.pages[page].document).unwrap_or(id);
            let slug = &self.documents[id].route.slug;
            if !texts.iter().any(|text| self.documents[*text].route.slug == *slug) {
                texts.push(id);
            }
        }
        texts
    }

    /// Whether the site has a page of its own of this id, which a report may show.
    #[must_use]
    pub fn has_page(&self, id: &str) -> bool {
        let found = self.targets.find(<PageTarget as yaml::Target>::KINDS, id);
        matches!(found, Some((_, Target::Document(id))) if self.page_of(id).is_some())
    }

    fn texts_beside(&self, report: &Document) -> Vec<DocumentId> {
        let is_own = |document: &Document| {
            document.route.kind == ReportText::NAME
                && document.file.folder() == report.file.folder()
                && document.route.edition == report.route.edition
        };
        let own = self.documents.iter().enumerate().filter(|(_, document)| is_own(document));
        let is_left_out =
            |document: &Document| self.left_out.iter().any(|left| left.file == document.file);
        own.filter(|(_, document)| !is_left_out(document)).map(|(id, _)| id).collect()
    }

    /// The report as it was adopted, when it was.
    #[must_use]
    pub fn frozen_of(&self, report: &Document) -> Option<&Frozen> {
        let is_own = |frozen: &&Frozen| {
            report.file.name() != frozen.file.name() && frozen.file.folder() == report.file.folder()
        };
        let may = matches!(report.front, Front::Report(_)) && report.route.is_original();
        self.frozen.iter().find(is_own).filter(|_| may)
    }

    /// The ids of all organisations, each with what it is called.
    #[must_use]
    pub fn organisations(&self) -> Vec<(&str, &str)> {
        let kinds = <OrganisationTarget as yaml::Target>::KINDS;
        let ids = kinds.iter().flat_map(|kind| self.targets.ids(kind));
        let named = ids.filter_map(|(id, target)| {
            let Target::Row(register, row) = target else { return None };
            let row = self.register_documents[register].table.row(row)?;
            Some((id, row.title.unwrap_or(id)))
        });
        named.collect()
    }

    /// The edition of the plan for `year`.
    #[must_use]
    pub fn edition_of(&self, year: i16) -> Option<DocumentId> {
        let mut editions = self.originals().map(|(id, _)| id);
        editions.find(|id| self.edition_year(*id) == Some(year))
    }

    /// The areas and works that a report may tell of, in the order of the site.
    fn report_subjects(&self, about: ReportAbout) -> Vec<DocumentId> {
        let followed = self
            .listed()
            .filter(|(_, document)| matches!(document.front, Front::Area(_) | Front::Work(_)));
        match about.organisation {
            None => followed.map(|(id, _)| id).collect(),
            Some(organisation) => {
                let own = self.subjects(organisation);
                followed.map(|(id, _)| id).filter(|id| own.contains(id)).collect()
            }
        }
    }

    /// Whether a decision may have been made in `period`. One without a date belongs to the year
    /// that its source reports on, and so to any part of it.
    fn is_decision_of(&self, at: DecisionAt, period: Period) -> bool {
        let decision = self.decision(at);
        match &decision.date {
            Some(date) => period.may_hold(&date.value),
            None => period.may_hold_year(self.years_of(decision.source.as_ref())),
        }
    }

    /// Whether something happened in `period`. What may end after it has not been yet, nor what
    /// is only known not to come before.
    fn is_event_of(&self, at: EventAt, period: Period) -> bool {
        match (self.event_date(at), self.event_last_day(at)) {
            (Some(date), Some(last)) => {
                let has_been =
                    last <= period.last || date.start < period.last && date.exact_day().is_some();
                has_been
                    && date.bound != Bound::NoEarlier
                    && date.start <= period.last
                    && last >= period.first
            }
            _ => period.may_hold_year(self.years_of(self.event_source(at))),
        }
    }

    /// Whether something is still to come when `period` ends.
    fn is_event_after(&self, at: EventAt, period: Period) -> bool {
        let is_open = self.event_date(at).is_some_and(|date| date.bound == Bound::NoEarlier);
        let is_later = self.event_last_day(at).is_some_and(|day| day > period.last);
        (is_open || is_later) && !self.is_event_of(at, period)
    }
}
