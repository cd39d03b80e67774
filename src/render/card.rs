//! Cards: the little that lists and references show of a page or a register's row.
//!
//! Each is made once and shared by every page that shows it.

use std::collections::BTreeSet;

use rayon::prelude::*;
use tera::Value;

use crate::base::{Language, UrlPath};
use crate::config::VOCABULARIES;
use crate::document::kind::{kind_named, steers};
use crate::document::register::AnyRow;
use crate::document::{Edition, Front};
use crate::model::{DocumentId, Model, PageId, Target, View};
use crate::theme::{Engine, Theme};
use crate::yaml::{Field, Reference, Shape, Shown};

use super::download::Download;
use super::value::{map, simple};

/// All cards for pages of one edition, as they were made.
#[derive(Debug, Default)]
pub(super) struct MadeCards {
    /// Those of the rows, register by register.
    rows: Vec<Vec<Value>>,
    pages: Vec<Value>,
}

/// The way to the cards of a site.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cards<'a> {
    model: &'a Model,
    theme: &'a Theme,
    made: &'a MadeCards,
    /// The edition of the pages that show them: where a page or row has one, that is shown.
    pub edition: Edition,
    /// Its language: that of dates and figures.
    pub lang: Language,
    /// The words of that language.
    pub engine: &'a Engine,
}

impl MadeCards {
    /// Makes the cards of all pages and rows.
    pub fn new(model: &Model, theme: &Theme, base_path: &str, edition: Edition) -> Self {
        let mut cards = Self::default();
        let none = Self::default();
        let so_far = none.of(model, theme, edition);
        cards.rows = model
            .register_documents
            .iter()
            .enumerate()
            .map(|(register, document)| {
                let pages = document.table.info().pages.map(kind_named);
                let card = |(at, row): (usize, AnyRow<'_>)| {
                    let page = row.id.and_then(|id| {
                        let address = UrlPath::from_parts([pages?.folder, &id.value.0]);
                        model.by_address.get(&address).copied()
                    });
                    so_far.row_card(&row, Target::Row(register, at), (base_path, page))
                };
                document.table.rows().enumerate().map(card).collect()
            })
            .collect();
        let ids = (0..model.pages.len()).into_par_iter();
        let so_far = cards.of(model, theme, edition);
        cards.pages = ids.map(|id| so_far.page_card(base_path, id)).collect();
        cards
    }

    /// Makes the cards of `pages` anew. Those of rows show nothing of any page.
    pub fn renew(
        &mut self,
        model: &Model,
        theme: &Theme,
        (base_path, edition): (&str, Edition),
        pages: &[PageId],
    ) {
        let cards = self.of(model, theme, edition);
        let made: Vec<(PageId, Value)> =
            pages.iter().map(|id| (*id, cards.page_card(base_path, *id))).collect();
        for (id, card) in made {
            self.pages[id] = card;
        }
    }

    /// The way to them, for the site they were made of.
    pub fn of<'a>(&'a self, model: &'a Model, theme: &'a Theme, edition: Edition) -> Cards<'a> {
        let lang = edition.language;
        Cards { model, theme, made: self, edition, lang, engine: theme.engine_in(lang) }
    }
}

