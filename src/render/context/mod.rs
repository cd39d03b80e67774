//! What templates see. This is the contract with every theme: `docs/theme-contract.md`
//! lists it, and a test holds the list against what is really there.

mod component;
mod faces;
mod page;
mod shared;
mod tables;
mod views;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use tera::{Context, TeraResult, Value};

use crate::base::Lang;
use crate::config::BaseUrl;
use crate::document::kind::kind_named;
use crate::model::{Model, PageId, Part, Target, View};
use crate::render::body::Glossary;
use crate::source::Source;
use crate::theme::Theme;

use shared::Shared;

/// Makes the context of any page.
pub(super) struct Contexts<'a> {
    source: &'a Source,
    model: &'a Model,
    theme: &'a Theme,
    base: BaseUrl,
    shared: BTreeMap<Lang, Shared<'a>>,
    /// The words of the glossary, made when a page first asks for them.
    glossary: OnceLock<Option<Glossary>>,
}

impl<'a> Contexts<'a> {
    /// Prepares what all pages share, for each language that some page is in.
    pub fn new(source: &'a Source, model: &'a Model, theme: &'a Theme) -> Self {
        let base = base_url(model);
        let mut shared = BTreeMap::new();
        shared.insert(model.config.language(), None);
        shared.extend(model.pages.iter().map(|page| (page.edition.language, None::<()>)));
        let shared =
            shared.into_keys().map(|lang| (lang, Shared::new(model, theme, &base, lang))).collect();
        Self { source, model, theme, base, shared, glossary: OnceLock::new() }
    }

    /// What the pages in the language of `page` share.
    fn shared(&self, page: PageId) -> &Shared<'a> {
        let lang = self.model.pages[page].edition.language;
        // Every language of a page has its entry.
        &self.shared[&lang]
    }

    /// The template of a page: its own `mall`, else its kind's or view's.
    pub fn template(&self, id: PageId) -> String {
        let page = &self.model.pages[id];
        let document = self.model.document_of(id);
        if let Some(own) = document.and_then(|document| document.common.template.as_ref()) {
            return format!("{}.html", own.value);
        }
        let table = |register: usize| self.model.register_documents[register].table.info();
        let of_kind = |name: &str| kind_named(name).template.to_owned();
        match page.view {
            View::Document => of_kind(document.map_or("sida", |document| document.route.kind)),
            View::Listing => of_kind("avdelning"),
            View::Row(register, _) => of_kind(table(register).pages.unwrap_or("sida")),
            View::Table(register) => format!("{}.html", table(register).view.unwrap_or("sida")),
            View::Overview => "laget.html".to_owned(),
            View::Decisions => "beslut.html".to_owned(),
            View::Calendar => "kalender.html".to_owned(),
            View::Terms(_) => "termer.html".to_owned(),
            View::Term(..) => "term.html".to_owned(),
            View::Data => "data.html".to_owned(),
            View::NotFound => "404.html".to_owned(),
        }
    }

    /// The context of one page, ready for a template.
    ///
    /// # Errors
    /// When the template of a component in its text cannot be rendered.
    pub fn page(&self, part: Part) -> TeraResult<Context> {
        let mut context = Context::new();
        for (key, value) in self.entries(part)? {
            context.insert_value(key, value);
        }
        Ok(context)
    }

    /// What the context of one page holds.
    ///
    /// # Errors
    /// When the template of a component in its text cannot be rendered.
    pub fn entries(&self, part: Part) -> TeraResult<Vec<(&'static str, Value)>> {
        let id = part.page;
        let page = &self.model.pages[id];
        let shared = self.shared(id);
        let document = self.model.document_of(id);
        let target = match page.view {
            View::Document => self.model.original_document(id).map(Target::Document),
            View::Row(register, row) => Some(Target::Row(register, row)),
            _ => None,
        };
        let or_none = |value: Option<Value>| value.unwrap_or_else(Value::none);
        let body = document.map(|found| self.body(id, found)).transpose()?;
        Ok(vec![
            ("site", self.site(page)),
            ("page", self.about(part, document)),
            ("front", or_none(document.map(|found| self.front(id, found)))),
            ("body", or_none(body)),
            ("children", self.cards_of(id, &page.children[self.model.shown_on(part)])),
            ("pagination", self.pagination(part)),
            ("lists", shared.lists.clone()),
            ("sections", shared.sections.clone()),
            ("registers", shared.registers.clone()),
            ("back", or_none(target.map(|target| self.back(id, target)))),
            ("points", self.points(id)),
            ("related", self.related(id)),
            ("row", or_none(self.row(id))),
            ("rows_about", or_none(target.map(|target| self.rows_about(id, target)))),
            ("rows", or_none(self.rows(id))),
            ("matrix", or_none(self.matrix(id))),
            ("groups", or_none((page.view == View::Overview).then(|| shared.overview.clone()))),
            ("decisions", or_none((page.view == View::Decisions).then(|| self.decisions(id)))),
            ("events", or_none((page.view == View::Calendar).then(|| self.events(id)))),
            ("data", or_none((page.view == View::Data).then(|| self.data()))),
        ])
    }
}

/// Where the site lives; a broken address is reported by its rule, and is no reason not to show the pages.
pub(super) fn base_url(model: &Model) -> BaseUrl {
    let written = model.config.site.base_url.as_ref();
    let parsed = written.and_then(|url| BaseUrl::parse(&url.value));
    parsed.unwrap_or(BaseUrl { origin: String::new(), path: String::new() })
}
