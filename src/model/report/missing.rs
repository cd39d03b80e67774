//! What a report cannot tell, for whoever answers for the page.

use crate::document::kind::ReportType;
use crate::document::register::{CoverageStatus, LocalPlanStatus, Table};
use crate::document::{Document, Front, ResponsibleTarget, State};
use crate::model::overview::status;
use crate::model::{DocumentId, Model, Target, View};
use crate::yaml;

use super::ReportAbout;

/// Something that is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What it is.
    pub what: Unknown,
    /// The page, or the row of a register (the register's place among all, and the row's in it);
    /// nothing when it is of the whole report.
    pub of: Option<Target>,
    /// Who answers for it: a group or a contact.
    pub responsible: Option<Target>,
}

/// What is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// What came of a year's goal.
    Outcome,
    /// How far it has come.
    Stage,
    /// How it goes.
    State,
    /// Who takes part.
    Organisations,
    /// Whether there is a final report of what is done.
    FinalReport,
    /// When a decision on it was made.
    DecisionDate,
    /// Whether an organisation has a local plan.
    LocalPlan,
    /// Whether there is a local group.
    Coverage,
    /// Why the sum of a budget is not what its posts come to.
    Sum,
    /// What the goal of the year was.
    Goal,
    /// The edition of the plan for the year.
    Edition,
    /// The budget of the year.
    Budget,
    /// The trends of the year.
    Trends,
    /// Which local plans there are in the year.
    LocalPlans,
}

impl Unknown {
    /// Its name, as templates and strings call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outcome => "utfall",
            Self::Stage => "skede",
            Self::State => "läge",
            Self::Organisations => "organisationer",
            Self::FinalReport => "slutrapport",
            Self::DecisionDate => "beslutsdatum",
            Self::LocalPlan => "lokal plan",
            Self::Coverage => "lokal samverkansgrupp",
            Self::Sum => "summa",
            Self::Goal => "mål",
            Self::Edition => "årets plan",
            Self::Budget => "årets budget",
            Self::Trends => "årets trender",
            Self::LocalPlans => "årets lokala planer",
        }
    }
}

impl Model {
    /// What is not known of what a report tells: page by page, then row by row.
    pub(super) fn missing(&self, about: ReportAbout, subjects: &[DocumentId]) -> Vec<Missing> {
        let mut all = Vec::new();
        for id in subjects {
            let facts = self.subject_facts(*id, about.period);
            // What nothing is said of is not told of.
            let is_told =
                facts.says_something() || self.is_in_plan_of(*id, about.period.last.year());
            if !is_told {
                continue;
            }
            let document = &self.documents[*id];
            let responsible = self.responsible_for(document);
            let mut add =
                |what| all.push(Missing { what, of: Some(Target::Document(*id)), responsible });
            // Before the year is over nothing has to be known of what came of it.
            let is_year_over = about.period.reaches_year_end() && about.period.last < self.today;
            if facts.goals.is_empty() && !facts.outcomes.is_empty() {
                add(Unknown::Goal);
            }
            if is_year_over && !facts.goals.is_empty() && facts.outcomes.is_empty() {
                add(Unknown::Outcome);
            }
            let (stage, state) = status(&document.front).unwrap_or_default();
            // What is done or has ended is in no stage any more.
            let is_over = matches!(state, Some(State::Done | State::Ended));
            if stage.is_none() && !is_over {
                add(Unknown::Stage);
            }
            if state.is_none() {
                add(Unknown::State);
            }
            let (organisations, report) = match &document.front {
                Front::Area(area) => (area.organisations.is_some(), true),
                Front::Work(work) => (work.organisations.is_some(), work.final_report.is_some()),
                _ => continue,
            };
            if !organisations {
                add(Unknown::Organisations);
            }
            if !report && is_over {
                add(Unknown::FinalReport);
            }
            let undated = facts.decisions.iter().any(|at| {
                document.decisions().get(*at).is_some_and(|decision| decision.value.date.is_none())
            });
            if undated {
                add(Unknown::DecisionDate);
            }
        }
        all.extend(self.missing_in_rows(about));
        all.extend(self.missing_wholly(about));
        all
    }