impl Cards<'_> {
    fn page_card(&self, base_path: &str, id: PageId) -> Value {
        let page = &self.model.pages[id];
        let language = page.edition.language;
        if let View::Row(register, row) = page.view {
            let target = Target::Row(register, row);
            // A row's page is shown by the row's card: an author's text only adds to it. Another
            // edition has an address and a title of its own.
            let own = self.model.register_documents[register].table.row(row);
            if let Some(own) = own.filter(|_| page.address != page.original) {
                return self.row_card(&own, target, (base_path, Some(id)));
            }
            let row = self.made.rows[register].get(row).cloned();
            return row.unwrap_or_else(|| map(self.link(base_path, id)));
        }
        let mut entries = self.link(base_path, id);
        if let Some(document) = self.model.document_of(id) {
            entries.push(("kind", Value::normal_string(document.route.kind)));
            entries.push(("slug", Value::normal_string(&document.route.slug)));
            let fields = document.fields_where(|field, key| key != "title" && !steers(field));
            for (field, key, shown) in fields {
                let linked = self.linked(field.shape, &shown, base_path);
                let simple = || simple_entry(field, &shown, self, language);
                entries.extend(linked.or_else(simple).map(|value| (key, value)));
            }
            if matches!(document.front, Front::Area(_) | Front::Work(_)) {
                let original = self.model.original_document(id);
                let years = original.map(|id| self.model.plan_years(id)).unwrap_or_default();
                entries.push(("plan_years", Value::from(years)));
            }
        } else {
            entries.push(("kind", Value::normal_string(view_name(page.view))));
        }
        if let View::Term(taxonomy, word) = page.view {
            let count = self.model.terms.0[taxonomy].words[word].documents.len();
            entries.push(("count", Value::from(count)));
        }
        map(entries)
    }

    /// What a card shows of references: the cards of rows – who takes part, whom it is for –
    /// and a link to the area. Other pages' cards would hold this one's in turn.
    fn linked(&self, shape: Shape, shown: &Shown<'_>, base_path: &str) -> Option<Value> {
        let of = |reference: &Reference<'_>| {
            let (_, target) = self.model.targets.find(reference.targets, &reference.id.value)?;
            match target {
                Target::Row(..) => Some(self.target(target)),
                Target::Document(id) if matches!(shape, Shape::Reference(_)) => {
                    let page = self.shown(self.model.page_of(id)?);
                    let mut entries = self.link(base_path, page);
                    let slug = &self.model.documents[id].route.slug;
                    entries.push(("slug", Value::normal_string(slug)));
                    Some(map(entries))
                }
                _ => None,
            }
        };
        match (shape, shown) {
            (Shape::Reference(kinds), Shown::Reference(reference))
                if !VOCABULARIES.iter().any(|name| kinds == [*name]) =>
            {
                Some(of(reference).unwrap_or_else(Value::none))
            }
            (Shape::ReferencesOrAll(_) | Shape::List(Shape::Reference(_)), Shown::List(items)) => {
                let rows = items.iter().filter_map(|item| match item {
                    Shown::Reference(reference) => of(reference),
                    _ => None,
                });
                Some(Value::from(rows.collect::<Vec<Value>>()))
            }
            _ => None,
        }
    }

    /// The card of a row: its address and title, the values that say something by themselves,
    /// how many pages refer to it when it has one of its own.
    fn row_card(
        &self,
        row: &AnyRow<'_>,
        target: Target,
        (base_path, page): (&str, Option<PageId>),
    ) -> Value {
        let mut entries = vec![("kind", Value::normal_string(row.name))];
        if let Some(page) = page.map(|page| self.shown(page)) {
            entries.extend(self.link(base_path, page));
            let links = self.model.backlinks.get(&target).into_iter().flatten();
            let pages: BTreeSet<DocumentId> = links.map(|link| link.document).collect();
            entries.push(("count", Value::from(pages.len())));
        } else {
            let title = row.title.map_or_else(Value::none, |title| self.words_of_row(title));
            entries.extend([("title", title), ("href", Value::none())]);
        }
        let fields = row.fields.iter().zip(&row.shown).filter(|(_, (key, _))| *key != "title");
        for (field, (key, shown)) in fields {
            let simple = simple_entry(field, shown, self, self.model.config.language());
            entries.extend(simple.map(|value| (*key, value)));
        }
        entries.extend(self.download(row));
        entries.extend(self.newest(target, base_path).map(|newest| ("replaced_by", newest)));
        map(entries)
    }

    /// The file that a row links to, and how large it is; nothing for rows that link to none.
    pub fn download(&self, row: &AnyRow<'_>) -> Vec<(&'static str, Value)> {
        if !row.shown.iter().any(|(key, _)| *key == "link") {
            return Vec::new();
        }
        let engine = self.theme.engine_in(self.lang);
        let download = Download::of_row(self.model, row);
        let size = download.and_then(|download| download.size(self.lang));
        vec![
            ("size", size.map_or_else(Value::none, Value::from)),
            ("download", download.map_or_else(Value::none, |download| download.value(engine))),
        ]
    }

    /// The newest document that holds instead of a row's: its title and address. Nothing for rows
    /// of other registers, and where it still holds.
    pub fn newest(&self, target: Target, base_path: &str) -> Option<Value> {
        let Target::Row(register, at) = target else { return None };
        self.model.row_of_paper((register, at))?;
        let Some(newest) = self.model.newest_instead((register, at)) else {
            return Some(Value::none());
        };
        let row = self.model.row_of_paper(newest)?;
        let title = row.title.as_ref().map_or("", |title| title.value.as_str());
        let page = self.model.page_about(Target::Row(newest.0, newest.1));
        Some(map(match page.map(|page| self.shown(page)) {
            Some(page) => self.link(base_path, page),
            None => vec![("title", self.words_of_row(title)), ("href", Value::none())],
        }))
    }

    /// The edition of a page that is shown of it.
    fn shown(&self, page: PageId) -> PageId {
        self.model.edition_in(page, self.edition)
    }

    /// What leads to a page: its address, its title, its language, and the same again where that
    /// is another than the page's that shows it.
    fn link(&self, base_path: &str, id: PageId) -> Vec<(&'static str, Value)> {
        let page = &self.model.pages[id];
        let language = page.edition.language;
        let tag = Value::normal_string(language.tag());
        let is_other = language != self.lang;
        vec![
            ("href", Value::from(format!("{base_path}{}", page.address))),
            ("title", self.title(id)),
            ("language", tag.clone()),
            ("other_language", if is_other { tag } else { Value::none() }),
        ]
    }

    /// The title of a page, in whatever language the theme has the word for it.
    fn title(&self, id: PageId) -> Value {
        let language = self.model.pages[id].edition.language;
        match title_key(self.model, id) {
            Some(key) => {
                let (language, said) = self.theme.engine_in(language).spoken(&key);
                self.words(language, said)
            }
            None => self.words(language, self.model.title(id).unwrap_or_default()),
        }
    }

    /// Words in `language`, marked where the page that shows them is in another.
    pub fn words(&self, language: Language, text: &str) -> Value {
        // A number is the same in both.
        let is_word = text.contains(char::is_alphabetic);
        let language = if is_word { language } else { self.lang };
        Value::normal_string(&self.engine.marked_as(language, text))
    }

    /// Words of a register, which is written in the site's first language.
    fn words_of_row(&self, text: &str) -> Value {
        self.words(self.model.config.language(), text)
    }

    /// The card of a page.
    pub fn page(&self, page: PageId) -> Value {
        self.made.pages[self.shown(page)].clone()
    }

    /// The card of a document's own page, whatever editions there are of it.
    pub fn original(&self, document: DocumentId) -> Value {
        let page = self.model.page_of(document).and_then(|page| self.made.pages.get(page));
        page.cloned().unwrap_or_else(Value::none)
    }

    /// The card of a target; nothing when it has none.
    pub fn target(&self, target: Target) -> Value {
        let found = match target {
            Target::Document(id) => {
                let page = self.model.page_of(id);
                let own = page.filter(|page| self.model.pages[*page].view == View::Document);
                own.and_then(|page| self.made.pages.get(self.shown(page)))
            }
            Target::Row(register, row) => {
                self.made.rows.get(register).and_then(|rows| rows.get(row))
            }
            Target::Word | Target::LeftOut(_) => None,
        };
        found.cloned().unwrap_or_else(Value::none)
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

/// What a page that no author wrote is called, where templates ask for its kind.
pub(super) fn view_name(view: View) -> &'static str {
    match view {
        View::Document => "sida",
        View::Listing => "avdelning",
        View::Overview => "läget",
        View::Row(..) => "rad",
        View::Table(_) => "tabell",
        View::Decisions => "beslut",
        View::Calendar => "kalender",
        View::Terms(_) => "termer",
        View::Term(..) => "term",
        View::Data => "data",
        View::Search => "sök",
        View::NotFound => "404",
    }
}

