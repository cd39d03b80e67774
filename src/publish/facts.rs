//! What a page's front matter says, and the rows of a register that it shows, in the words and keys
//! that their author uses. A reference to a page that is left out is no fact yet: it would tell of a
//! draft.

use std::collections::BTreeMap;

use crate::base::Lang;
use crate::document::Document;
use crate::document::kind::steers;
use crate::document::register::AnyRow;
use crate::model::{Model, Page, PageId, Target, View};
use crate::yaml::{Field, Shape, Shown};

/// The facts of a page: each key with one line, or one line for each entry of a list. Those of a
/// page that shows all rows of a register begin with what the row is called.
#[must_use]
pub(super) fn of(model: &Model, (id, page): (PageId, &Page)) -> BTreeMap<String, Vec<String>> {
    let mut facts = BTreeMap::new();
    if let Some(document) = model.document_of(id) {
        of_document(model, document, &mut facts);
    }
    let table = |register: usize| &model.register_documents[register].table;
    match page.view {
        View::Row(register, at) => {
            if let Some(row) = table(register).row(at) {
                of_row(model, &row, "", &mut facts);
            }
        }
        View::Table(register) => {
            for (number, row) in table(register).rows().enumerate() {
                let name = called(&row, number);
                of_row(model, &row, &format!("{name}, "), &mut facts);
            }
        }
        _ => {}
    }
    facts
}

/// The facts of a row, each key after `before`.
fn of_row(
    model: &Model,
    row: &AnyRow<'_>,
    before: &str,
    facts: &mut BTreeMap<String, Vec<String>>,
) {
    for (field, (_, shown)) in row.fields.iter().zip(&row.shown) {
        add(model, &format!("{before}{}", field.key), field.shape, shown, facts);
    }
}

/// What a row is called: by its title, its id, or what it is about.
fn called(row: &AnyRow<'_>, number: usize) -> String {
    let known = row.title.map(str::to_owned);
    let known = known.or_else(|| row.id.map(|id| id.value.0.clone()));
    let known = known.or_else(|| row.about.as_ref().map(|about| about.value.clone()));
    known.unwrap_or_else(|| (number + 1).to_string())
}

fn of_document(model: &Model, document: &Document, facts: &mut BTreeMap<String, Vec<String>>) {
    for (field, _, shown) in document.fields() {
        // The title is told by itself.
        if field.key != "titel" && !steers(field) {
            add(model, field.key, field.shape, &shown, facts);
        }
    }
}

fn add(
    model: &Model,
    key: &str,
    shape: Shape,
    shown: &Shown<'_>,
    facts: &mut BTreeMap<String, Vec<String>>,
) {
    match (shown, shape) {
        (Shown::Map(entries), Shape::Mapping(fields)) => {
            for (field, (_, shown)) in fields.iter().zip(entries) {
                add(model, &format!("{key}, {}", field.key), field.shape, shown, facts);
            }
        }
        (Shown::List(items), Shape::List(item)) => {
            let lines: Vec<String> =
                items.iter().filter_map(|one| words(model, *item, one)).collect();
            if !lines.is_empty() {
                facts.insert(key.to_owned(), lines);
            }
        }
        _ => {
            if let Some(line) = words(model, shape, shown) {
                facts.insert(key.to_owned(), vec![line]);
            }
        }
    }
}

/// A value on one line; nothing when it says nothing.
fn words(model: &Model, shape: Shape, shown: &Shown<'_>) -> Option<String> {
    let text = match shown {
        Shown::Nothing | Shown::Free(_) => return None,
        Shown::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Shown::Number(number) => number.to_string(),
        Shown::Flag(flag) => if *flag { "ja" } else { "nej" }.to_owned(),
        Shown::Date(date) => date.show(Lang::Sv),
        Shown::Figure(figure) => figure.number(Lang::Sv),
        Shown::Word(word) => (*word).to_owned(),
        Shown::Reference(reference) => {
            let found = model.targets.find(reference.targets, &reference.id.value);
            match found {
                Some((_, Target::LeftOut(_))) => return None,
                _ => reference.id.value.clone(),
            }
        }
        Shown::All(_) => "alla".to_owned(),
        Shown::Citation(citation) => {
            format!("{} {}", citation.key.value, citation.section).trim_end().to_owned()
        }
        Shown::List(items) => {
            let item = if let Shape::List(item) = shape { *item } else { shape };
            let all: Vec<String> = items.iter().filter_map(|one| words(model, item, one)).collect();
            all.join(", ")
        }
        Shown::Map(entries) => {
            let fields: &[Field] = if let Shape::Mapping(fields) = shape { fields } else { &[] };
            let named = fields.iter().zip(entries);
            let named = named.filter_map(|(field, (_, shown))| {
                Some(format!("{}: {}", field.key, words(model, field.shape, shown)?))
            });
            named.collect::<Vec<_>>().join("; ")
        }
    };
    (!text.is_empty()).then_some(text)
}
