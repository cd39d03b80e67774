//! What can be told of what residents can find without reading it: for the list of everything, and
//! for its place in the index.

use crate::base::{Language, UrlPath};
use crate::document::kind::{Kind, Section, Start};
use crate::document::register::{GlossaryEntry, Row};
use crate::model::{Findable, Model, Page, View};
use crate::render::card;
use crate::search::Facet;
use crate::theme::Theme;

use super::facets;

/// What can be told of something.
#[derive(Debug, Default)]
pub struct Found {
    /// What it is called.
    pub title: String,
    /// Its address.
    pub href: String,
    /// What it can be chosen by.
    pub facets: Vec<Facet>,
}

/// Tells it, in one language.
#[derive(Debug, Clone, Copy)]
pub struct Finder<'a> {
    /// The site.
    pub model: &'a Model,
    /// Its words.
    pub theme: &'a Theme,
    /// What every address begins with.
    pub base_path: &'a str,
    /// The language.
    pub lang: Language,
}

/// What a page without a kind of its own is called among the choices.
const PLAIN: &str = "sida";

/// What the page of a taxonomy's word is called among the choices.
pub const SUBJECT: &str = "ämne";

/// What a page is called among the choices: its kind, that of its row, or `sida`.
pub fn kind_of(model: &Model, page: &Page) -> &'static str {
    match page.view {
        View::Row(register, _) => model.register_documents[register].table.name(),
        View::Document => {
            let kind = page.document.map_or(PLAIN, |id| model.documents[id].route.kind);
            if [Section::NAME, Start::NAME].contains(&kind) { PLAIN } else { kind }
        }
        View::Term(..) => SUBJECT,
        _ => PLAIN,
    }
}

impl Finder<'_> {
    /// Everything that can be found.
    pub fn all(&self) -> Vec<Found> {
        self.model.findable(self.lang).into_iter().filter_map(|one| self.found(one)).collect()
    }

    /// One thing; nothing when it has no name or no place.
    pub fn found(&self, one: Findable) -> Option<Found> {
        match one {
            Findable::Page(id) => {
                let page = &self.model.pages[id];
                let kind = kind_of(self.model, page);
                let original = self.model.original_document(id);
                Some(Found {
                    title: card::title(self.model, self.theme, id),
                    href: self.href(&page.address),
                    facets: facets::of_page(self.model, page, original, kind),
                })
            }
            Findable::Word(register, row) => {
                let table = &self.model.register_documents.get(register)?.table;
                let address = UrlPath::from_parts([table.info().view?]);
                let row = table.row(row)?;
                Some(Found {
                    title: row.title?.to_owned(),
                    href: format!("{}#{}", self.href(&address), row.id?.value.0),
                    facets: facets::of_word(GlossaryEntry::NAME),
                })
            }
        }
    }

    fn href(&self, address: &UrlPath) -> String {
        format!("{}{address}", self.base_path)
    }
}