/// A field that says something by itself, in `language`; nothing when it is absent, so that a
/// template can ask for it. References, lists and mappings need a page to show them.
fn simple_entry(
    field: &Field,
    shown: &Shown<'_>,
    cards: &Cards<'_>,
    language: Language,
) -> Option<Value> {
    is_simple(field.shape).then(|| match shown {
        Shown::Reference(word) => Value::normal_string(&word.id.value),
        Shown::Text(text) if matches!(field.shape, Shape::Text | Shape::LongText) => {
            cards.words(language, text)
        }
        other => simple(other, cards).unwrap_or_else(Value::none),
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

/// The title of a page: its document's, its row's or word's, or the theme's word for it.
pub(super) fn title(model: &Model, theme: &Theme, id: PageId) -> String {
    let engine = theme.engine_in(model.pages[id].edition.language);
    match title_key(model, id) {
        Some(key) => engine.string(&key).to_owned(),
        None => model.title(id).unwrap_or_default().to_owned(),
    }
}

/// The theme's string that is the title of a page that no author has named.
#[must_use]
pub fn title_key(model: &Model, id: PageId) -> Option<String> {
    if model.title(id).is_some() {
        return None;
    }
    let last = model.pages[id].address.parts().last();
    Some(format!("sida.{}", last.unwrap_or("start").trim_end_matches(".html")))
}
