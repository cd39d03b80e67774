//! One year in one file: goals, outcomes, decisions, events, figures, budget, local plans
//! and trends, each row as in its own table. The front door of the follow-up by year.

use std::borrow::Cow;

use crate::document::register::{Budget, LocalPlan, Row as _, Trend};
use crate::model::{DECISIONS, DocumentId, EVENTS, Entity, Model};
use crate::yaml::Record;

use super::json::Json;
use super::rows::{Cell, Maker, Row, budget_posts, budget_sums};
use super::table::columns;
use super::value::Speech;
use super::{facts_until, object};

/// The lists of a year's file, in order: key, and the table whose rows they have. The
/// budgets stand after them.
pub(super) fn lists() -> Vec<(&'static str, Entity)> {
    let parts = ["mål", "utfall", DECISIONS, EVENTS, "nyckeltal"];
    let parts = parts.map(|key| (key, Entity::Parts(key)));
    let registers = [("lokala_planer", LocalPlan::NAME), ("trender", Trend::NAME)];
    let registers = registers.into_iter().filter_map(|(key, name)| {
        let entity = Entity::register(name)?;
        Some((key, entity))
    });
    parts.into_iter().chain(registers).collect()
}

/// The lists of a budget in a year's file.
pub(super) const BUDGET_LISTS: [(&str, Entity); 2] =
    [("poster", Entity::BudgetPosts), ("summor", Entity::BudgetSums)];

/// The key of the year's budgets.
pub(super) const BUDGETS: &str = "länsstöd";

/// The keys of a budget that stand before its lists.
pub(super) const BUDGET_KEYS: [&str; 2] = ["källa", "anmärkning"];

/// Writes what the site says of `year`.
pub(in crate::render) fn year(model: &Model, speech: &Speech<'_>, year: i16, out: &mut Vec<u8>) {
    let facts = model.year(year);
    let maker = Maker { model, home: &speech.home };
    let decisions = facts.decisions.iter();
    let decisions = decisions.map(|at| maker.part(at.document, Record::shown(model.decision(*at))));
    // In the order of `lists`.
    let rows: [Vec<Row<'_>>; 7] = [
        parts(&maker, &facts.goals),
        parts(&maker, &facts.outcomes),
        decisions.collect(),
        facts.events.iter().map(|at| maker.event(*at)).collect(),
        parts(&maker, &facts.figures),
        facts.local_plans.iter().map(|row| cells(*row)).collect(),
        facts.trends.iter().map(|row| cells(*row)).collect(),
    ];
    let budgets: Vec<_> =
        facts.budgets.iter().map(|own| (*own, [budget_posts(own), budget_sums(own)])).collect();
    let mut entries = vec![
        (Cow::Borrowed("år"), Json::Integer(i64::from(year))),
        (Cow::Borrowed("uppgifter_till"), facts_until(model, speech)),
    ];
    for ((key, entity), rows) in lists().into_iter().zip(&rows) {
        entries.push((Cow::Borrowed(key), objects(model, speech, entity, rows)));
    }
    let budgets = budgets.iter().map(|(own, rows)| {
        let fields = Budget::FIELDS.iter().zip(Record::shown(*own));
        let own = fields.filter(|(field, _)| BUDGET_KEYS.contains(&field.key));
        let own = own.map(|(field, (_, shown))| {
            (Cow::Borrowed(field.key), speech.json(field.shape, &shown))
        });
        let lists = BUDGET_LISTS.iter().zip(rows);
        let lists = lists.map(|((key, entity), rows)| {
            (Cow::Borrowed(*key), objects(model, speech, *entity, rows))
        });
        Json::Map(own.chain(lists).collect())
    });
    entries.push((Cow::Borrowed(BUDGETS), Json::List(budgets.collect())));
    Json::Map(entries).write(out);
}

/// What stands on pages, each with its page.
fn parts<'a, R: Record>(maker: &Maker<'a, '_>, all: &[(DocumentId, &'a R)]) -> Vec<Row<'a>> {
    all.iter().map(|(id, own)| maker.part(*id, Record::shown(*own))).collect()
}

/// A row of a register.
fn cells<R: Record>(row: &R) -> Row<'_> {
    Record::shown(row).into_iter().map(|(_, shown)| Cell::Written(shown)).collect()
}

/// Rows as a list of objects.
fn objects<'b>(
    model: &'b Model,
    speech: &Speech<'_>,
    entity: Entity,
    rows: &'b [Row<'_>],
) -> Json<'b> {
    let columns = columns(model, entity);
    Json::List(rows.iter().map(|row| object(speech, &columns, row)).collect())
}
