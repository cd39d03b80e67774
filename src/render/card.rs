//! Cards: the little that lists and references show of a page or a register's row.
//!
//! Each is made once and shared by every page that shows it.

use std::collections::BTreeMap;

use tera::Value;

use crate::base::UrlPath;
use crate::config::VOCABULARIES;
use crate::document::Common;
use crate::document::kind::{Kind, OrganisationPage, kind_named};
use crate::document::register::{Organisation, Row};
use crate::model::{Model, PageId, Target, View};
use crate::theme::Theme;
use crate::yaml::{Field, Record, Reference, Shape, Shown};

use super::value::{map, simple};

/// All cards.
#[derive(Debug)]
pub(super) struct Cards<'a> {
    model: &'a Model,
    by_target: BTreeMap<Target, Value>,
    by_page: Vec<Value>,
}

impl<'a> Cards<'a> {
    /// Makes the cards of all pages and rows.
    pub fn new(model: &'a Model, theme: &Theme, base_path: &str) -> Self {
        let mut cards = Self { model, by_target: BTreeMap::new(), by_page: Vec::new() };
        for id in 0..model.pages.len() {
            let card = page_card(model, theme, base_path, id);
            if let Some(document) = model.pages[id].document
                && model.pages[id].view == View::Document
            {
                cards.by_target.insert(Target::Document(document), card.clone());
            }
            cards.by_page.push(card);
        }
        for (register, document) in model.register_documents.iter().enumerate() {
            for (at, row) in document.table.rows().into_iter().enumerate() {
                let address =
                    row.id.and_then(|id| organisation_address(model, row.name, &id.value.0));
                let mut entries = vec![
                    ("kind", Value::normal_string(row.name)),
                    (
                        "href",
                        address
                            .map_or_else(Value::none, |a| Value::from(format!("{base_path}{a}"))),
                    ),
                ];
                entries.extend(simple_entries(row.fields.iter(), &row.shown));
                cards.by_target.insert(Target::Row(register, at), map(entries));
            }
        }
        cards
    }

    /// The card of a page.
    pub fn page(&self, page: PageId) -> Value {
        self.by_page[page].clone()
    }

    /// The card of a target; nothing when it has none.
    pub fn target(&self, target: Target) -> Value {
        self.by_target.get(&target).cloned().unwrap_or_else(Value::none)
    }

    /// The card of what a reference refers to. A word of a vocabulary is its own card.
    pub fn referred(&self, reference: &Reference<'_>) -> Value {
        let id = &reference.id.value;
        match self.model.targets.find(reference.targets, id) {
            Some((_, Target::Word)) => Value::normal_string(id),
            Some((_, target)) => self.target(target),
            // A vocabulary the site does not close takes any word.
            None if self.model.targets.is_open(reference.targets) => Value::normal_string(id),
            None => Value::none(),
        }
    }
}

fn page_card(model: &Model, theme: &Theme, base_path: &str, id: PageId) -> Value {
    let page = &model.pages[id];
    let mut entries = vec![
        ("href", Value::from(format!("{base_path}{}", page.address))),
        ("title", Value::normal_string(&title(model, theme, id))),
    ];
    if let View::Organisation(row) = page.view {
        entries.push(("kind", Value::normal_string("organisation")));
        let organisation = &model.registers.organisations[row].value;
        let shown = Record::shown(organisation);
        entries.extend(simple_entries(Organisation::FIELDS.iter(), &shown));
    } else if let Some(document) = model.document_of(id) {
        entries.push(("kind", Value::normal_string(document.route.kind)));
        entries.push(("slug", Value::normal_string(&document.route.slug)));
        let own = kind_named(document.route.kind).fields;
        let fields = Common::FIELDS.iter().chain(own);
        let shown = document.shown();
        entries.extend(simple_entries(fields, &shown).filter(|(key, _)| *key != "title"));
    }
    map(entries)
}

/// The fields that say something by themselves, absent ones as nothing, so that a
/// template can ask for them. References, lists and mappings need a page to show them.
fn simple_entries<'a>(
    fields: impl Iterator<Item = &'static Field> + 'a,
    shown: &'a [(&'static str, Shown<'a>)],
) -> impl Iterator<Item = (&'static str, Value)> + 'a {
    fields.zip(shown).filter(|(field, _)| is_simple(field.shape)).map(|(_, (key, shown))| {
        let value = match shown {
            Shown::Reference(word) => Value::normal_string(&word.id.value),
            other => simple(other).unwrap_or_else(Value::none),
        };
        (*key, value)
    })
}

/// Whether a value of this shape says something by itself. A reference to a word of a
/// vocabulary, such as a work's type, is that word.
fn is_simple(shape: Shape) -> bool {
    match shape {
        Shape::List(_) | Shape::Mapping(_) | Shape::Free | Shape::Sources => false,
        Shape::Reference(kinds) => VOCABULARIES.iter().any(|name| kinds == [*name]),
        _ => true,
    }
}

/// The address of an organisation's page. Other rows have no page of their own.
fn organisation_address(model: &Model, kind: &str, id: &str) -> Option<String> {
    let address = UrlPath::from_parts([OrganisationPage::FOLDER, id]);
    let has_page = kind == Organisation::NAME && model.by_address.contains_key(&address);
    has_page.then(|| address.to_string())
}

/// The title of a page: its document's, its row's name, or the theme's word for it.
pub(super) fn title(model: &Model, theme: &Theme, id: PageId) -> String {
    let page = &model.pages[id];
    if let Some(document) = model.document_of(id) {
        return document.title().to_owned();
    }
    if let View::Organisation(row) = page.view
        && let Some(name) = &model.registers.organisations[row].value.name
    {
        return name.value.clone();
    }
    let name = page.address.parts().last().unwrap_or("start");
    theme.engine.string(&format!("sida.{name}")).to_owned()
}
