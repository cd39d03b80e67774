//! What templates see. This is the contract with every theme: `docs/theme-contract.md`
//! lists it, and a test holds the list against what is really there.

use tera::{Context, Value};

use crate::base::{Lang, UrlPath};
use crate::config::BaseUrl;
use crate::document::kind::kind_named;
use crate::document::{Document, Front};
use crate::model::{Model, Page, PageId, Target, View, overview};
use crate::source::Source;
use crate::theme::Theme;

use super::body;
use super::card::{Cards, title};
use super::value::{date, map, value};

/// Makes the context of any page.
pub(super) struct Contexts<'a> {
    source: &'a Source,
    model: &'a Model,
    theme: &'a Theme,
    base: BaseUrl,
    cards: Cards<'a>,
    site: Vec<(&'static str, Value)>,
    overview: Value,
    lists: Value,
    registers: Value,
}

impl<'a> Contexts<'a> {
    /// Prepares what all pages share.
    pub fn new(source: &'a Source, model: &'a Model, theme: &'a Theme) -> Self {
        let base = base_url(model);
        let cards = Cards::new(model, theme, &base.path);
        let site = site(model, &cards);
        let overview = groups(model, &cards);
        let lists = lists(model, &cards);
        let registers = registers(model, &cards);
        Self { source, model, theme, base, cards, site, overview, lists, registers }
    }

    /// The template of a page: its own `mall`, else its kind's or view's.
    pub fn template(&self, id: PageId) -> String {
        let page = &self.model.pages[id];
        let document = self.model.document_of(id);
        if let Some(own) = document.and_then(|document| document.common.template.as_ref()) {
            return format!("{}.html", own.value);
        }
        let name = match page.view {
            View::Document => document.map_or("sida", |document| document.route.kind),
            View::Listing => "avdelning",
            View::Overview => return "laget.html".to_owned(),
            View::Organisation(_) => "organisationssida",
        };
        kind_named(name).template.to_owned()
    }

    /// The context of a page, ready for a template.
    pub fn page(&self, id: PageId) -> Context {
        let mut context = Context::new();
        for (key, value) in self.entries(id) {
            context.insert_value(key, value);
        }
        context
    }

    /// What the context of a page holds.
    pub fn entries(&self, id: PageId) -> Vec<(&'static str, Value)> {
        let page = &self.model.pages[id];
        let document = self.model.document_of(id);
        let target = match page.view {
            View::Document => page.document.map(Target::Document),
            View::Organisation(row) => self.organisation_target(row),
            View::Listing | View::Overview => None,
        };
        vec![
            ("site", self.site(page)),
            ("page", self.about(id, document)),
            ("front", document.map_or_else(Value::none, |found| self.front(found))),
            ("body", document.map_or_else(Value::none, |_| self.body(page))),
            ("children", self.cards_of(&page.children)),
            ("lists", self.lists.clone()),
            ("registers", self.registers.clone()),
            ("back", target.map_or_else(Value::none, |target| self.back(target))),
            ("points", self.points(page)),
            (
                "organisation",
                match page.view {
                    View::Organisation(row) => self.organisation(row),
                    _ => Value::none(),
                },
            ),
            (
                "groups",
                match page.view {
                    View::Overview => self.overview.clone(),
                    _ => Value::none(),
                },
            ),
        ]
    }

    /// The site, and which entry of the menu this page belongs to.
    fn site(&self, page: &Page) -> Value {
        let menu: Vec<Value> = self
            .model
            .config
            .site
            .menu
            .iter()
            .filter_map(|item| Some((item.title.as_ref()?, item.address.as_ref()?)))
            .map(|(title, written)| {
                let address = UrlPath::parse(&written.value);
                let address = address.as_ref().map_or(written.value.as_str(), UrlPath::as_str);
                let own = page.address.as_str();
                let current = if own == address {
                    Value::normal_string("page")
                } else if own.starts_with(address) && address != "/" {
                    Value::normal_string("true")
                } else {
                    Value::none()
                };
                map(vec![
                    ("title", Value::normal_string(&title.value)),
                    ("href", Value::from(format!("{}{address}", self.base.path))),
                    ("current", current),
                ])
            })
            .collect();
        let mut site = self.site.clone();
        site.push(("menu", Value::from(menu)));
        site.push(("home", Value::from(format!("{}/", self.base.path))));
        map(site)
    }

    /// The page itself: title, address, where it lies.
    fn about(&self, id: PageId, document: Option<&Document>) -> Value {
        let page = &self.model.pages[id];
        let name = title(self.model, self.theme, id);
        let lead = document.and_then(|d| d.common.lead.as_ref()).map(|lead| lead.value.0.as_str());
        let kind = match page.view {
            View::Document => document.map_or("sida", |document| document.route.kind),
            View::Listing => "avdelning",
            View::Overview => "läget",
            View::Organisation(_) => "organisation",
        };
        let mut above = Vec::new();
        let mut at = page.parent;
        while let Some(parent) = at {
            above.push(self.cards.page(parent));
            at = self.model.pages[parent].parent;
        }
        above.reverse();
        let toc = document.map_or(&[][..], |d| &d.outline.headings).iter().map(|heading| {
            map(vec![
                ("level", Value::from(i64::from(heading.level))),
                ("id", Value::normal_string(&heading.id)),
                ("text", Value::normal_string(&heading.text)),
            ])
        });
        map(vec![
            ("kind", Value::normal_string(kind)),
            ("title", Value::normal_string(&name)),
            ("lead", lead.map_or_else(Value::none, Value::normal_string)),
            ("address", Value::normal_string(page.address.as_str())),
            ("href", Value::from(format!("{}{}", self.base.path, page.address))),
            (
                "permalink",
                Value::from(format!("{}{}{}", self.base.origin, self.base.path, page.address)),
            ),
            ("breadcrumbs", Value::from(above)),
            ("toc", Value::from(toc.collect::<Vec<Value>>())),
        ])
    }

