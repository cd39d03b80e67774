//! What a report tells: everything that the site holds of a year, a half year or the time since a
//! meeting, ordered for those who read it.
//!
//! Nothing is summarised that the content does not hold. What is not known is no gap in a list, but
//! a line in one of its own, for whoever answers for the page.

mod changed;
mod missing;
mod period;
mod sources;
mod subjects;
mod tables;
mod urgent;

pub use changed::Changed;
pub use missing::{Missing, Unknown};
pub use period::Period;
pub use subjects::SubjectFacts;
pub use tables::{FIGURES, GOALS, OUTCOMES, ReportTable};
pub use urgent::{Urgency, Urgent};

use std::collections::BTreeSet;

use crate::document::kind::{Kind, Report, ReportText, ReportType};
use crate::document::{
    Document, Front, Frozen, OrganisationTarget, PageTarget, SubjectTarget, WorkTarget,
};
use crate::yaml;

use super::{DecisionAt, DocumentId, EventAt, Model, Target};

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
    /// The points of that edition, part by part.
    pub parts: Vec<PlanPartFacts>,
    /// Areas and works of which something is said, and that no point names.
    pub others: Vec<SubjectFacts>,
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
    /// Its points, by their places in the edition, each with what it names.
    pub points: Vec<(usize, Vec<SubjectFacts>)>,
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
        let organisation = organisation.as_ref().and_then(|named| {
            let kinds = <OrganisationTarget as yaml::Target>::KINDS;
            Some(self.targets.find(kinds, &named.value.id.value)?.1)
        });
        if report == ReportType::Organisation && organisation.is_none() {
            return None;
        }
        Some(ReportAbout { report, period, organisation })
    }

    /// What a report tells.
    #[must_use]
    pub fn report(&self, about: ReportAbout) -> ReportFacts {
        let period = about.period;
        let subjects = self.report_subjects(about);
        let edition = self.edition_of(period.last.year());
        let parts = edition.map(|edition| self.report_parts(edition, period, &subjects));
        let parts = parts.unwrap_or_default();
        let named: BTreeSet<DocumentId> = parts
            .iter()
            .flat_map(|part| &part.points)
            .flat_map(|(_, subjects)| subjects.iter().map(|facts| facts.document))
            .collect();
        let others = subjects.iter().filter(|id| !named.contains(id));
        let others = others.map(|id| self.subject_facts(*id, period));
        let mut others: Vec<SubjectFacts> = others.filter(SubjectFacts::says_something).collect();
        // What was to be done and was done in the time comes before what is only mentioned.
        others.sort_by_key(|facts| facts.goals.is_empty() && facts.outcomes.is_empty());
        let is_told = |document: DocumentId| match about.organisation {
            None => true,
            Some(_) => subjects.contains(&document),
        };
        let decisions = self.decisions.iter().copied().filter(|at| is_told(at.document));
        let mut decisions_since: Vec<DecisionAt> = decisions
            .clone()
            .filter(|at| {
                let date = self.decision(*at).date.as_ref();
                date.is_some_and(|date| date.value.start > period.last)
            })
            .collect();
        decisions_since.reverse();
        let mut decisions: Vec<DecisionAt> =
            decisions.filter(|at| self.is_decision_of(*at, period)).collect();
        decisions.sort_by_key(|at| {
            let date = self.decision(*at).date.as_ref().map(|date| date.value.order());
            (date.is_none(), date)
        });
        let events = || self.events.iter().copied().filter(|at| is_told(at.document));
        ReportFacts {
            about,
            edition,
            others,
            decisions,
            decisions_since,
            events: events().filter(|at| self.is_event_of(*at, period)).collect(),
            ahead: events()
                .filter(|at| self.event_last_day(*at).is_some_and(|day| day > period.last))
                .filter(|at| !self.is_event_of(*at, period))
                .collect(),
            changed: self.changed(&subjects, period),
            rows: self.report_rows(about),
            urgent: self.urgent(&subjects, period),
            missing: self.missing(about, &subjects),
            parts,
        }
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

    /// The points of `edition`, part by part in the order they are written.
    fn report_parts(
        &self,
        edition: DocumentId,
        period: Period,
        subjects: &[DocumentId],
    ) -> Vec<PlanPartFacts> {
        let Front::Plan(plan) = &self.documents[edition].front else { return Vec::new() };
        let mut parts: Vec<PlanPartFacts> = Vec::new();
        for (at, point) in plan.points.iter().enumerate() {
            let number = point.value.number.as_ref().map_or("", |number| number.value.as_str());
            let number = number.split_once(':').map_or(number, |(part, _)| part);
            let kinds = <SubjectTarget as yaml::Target>::KINDS;
            let named = point.value.concerns.iter().filter_map(|named| {
                match self.targets.find(kinds, &named.value.id.value) {
                    Some((_, Target::Document(id))) if subjects.contains(&id) => Some(id),
                    _ => None,
                }
            });
            let mut told: Vec<SubjectFacts> = Vec::new();
            for id in named {
                told.push(self.subject_facts(id, period));
                // What was added to a work is told with it.
                let own = self.added_to(id).filter(|own| subjects.contains(own));
                let own = own.map(|own| self.subject_facts(own, period));
                told.extend(own.filter(SubjectFacts::says_something));
            }
            match parts.last_mut().filter(|part| part.number == number) {
                Some(part) => part.points.push((at, told)),
                None => parts.push(PlanPartFacts {
                    number: number.to_owned(),
                    title: plan.parts.iter().find_map(|part| {
                        let is_it = part.value.number.as_ref()?.value == number;
                        part.value.title.as_ref().filter(|_| is_it).map(|title| title.value.clone())
                    }),
                    points: vec![(at, told)],
                }),
            }
        }
        parts
    }

    /// The works that are additions to the work `id`, in the order of the site.
    fn added_to(&self, id: DocumentId) -> impl Iterator<Item = DocumentId> {
        self.listed().filter_map(move |(own, document)| {
            let Front::Work(work) = &document.front else { return None };
            let parent = work.parent.as_ref()?;
            let kinds = <WorkTarget as yaml::Target>::KINDS;
            let (_, target) = self.targets.find(kinds, &parent.value.id.value)?;
            (target == Target::Document(id)).then_some(own)
        })
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

    /// Whether something happened in `period`. What may end after it has not been yet.
    fn is_event_of(&self, at: EventAt, period: Period) -> bool {
        match (self.event_date(at), self.event_last_day(at)) {
            (Some(date), Some(last)) => {
                let has_been =
                    last <= period.last || date.start < period.last && date.exact_day().is_some();
                has_been && date.start <= period.last && last >= period.first
            }
            _ => period.may_hold_year(self.years_of(self.event_source(at))),
        }
    }
}
