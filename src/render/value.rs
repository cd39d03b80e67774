//! Typed values as templates see them: dates with their words, references as what they refer to.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;
use tera::value::Key;

use crate::base::{Date, Figure, Language};
use crate::yaml::{Citation, Record, Shape, Shown};

use super::card::Cards;

/// A date: `{text, iso, year}`. `iso` is absent when HTML has no way to say it.
#[derive(Debug, Serialize)]
struct DateValue {
    text: String,
    iso: Option<String>,
    year: i16,
}

/// A figure: `{number, approximate}`.
#[derive(Debug, Serialize)]
struct FigureValue {
    number: String,
    approximate: bool,
}

/// A citation: `{key, section, computed, document}`.
#[derive(Debug, Serialize)]
struct CitationValue<'a> {
    key: &'a str,
    section: &'a str,
    computed: bool,
    document: Value,
}

/// A date as templates see it.
pub(super) fn date(date: &Date, cards: &Cards<'_>) -> Value {
    Value::from_serializable(&DateValue {
        text: date.say(cards.lang, &|key| cards.engine.own_string(key)),
        iso: date.iso(),
        year: date.year(),
    })
}

pub(super) fn figure(figure: &Figure, lang: Language) -> Value {
    Value::from_serializable(&FigureValue {
        number: figure.number(lang),
        approximate: figure.approximate,
    })
}

/// A citation as templates see it.
pub(super) fn citation(citation: &Citation, cards: &Cards<'_>) -> Value {
    let document = citation.reference().map_or_else(Value::none, |r| cards.referred(&r));
    Value::from_serializable(&CitationValue {
        key: &citation.key.value,
        section: &citation.section,
        computed: citation.reference().is_none(),
        document,
    })
}

/// A mapping as templates see it, its entries in this order.
pub(super) fn map(entries: Vec<(&'static str, Value)>) -> Value {
    // The engine makes its own map of whatever it is given: what has to be hashed before that
    // would be hashed twice.
    let entries = entries.into_iter().enumerate();
    let entries = entries.map(|(at, (key, value))| (Numbered { at, key }, value));
    Value::from(entries.collect::<BTreeMap<_, _>>())
}

/// A key that is sorted by its place.
struct Numbered {
    at: usize,
    key: &'static str,
}

impl PartialEq for Numbered {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Eq for Numbered {}

impl PartialOrd for Numbered {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Numbered {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at.cmp(&other.at)
    }
}

impl From<Numbered> for Key<'static> {
    fn from(numbered: Numbered) -> Self {
        numbered.key.into()
    }
}

/// `shown` as templates see it. References become the cards of what they refer to.
pub(super) fn value(shown: &Shown<'_>, cards: &Cards<'_>) -> Value {
    match shown {
        Shown::Nothing => Value::none(),
        Shown::Text(text) => Value::normal_string(text),
        Shown::Number(number) => Value::from(*number),
        Shown::Flag(flag) => Value::from(*flag),
        Shown::Date(found) => date(found, cards),
        Shown::Figure(found) => figure(found, cards.lang),
        Shown::Word(word) => Value::normal_string(word),
        Shown::Reference(reference) => cards.referred(reference),
        Shown::All(_) => Value::normal_string("alla"),
        Shown::Citation(found) => citation(found, cards),
        // A reference to a page that is left out is nothing, and a list has nothing of it.
        Shown::List(items) => {
            let items = items.iter().map(|item| value(item, cards));
            Value::from(items.filter(|item| !item.is_none()).collect::<Vec<Value>>())
        }
        Shown::Map(entries) => {
            map(entries.iter().map(|(key, shown)| (*key, value(shown, cards))).collect())
        }
        Shown::Free(free) => Value::from_serializable(free),
    }
}

/// `shown` of that shape as templates see it: its words are in `language`, and say so where the
/// page is in another.
pub(super) fn value_in(
    language: Language,
    shape: Shape,
    shown: &Shown<'_>,
    cards: &Cards<'_>,
) -> Value {
    match (shape, shown) {
        (Shape::Text | Shape::LongText, Shown::Text(text)) => cards.words(language, text),
        (Shape::List(of), Shown::List(items)) => {
            let items = items.iter().map(|item| value_in(language, *of, item, cards));
            Value::from(items.filter(|item| !item.is_none()).collect::<Vec<Value>>())
        }
        (Shape::Mapping(fields), Shown::Map(entries)) => {
            let values = fields
                .iter()
                .zip(entries)
                .map(|(field, (key, shown))| (*key, value_in(language, field.shape, shown, cards)));
            map(values.collect())
        }
        _ => value(shown, cards),
    }
}

/// Every value of a record, by the names templates use: its words are in `language`.
pub(super) fn entries_in<R: Record>(
    language: Language,
    record: &R,
    cards: &Cards<'_>,
) -> Vec<(&'static str, Value)> {
    let shown = Record::shown(record);
    let values = R::FIELDS.iter().zip(&shown);
    values
        .map(|(field, (key, shown))| (*key, value_in(language, field.shape, shown, cards)))
        .collect()
}

/// `shown` when it says something by itself, without what it refers to: what a card holds.
pub(super) fn simple(shown: &Shown<'_>, cards: &Cards<'_>) -> Option<Value> {
    match shown {
        Shown::Text(text) => Some(Value::normal_string(text)),
        Shown::Number(number) => Some(Value::from(*number)),
        Shown::Flag(flag) => Some(Value::from(*flag)),
        Shown::Date(found) => Some(date(found, cards)),
        Shown::Figure(found) => Some(figure(found, cards.lang)),
        Shown::Word(word) => Some(Value::normal_string(word)),
        Shown::All(_) => Some(Value::normal_string("alla")),
        _ => None,
    }
}
