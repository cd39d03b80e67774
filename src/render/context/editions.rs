//! A page in its languages and variants: what there is of it, and what a translation was made of.

use tera::Value;

use crate::base::{Language, capital};
use crate::document::kind::Variant;
use crate::document::{Document, Edition};
use crate::model::{PageId, View};
use crate::render::card::title;
use crate::render::value::{date, map};

use super::Contexts;

/// Which way a language is written: `ltr` or `rtl`.
pub(super) fn direction(language: Language) -> Value {
    Value::from(if language.is_right_to_left() { "rtl" } else { "ltr" })
}

impl Contexts<'_> {
    /// The page in its languages and variants, when there is more than one.
    pub(super) fn editions(&self, id: PageId) -> Value {
        let all = self.model.editions(id);
        if all.len() < 2 {
            return Value::from(Vec::<Value>::new());
        }
        let entries = all.into_iter().map(|edition| {
            let page = &self.model.pages[edition];
            let language = page.edition.language;
            let variant = page.edition.variant.map(Variant::word);
            map(vec![
                ("title", Value::normal_string(&title(self.model, self.theme, edition))),
                ("href", self.href(page.address.as_str())),
                ("permalink", self.permalink(&page.address)),
                ("language", Value::normal_string(language.tag())),
                ("name", Value::from(self.own_name(language))),
                ("direction", direction(language)),
                ("variant", variant.map_or_else(Value::none, Value::normal_string)),
                ("current", Value::from(edition == id)),
            ])
        });
        Value::from(entries.collect::<Vec<Value>>())
    }

    /// What a language calls itself: as the theme says (`språk.<tag>`), else as the program
    /// knows, else its tag.
    pub(super) fn own_name(&self, language: Language) -> String {
        let key = format!("språk.{}", language.tag());
        let engine = self.theme.engine_in(language);
        let named = engine.own_string(&key).or_else(|| self.theme.engine.own_string(&key));
        let known =
            || language.own_name().map_or_else(|| language.tag().to_owned(), |name| capital(&name));
        named.map_or_else(known, str::to_owned)
    }

    /// What a translation or variant was made of: the original's address and title, the day of
    /// the original that it follows, and the day that this was changed when it was afterwards.
    pub(super) fn original(&self, id: PageId, document: Option<&Document>) -> Value {
        let page = &self.model.pages[id];
        let (Some(original), Some(document)) = (self.model.original_page(id), document) else {
            return Value::none();
        };
        // What is searched is the language's own.
        if page.view == View::Search {
            return Value::none();
        }
        let cards = &self.cards(id);
        let found = &self.model.pages[original];
        let day = |day: Option<&crate::base::Spanned<crate::yaml::Day>>| {
            day.map_or_else(Value::none, |day| date(&day.value.0, cards))
        };
        let newer =
            self.model.document_of(original).and_then(|original| document.changed_since(original));
        let is_variant = page.edition.language == found.edition.language;
        map(vec![
            ("title", Value::normal_string(&title(self.model, self.theme, original))),
            ("href", self.href(found.address.as_str())),
            ("language", Value::normal_string(found.edition.language.tag())),
            ("same_language", Value::from(is_variant)),
            ("version", day(document.common.source_version.as_ref())),
            ("changed", day(newer)),
        ])
    }

    /// What there is in each of the site's languages and as each variant: the pages in order of
    /// address, none where nothing has been translated.
    pub(super) fn languages(&self, id: PageId) -> Value {
        let (here, first) = (self.lang(id), self.model.config.language());
        let is_text = |page: &PageId| {
            self.model.document_of(*page).is_some() && self.model.pages[*page].view != View::Search
        };
        let all = || self.model.addresses().filter(is_text);
        let languages = self.model.config.languages().into_iter().map(|language| {
            let edition = Edition { language, variant: None };
            let of = |page: &PageId| self.model.pages[*page].edition == edition;
            let pages = all().filter(|_| language != first).filter(of);
            self.there_is(here, language, None, pages.collect())
        });
        let variants = Variant::ALL.into_iter().map(|(variant, _)| {
            let of = |page: &PageId| self.model.pages[*page].edition.variant == Some(variant);
            self.there_is(here, first, Some(variant), all().filter(of).collect())
        });
        Value::from(languages.chain(variants).collect::<Vec<Value>>())
    }

    fn there_is(
        &self,
        here: Language,
        language: Language,
        variant: Option<Variant>,
        pages: Vec<PageId>,
    ) -> Value {
        let pages = pages.into_iter().map(|id| {
            let page = &self.model.pages[id];
            map(vec![
                ("title", Value::normal_string(&title(self.model, self.theme, id))),
                ("href", self.href(page.address.as_str())),
                ("language", Value::normal_string(page.edition.language.tag())),
                (
                    "variant",
                    page.edition
                        .variant
                        .map_or_else(Value::none, |variant| Value::normal_string(variant.word())),
                ),
            ])
        });
        // What it is called in the language of the page, when the program knows.
        let called = here.spoken().map(|lang| language.name().get(lang).to_owned());
        map(vec![
            ("language", Value::normal_string(language.tag())),
            ("name", Value::from(self.own_name(language))),
            ("called", called.map_or_else(Value::none, Value::from)),
            ("direction", direction(language)),
            (
                "variant",
                variant.map_or_else(Value::none, |variant| Value::normal_string(variant.word())),
            ),
            (
                "original",
                Value::from(language == self.model.config.language() && variant.is_none()),
            ),
            ("pages", Value::from(pages.collect::<Vec<Value>>())),
        ])
    }
}
