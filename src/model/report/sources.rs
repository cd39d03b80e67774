//! Where what a report tells is said.

use std::collections::BTreeMap;

use crate::base::Spanned;
use crate::document::Front;
use crate::document::register::Table;
use crate::model::Model;
use crate::yaml::{Citation, Citations};

use super::{ReportFacts, SubjectFacts};

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

    fn told_sources<'a>(&'a self, facts: &ReportFacts) -> Vec<&'a Spanned<Citations>> {
        let mut all: Vec<Option<&Spanned<Citations>>> = Vec::new();
        for subject in facts.subjects() {
            let document = &self.documents[subject.document];
            let goals = document.goals();
            all.extend(subject.goals.iter().map(|at| goals[*at].value.source.as_ref()));
            all.extend(subject.goals_next.iter().map(|at| goals[*at].value.source.as_ref()));
            let outcomes = document.outcomes();
            all.extend(subject.outcomes.iter().map(|at| outcomes[*at].value.source.as_ref()));
            let history = document.history();
            let steps = subject.began.iter().chain(&subject.history).chain(&subject.history_since);
            all.extend(steps.map(|at| history[*at].value.source.as_ref()));
            let figures = &document.common.figures;
            all.extend(subject.figures.iter().map(|at| figures[*at].value.source.as_ref()));
        }
        let decisions = facts.decisions.iter().chain(&facts.decisions_since);
        all.extend(decisions.map(|at| self.decision(*at).source.as_ref()));
        let events = facts.events.iter().chain(&facts.ahead);
        all.extend(events.map(|at| self.event_source(*at)));
        if let Some(Front::Plan(plan)) = facts.edition.map(|id| &self.documents[id].front) {
            all.extend(plan.points.iter().map(|point| point.value.source.as_ref()));
        }
        for (register, row) in &facts.rows {
            all.push(match &self.register_documents[*register].table {
                Table::Budgets(rows) => rows[*row].value.source.as_ref(),
                Table::Trends(rows) => rows[*row].value.source.as_ref(),
                Table::LocalPlans(rows) => rows[*row].value.source.as_ref(),
                Table::Coverage(rows) => rows[*row].value.source.as_ref(),
                _ => None,
            });
        }
        all.into_iter().flatten().collect()
    }
}
