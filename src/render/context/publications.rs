//! What has been published and when: for a page with `visar: publiceringar`.

use tera::Value;

use crate::base::{Spanned, UrlPath, slug};
use crate::document::kind::{Common, KINDS};
use crate::document::register::{Publication, PublishedFact, PublishedPage};
use crate::document::{Front, with_fields};
use crate::model::PageId;
use crate::render::value::{map, value};
use crate::yaml::{Quotation, Record};

use super::Contexts;

/// An optional text, as templates see it.
fn text(written: Option<&Spanned<Quotation>>) -> Value {
    written.map_or_else(Value::none, |text| Value::normal_string(&text.value.0))
}

impl Contexts<'_> {
    /// Every publication, the newest first. A page that is still there has its address.
    pub(super) fn publications(&self, id: PageId) -> Value {
        let all = self.model.publications().into_iter().map(|at| {
            let row = &self.model.registers.publications[at].value;
            self.publication(id, row, &self.model.publication_anchor(at))
        });
        Value::from(all.collect::<Vec<Value>>())
    }

    fn publication(&self, id: PageId, row: &Publication, anchor: &str) -> Value {
        let cards = &self.cards(id);
        let date = Record::shown_of(row, "datum");
        let time = row.time.as_ref().map(|time| time.value.show(self.lang(id)));
        let pages = |list: &[Spanned<PublishedPage>]| {
            let pages = list.iter().map(|page| self.published_page(id, &page.value));
            Value::from(pages.collect::<Vec<Value>>())
        };
        map(vec![
            ("anchor", Value::normal_string(anchor)),
            ("date", date.map_or_else(Value::none, |date| value(&date, cards))),
            ("time", time.map_or_else(Value::none, |time| Value::normal_string(&time))),
            ("kind", Value::normal_string(row.what().word())),
            ("new", pages(&row.new)),
            ("changed", pages(&row.changed)),
            ("moved", pages(&row.moved)),
            ("removed", pages(&row.removed)),
        ])
    }

    fn published_page(&self, id: PageId, page: &PublishedPage) -> Value {
        let now = page.address.as_ref().and_then(|address| self.page_now(&address.value.0));
        let href = now.map(|now| self.href(self.model.pages[now].address.as_str()));
        // Of a page that is gone nobody knows the language: it is most likely the site's.
        let language = now.map_or_else(|| self.model.config.language(), |now| self.lang(now));
        let facts = page.facts.iter().map(|fact| fact_value(&fact.value));
        map(vec![
            ("title", text(page.title.as_ref())),
            ("href", href.unwrap_or_else(Value::none)),
            ("language", Value::normal_string(language.tag())),
            ("address", text(page.address.as_ref())),
            ("from", text(page.from.as_ref())),
            ("facts", Value::from(facts.collect::<Vec<Value>>())),
            ("text", Value::from(page.text.as_ref().is_some_and(|text| text.value.0))),
            ("current", Value::from(now == Some(id))),
        ])
    }

    /// The page that an address of then leads to now.
    fn page_now(&self, address: &str) -> Option<PageId> {
        let address = UrlPath::parse(address)?;
        let own = self.model.by_address.get(&address);
        own.or_else(|| self.model.aliases.get(&address)).copied()
    }
}

fn fact_value(fact: &PublishedFact) -> Value {
    let key = fact.key.as_ref().map_or("", |key| key.value.0.as_str());
    // Where a fact has parts, templates have a word for the first.
    let first = key.split(',').next().unwrap_or(key);
    map(vec![
        ("key", Value::normal_string(first)),
        ("slug", Value::normal_string(&slug(first).replace('-', "_"))),
        ("name", name_of(first).map_or_else(Value::none, Value::from)),
        ("before", text(fact.before.as_ref())),
        ("after", text(fact.after.as_ref())),
    ])
}

/// The English name of a key in front matter, as templates know it from `front`.
fn name_of(key: &str) -> Option<&'static str> {
    let common = Common::default();
    KINDS.iter().find_map(|kind| {
        let front = Front::empty(kind.name);
        let mut fields = with_fields(kind.name, &common, &front);
        fields.find_map(|(field, name, _)| (field.key == key).then_some(name))
    })
}
