//! What entries can be chosen by: what they are, whose, for whom, which year.

use std::collections::BTreeSet;

use crate::base::collation_key;
use crate::document::register::{AnyRow, Organisation, Row, TargetGroup};
use crate::document::{Document, Front};
use crate::model::{DocumentId, Model, Page, Target, View};
use crate::search::Facet;
use crate::theme::Engine;
use crate::yaml::{Reference, Shown};

/// The choices, by the names that addresses use, in the order they are shown.
pub const FACETS: [&str; 4] = [KIND, ORGANISATION, TARGET_GROUP, YEAR];
const KIND: &str = "slag";
const ORGANISATION: &str = "organisation";
const TARGET_GROUP: &str = "malgrupp";
const YEAR: &str = "ar";

/// What the values of a row's kind are called among the choices.
const OF_ROWS: [(&str, &str); 2] =
    [(Organisation::NAME, ORGANISATION), (TargetGroup::NAME, TARGET_GROUP)];

/// What a page can be chosen by.
pub fn of_page(model: &Model, page: &Page, original: Option<DocumentId>, kind: &str) -> Vec<Facet> {
    let mut all = BTreeSet::from([(KIND, kind.to_owned())]);
    if let View::Row(register, row) = page.view {
        all.extend(of_row(model, Target::Row(register, row)));
    }
    if let Some(id) = original {
        let document = &model.documents[id];
        for (_, _, shown) in document.fields() {
            all.extend(named(model, &shown));
            if let Shown::All(kinds) = shown {
                all.extend(every(model, kinds));
            }
        }
        all.extend(years(model, id, document).into_iter().map(|year| (YEAR, year.to_string())));
    }
    all.into_iter().map(|(key, value)| Facet { key, value }).collect()
}

/// What a word of the glossary can be chosen by.
pub fn of_word(kind: &str) -> Vec<Facet> {
    vec![Facet { key: KIND, value: kind.to_owned() }]
}

/// The value of a row among the choices, when it is one.
fn of_row(model: &Model, target: Target) -> Option<(&'static str, String)> {
    let Target::Row(register, row) = target else { return None };
    let table = &model.register_documents.get(register)?.table;
    let (_, key) = OF_ROWS.iter().find(|(name, _)| *name == table.name())?;
    Some((key, table.row(row)?.id?.value.0.clone()))
}

/// The rows among the choices that a field itself names: what a decision or a step in it names is
/// not what the page is about.
fn named(model: &Model, shown: &Shown<'_>) -> Vec<(&'static str, String)> {
    let one = |reference: &Reference<'_>| {
        let (_, target) = model.targets.find(reference.targets, &reference.id.value)?;
        of_row(model, target)
    };
    match shown {
        Shown::Reference(reference) => one(reference).into_iter().collect(),
        Shown::List(items) => {
            let references = items.iter().filter_map(|item| match item {
                Shown::Reference(reference) => Some(reference),
                _ => None,
            });
            references.filter_map(one).collect()
        }
        _ => Vec::new(),
    }
}

/// All rows of these kinds: `alla` matches every choice.
fn every(model: &Model, kinds: &[&str]) -> Vec<(&'static str, String)> {
    let kinds = OF_ROWS.iter().filter(|(name, _)| kinds.contains(name));
    kinds
        .flat_map(|(name, key)| model.targets.ids(name).map(|(id, _)| (*key, id.to_owned())))
        .collect()
}

/// What the rows are called for short that a page names. What concerns all tells nobody apart, and
/// neither does a long list.
pub fn names(model: &Model, original: Option<DocumentId>) -> Vec<String> {
    const MOST: usize = 3;
    let fields = original.map(|id| model.documents[id].fields()).into_iter().flatten();
    let named: BTreeSet<_> = fields.flat_map(|(_, _, shown)| named(model, &shown)).collect();
    let names = named.iter().filter_map(|(key, value)| name(model, key, value));
    let names: Vec<String> = names.collect();
    if names.len() > MOST { Vec::new() } else { names }
}

/// The years of a page: those of the plans that name it, or the one it is about.
fn years(model: &Model, id: DocumentId, document: &Document) -> BTreeSet<i16> {
    let mut years: BTreeSet<i16> = model.plan_years(id).into_iter().collect();
    let date = match &document.front {
        Front::News(news) => news.date.as_ref(),
        Front::Event(event) => event.date.as_ref(),
        _ => None,
    };
    years.extend(date.map(|date| date.value.year()));
    years.extend(model.edition_year(id));
    years
}

/// The values of a choice that some entry has, in the order of their titles, each with its title.
pub fn values(
    model: &Model,
    engine: &Engine,
    key: &str,
    used: &BTreeSet<&str>,
) -> Vec<(String, String)> {
    let Some((name, _)) = OF_ROWS.iter().find(|(_, of)| *of == key) else {
        // The latest year first; kinds in the order of the theme's words.
        let title = |value: &str| {
            let kind = engine.find_string(&format!("sok.slag.{value}"));
            if key == KIND { kind.unwrap_or(value) } else { value }.to_owned()
        };
        let titled = used.iter().rev().map(|value| ((*value).to_owned(), title(value)));
        let mut titled: Vec<(String, String)> = titled.collect();
        if key == KIND {
            titled.sort_by_cached_key(|(_, title)| collation_key(title));
        }
        return titled;
    };
    let registers = model.register_documents.iter().filter(|one| one.table.name() == *name);
    let rows = registers.flat_map(|register| register.table.rows());
    let named = rows.filter_map(|row| {
        let id = &row.id?.value.0;
        let title = short_name(&row)?;
        used.contains(id.as_str()).then(|| (id.clone(), title))
    });
    named.collect()
}

/// What the row behind a choice is called for short; nothing for choices that are no rows.
fn name(model: &Model, key: &str, value: &str) -> Option<String> {
    let (kind, _) = OF_ROWS.iter().find(|(_, of)| *of == key)?;
    match model.targets.find(&[kind], value)? {
        (_, Target::Row(register, row)) => {
            short_name(&model.register_documents.get(register)?.table.row(row)?)
        }
        _ => None,
    }
}

fn short_name(row: &AnyRow<'_>) -> Option<String> {
    let short = row.shown.iter().find(|(key, _)| *key == "short_name");
    let short = short.and_then(|(_, shown)| match shown {
        Shown::Text(text) => Some((*text).to_owned()),
        _ => None,
    });
    short.or_else(|| row.title.map(str::to_owned))
}
