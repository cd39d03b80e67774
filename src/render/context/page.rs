//! The page itself: where it lies, what its author wrote, what stands beside it.

use tera::{TeraResult, Value};

use crate::base::UrlPath;
use crate::document::kind::Variant;
use crate::document::register::Table;
use crate::document::{Document, Front};
use crate::model::{LinkFault, Page, PageId, Part, ResolvedLink, Target, View, terms_of};
use crate::render::body::{self, Glossary, Inset};
use crate::render::card::{title, view_name};
use crate::render::value::{entries_in, map, value};
use crate::theme::AskedFields;
use crate::yaml::Record;

use super::Contexts;
use super::editions::direction;

/// The headings of the text.
fn toc(document: Option<&Document>) -> Value {
    let headings = document.map_or(&[][..], |d| &d.outline.headings).iter().map(|heading| {
        map(vec![
            ("level", Value::from(i64::from(heading.level))),
            ("id", Value::normal_string(&heading.id)),
            ("text", Value::normal_string(&heading.text)),
        ])
    });
    Value::from(headings.collect::<Vec<Value>>())
}

/// How many pages of a listing are linked on each side of the one at hand.
const BESIDE: usize = 2;

impl Contexts<'_> {
    /// The site, and which entry of the menu this page belongs to.
    pub(super) fn site(&self, page: &Page) -> Value {
        let shared = &self.prepared.shared[&page.edition];
        let menu = shared.menu.iter().map(|entry| entry.on(page.address.as_str()));
        let mut site = shared.site.clone();
        site.push(("menu", Value::from(menu.collect::<Vec<Value>>())));
        let cards = shared.cards.of(self.model, self.theme, page.edition);
        site.push(("languages", shared.languages.map_or_else(Value::none, |id| cards.page(id))));
        let start = self.model.by_address.get(&UrlPath::from_parts([])).copied();
        site.push(("editions", start.map_or_else(Value::none, |id| self.editions(id))));
        let home = start.map(|id| &self.model.pages[self.model.edition_in(id, page.edition)]);
        site.push(("home", self.href(home.map_or("/", |home| home.address.as_str()))));
        let first = self.model.config.language();
        let language = home.map_or(first, |home| home.edition.language);
        site.push(("home_language", Value::normal_string(language.tag())));
        site.push(("first_language", Value::normal_string(first.tag())));
        map(site)
    }

    /// The page itself: title, address, where it lies.
    pub(super) fn about(
        &self,
        part: Part,
        document: Option<&Document>,
        wanted: &AskedFields,
    ) -> Value {
        let id = part.page;
        let page = &self.model.pages[id];
        let cards = &self.cards(id);
        let lead = document.and_then(|d| d.common.lead.as_ref()).map(|lead| lead.value.0.as_str());
        let address = self.model.address_of(part);
        let beside = |page: Option<PageId>| page.map_or_else(Value::none, |page| cards.page(page));
        let variant = page.edition.variant.map(Variant::word);
        let fields: [(&'static str, &dyn Fn() -> Value); 18] = [
            ("kind", &|| Value::normal_string(self.kind(page, document))),
            ("title", &|| Value::normal_string(&title(self.model, self.theme, id))),
            ("lead", &|| lead.map_or_else(Value::none, Value::normal_string)),
            ("address", &|| Value::normal_string(address.as_str())),
            ("href", &|| self.href(address.as_str())),
            ("permalink", &|| self.permalink(&address)),
            ("language", &|| Value::normal_string(page.edition.language.tag())),
            ("direction", &|| direction(page.edition.language)),
            ("variant", &|| variant.map_or_else(Value::none, Value::normal_string)),
            ("editions", &|| self.editions(id)),
            ("original", &|| self.original(id, document)),
            ("breadcrumbs", &|| self.breadcrumbs(id)),
            ("previous", &|| beside(page.beside.previous)),
            ("next", &|| beside(page.beside.next)),
            ("terms", &|| self.terms(document)),
            ("toc", &|| toc(document)),
            ("feeds", &|| self.feeds(id)),
            ("ics", &|| self.ics_of_page(id)),
        ];
        let wanted = fields.iter().filter(|(name, _)| wanted.may_ask_for(name));
        map(wanted.map(|(name, make)| (*name, make())).collect())
    }

    /// The pages above, the start page first. Above a translation are those above its original,
    /// each in the same language where it is there.
    fn breadcrumbs(&self, id: PageId) -> Value {
        let original = self.model.original_page(id).unwrap_or(id);
        let above = std::iter::successors(self.model.pages[original].parent, |page| {
            self.model.pages[*page].parent
        });
        let mut cards: Vec<Value> = above.map(|page| self.cards(id).page(page)).collect();
        cards.reverse();
        Value::from(cards)
    }

    fn kind(&self, page: &Page, document: Option<&Document>) -> &'static str {
        match page.view {
            View::Document => document.map_or("sida", |document| document.route.kind),
            View::Row(register, _) => self.model.register_documents[register].table.name(),
            view => view_name(view),
        }
    }

    pub(super) fn href(&self, address: &str) -> Value {
        Value::from(format!("{}{address}", self.prepared.base.path))
    }

    pub(super) fn permalink(&self, address: &UrlPath) -> Value {
        Value::from(format!("{}{}{address}", self.prepared.base.origin, self.prepared.base.path))
    }

    /// The words that the page is gathered by, with their pages.
    fn terms(&self, document: Option<&Document>) -> Value {
        let words = document.into_iter().flat_map(terms_of).filter_map(|(at, word)| {
            let taxonomy = &self.model.terms.0[at];
            let term = taxonomy.find(&word.value)?;
            Some(map(vec![
                ("taxonomy", Value::normal_string(&taxonomy.settings.key)),
                ("title", Value::normal_string(&term.word)),
                ("href", self.href(term.address.as_str())),
            ]))
        });
        Value::from(words.collect::<Vec<Value>>())
    }

    /// Which page of a listing this is.
    pub(super) fn pagination(&self, part: Part) -> Value {
        let of = self.model.parts_of(part.page);
        if of < 2 {
            return Value::none();
        }
        let href = |number: usize| {
            let address = self.model.address_of(Part { page: part.page, number });
            self.href(address.as_str())
        };
        // The first, the last and those around: a listing may have thousands of pages.
        let near = part.number.saturating_sub(BESIDE)..=part.number + BESIDE;
        let shown =
            (1..=of).filter(|number| *number == 1 || *number == of || near.contains(number));
        let all = shown.map(|number| {
            map(vec![
                ("number", Value::from(number)),
                ("href", href(number)),
                ("current", Value::from(number == part.number)),
            ])
        });
        let other = |is_there: bool, number: usize| {
            if is_there { href(number) } else { Value::none() }
        };
        map(vec![
            ("number", Value::from(part.number)),
            ("of", Value::from(of)),
            ("previous", other(part.number > 1, part.number.saturating_sub(1))),
            ("next", other(part.number < of, part.number + 1)),
            ("pages", Value::from(all.collect::<Vec<Value>>())),
        ])
    }

    /// Every field of the front matter, by its English name.
    pub(super) fn front(&self, id: PageId, document: &Document, wanted: &AskedFields) -> Value {
        let cards = &self.cards(id);
        // One field at least, so that templates can ask whether there is any front matter. What is
        // silenced is between the writer and the check.
        let is_wanted =
            |key: &str| key == "title" || (key != "silenced" && wanted.may_ask_for(key));
        let shown = document.fields_where(|_, key| is_wanted(key));
        let entries = shown.iter().map(|(_, key, shown)| match *key {
            "decisions" => (*key, self.own_decisions(id, document)),
            "points" => (*key, self.plan_points(id, document)),
            "picture" => {
                let own = document.common.picture.as_ref();
                let shown = own.map(|own| self.lead_picture(document, &own.value));
                (*key, shown.unwrap_or_else(Value::none))
            }
            _ => (*key, value(shown, cards)),
        });
        map(entries.collect())
    }

    /// The decisions written on the page, each with the place on it that leads to it.
    fn own_decisions(&self, id: PageId, document: &Document) -> Value {
        let cards = &self.cards(id);
        let anchors = document.decision_anchors();
        let decisions = document.decisions().iter().zip(anchors).map(|(decision, anchor)| {
            let shown = Record::shown(&decision.value);
            let mut entries: Vec<_> =
                shown.iter().map(|(key, shown)| (*key, value(shown, cards))).collect();
            entries.push(("anchor", Value::from(anchor)));
            map(entries)
        });
        Value::from(decisions.collect::<Vec<Value>>())
    }

    /// The HTML of what its author wrote.
    pub(super) fn body(&self, id: PageId, document: &Document) -> TeraResult<Value> {
        let written = self.model.pages[id].document;
        let links = written.map_or(&[][..], |document| &self.model.links[document]);
        self.body_within(id, (document, links), Inset::default())
    }

    /// The HTML of a text that stands on the page `id`, with its links.
    pub(super) fn body_within(
        &self,
        id: PageId,
        (document, links): (&Document, &[Result<ResolvedLink, LinkFault>]),
        inset: Inset<'_>,
    ) -> TeraResult<Value> {
        let page = &self.model.pages[id];
        let html = body::html(
            self.source.text(&document.file),
            &body::Around {
                document,
                links,
                inset,
                engine: self.theme.engine_in(page.edition.language),
                marks: self.marks,
                raw_html: self.model.config.raw_html(),
                glossary: self.glossary(page, document),
                href: &|link| self.link_href(link),
                fetched: &|link, said| self.fetched(page.edition.language, link, said),
                picture: &|link, showing| self.picture(document, link, showing),
                component: &|component, inside| {
                    self.component((id, inset.prefix), document, component, &inside)
                },
            },
        )?;
        Ok(Value::safe_string(&html))
    }

    /// The words to link, on a page that asks for it in the language of the glossary.
    fn glossary(&self, page: &Page, document: &Document) -> Option<&Glossary> {
        let asks = document.common.glossary.as_ref().is_some_and(|asks| asks.value.0);
        if !asks || page.edition.language != self.model.config.language() {
            return None;
        }
        let made = self.prepared.glossary.get_or_init(|| {
            let is_glossary = |page: &&Page| match page.view {
                View::Table(register) => {
                    matches!(self.model.register_documents[register].table, Table::Glossary(_))
                }
                _ => false,
            };
            let own = self.model.pages.iter().find(is_glossary)?;
            let entries = self.model.registers.glossary.iter().map(|entry| &entry.value);
            Some(Glossary::new(entries, &format!("{}{}", self.prepared.base.path, own.address)))
        });
        let is_own = matches!(page.view, View::Table(_));
        made.as_ref().filter(|_| !is_own)
    }

    /// The cards of `pages`, in the language of `of`.
    pub(super) fn cards_of(&self, of: PageId, pages: &[PageId]) -> Value {
        let cards = &self.cards(of);
        Value::from(pages.iter().map(|page| cards.page(*page)).collect::<Vec<Value>>())
    }

    /// Other pages that readers of this one may want.
    pub(super) fn related(&self, id: PageId) -> Value {
        let page = &self.model.pages[id];
        let related = match (page.view, page.document) {
            (View::Document, Some(_)) => {
                let document = self.model.original_document(id);
                document.map(|document| self.model.related(document)).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        self.cards_of(id, &related)
    }

    /// Who refers to `target`, by the field that holds the reference.
    pub(super) fn back(&self, id: PageId, target: Target) -> Value {
        let cards = &self.cards(id);
        let mut by_field: Vec<(&'static str, Vec<Value>)> = Vec::new();
        for link in self.model.backlinks.get(&target).into_iter().flatten() {
            let card = cards.target(Target::Document(link.document));
            match by_field.iter_mut().find(|(field, _)| *field == link.field) {
                Some((_, list)) => list.push(card),
                None => by_field.push((link.field, vec![card])),
            }
        }
        map(by_field.into_iter().map(|(field, list)| (field, Value::from(list))).collect())
    }

    /// The points of plan editions that name this page.
    pub(super) fn points(&self, id: PageId) -> Value {
        let cards = &self.cards(id);
        let document = self.model.original_document(id);
        let own = document.and_then(|document| self.model.points.get(&document));
        let points = own.into_iter().flatten().map(|found| {
            let edition = &self.model.documents[found.edition];
            let Front::Plan(plan) = &edition.front else { return Value::none() };
            let language = edition.route.edition.language;
            let mut entries = entries_in(language, &plan.points[found.point].value, cards);
            entries.retain(|(key, _)| *key != "concerns");
            entries.push(("edition", cards.target(Target::Document(found.edition))));
            map(entries)
        });
        Value::from(points.collect::<Vec<Value>>())
    }
}
