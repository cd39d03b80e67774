//! What all pages of one edition share – a language, or a variant in it: made once.

use tera::Value;

use crate::base::{Language, UrlPath};
use crate::config::BaseUrl;
use crate::document::{Document, Edition, kind};
use crate::model::{Model, Page, PageId, Target, View, overview};
use crate::render::card::{Cards, MadeCards, title};
use crate::render::value::{date, entries_in, map};
use crate::theme::Theme;

/// What all pages of one edition share.
pub(super) struct Shared {
    /// The cards of all pages and rows.
    pub cards: MadeCards,
    /// What is said of the site; the menu is added page by page.
    pub site: Vec<(&'static str, Value)>,
    /// The page that says what there is in other languages.
    pub languages: Option<PageId>,
    /// The entries of the menu.
    pub menu: Vec<MenuEntry>,
    /// The groups of the overview.
    pub overview: Value,
    /// The cards of every listing at the top of the site.
    pub lists: Value,
    /// The cards of every page right below the start page.
    pub sections: Value,
    /// The cards of every register's rows.
    pub registers: Value,
}

impl Shared {
    pub fn new(model: &Model, theme: &Theme, base: &BaseUrl, edition: Edition) -> Self {
        let lang = edition.language;
        let made = MadeCards::new(model, theme, &base.path, edition);
        let cards = &made.of(model, theme, edition);
        let site = site(model, cards);
        let menu = menu(model, theme, base, edition);
        let registers = registers(model, cards);
        let Gathered { overview, lists, sections } = Gathered::of(model, cards);
        let languages = languages_page(model, lang);
        Self { cards: made, site, languages, menu, overview, lists, sections, registers }
    }

