//! Where what a report tells is said.

use std::collections::BTreeMap;

use crate::base::Spanned;
use crate::document::Front;
use crate::document::kind::ReportType;
use crate::document::register::{LocalPlanStatus, Table};
use crate::model::Model;
use crate::yaml::{Citation, Citations};

use super::{ReportFacts, SubjectFacts, Urgency, Urgent};

impl ReportFacts {
    /// Every area and work that is told of.
    pub fn subjects(&self) -> impl Iterator<Item = &SubjectFacts> {
        let named = self.parts.iter().flat_map(|part| &part.points);
        named.flat_map(|(_, subjects)| subjects).chain(&self.others)
    }
}

impl Model {
    /// Every place that a report is from, once: by document, then by section.
    #[must_use]
    pub fn report_sources(&self, facts: &ReportFacts) -> Vec<&Citation> {
        let mut found: BTreeMap<(&str, &str), &Citation> = BTreeMap::new();
        for source in self.told_sources(facts) {
            for citation in &source.value.0 {
                found.insert((citation.key.value.as_str(), citation.section.as_str()), citation);
            }
        }
        found.into_values().collect()
    }

    /// Where what is told is from. Papers for a meeting tell neither of every work nor of the plan.
    fn told_sources<'a>(&'a self, facts: &ReportFacts) -> Vec<&'a Spanned<Citations>> {
        let mut all: Vec<Option<&Spanned<Citations>>> = Vec::new();
        let report = facts.about.report;
        if report != ReportType::Meeting {
            all.extend(facts.subjects().flat_map(|subject| self.subject_sources(subject)));
        }
        let rows = facts
            .rows
            .iter()
            .filter(|row| report != ReportType::Meeting || self.is_plan_not_met(**row));
        all.extend(rows.map(|row| self.row_source(*row)));
        let mut decisions = facts.decisions.clone();
        if report == ReportType::Annual {
            decisions.extend(&facts.decisions_since);
            if let Some(Front::Plan(plan)) = facts.edition.map(|id| &self.documents[id].front) {
                all.extend(plan.points.iter().map(|point| point.value.source.as_ref()));
            }
        }
        all.extend(decisions.iter().map(|at| self.decision(*at).source.as_ref()));
        let events = facts.events.iter().chain(&facts.ahead);
        all.extend(events.map(|at| self.event_source(*at)));
        all.extend(facts.urgent.iter().map(|urgent| self.urgent_source(*urgent)));
        all.extend(facts.changed.iter().map(|changed| {
            self.documents[changed.document].history()[changed.at].value.source.as_ref()
        }));
        all.into_iter().flatten().collect()
    }

    fn subject_sources(&self, subject: &SubjectFacts) -> Vec<Option<&Spanned<Citations>>> {
        let document = &self.documents[subject.document];
        let mut all: Vec<Option<&Spanned<Citations>>> = Vec::new();
        let goals = subject.goals.iter().chain(&subject.goals_next);
        all.extend(goals.map(|at| document.goals()[*at].value.source.as_ref()));
        let outcomes = subject.outcomes.iter();
        all.extend(outcomes.map(|at| document.outcomes()[*at].value.source.as_ref()));
        let steps = subject.began.iter().chain(&subject.history).chain(&subject.history_since);
        all.extend(steps.map(|at| document.history()[*at].value.source.as_ref()));
        let figures = subject.figures.iter();
        all.extend(figures.map(|at| document.common.figures[*at].value.source.as_ref()));
        all
    }

    fn urgent_source(&self, urgent: Urgent) -> Option<&Spanned<Citations>> {
        let document = &self.documents[urgent.document];
        let at = urgent.at?;
        match urgent.why {
            Urgency::DecisionNeeded => document.wanted_decisions()[at].value.source.as_ref(),
            Urgency::NotReached => document.outcomes()[at].value.source.as_ref(),
            Urgency::Late | Urgency::Paused => document.history()[at].value.source.as_ref(),
        }
    }

    /// Whether a row says that an organisation lacks the local plan that it should have.
    fn is_plan_not_met(&self, (register, row): (usize, usize)) -> bool {
        let Table::LocalPlans(rows) = &self.register_documents[register].table else {
            return false;
        };
        rows[row]
            .value
            .status
            .as_ref()
            .is_some_and(|status| status.value == LocalPlanStatus::NotMet)
    }

    fn row_source(&self, (register, row): (usize, usize)) -> Option<&Spanned<Citations>> {
        match &self.register_documents[register].table {
            Table::Budgets(rows) => rows[row].value.source.as_ref(),
            Table::Trends(rows) => rows[row].value.source.as_ref(),
            Table::LocalPlans(rows) => rows[row].value.source.as_ref(),
            Table::Coverage(rows) => rows[row].value.source.as_ref(),
            _ => None,
        }
    }
}
