//! What a report cannot tell, for whoever answers for the page.

use crate::base::Spanned;
use crate::document::kind::ReportType;
use crate::document::register::{CoverageStatus, LocalPlanStatus, Table};
use crate::document::{Decision, Document, Front, ResponsibleTarget, State};
use crate::model::{DocumentId, Model, Target, View};
use crate::yaml;

use super::tells::{Part, tells};
use super::{ReportAbout, SubjectFacts};

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
    /// What is not known of what a report tells, of `subjects` and of `rows`: page by page, then
    /// row by row.
    pub(super) fn missing<'a>(
        &self,
        about: ReportAbout,
        subjects: impl Iterator<Item = &'a SubjectFacts>,
        rows: &[(usize, usize)],
    ) -> Vec<Missing> {
        let mut all = Vec::new();
        for facts in subjects {
            let id = facts.document;
            let undated = self.is_decision_day_missing(facts, about);
            // What nothing is said of is not told of.
            let is_told =
                facts.says_something() || self.is_in_plan_of(id, about.period.last.year());
            if !is_told && !undated {
                continue;
            }
            let document = &self.documents[id];
            let responsible = self.responsible_for(document);
            let mut add =
                |what| all.push(Missing { what, of: Some(Target::Document(id)), responsible });
            if undated {
                add(Unknown::DecisionDate);
            }
            if !is_told {
                continue;
            }
            // Before the year is over nothing has to be known of what came of it.
            let is_year_over = about.period.reaches_year_end() && about.period.last < self.today;
            if facts.goals.is_empty() && !facts.outcomes.is_empty() {
                add(Unknown::Goal);
            }
            if is_year_over && !facts.goals.is_empty() && facts.outcomes.is_empty() {
                add(Unknown::Outcome);
            }
            // What is done or has ended is in no stage any more.
            let is_over = matches!(facts.state, Some(State::Done | State::Ended));
            if facts.stage.is_none() && facts.has_begun && !is_over {
                add(Unknown::Stage);
            }
            if facts.state.is_none() && facts.has_begun {
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
        }
        all.extend(self.missing_in_rows(rows));
        all.extend(self.missing_wholly(about, rows));
        all
    }

    /// Whether nobody knows when a decision was made that is told of, or that no report can tell of
    /// because its year is not known either.
    fn is_decision_day_missing(&self, facts: &SubjectFacts, about: ReportAbout) -> bool {
        let decisions = self.documents[facts.document].decisions();
        let mut told = facts.decisions.iter().filter_map(|at| decisions.get(*at));
        let is_of_no_year = |decision: &Spanned<Decision>| {
            decision.value.date.is_none()
                && self.years_of(decision.value.source.as_ref()).next().is_none()
        };
        let is_newest = about.report == ReportType::Annual && about.period.is_latest(self.today);
        told.any(|decision| decision.value.date.is_none())
            || is_newest && decisions.iter().any(is_of_no_year)
    }

    /// What a report of this type tells of, and of which nothing is known at all.
    fn missing_wholly(&self, about: ReportAbout, rows: &[(usize, usize)]) -> Vec<Missing> {
        let has = |is_it: fn(&Table) -> bool| {
            rows.iter().any(|(register, _)| is_it(&self.register_documents[*register].table))
        };
        let lacks = |part, is_it: fn(&Table) -> bool| tells(about.report, part) && !has(is_it);
        let has_edition = self.edition_of(about.period.last.year()).is_some();
        let all = [
            (tells(about.report, Part::Points) && !has_edition, Unknown::Edition),
            (lacks(Part::Money, |table| matches!(table, Table::Budgets(_))), Unknown::Budget),
            (lacks(Part::Trends, |table| matches!(table, Table::Trends(_))), Unknown::Trends),
            (
                lacks(Part::Local, |table| matches!(table, Table::LocalPlans(_))),
                Unknown::LocalPlans,
            ),
            (lacks(Part::Local, |table| matches!(table, Table::Coverage(_))), Unknown::Coverage),
        ];
        let missing = all.into_iter().filter(|(is_missing, _)| *is_missing);
        missing.map(|(_, what)| Missing { what, of: None, responsible: None }).collect()
    }

    fn missing_in_rows(&self, rows: &[(usize, usize)]) -> Vec<Missing> {
        let unknown = rows.iter().filter_map(|(register, row)| {
            let (register, row) = (*register, *row);
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
}