    /// Takes in that these pages show something else, or stand elsewhere in lists.
    pub fn renew(
        &mut self,
        model: &Model,
        theme: &Theme,
        (base, edition): (&BaseUrl, Edition),
        pages: &[PageId],
    ) {
        self.cards.renew(model, theme, (&base.path, edition), pages);
        let gathered = Gathered::of(model, &self.cards.of(model, theme, edition));
        self.languages = languages_page(model, edition.language);
        self.menu = menu(model, theme, base, edition);
        Gathered { overview: self.overview, lists: self.lists, sections: self.sections } = gathered;
    }
}

/// The cards of many pages, gathered.
struct Gathered {
    overview: Value,
    lists: Value,
    sections: Value,
}

impl Gathered {
    fn of(model: &Model, cards: &Cards<'_>) -> Self {
        let overview = groups(model, cards);
        let lists = lists(model, cards);
        let sections = sections(model, cards);
        Self { overview, lists, sections }
    }
}

/// An entry of the menu, ready for every page.
pub(super) struct MenuEntry {
    address: String,
    /// On the page it leads to, on those below, and elsewhere.
    own: Value,
    below: Value,
    elsewhere: Value,
}

impl MenuEntry {
    /// The entry as it is on the page at `address`.
    pub fn on(&self, address: &str) -> Value {
        let shown = if address == self.address {
            &self.own
        } else if address.starts_with(&self.address) && self.address != "/" {
            &self.below
        } else {
            &self.elsewhere
        };
        shown.clone()
    }
}

/// The menu as the settings have it. Where a page is there in `edition` the entry leads to that
/// edition of it, by its own title when the language is another.
fn menu(model: &Model, theme: &Theme, base: &BaseUrl, edition: Edition) -> Vec<MenuEntry> {
    let first = model.config.language();
    let items = model.config.site.menu.iter();
    let written = items.filter_map(|item| Some((item.title.as_ref()?, item.address.as_ref()?)));
    let entries = written.map(|(called, written)| {
        let parsed = UrlPath::parse(&written.value);
        let page = parsed.as_ref().and_then(|path| model.by_address.get(path)).copied();
        let page = page.map(|page| model.edition_in(page, edition));
        let address = match (page, &parsed) {
            (Some(id), _) => model.pages[id].address.as_str(),
            (None, Some(path)) => path.as_str(),
            (None, None) => written.value.as_str(),
        };
        let language = page.map_or(first, |id| model.pages[id].edition.language);
        let translated = page.filter(|_| language != first);
        let shown = translated.map_or_else(|| called.value.clone(), |id| title(model, theme, id));
        let entry = |current: Value| {
            map(vec![
                ("title", Value::normal_string(&shown)),
                ("language", Value::normal_string(language.tag())),
                ("href", Value::from(format!("{}{address}", base.path))),
                ("current", current),
            ])
        };
        MenuEntry {
            own: entry(Value::normal_string("page")),
            below: entry(Value::normal_string("true")),
            elsewhere: entry(Value::none()),
            address: address.to_owned(),
        }
    });
    entries.collect()
}

/// The page that says what there is in other languages, when the site has one: in this
/// language, else in the first.
fn languages_page(model: &Model, lang: Language) -> Option<PageId> {
    let all = model.addresses().filter(|id| {
        let shows = model.document_of(*id).and_then(Document::shows);
        shows.is_some_and(|shows| shows.value == kind::Gathered::Languages)
    });
    all.min_by_key(|id| {
        let edition = model.pages[*id].edition;
        let first = model.config.language();
        (edition.variant.is_some(), edition.language != lang, edition.language != first)
    })
}

fn site(model: &Model, cards: &Cards<'_>) -> Vec<(&'static str, Value)> {
    let site = &model.config.site;
    let text = |text: Option<&str>| text.map_or_else(Value::none, Value::normal_string);
    let sender = site.sender.as_ref().map_or_else(Value::none, |sender| {
        map(entries_in(model.config.language(), &sender.value, cards))
    });
    let facts_until = site.facts_until.as_ref();
    vec![
        ("title", text(site.title.as_ref().map(|t| t.value.as_str()))),
        ("description", text(site.description.as_ref().map(|t| t.value.0.as_str()))),
        ("language", Value::normal_string(cards.lang.tag())),
        ("facts_until", facts_until.map_or_else(Value::none, |d| date(&d.value, cards))),
        ("sender", sender),
        // For reports of what is wrong: whoever mends it needs to know what made the page.
        ("program", Value::from(concat!("delwebb ", env!("CARGO_PKG_VERSION")))),
    ]
}

/// The cards of every listing at the top of the site, by its address: `lists.omraden`.
fn lists(model: &Model, cards: &Cards<'_>) -> Value {
    let original = model.config.language();
    let is_top = |page: &&Page| {
        let is_list = matches!(page.view, View::Listing | View::Calendar | View::Terms(_));
        is_list && page.edition.language == original && page.address.parts().count() == 1
    };
    let entries = model.pages.iter().filter(is_top).map(|page| {
        let name = page.address.parts().last().unwrap_or_default().to_owned();
        let listed: Vec<Value> = page.children.iter().map(|child| cards.page(*child)).collect();
        (name.into(), Value::from(listed))
    });
    Value::from(entries.collect::<tera::Map>())
}

/// The card of every page right below the start page, by its address: `sections.beslut`. A
/// theme asks here whether a page is there before it links to it.
fn sections(model: &Model, cards: &Cards<'_>) -> Value {
    let original = model.config.language();
    let pages = model.pages.iter().enumerate().filter(|(_, page)| {
        let is_own = page.edition.language == original && page.edition.variant.is_none();
        is_own && page.address.parts().count() == 1 && page.address.as_str().ends_with('/')
    });
    let entries = pages.map(|(id, page)| {
        let name = page.address.parts().last().unwrap_or_default().to_owned();
        (name.into(), cards.page(id))
    });
    Value::from(entries.collect::<tera::Map>())
}

/// The cards of every register's rows, by the register's file: `registers.delmal`.
fn registers(model: &Model, cards: &Cards<'_>) -> Value {
    let mut by_file = tera::Map::default();
    for (register, document) in model.register_documents.iter().enumerate() {
        let rows = 0..document.table.len();
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
