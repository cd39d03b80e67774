//! What templates see. This is the contract with every theme: `docs/theme-contract.md`
//! lists it, and a test holds the list against what is really there.

mod component;
mod editions;
mod faces;
mod frozen;
mod leadership;
mod options;
mod page;
mod pictures;
mod publications;
mod report;
mod search;
mod shared;
mod tables;
mod views;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use tera::{Context, TeraResult, Value};

use crate::base::Language;
use crate::config::BaseUrl;
use crate::document::kind::{Gathered, kind_named};
use crate::document::{Document, Edition, Front};
use crate::model::{Model, Page, PageId, Part, Target, View};
use crate::render::body::Glossary;
use crate::render::card::Cards;
use crate::render::gallery::Gallery;
use crate::render::picture::Pictures;
use crate::source::Source;
use crate::theme::{AskedFields, Theme};

use shared::Shared;

/// Makes the context of any page.
pub(super) struct Contexts<'a> {
    source: &'a Source,
    model: &'a Model,
    theme: &'a Theme,
    prepared: Arc<Prepared>,
    gallery: Arc<Gallery>,
    marks: bool,
}

/// What many pages share, made once of one site.
pub(super) struct Prepared {
    base: BaseUrl,
    shared: BTreeMap<Edition, Shared>,
    /// The words of the glossary, made when a page first asks for them.
    glossary: OnceLock<Option<Glossary>>,
    /// What templates ask for.
    wanted: Wanted,
    /// What the site has chosen about its theme.
    options: Value,
    colours: Value,
    /// The pictures that the theme draws, in each language.
    pictures: BTreeMap<Language, Value>,
}

impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Prepared").field("base", &self.base).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Contexts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Contexts").field("prepared", &self.prepared).finish_non_exhaustive()
    }
}

impl Prepared {
    /// Prepares what all pages share, for each edition that some page is.
    pub fn new(model: &Model, theme: &Theme, pictures: &Pictures) -> Self {
        let base = base_url(model);
        let mut editions: BTreeSet<Edition> = model.pages.iter().map(|page| page.edition).collect();
        editions.insert(Edition { language: model.config.language(), variant: None });
        let shared = editions
            .into_iter()
            .map(|edition| (edition, Shared::new(model, theme, &base, edition)))
            .collect();
        Self::around(shared, model, theme, pictures)
    }

    /// Takes in another theme that has the same words: what pages share knows no more of it.
    pub fn retheme(&mut self, model: &Model, theme: &Theme, pictures: &Pictures) {
        *self = Self::around(std::mem::take(&mut self.shared), model, theme, pictures);
    }

    fn around(
        shared: BTreeMap<Edition, Shared>,
        model: &Model,
        theme: &Theme,
        pictures: &Pictures,
    ) -> Self {
        let (base, first) = (base_url(model), model.config.language());
        let languages: BTreeSet<Language> = shared.keys().map(|of| of.language).collect();
        let pictures = languages
            .into_iter()
            .map(|lang| (lang, options::pictures(&theme.pictures, pictures, &base, (lang, first))));
        let pictures = pictures.collect();
        let wanted = Wanted {
            entries: ENTRIES.map(|(name, _)| theme.may_ask_for(name)),
            page: theme.fields_asked_of("page"),
            front: theme.fields_asked_of("front"),
        };
        let options = options::options(&theme.options, &base.path);
        let colours = options::colours(&theme.options);
        let glossary = OnceLock::new();
        Self { base, shared, glossary, wanted, options, colours, pictures }
    }
}

impl Prepared {
    /// Takes in that these pages show something else, or stand elsewhere in lists.
    pub fn renew(&mut self, model: &Model, theme: &Theme, pages: &[PageId]) {
        for (edition, shared) in &mut self.shared {
            shared.renew(model, theme, (&self.base, *edition), pages);
        }
    }
}

impl<'a> Contexts<'a> {
    /// Contexts of the site that `prepared` was made of; with `marks`, blocks of text say where
    /// they are written.
    pub fn new(
        source: &'a Source,
        model: &'a Model,
        theme: &'a Theme,
        (prepared, gallery): (Arc<Prepared>, Arc<Gallery>),
        marks: bool,
    ) -> Self {
        Self { source, model, theme, prepared, gallery, marks }
    }

    /// What the pages of the same edition as `page` share.
    fn shared(&self, page: PageId) -> &Shared {
        // Every edition of a page has its entry.
        &self.prepared.shared[&self.model.pages[page].edition]
    }

