//! The tables of a report: the rows of open data that it tells of, and what is not known.

use crate::base::Spanned;
use crate::document::Document;
use crate::document::register::{AnyRow, Budget, Table};
use crate::model::{
    DECISIONS, EVENTS, Entity, FIGURES, Format, GOALS, Model, OUTCOMES, ReportFacts, ReportTable,
    SubjectFacts, Target,
};
use crate::yaml::{Field, Record, Shape, Shown};

use super::rows::{Cell, Maker, Row, budget_posts, budget_sums};
use super::table::{Column, columns};
use super::value::Speech;
use super::{RowObject, csv, json};

const MISSING: [Field; 4] = [
    of_missing("uppgift", Shape::Text, true, "Det som inte är känt."),
    of_missing("gäller", Shape::Text, false, "Sidan eller raden som uppgiften saknas på."),
    of_missing("adress", Shape::Url, false, "Fullständig adress till sidan."),
    of_missing("ansvarig", Shape::Text, false, "Den som svarar för sidan."),
];

const fn of_missing(key: &'static str, shape: Shape, required: bool, doc: &'static str) -> Field {
    Field { key, shape, required, doc }
}

/// Writes one table of a report.
pub(in crate::render) fn report_table(
    model: &Model,
    speech: &Speech<'_>,
    (facts, table): (&ReportFacts, ReportTable),
    format: Format,
    out: &mut Vec<u8>,
) {
    let maker = Maker { model, home: &speech.home };
    let columns = match table {
        ReportTable::Of(entity) => columns(model, entity),
        ReportTable::Missing => MISSING.iter().map(Column::of).collect(),
    };
    let rows = match table {
        ReportTable::Of(entity) => told(&maker, facts, entity),
        ReportTable::Missing => missing(&maker, facts),
    };
    match format {
        Format::Json => {
            let rows = rows.into_iter();
            json::write_all(rows.map(|row| RowObject { speech, columns: &columns, row }), out);
        }
        Format::Csv => csv::write(speech, &columns, rows.into_iter(), out),
    }
}

/// The rows of a table of open data that a report tells of.
fn told<'a>(maker: &Maker<'a, '_>, facts: &ReportFacts, entity: Entity) -> Vec<Row<'a>> {
    let model = maker.model;
    match entity {
        Entity::Parts(GOALS) => {
            let mut rows = said(maker, facts, Document::goals, |subject| &subject.goals);
            rows.extend(said(maker, facts, Document::goals, |subject| &subject.goals_next));
            rows
        }
        Entity::Parts(OUTCOMES) => {
            said(maker, facts, Document::outcomes, |subject| &subject.outcomes)
        }
        Entity::Parts(FIGURES) => {
            said(maker, facts, |document| &document.common.figures, |subject| &subject.figures)
        }
        Entity::Parts(DECISIONS) => {
            let all = facts.decisions.iter().chain(&facts.decisions_since);
            all.map(|at| maker.part(at.document, Record::shown(model.decision(*at)))).collect()
        }
        Entity::Parts(EVENTS) => {
            facts.events.iter().chain(&facts.ahead).map(|at| maker.event(*at)).collect()
        }
        Entity::BudgetPosts => budgets(model, facts).flat_map(budget_posts).collect(),
        Entity::BudgetSums => budgets(model, facts).flat_map(budget_sums).collect(),
        Entity::Register(at) => {
            let own = facts.rows.iter().filter_map(|(register, row)| {
                let table = &model.register_documents[*register].table;
                (Entity::register(table.info().name) == Some(Entity::Register(at)))
                    .then(|| table.row(*row))
                    .flatten()
            });
            own.map(cells).collect()
        }
        _ => Vec::new(),
    }
}

/// What is said of each subject at the places that the report tells of.
fn said<'a, R: Record + 'a>(
    maker: &Maker<'a, '_>,
    facts: &ReportFacts,
    written: fn(&'a Document) -> &'a [Spanned<R>],
    places: fn(&SubjectFacts) -> &[usize],
) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for subject in &facts.subjects {
        let all = written(&maker.model.documents[subject.document]);
        let told = places(subject).iter().filter_map(|at| all.get(*at));
        rows.extend(told.map(|one| maker.part(subject.document, Record::shown(&one.value))));
    }
    rows
}

fn budgets<'a>(model: &'a Model, facts: &ReportFacts) -> impl Iterator<Item = &'a Budget> {
    let all = facts.rows.iter().filter_map(|(register, row)| {
        let Table::Budgets(budgets) = &model.register_documents[*register].table else {
            return None;
        };
        budgets.get(*row).map(|budget| &budget.value)
    });
    all.collect::<Vec<_>>().into_iter()
}

fn cells(row: AnyRow<'_>) -> Row<'_> {
    row.shown.into_iter().map(|(_, shown)| Cell::Written(shown)).collect()
}

/// What is not known: what it is, on which page, and who answers for that.
fn missing<'a>(maker: &Maker<'a, '_>, facts: &ReportFacts) -> Vec<Row<'a>> {
    let model = maker.model;
    let address = |target: Target| {
        let page = model.page_about(target);
        page.map_or(Cell::Written(Shown::Nothing), |page| {
            Cell::Text(format!("{}{}", maker.home, model.pages[page].address))
        })
    };
    let name =
        |target: Target| name_of(model, target).map_or(Cell::Written(Shown::Nothing), Cell::Text);
    let rows = facts.missing.iter().map(|one| {
        let named = |target: Option<Target>| target.map_or(Cell::Written(Shown::Nothing), name);
        let at = one.of.map_or(Cell::Written(Shown::Nothing), address);
        vec![Cell::Text(one.what.name().to_owned()), named(one.of), at, named(one.responsible)]
    });
    rows.collect()
}

/// What a page or a row is called.
fn name_of(model: &Model, target: Target) -> Option<String> {
    match target {
        Target::Document(id) => Some(model.documents[id].title().to_owned()),
        Target::Row(register, row) => {
            Some(name_of_row(model, &model.register_documents[register].table, row))
        }
        Target::Word | Target::LeftOut(_) => None,
    }
}

/// What a row is called: its title or role, or its table and whom and which year it is about.
fn name_of_row(model: &Model, table: &Table, at: usize) -> String {
    let info = table.info();
    let title = info.data.map_or(info.name, |data| data.title);
    let Some(row) = table.row(at) else { return title.to_owned() };
    if let Some(own) = row.title {
        return own.to_owned();
    }
    if let Table::Contacts(rows) = table
        && let Some(role) = &rows[at].value.role
    {
        return role.value.clone();
    }
    let about = row.shown.iter().filter_map(|(key, shown)| match shown {
        Shown::Reference(reference) => {
            let found = model.targets.find(reference.targets, &reference.id.value);
            found.and_then(|(_, target)| name_of(model, target))
        }
        Shown::Number(year) if *key == "year" => Some(year.to_string()),
        _ => None,
    });
    let about = about.collect::<Vec<String>>().join(", ");
    if about.is_empty() { title.to_owned() } else { format!("{title}: {about}") }
}