    /// Every field of the front matter, by its English name.
    fn front(&self, document: &Document) -> Value {
        let shown = document.shown();
        map(shown.iter().map(|(key, shown)| (*key, value(shown, &self.cards))).collect())
    }

    fn body(&self, page: &Page) -> Value {
        let Some(id) = page.document else { return Value::none() };
        let document = &self.model.documents[id];
        let text = self.source.text(&document.file);
        let links = &self.model.links[id];
        Value::safe_string(&body::html(document, text, links, self.model, &self.base.path))
    }

    fn cards_of(&self, pages: &[PageId]) -> Value {
        Value::from(pages.iter().map(|page| self.cards.page(*page)).collect::<Vec<Value>>())
    }

    /// Who refers to `target`, by the field that holds the reference.
    fn back(&self, target: Target) -> Value {
        let mut by_field: Vec<(&'static str, Vec<Value>)> = Vec::new();
        for link in self.model.backlinks.get(&target).into_iter().flatten() {
            let card = self.cards.target(Target::Document(link.document));
            match by_field.iter_mut().find(|(field, _)| *field == link.field) {
                Some((_, list)) => list.push(card),
                None => by_field.push((link.field, vec![card])),
            }
        }
        map(by_field.into_iter().map(|(field, list)| (field, Value::from(list))).collect())
    }

    /// The points of plan editions that name this page.
    fn points(&self, page: &Page) -> Value {
        let own = page.document.and_then(|id| self.model.points.get(&id));
        let points = own.into_iter().flatten().map(|found| {
            let Front::Plan(plan) = &self.model.documents[found.edition].front else {
                return Value::none();
            };
            let shown = crate::yaml::Record::shown(&plan.points[found.point].value);
            let mut entries: Vec<_> = shown
                .iter()
                .filter(|(key, _)| *key != "concerns")
                .map(|(key, shown)| (*key, value(shown, &self.cards)))
                .collect();
            entries.push(("edition", self.cards.target(Target::Document(found.edition))));
            map(entries)
        });
        Value::from(points.collect::<Vec<Value>>())
    }

    fn organisation(&self, row: usize) -> Value {
        let organisation = &self.model.registers.organisations[row].value;
        let shown = crate::yaml::Record::shown(organisation);
        map(shown.iter().map(|(key, shown)| (*key, value(shown, &self.cards))).collect())
    }

    fn organisation_target(&self, row: usize) -> Option<Target> {
        let id = self.model.registers.organisations[row].id.as_ref()?;
        self.model.targets.find(&["organisation"], &id.value.0).map(|(_, target)| target)
    }
}

/// Where the site lives; a broken address is reported by its rule, and is no reason not to show the pages.
fn base_url(model: &Model) -> BaseUrl {
    let written = model.config.site.base_url.as_ref();
    let parsed = written.and_then(|url| BaseUrl::parse(&url.value));
    parsed.unwrap_or(BaseUrl { origin: String::new(), path: String::new() })
}

/// What all pages say of the site. The menu is added page by page.
fn site(model: &Model, cards: &Cards<'_>) -> Vec<(&'static str, Value)> {
    let site = &model.config.site;
    let text = |text: Option<&str>| text.map_or_else(Value::none, Value::normal_string);
    let sender = site.sender.as_ref().map_or_else(Value::none, |sender| {
        let shown = crate::yaml::Record::shown(&sender.value);
        map(shown.iter().map(|(key, shown)| (*key, value(shown, cards))).collect())
    });
    vec![
        ("title", text(site.title.as_ref().map(|t| t.value.as_str()))),
        ("description", text(site.description.as_ref().map(|t| t.value.0.as_str()))),
        ("language", Value::normal_string(Lang::Sv.tag())),
        ("facts_until", site.facts_until.as_ref().map_or_else(Value::none, |d| date(&d.value))),
        ("sender", sender),
    ]
}

/// The cards of every listing at the top of the site, by its address: `lists.omraden`.
/// Made once and shared by all pages.
fn lists(model: &Model, cards: &Cards<'_>) -> Value {
    let is_top = |page: &&Page| page.view == View::Listing && page.address.parts().count() == 1;
    let entries = model.pages.iter().filter(is_top).map(|page| {
        let name = page.address.parts().last().unwrap_or_default().to_owned();
        let listed: Vec<Value> = page.children.iter().map(|child| cards.page(*child)).collect();
        (name.into(), Value::from(listed))
    });
    Value::from(entries.collect::<tera::Map>())
}

/// The cards of every register's rows, by the register's file: `registers.delmal`.
fn registers(model: &Model, cards: &Cards<'_>) -> Value {
    let mut by_file = tera::Map::default();
    for (register, document) in model.register_documents.iter().enumerate() {
        let rows = 0..document.table.rows().len();
        let listed: Vec<Value> = rows.map(|row| cards.target(Target::Row(register, row))).collect();
        by_file.insert(document.file.stem().to_owned().into(), Value::from(listed));
    }
    Value::from(by_file)
}

/// The groups of the overview with their cards, empty groups included.
fn groups(model: &Model, cards: &Cards<'_>) -> Value {
    let groups = overview(model).into_iter().map(|(group, documents)| {
        let items: Vec<Value> =
            documents.into_iter().map(|id| cards.target(Target::Document(id))).collect();
        map(vec![("id", Value::normal_string(group.id())), ("items", Value::from(items))])
    });
    Value::from(groups.collect::<Vec<Value>>())
}