    /// The cards for pages of the same edition as `page`.
    fn cards(&self, page: PageId) -> Cards<'_> {
        self.shared(page).cards.of(self.model, self.theme, self.model.pages[page].edition)
    }

    /// The language of a page.
    fn lang(&self, page: PageId) -> Language {
        self.model.pages[page].edition.language
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
            View::Document => match document.and_then(Document::gathering_template) {
                Some(template) => template.to_owned(),
                None => of_kind(document.map_or("sida", |document| document.route.kind)),
            },
            View::Listing => of_kind("avdelning"),
            View::Row(register, _) => of_kind(table(register).pages.unwrap_or("sida")),
            View::Table(register) => format!("{}.html", table(register).view.unwrap_or("sida")),
            View::Overview => "laget.html".to_owned(),
            View::Decisions => "beslut.html".to_owned(),
            View::Calendar => "kalender.html".to_owned(),
            View::Terms(_) => "termer.html".to_owned(),
            View::Term(..) => "term.html".to_owned(),
            View::Data => "data.html".to_owned(),
            View::Search => "sok.html".to_owned(),
            View::NotFound => "404.html".to_owned(),
        }
    }

    /// The context of one page, ready for a template: without what no template asks for.
    ///
    /// # Errors
    /// When the template of a component in its text cannot be rendered.
    pub fn page(&self, part: Part) -> TeraResult<Context> {
        let mut context = Context::new();
        let asked = Asked::of(self, part, &self.prepared.wanted);
        for ((name, entry), is_wanted) in ENTRIES.iter().zip(self.prepared.wanted.entries) {
            if is_wanted {
                context.insert_value(*name, entry(self, &asked)?);
            }
        }
        Ok(context)
    }

    /// The context of one page with all it can hold.
    ///
    /// # Errors
    /// When the template of a component in its text cannot be rendered.
    pub fn whole_page(&self, part: Part) -> TeraResult<Context> {
        let mut context = Context::new();
        for (name, value) in self.entries(part)? {
            context.insert_value(name, value);
        }
        Ok(context)
    }

    /// What the context of one page can hold.
    ///
    /// # Errors
    /// When the template of a component in its text cannot be rendered.
    pub fn entries(&self, part: Part) -> TeraResult<Vec<(&'static str, Value)>> {
        let asked = Asked::of(self, part, &Wanted::ALL);
        ENTRIES.iter().map(|(name, entry)| Ok((*name, entry(self, &asked)?))).collect()
    }
}

/// What is wanted of a context.
struct Wanted {
    /// Which of `ENTRIES`.
    entries: [bool; ENTRIES.len()],
    /// Which fields of these two: all others are made once for many pages, or cost nothing.
    page: AskedFields,
    front: AskedFields,
}

impl Wanted {
    const ALL: Self =
        Self { entries: [true; ENTRIES.len()], page: AskedFields::All, front: AskedFields::All };
}

/// The page whose context is asked for.
struct Asked<'a> {
    wanted: &'a Wanted,
    part: Part,
    page: &'a Page,
    document: Option<&'a Document>,
    /// What others refer to when they mean it.
    target: Option<Target>,
}

impl<'a> Asked<'a> {
    fn of(contexts: &Contexts<'a>, part: Part, wanted: &'a Wanted) -> Self {
        let id = part.page;
        let page = &contexts.model.pages[id];
        let target = match page.view {
            View::Document => contexts.model.original_document(id).map(Target::Document),
            View::Row(register, row) => Some(Target::Row(register, row)),
            _ => None,
        };
        Self { wanted, part, page, document: contexts.model.document_of(id), target }
    }

    const fn id(&self) -> PageId {
        self.part.page
    }

    /// What decisions and events are gathered for: an area, a work or a row.
    fn gathers(&self) -> Option<Target> {
        let is_followed =
            |document: &Document| matches!(document.front, Front::Area(_) | Front::Work(_));
        self.target.filter(|target| match target {
            Target::Row(..) => true,
            _ => self.document.is_some_and(is_followed),
        })
    }
}

/// Makes one entry of a page's context.
type Entry = fn(&Contexts<'_>, &Asked<'_>) -> TeraResult<Value>;