    /// What a report of this type tells, and of which nothing is known at all.
    fn missing_wholly(&self, about: ReportAbout) -> Vec<Missing> {
        let has = |is_it: fn(&Table) -> bool| {
            let mut rows = self.report_rows(about).into_iter();
            rows.any(|(register, _)| is_it(&self.register_documents[register].table))
        };
        let report = about.report;
        let is_annual = report == ReportType::Annual;
        let tells_of_money =
            matches!(report, ReportType::Annual | ReportType::HalfYear | ReportType::Funder);
        let tells_of_plans =
            matches!(report, ReportType::Annual | ReportType::HalfYear | ReportType::Organisation);
        let all = [
            (is_annual && self.edition_of(about.period.last.year()).is_none(), Unknown::Edition),
            (tells_of_money && !has(|table| matches!(table, Table::Budgets(_))), Unknown::Budget),
            (is_annual && !has(|table| matches!(table, Table::Trends(_))), Unknown::Trends),
            (
                tells_of_plans && !has(|table| matches!(table, Table::LocalPlans(_))),
                Unknown::LocalPlans,
            ),
            (
                tells_of_plans && !has(|table| matches!(table, Table::Coverage(_))),
                Unknown::Coverage,
            ),
        ];
        let missing = all.into_iter().filter(|(is_missing, _)| *is_missing);
        missing.map(|(_, what)| Missing { what, of: None, responsible: None }).collect()
    }

    fn missing_in_rows(&self, about: ReportAbout) -> Vec<Missing> {
        let rows = self.report_rows(about).into_iter();
        let unknown = rows.filter_map(|(register, row)| {
            let what = match &self.register_documents[register].table {
                Table::LocalPlans(plans) => {
                    let status = plans.get(row)?.value.status.as_ref()?.value;
                    (status == LocalPlanStatus::Unknown).then_some(Unknown::LocalPlan)
                }
                Table::Coverage(groups) => {
                    let status = groups.get(row)?.value.status.as_ref()?.value;
                    (status == CoverageStatus::Unknown).then_some(Unknown::Coverage)
                }
                Table::Budgets(budgets) => {
                    let differs =
                        budgets.get(row)?.value.sums().iter().any(|sum| sum.difference().is_some());
                    differs.then_some(Unknown::Sum)
                }
                _ => None,
            }?;
            Some(Missing {
                what,
                of: Some(Target::Row(register, row)),
                responsible: self.responsible_for_table(register),
            })
        });
        unknown.collect()
    }

    /// Who answers for the page that shows a register.
    fn responsible_for_table(&self, register: usize) -> Option<Target> {
        let pages = self.pages.iter().filter(|page| page.view == View::Table(register));
        let mut written = pages.filter_map(|page| page.document);
        written.find_map(|id| self.responsible_for(&self.documents[id]))
    }

    /// Who answers for a page: a group or a contact.
    fn responsible_for(&self, document: &Document) -> Option<Target> {
        let named = document.common.responsible.as_ref()?;
        let kinds = <ResponsibleTarget as yaml::Target>::KINDS;
        Some(self.targets.find(kinds, &named.value.id.value)?.1)
    }

    /// Whether a point of the plan for `year` names it.
    fn is_in_plan_of(&self, id: DocumentId, year: i16) -> bool {
        self.plan_years(id).contains(&year)
    }

    /// The rows of registers that a report shows: budgets, local plans and trends of its year,
    /// the local groups as they are, each those of the organisation when it is about one.
    pub(super) fn report_rows(&self, about: ReportAbout) -> Vec<(usize, usize)> {
        let year = about.period.last.year();
        let is_now =
            |of: Option<&crate::base::Spanned<yaml::Year>>| of.is_some_and(|of| of.value.0 == year);
        let is_own = |register: usize, row: usize| {
            about.organisation.is_none_or(|own| {
                let rows = self.rows_about.get(&own).map_or(&[][..], Vec::as_slice);
                rows.contains(&(register, row))
            })
        };
        let mut found = Vec::new();
        for (register, document) in self.register_documents.iter().enumerate() {
            let mut add = |row: usize| found.push((register, row));
            match &document.table {
                Table::Budgets(rows) if about.organisation.is_none() => {
                    (0..rows.len())
                        .filter(|at| is_now(rows[*at].value.year.as_ref()))
                        .for_each(&mut add);
                }
                Table::Trends(rows) if about.organisation.is_none() => {
                    (0..rows.len())
                        .filter(|at| is_now(rows[*at].value.year.as_ref()))
                        .for_each(&mut add);
                }
                Table::LocalPlans(rows) => (0..rows.len())
                    .filter(|at| is_now(rows[*at].value.year.as_ref()) && is_own(register, *at))
                    .for_each(&mut add),
                // How it is now; of another year only what a source of that year says.
                Table::Coverage(rows) => (0..rows.len())
                    .filter(|at| {
                        let source = rows[*at].value.source.as_ref();
                        let mut years = self.years_of(source).peekable();
                        years.peek().is_none() || years.any(|of| of == year)
                    })
                    .filter(|at| is_own(register, *at))
                    .for_each(&mut add),
                _ => {}
            }
        }
        found
    }
}
