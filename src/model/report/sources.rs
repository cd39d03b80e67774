//! Where what a report tells is said.

use std::collections::BTreeMap;

use crate::base::Spanned;
use crate::document::Front;
use crate::document::register::Table;
use crate::model::{DocumentId, Model, Target};
use crate::yaml::{Citation, Citations};

use super::tells::{Part, tells};
use super::{ReportFacts, SubjectFacts, Urgency, Urgent};

impl ReportFacts {
    /// Every page of which something is new, wanted or decided.
    pub(super) fn named(&self) -> impl Iterator<Item = DocumentId> {
        let urgent = self.urgent.iter().filter_map(|urgent| match urgent.of {
            Target::Document(id) => Some(id),
            _ => None,
        });
        let decisions = self.decisions.iter().map(|at| at.document);
        let events = self.events.iter().chain(&self.ahead).map(|at| at.document);
        let changed = self.changed.iter().map(|changed| changed.document);
        urgent.chain(decisions).chain(events).chain(changed)
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

    /// Where what is told is from.
    fn told_sources<'a>(&'a self, facts: &ReportFacts) -> Vec<&'a Spanned<Citations>> {
        let mut all: Vec<Option<&Spanned<Citations>>> = Vec::new();
        all.extend(facts.subjects.iter().flat_map(|subject| self.subject_sources(subject)));
        all.extend(facts.rows.iter().map(|row| self.row_source(*row)));
        if tells(facts.about.report, Part::Points)
            && let Some(Front::Plan(plan)) = facts.edition.map(|id| &self.documents[id].front)
        {
            all.extend(plan.points.iter().map(|point| point.value.source.as_ref()));
        }
        let decisions = facts.decisions.iter().chain(&facts.decisions_since);
        all.extend(decisions.map(|at| self.decision(*at).source.as_ref()));
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
        let document = match urgent.of {
            Target::Document(id) => &self.documents[id],
            Target::Row(register, row) => return self.row_source((register, row)),
            Target::Word | Target::LeftOut(_) => return None,
        };
        let at = urgent.at?;
        match urgent.why {
            Urgency::DecisionNeeded => document.wanted_decisions()[at].value.source.as_ref(),
            Urgency::NotReached => document.outcomes()[at].value.source.as_ref(),
            Urgency::Late | Urgency::Paused => document.history()[at].value.source.as_ref(),
            Urgency::PlanLacking => None,
        }
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
