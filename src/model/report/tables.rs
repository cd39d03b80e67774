//! The tables of a report, which readers can fetch as files.

use crate::document::register::{Coverage, LocalPlan, Row as _, Table, Trend};
use crate::model::Model;
use crate::model::entities::{DECISIONS, EVENTS, Entity};

use super::{ReportFacts, SubjectFacts};

/// A table of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportTable {
    /// Those rows of a table of open data that the report tells of.
    Of(Entity),
    /// What is not known, and who answers for it.
    Missing,
}

/// The key of the goals of a page.
pub const GOALS: &str = "mål";
/// The key of the outcomes of a page.
pub const OUTCOMES: &str = "utfall";
/// The key of the figures of a page.
pub const FIGURES: &str = "nyckeltal";

impl ReportTable {
    /// Its name: that of its files, without their ending.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Of(entity) => entity.id(),
            Self::Missing => "saknas".to_owned(),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Of(entity) => entity.words().title,
            Self::Missing => "Det här saknas",
        }
    }
}

impl Model {
    /// The tables of a report that have rows.
    #[must_use]
    pub fn report_tables(&self, facts: &ReportFacts) -> Vec<ReportTable> {
        let says = |of: fn(&SubjectFacts) -> &[usize]| {
            facts.subjects.iter().any(|subject| !of(subject).is_empty())
        };
        let tells = |is_it: fn(&Table) -> bool| {
            let mut tables =
                facts.rows.iter().map(|(register, _)| &self.register_documents[*register].table);
            tables.any(is_it)
        };
        let part = |key, is_there: bool| is_there.then_some(Entity::Parts(key));
        let register = |name, is_there: bool| {
            if is_there { Entity::register(name) } else { None }
        };
        let has_budgets = tells(|table| matches!(table, Table::Budgets(_)));
        let entities = [
            part(GOALS, says(|subject| &subject.goals) || says(|subject| &subject.goals_next)),
            part(OUTCOMES, says(|subject| &subject.outcomes)),
            part(FIGURES, says(|subject| &subject.figures)),
            has_budgets.then_some(Entity::BudgetPosts),
            has_budgets.then_some(Entity::BudgetSums),
            register(Trend::NAME, tells(|table| matches!(table, Table::Trends(_)))),
            register(LocalPlan::NAME, tells(|table| matches!(table, Table::LocalPlans(_)))),
            register(Coverage::NAME, tells(|table| matches!(table, Table::Coverage(_)))),
            part(DECISIONS, !facts.decisions.is_empty() || !facts.decisions_since.is_empty()),
            part(EVENTS, !facts.events.is_empty() || !facts.ahead.is_empty()),
        ];
        let missing = (!facts.missing.is_empty()).then_some(ReportTable::Missing);
        entities.into_iter().flatten().map(ReportTable::Of).chain(missing).collect()
    }
}