/// Everything that templates can ask for.
const ENTRIES: [(&str, Entry); 30] = [
    ("site", |all, asked| Ok(all.site(asked.page))),
    ("page", |all, asked| Ok(all.about(asked.part, asked.document, &asked.wanted.page))),
    ("front", |all, asked| {
        Ok(or_none(asked.document.map(|found| all.front(asked.id(), found, &asked.wanted.front))))
    }),
    ("body", |all, asked| {
        asked.document.map_or_else(|| Ok(Value::none()), |found| all.body(asked.id(), found))
    }),
    ("children", |all, asked| {
        let shown = all.model.shown_on(asked.part);
        Ok(all.cards_of(asked.id(), &asked.page.children[shown]))
    }),
    ("pagination", |all, asked| Ok(all.pagination(asked.part))),
    ("lists", |all, asked| Ok(all.shared(asked.id()).lists.clone())),
    ("sections", |all, asked| Ok(all.shared(asked.id()).sections.clone())),
    ("registers", |all, asked| Ok(all.shared(asked.id()).registers.clone())),
    ("back", |all, asked| Ok(or_none(asked.target.map(|target| all.back(asked.id(), target))))),
    ("points", |all, asked| Ok(all.points(asked.id()))),
    ("related", |all, asked| Ok(all.related(asked.id()))),
    ("row", |all, asked| Ok(or_none(all.row(asked.id())))),
    ("rows_about", |all, asked| {
        Ok(or_none(asked.target.map(|target| all.rows_about(asked.id(), target))))
    }),
    ("rows", |all, asked| Ok(or_none(all.rows(asked.id())))),
    ("matrix", |all, asked| Ok(or_none(all.matrix(asked.id())))),
    ("groups", |all, asked| {
        let shared = all.shared(asked.id());
        Ok(if asked.page.view == View::Overview { shared.overview.clone() } else { Value::none() })
    }),
    ("changes", |all, asked| {
        let is_overview = asked.page.view == View::Overview;
        Ok(or_none(is_overview.then(|| all.changes(asked.id())).flatten()))
    }),
    ("decisions", |all, asked| {
        let decisions = match asked.page.view {
            View::Decisions => Some(Cow::from(&all.model.decisions)),
            _ => asked.gathers().map(|target| all.model.decisions_about(target).into()),
        };
        Ok(or_none(decisions.map(|decisions| all.decisions(asked.id(), &decisions))))
    }),
    ("events", |all, asked| {
        let is_start = asked.page.address.as_str() == "/";
        let has_all = asked.page.view == View::Calendar || is_start;
        let events = if has_all {
            Some(Cow::from(&all.model.events))
        } else {
            asked.gathers().map(|target| all.model.events_about(target).into())
        };
        Ok(or_none(events.map(|events| all.events(asked.id(), &events))))
    }),
    ("publications", |all, asked| {
        let shows = asked.document.is_some_and(Document::shows_publications);
        Ok(or_none(shows.then(|| all.publications(asked.id()))))
    }),
    ("languages", |all, asked| {
        let shows = asked.document.and_then(Document::shows);
        let shows = shows.is_some_and(|shows| shows.value == Gathered::Languages);
        Ok(or_none(shows.then(|| all.languages(asked.id()))))
    }),
    ("report", |all, asked| {
        asked.document.map_or_else(|| Ok(Value::none()), |found| all.report(asked.id(), found))
    }),
    ("leadership", |all, asked| Ok(or_none(all.leadership(asked.id())))),
    ("options", |all, _| Ok(all.prepared.options.clone())),
    ("colours", |all, _| Ok(all.prepared.colours.clone())),
    ("pictures", |all, asked| Ok(all.prepared.pictures[&asked.page.edition.language].clone())),
    ("jsonld", |all, asked| Ok(or_none(all.jsonld(asked.part)))),
    ("search", |all, asked| Ok(or_none(all.search(asked.id())))),
    ("data", |all, asked| Ok(or_none((asked.page.view == View::Data).then(|| all.data())))),
];

fn or_none(value: Option<Value>) -> Value {
    value.unwrap_or_else(Value::none)
}

/// Where the site lives; a broken address is reported by its rule, and is no reason not to show the pages.
pub(super) fn base_url(model: &Model) -> BaseUrl {
    let written = model.config.site.base_url.as_ref();
    let parsed = written.and_then(|url| BaseUrl::parse(&url.value));
    parsed.unwrap_or(BaseUrl { origin: String::new(), path: String::new() })
}
