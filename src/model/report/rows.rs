//! The rows of registers that a report shows.

use crate::base::Spanned;
use crate::document::register::{CoverageStatus, LocalPlan, LocalPlanStatus, Table};
use crate::model::Model;
use crate::yaml::Year;

use super::ReportAbout;
use super::tells::{Part, tells};

impl Model {
    /// The rows of registers that a report shows: budgets, local plans and trends of its year,
    /// the local groups as they are, each those of the organisation when it is about one. Each is
    /// the register's place among all, and the row's in it.
    pub(super) fn report_rows(&self, about: ReportAbout) -> Vec<(usize, usize)> {
        let registers = self.register_documents.iter().enumerate();
        let all = registers.flat_map(|(register, document)| {
            let told = (0..document.table.len())
                .filter(|row| self.is_row_told(&document.table, *row, about));
            told.map(move |row| (register, row))
        });
        all.filter(|at| self.is_row_of(*at, about)).collect()
    }

    fn is_row_told(&self, table: &Table, row: usize, about: ReportAbout) -> bool {
        let (report, year) = (about.report, about.period.last.year());
        let is_now = |of: Option<&Spanned<Year>>| of.is_some_and(|of| of.value.0 == year);
        match table {
            Table::Budgets(rows) => {
                tells(report, Part::Money) && is_now(rows[row].value.year.as_ref())
            }
            Table::Trends(rows) => {
                tells(report, Part::Trends) && is_now(rows[row].value.year.as_ref())
            }
            Table::LocalPlans(rows) => {
                tells(report, Part::Local) && is_now(rows[row].value.year.as_ref())
            }
            // How it is now; of another year what a source of that year says, and what is unknown.
            Table::Coverage(rows) => {
                let row = &rows[row].value;
                let mut years = self.years_of(row.source.as_ref()).peekable();
                let is_of_now = years.peek().is_none() && about.period.is_latest(self.today);
                let status = row.status.as_ref().map(|status| status.value);
                let is_unknown = status == Some(CoverageStatus::Unknown);
                tells(report, Part::Local)
                    && (is_of_now || is_unknown || years.any(|of| of == year))
            }
            _ => false,
        }
    }

    /// The rows that say that an organisation lacks the local plan that it should have.
    pub(super) fn plans_lacking(&self, about: ReportAbout) -> Vec<(usize, usize)> {
        let is_lacking = |plan: &LocalPlan| {
            let year = plan.year.as_ref().map(|year| year.value.0);
            let status = plan.status.as_ref().map(|status| status.value);
            year.is_some_and(|year| about.period.has_year(year))
                && status == Some(LocalPlanStatus::NotMet)
        };
        let registers = self.register_documents.iter().enumerate();
        let all = registers.flat_map(|(register, document)| {
            let rows = match &document.table {
                Table::LocalPlans(rows) => &rows[..],
                _ => &[],
            };
            let lacking = rows.iter().enumerate().filter(|(_, plan)| is_lacking(&plan.value));
            lacking.map(move |(row, _)| (register, row))
        });
        all.filter(|at| self.is_row_of(*at, about)).collect()
    }

    /// Whether a row is of the organisation that the report is about, if it is about one.
    fn is_row_of(&self, at: (usize, usize), about: ReportAbout) -> bool {
        about
            .organisation
            .is_none_or(|own| self.rows_about.get(&own).is_some_and(|rows| rows.contains(&at)))
    }
}
