//! Registers: a row with a page of its own, the rows about something, whole tables.

use std::collections::BTreeMap;

use tera::Value;

use crate::base::{Figure, collation_key};
use crate::document::register::{AnyRow, Budget, Table};
use crate::model::{PageId, Target, View};
use crate::render::value::{entries_in, figure, map, value, value_in};
use crate::yaml::Shown;

use super::Contexts;
use super::search::initial;

impl Contexts<'_> {
    /// Every value of a row, by the names templates use.
    pub(super) fn whole_row(&self, id: PageId, row: &AnyRow<'_>) -> Vec<(&'static str, Value)> {
        let cards = &self.cards(id);
        let values = row.fields.iter().zip(&row.shown).map(|(field, (key, shown))| {
            (*key, value_in(self.model.config.language(), field.shape, shown, cards))
        });
        values.chain(cards.download(row)).collect()
    }

    /// The row behind a row's page.
    pub(super) fn row(&self, id: PageId) -> Option<Value> {
        let View::Row(register, row) = self.model.pages[id].view else { return None };
        let target = Target::Row(register, row);
        let row = self.model.register_documents[register].table.row(row)?;
        let mut entries = self.whole_row(id, &row);
        let newest = self.cards(id).newest(target, &self.prepared.base.path);
        entries.extend(newest.map(|newest| ("replaced_by", newest)));
        Some(map(entries))
    }

    /// The rows of a table's page; a budget's with its sums.
    pub(super) fn rows(&self, id: PageId) -> Option<Value> {
        let View::Table(register) = self.model.pages[id].view else { return None };
        let table = &self.model.register_documents[register].table;
        let mut rows: Vec<(usize, AnyRow<'_>)> = table.rows().enumerate().collect();
        if let Table::Glossary(_) = table {
            rows.sort_by_cached_key(|(_, row)| collation_key(row.title.unwrap_or_default()));
        }
        let rows = rows.into_iter().map(|(at, row)| self.shown_row(id, table, (at, &row)));
        Some(Value::from(rows.collect::<Vec<Value>>()))
    }

    /// A row as its table shows it: a term with its letter, a budget with its sums.
    pub(super) fn shown_row(
        &self,
        id: PageId,
        table: &Table,
        (at, row): (usize, &AnyRow<'_>),
    ) -> Value {
        let mut entries = self.whole_row(id, row);
        if let (Table::Glossary(_), Some(term)) = (table, row.title) {
            entries.push(("letter", Value::from(initial(term))));
        }
        if let Table::Budgets(budgets) = table {
            let budget = &budgets[at].value;
            entries.push(("sums", self.sums(id, budget)));
            entries.retain(|(key, _)| *key != "posts");
            entries.push(("posts", self.posts(id, budget)));
        }
        map(entries)
    }

    /// The sums of a budget: as printed, as the posts add up to, and the difference.
    fn sums(&self, id: PageId, budget: &Budget) -> Value {
        let lang = self.lang(id);
        let columns = budget.sums().map(|sum| {
            let shown = |found: Option<_>| found.map_or_else(Value::none, |f| figure(&f, lang));
            let difference = sum.difference().map(|difference| difference.magnitude());
            let entry = map(vec![
                ("stated", shown(sum.stated.map(|stated| stated.value))),
                ("computed", shown(sum.computed)),
                ("difference", shown(difference)),
            ]);
            (sum.key, entry)
        });
        // How much more the outcome was than the budget, in the same two ways.
        let [_, spent, outcome] = budget.sums();
        let deviation = |of: Option<Figure>| of.map_or_else(Value::none, |f| figure(&f, lang));
        let stated = spent.stated.zip(outcome.stated);
        let stated = stated.and_then(|(spent, outcome)| outcome.value.minus(&spent.value));
        let computed = spent.computed.zip(outcome.computed);
        let computed = computed.and_then(|(spent, outcome)| outcome.minus(&spent));
        let both = map(vec![("stated", deviation(stated)), ("computed", deviation(computed))]);
        map(columns.into_iter().chain([("avvikelse", both)]).collect())
    }

    /// The posts of a budget, each with how much more the outcome was than the budget, and with
    /// both as parts of the greatest figure, in thousandths, for those who draw them.
    fn posts(&self, id: PageId, budget: &Budget) -> Value {
        let cards = &self.cards(id);
        let greatest = budget.greatest();
        let posts = budget.posts.iter().map(|post| {
            let post = &post.value;
            let deviation = post.deviation();
            let share = |figure: Option<&Figure>| {
                let share = figure.zip(greatest.as_ref()).map(|(f, all)| f.thousandths_of(all));
                share.map_or_else(Value::none, Value::from)
            };
            let mut entries = entries_in(self.model.config.language(), post, cards);
            let deviation = deviation.map_or_else(Value::none, |found| figure(&found, cards.lang));
            entries.push(("deviation", deviation));
            entries.push(("budget_share", share(post.budget.as_ref().map(|f| &f.value))));
            entries.push(("outcome_share", share(post.outcome.as_ref().map(|f| &f.value))));
            map(entries)
        });
        Value::from(posts.collect::<Vec<Value>>())
    }

    /// The rows of registers that refer to `target`, by the register's file.
    pub(super) fn rows_about(&self, id: PageId, target: Target) -> Value {
        let mut by_file: Vec<(&'static str, Vec<Value>)> = Vec::new();
        for (register, at) in self.model.rows_about.get(&target).into_iter().flatten() {
            let table = &self.model.register_documents[*register].table;
            let file = table.info().file;
            let Some(row) = table.row(*at) else { continue };
            let row = map(self.whole_row(id, &row));
            match by_file.iter_mut().find(|(known, _)| *known == file) {
                Some((_, rows)) => rows.push(row),
                None => by_file.push((file, vec![row])),
            }
        }
        map(by_file.into_iter().map(|(file, rows)| (file, Value::from(rows))).collect())
    }

    /// A table with two references or a reference and a year in every row, as rows and
    /// columns: which organisation has what.
    pub(super) fn matrix(&self, id: PageId) -> Option<Value> {
        let View::Table(register) = self.model.pages[id].view else { return None };
        let table = &self.model.register_documents[register].table;
        let (down, across) = match table {
            Table::Coverage(_) => ("organisation", "target_group"),
            Table::LocalPlans(_) => ("organisation", "year"),
            _ => return None,
        };
        let cards = &self.cards(id);
        let mut heads: [Vec<(String, Value)>; 2] = [Vec::new(), Vec::new()];
        let mut cells: BTreeMap<(String, String), Value> = BTreeMap::new();
        for row in table.rows() {
            let [line, column] = [down, across].map(|name| {
                let found = row.shown.iter().find(|(known, _)| *known == name);
                found.map(|(_, shown)| (named(shown), value(shown, cards)))
            });
            let (Some(line), Some(column)) = (line, column) else { continue };
            cells.insert((line.0.clone(), column.0.clone()), map(self.whole_row(id, &row)));
            for (head, known) in [line, column].into_iter().zip(&mut heads) {
                if !known.iter().any(|(name, _)| *name == head.0) {
                    known.push(head);
                }
            }
        }
        let [lines, mut columns] = heads;
        if across == "year" {
            columns.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
        let lines = lines.into_iter().map(|(line, head)| {
            let cells = columns.iter().map(|(column, _)| {
                let cell = cells.get(&(line.clone(), column.clone()));
                cell.cloned().unwrap_or_else(Value::none)
            });
            map(vec![("head", head), ("cells", Value::from(cells.collect::<Vec<Value>>()))])
        });
        let lines = Value::from(lines.collect::<Vec<Value>>());
        let columns: Vec<Value> = columns.into_iter().map(|(_, head)| head).collect();
        Some(map(vec![("columns", Value::from(columns)), ("lines", lines)]))
    }
}

/// What a head of a matrix is known by.
fn named(shown: &Shown<'_>) -> String {
    match shown {
        Shown::Reference(reference) => reference.id.value.clone(),
        Shown::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
