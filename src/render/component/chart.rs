//! The table that a chart is drawn from: one that stands in the component, or columns of a
//! table of open data.

use crate::base::{Figure, Language, Span, capital};
use crate::document::Document;
use crate::document::markdown::{Component, Content};
use crate::model::{Entity, Model, Target};
use crate::render::data::{columns, rows_of};
use crate::theme::{ComponentSettings, Form};
use crate::yaml::Shown;

use super::attribute::{Meaning, read};

/// A label and one or more values in every row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chart {
    /// The names of the columns, that of the labels first.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<ChartRow>,
}

/// One row of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartRow {
    /// What it is about.
    pub label: String,
    /// Its values.
    pub cells: Vec<ChartCell>,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartCell {
    /// As it is read: `cirka 15`.
    pub text: String,
    /// Its part of the greatest value, in thousandths; none when it is not known.
    pub share: Option<u32>,
}

/// Why no chart can be drawn of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartFault {
    /// There is no table with a row.
    NoTable,
    /// It has one column only.
    OneColumn,
    /// A value is no number, or less than nothing.
    NotANumber,
    /// A column of a register holds no numbers.
    NoNumbers,
    /// Columns or rows are named, but no register.
    NoRegister,
    /// Neither names and figures, nor something to count; or both.
    WrongColumns,
    /// A register, and a table of its own.
    TwoTables,
    /// No row of the register is left.
    NoRows,
}

/// The chart of the table in a component.
///
/// # Errors
/// What is wrong, with its place when it has one.
pub fn inline(content: &Content, lang: Language) -> Result<Chart, Vec<(ChartFault, Option<Span>)>> {
    let Some((head, rows)) = content.table.split_first().filter(|(_, rows)| !rows.is_empty())
    else {
        return Err(vec![(ChartFault::NoTable, None)]);
    };
    if head.len() < 2 {
        return Err(vec![(ChartFault::OneColumn, head.first().map(|cell| cell.span))]);
    }
    let mut faults = Vec::new();
    let mut read = Vec::new();
    for row in rows {
        let Some((label, values)) = row.split_first() else { continue };
        let values = values.iter().map(|cell| {
            let figure = figure(&cell.value);
            // An empty cell, or a dash, is a value that nobody knows.
            if figure.is_none() && !["", "-", "–"].contains(&cell.value.as_str()) {
                faults.push((ChartFault::NotANumber, Some(cell.span)));
            }
            figure
        });
        read.push((label.value.clone(), values.collect()));
    }
    let head = head.iter().map(|cell| cell.value.clone()).collect();
    if faults.is_empty() { Ok(chart(head, read, lang)) } else { Err(faults) }
}

/// The chart of a component: of the table of open data that it names, else of the one that
/// stands in it.
///
/// # Errors
/// The first thing that is wrong.
pub fn chart_of(
    model: &Model,
    document: &Document,
    declared: &ComponentSettings,
    component: &Component,
    lang: Language,
) -> Result<Chart, ChartFault> {
    let mut asked = Asked::default();
    for settings in declared.attributes.iter().map(|attribute| &attribute.value) {
        let Some(Ok(meaning)) = read(model, document, declared, component, settings) else {
            continue;
        };
        match (settings.form(), meaning) {
            (_, Meaning::Table(entity)) => asked.table = Some(entity),
            (Form::Labels, Meaning::Text(column)) => asked.labels = Some(column),
            (Form::Values, Meaning::Text(column)) => asked.values.push(column),
            (Form::Counted, Meaning::Text(column)) => asked.counted = Some(column),
            (_, Meaning::Rows(column, value)) => asked.only = Some((column, value)),
            _ => {}
        }
    }
    let Some(table) = asked.table else {
        if asked.names_columns() {
            return Err(ChartFault::NoRegister);
        }
        let made = inline(&component.content, lang);
        return made.map_err(|faults| faults.first().map_or(ChartFault::NoTable, |fault| fault.0));
    };
    if !component.content.table.is_empty() {
        return Err(ChartFault::TwoTables);
    }
    let chart = match (asked.labels, &asked.values[..], asked.counted) {
        (None, [], Some(counted)) => from_data(model, table, &[counted], asked.only, lang)?,
        (Some(labels), values @ [_, ..], None) => {
            let wanted: Vec<&str> = std::iter::once(labels).chain(values.iter().copied()).collect();
            from_data(model, table, &wanted, asked.only, lang)?
        }
        _ => return Err(ChartFault::WrongColumns),
    };
    if chart.rows.is_empty() { Err(ChartFault::NoRows) } else { Ok(chart) }
}

/// What the attributes of a component say of its chart.
#[derive(Default)]
struct Asked<'a> {
    table: Option<Entity>,
    labels: Option<&'a str>,
    values: Vec<&'a str>,
    counted: Option<&'a str>,
    only: Option<(&'a str, &'a str)>,
}

impl Asked<'_> {
    fn names_columns(&self) -> bool {
        let values = !self.values.is_empty() || self.counted.is_some();
        self.labels.is_some() || values || self.only.is_some()
    }
}

