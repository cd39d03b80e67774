//! A typed value in the words of open data: for JSON as a tree, for CSV as cells.
//!
//! What is not known is `null` or an empty cell, an empty list too: a page that names no
//! target group does not say that there is none. A reference to a page that is left out is
//! not known either: nothing of that page is in the output, not even its name.

use std::borrow::Cow;

use crate::base::{Bound, Date, Figure, Language, Precision};
use crate::model::{Model, Target};
use crate::yaml::{Citation, Reference, Shape, Shown};

use super::json::Json;

/// What separates the items of a list in one cell.
const BETWEEN: &str = "; ";

/// Language and address of the site, and what is on it: what a value needs to be said in full.
#[derive(Debug, Clone)]
pub(in crate::render) struct Speech<'m> {
    /// The content.
    pub model: &'m Model,
    /// The language of dates and figures.
    pub lang: Language,
    /// The full address of the start page, without its final slash.
    pub home: String,
}

/// How exactly a date is known, in the words of open data.
pub(super) const PRECISIONS: [&str; 5] = ["dag", "månad", "årstid", "år", "flera år"];

/// Whether a date is a limit.
pub(super) const BOUNDS: [&str; 2] = ["senast", "tidigast"];

const fn precision(date: &Date) -> &'static str {
    match date.precision {
        Precision::Day => PRECISIONS[0],
        Precision::Month => PRECISIONS[1],
        Precision::Season(_) => PRECISIONS[2],
        Precision::Year => PRECISIONS[3],
        Precision::Years => PRECISIONS[4],
    }
}

const fn bound(date: &Date) -> Option<&'static str> {
    match date.bound {
        Bound::At => None,
        Bound::NoLater => Some(BOUNDS[0]),
        Bound::NoEarlier => Some(BOUNDS[1]),
    }
}