/// The chart of two or more columns of a table of open data: labels, then values. With one
/// column, how many rows have each value. `only` is a column and the value it must have.
///
/// # Errors
/// What is wrong with the columns.
fn from_data(
    model: &Model,
    entity: Entity,
    wanted: &[&str],
    only: Option<(&str, &str)>,
    lang: Language,
) -> Result<Chart, ChartFault> {
    let all = columns(model, entity);
    let place = |key: &str| all.iter().position(|column| column.key == key);
    let places: Vec<usize> = wanted.iter().filter_map(|key| place(key)).collect();
    let only = only.and_then(|(key, value)| Some((place(key)?, value)));
    let kept = rows_of(model, entity)
        .filter(|row| only.is_none_or(|(at, value)| text(model, &row[at].shown(), lang) == value));
    let head = places.iter().map(|at| capital(&all[*at].key.replace('_', " "))).collect();
    match places[..] {
        [] => Err(ChartFault::NoTable),
        [only] => {
            let mut counted: Vec<(String, u32)> = Vec::new();
            for row in kept {
                let found = text(model, &row[only].shown(), lang);
                match counted.iter_mut().find(|(known, _)| *known == found) {
                    Some((_, count)) => *count += 1,
                    None => counted.push((found, 1)),
                }
            }
            let rows = counted
                .into_iter()
                .map(|(value, count)| (value, vec![Figure::parse(&count.to_string()).map(bare)]));
            Ok(chart(head, rows.collect(), lang))
        }
        [label, ref values @ ..] => {
            let mut rows = Vec::new();
            for row in kept {
                let mut figures = Vec::new();
                for at in values {
                    figures.push(match row[*at].shown() {
                        Shown::Figure(found) => Some(bare(*found)),
                        Shown::Number(number) => Figure::parse(&number.to_string()).map(bare),
                        Shown::Nothing => None,
                        _ => return Err(ChartFault::NoNumbers),
                    });
                }
                rows.push((text(model, &row[label].shown(), lang), figures));
            }
            Ok(chart(head, rows, lang))
        }
    }
}

/// A figure without a unit of its own.
const fn bare(figure: Figure) -> Value {
    (figure, String::new())
}

/// A figure, and what it is counted in.
type Value = (Figure, String);

fn chart(head: Vec<String>, rows: Vec<(String, Vec<Option<Value>>)>, lang: Language) -> Chart {
    let number = |value: &Value| value.0.plain().parse::<f64>().unwrap_or_default();
    let all = rows.iter().flat_map(|(_, values)| values).flatten();
    let greatest = all.map(number).fold(0.0_f64, f64::max);
    let cell = |value: Option<Value>| match value {
        Some(value) => ChartCell {
            // The number and its unit stand on one line.
            text: format!("{}\u{a0}{}", value.0.show(lang), value.1).trim_end().to_owned(),
            share: Some(thousandths(number(&value), greatest)),
        },
        None => ChartCell { text: "–".to_owned(), share: None },
    };
    let rows = rows
        .into_iter()
        .map(|(label, values)| ChartRow { label, cells: values.into_iter().map(cell).collect() });
    Chart { head, rows: rows.collect() }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1,000")]
fn thousandths(number: f64, greatest: f64) -> u32 {
    if greatest > 0.0 { (number / greatest * 1000.0).round().clamp(0.0, 1000.0) as u32 } else { 0 }
}

/// A number that is not less than nothing, and the unit that may follow it.
fn figure(written: &str) -> Option<(Figure, String)> {
    let bare = written.trim_end_matches(|c: char| !c.is_ascii_digit()).trim();
    let unit = written[bare.len()..].trim();
    let is_unit = unit.chars().all(|c| c.is_alphabetic() || c == '%');
    let figure = Figure::parse(bare).filter(|found| is_unit && !found.plain().starts_with('-'))?;
    Some((figure, unit.to_owned()))
}

/// A value as a label.
fn text(model: &Model, shown: &Shown<'_>, lang: Language) -> String {
    match shown {
        Shown::Text(text) => (*text).to_owned(),
        Shown::Number(number) => number.to_string(),
        Shown::Date(date) => date.show(lang),
        Shown::Figure(figure) => figure.show(lang),
        Shown::Word(word) => (*word).to_owned(),
        Shown::All(_) => "alla".to_owned(),
        Shown::Reference(reference) => {
            let id = &reference.id.value;
            let found = model.targets.find(reference.targets, id).map(|(_, target)| target);
            named(model, found).unwrap_or(id).to_owned()
        }
        Shown::List(items) => {
            let items: Vec<String> = items.iter().map(|item| text(model, item, lang)).collect();
            items.join(", ")
        }
        Shown::Nothing => "–".to_owned(),
        Shown::Flag(_) | Shown::Citation(_) | Shown::Map(_) | Shown::Free(_) => String::new(),
    }
}

fn named(model: &Model, target: Option<Target>) -> Option<&str> {
    match target? {
        Target::Document(id) => Some(model.documents[id].title()),
        Target::Row(register, row) => model.register_documents[register].table.row(row)?.title,
        Target::Word | Target::LeftOut(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_parts_of_the_greatest_value() {
        let figure = |text: &str| Figure::parse(text).map(bare);
        let rows = vec![
            ("a".to_owned(), vec![figure("30")]),
            ("b".to_owned(), vec![figure("ca 15")]),
            ("c".to_owned(), vec![None]),
            ("d".to_owned(), vec![figure("0")]),
        ];
        let made = chart(Vec::new(), rows, Language::SV);
        let cells: Vec<_> =
            made.rows.iter().map(|r| (r.cells[0].text.as_str(), r.cells[0].share)).collect();
        assert_eq!(
            cells,
            [("30", Some(1000)), ("cirka 15", Some(500)), ("–", None), ("0", Some(0))]
        );
    }

    #[test]
    fn numbers_may_have_units_and_must_not_be_negative() {
        assert_eq!(
            figure("15 %").map(|f| (f.0.plain(), f.1)),
            Some(("15".to_owned(), "%".to_owned()))
        );
        assert_eq!(figure("1 500 kr").map(|f| f.0.plain()), Some("1500".to_owned()));
        assert_eq!(figure("-3"), None);
        assert_eq!(figure("tre"), None);
    }
}