impl Speech<'_> {
    /// The id that a reference names, unless its page is left out.
    fn referred<'a>(&self, reference: &Reference<'a>) -> Option<&'a str> {
        let id = reference.id.value.as_str();
        let found = self.model.targets.find(reference.targets, id);
        (!matches!(found, Some((_, Target::LeftOut(_))))).then_some(id)
    }

    /// The items of a list, without those that are left out.
    fn items<'l, 'a>(&self, items: &'l [Shown<'a>]) -> impl Iterator<Item = &'l Shown<'a>> {
        items.iter().filter(|item| match item {
            Shown::Reference(reference) => self.referred(reference).is_some(),
            _ => true,
        })
    }

    /// An address of the site in full; another site's as it is.
    fn address<'a>(&self, written: &'a str) -> Cow<'a, str> {
        if written.starts_with('/') {
            Cow::Owned(format!("{}{written}", self.home))
        } else {
            Cow::Borrowed(written)
        }
    }

    /// The value as JSON.
    pub(super) fn json<'a>(&self, shape: Shape, shown: &Shown<'a>) -> Json<'a> {
        match (shape, shown) {
            (_, Shown::Nothing) => Json::Null,
            (Shape::Link, Shown::Text(text)) => Json::Text(self.address(text)),
            (_, Shown::Text(text)) => Json::from(*text),
            (_, Shown::Number(number)) => Json::Integer(*number),
            (_, Shown::Flag(flag)) => Json::Flag(*flag),
            (Shape::Day, Shown::Date(day)) => Json::from(day.start.to_string()),
            (_, Shown::Date(date)) => Json::map([
                ("text", Json::from(date.show(self.lang))),
                ("från", Json::from(date.start.to_string())),
                ("till", Json::from(date.end.to_string())),
                ("precision", Json::from(precision(date))),
                ("gräns", Json::from(bound(date))),
            ]),
            (_, Shown::Figure(figure)) => Json::map([
                ("text", Json::from(figure.show(self.lang))),
                ("värde", number(figure)),
                ("ungefärlig", Json::Flag(figure.approximate)),
            ]),
            (_, Shown::Word(word)) => Json::from(*word),
            (_, Shown::Reference(reference)) => Json::from(self.referred(reference)),
            (_, Shown::All(_)) => Json::from("alla"),
            (_, Shown::Citation(citation)) => Json::map([
                ("nyckel", Json::from(citation.key.value.as_str())),
                ("avsnitt", Json::from(section(citation))),
            ]),
            (_, Shown::List(items)) => {
                let shape = item_of(shape);
                let items: Vec<_> = self.items(items).map(|item| self.json(shape, item)).collect();
                if items.is_empty() { Json::Null } else { Json::List(items) }
            }
            (Shape::Mapping(fields), Shown::Map(entries)) => {
                let entries = fields.iter().zip(entries).map(|(field, (_, value))| {
                    (Cow::Borrowed(field.key), self.json(field.shape, value))
                });
                Json::Map(entries.collect())
            }
            (_, Shown::Map(_) | Shown::Free(_)) => Json::Null,
        }
    }

    /// The value as the cells of a row of CSV: as many as `headers` has for its shape.
    pub(super) fn cells(&self, shape: Shape, shown: &Shown<'_>, out: &mut Vec<String>) {
        match (shape, shown) {
            (Shape::Mapping(fields), Shown::Map(entries)) => {
                for (field, (_, value)) in fields.iter().zip(entries) {
                    self.cells(field.shape, value, out);
                }
            }
            (Shape::Date, Shown::Date(date)) => out.extend([
                date.show(self.lang),
                date.start.to_string(),
                date.end.to_string(),
                precision(date).to_owned(),
                bound(date).unwrap_or_default().to_owned(),
            ]),
            (Shape::Figure, Shown::Figure(figure)) => {
                out.extend([figure.plain(), flag(figure.approximate).to_owned()]);
            }
            (_, Shown::Nothing) => out.extend((0..width(shape)).map(|_| String::new())),
            _ => out.push(self.cell(shape, shown)),
        }
    }

    /// A value that needs one cell.
    fn cell(&self, shape: Shape, shown: &Shown<'_>) -> String {
        match shown {
            Shown::Text(text) if shape == Shape::Link => self.address(text).into_owned(),
            Shown::Text(text) => (*text).to_owned(),
            Shown::Number(number) => number.to_string(),
            Shown::Flag(yes) => flag(*yes).to_owned(),
            Shown::Date(date) => date.start.to_string(),
            Shown::Word(word) => (*word).to_owned(),
            Shown::Reference(reference) => self.referred(reference).unwrap_or_default().to_owned(),
            Shown::All(_) => "alla".to_owned(),
            Shown::Citation(citation) => {
                let section = section(citation).map_or_else(String::new, |s| format!(" {s}"));
                format!("{}{section}", citation.key.value)
            }
            Shown::List(items) if matches!(item_of(shape), Shape::Mapping(_)) => {
                if items.is_empty() { String::new() } else { self.json(shape, shown).line() }
            }
            Shown::List(items) => {
                let items = self.items(items).map(|item| self.cell(item_of(shape), item));
                items.collect::<Vec<String>>().join(BETWEEN)
            }
            Shown::Nothing | Shown::Figure(_) | Shown::Map(_) | Shown::Free(_) => String::new(),
        }
    }
}

/// The names of the columns that a value of this shape needs. A mapping and what is inside
/// it are named `godkänd_av`.
pub(super) fn headers(key: &str, shape: Shape, out: &mut Vec<String>) {
    let parts = |parts: &[&str]| parts.iter().map(|part| format!("{key}{part}")).collect();
    let names: Vec<String> = match shape {
        Shape::Date => parts(&["", "_från", "_till", "_precision", "_gräns"]),
        Shape::Figure => parts(&["", "_ungefärlig"]),
        Shape::Mapping(fields) => {
            for field in fields {
                headers(&format!("{key}_{}", field.key), field.shape, out);
            }
            return;
        }
        _ => vec![key.to_owned()],
    };
    out.extend(names);
}

/// How many columns a value of this shape needs: as many as `headers` names.
fn width(shape: Shape) -> usize {
    match shape {
        Shape::Date => 5,
        Shape::Figure => 2,
        Shape::Mapping(fields) => fields.iter().map(|field| width(field.shape)).sum(),
        _ => 1,
    }
}

const fn item_of(shape: Shape) -> Shape {
    match shape {
        Shape::List(item) => *item,
        other => other,
    }
}

const fn flag(flag: bool) -> &'static str {
    if flag { "ja" } else { "nej" }
}

fn section(citation: &Citation) -> Option<&str> {
    (!citation.section.is_empty()).then_some(citation.section.as_str())
}

/// The number of a figure: a whole one exactly, one with decimals as JSON can say it.
fn number(figure: &Figure) -> Json<'static> {
    let plain = figure.plain();
    match plain.parse::<i64>() {
        Ok(whole) => Json::Integer(whole),
        Err(_) => plain.parse::<f64>().map_or(Json::Null, Json::Decimal),
    }
}
