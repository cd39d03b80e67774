//! The pages of the site: those authors wrote, and those that folders, registers and
//! taxonomies make.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::UrlPath;
use crate::document::kind::{Area, EventPage, KINDS, Kind, ReportText, Section, Work, kind_named};
use crate::document::{Document, Documents, Edition};

use super::{DocumentId, Terms};

/// The place of a page in `Model::pages`.
pub type PageId = usize;

/// One page of the site.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its address.
    pub address: UrlPath,
    /// What is on it.
    pub view: View,
    /// The text an author wrote for it.
    pub document: Option<DocumentId>,
    /// Its language and variant.
    pub edition: Edition,
    /// The address of the page that this is a translation or variant of, or its own.
    pub original: UrlPath,
    /// The nearest page above it in its language and variant; none for a start page.
    pub parent: Option<PageId>,
    /// The pages a listing lists, in order.
    pub children: Vec<PageId>,
    /// The pages before and after it in its listing.
    pub beside: Beside,
}

/// The neighbours of a page in its listing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// The one before.
    pub previous: Option<PageId>,
    /// The one after.
    pub next: Option<PageId>,
}

/// What is on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// What its document says, by the document's kind.
    Document,
    /// The pages below it.
    Listing,
    /// How far all areas and works have come.
    Overview,
    /// One row of a register: the register's place among all, and the row's in it.
    Row(usize, usize),
    /// All rows of a register.
    Table(usize),
    /// Every decision.
    Decisions,
    /// Every dated step.
    Calendar,
    /// The words of a taxonomy, by the taxonomy's place among all.
    Terms(usize),
    /// The pages that a word gathers: its taxonomy, and its place among the words.
    Term(usize, usize),
    /// What there is of open data.
    Data,
    /// Where residents search.
    Search,
    /// What a visitor sees at an address that is not there.
    NotFound,
}

impl View {
    /// Whether the page lists other pages, and may need several pages for it.
    #[must_use]
    pub const fn is_listing(self) -> bool {
        matches!(self, Self::Listing | Self::Terms(_) | Self::Term(..))
    }
}

/// The first parts of addresses that the program itself gives a meaning, besides those of
/// kinds and registers.
pub const OWN_ADDRESSES: [&str; 4] = [OVERVIEW, DECISIONS, DATA, SEARCH];
const OVERVIEW: &str = "laget";
pub(super) const DECISIONS: &str = "beslut";
const DATA: &str = "data";
const SEARCH: &str = "sok";
const NOT_FOUND: &str = "/404.html";

/// The pages of all published documents, and the generated ones.
pub(super) fn of(
    documents: &Documents,
    published: &[bool],
    terms: &Terms,
    default: Edition,
) -> Vec<Page> {
    let generated: BTreeMap<UrlPath, View> = generated(documents, published, terms);
    let mut pages = Vec::new();
    for (id, document) in documents.pages.iter().enumerate().filter(|(id, _)| published[*id]) {
        let route = &document.route;
        // Shown by the report that it belongs to.
        if route.kind == ReportText::NAME {
            continue;
        }
        let own = generated.get(&route.original).copied();
        let view = match own {
            Some(view) => view,
            None if route.kind == Section::NAME => View::Listing,
            None => View::Document,
        };
        pages.push(Page {
            address: route.address.clone(),
            view,
            document: Some(id),
            edition: route.edition,
            original: route.original.clone(),
            parent: None,
            children: Vec::new(),
            beside: Beside::default(),
        });
    }
    let written: BTreeSet<UrlPath> = pages.iter().map(|page| page.address.clone()).collect();
    for (address, view) in generated {
        if !written.contains(&address) {
            pages.push(Page {
                original: address.clone(),
                address,
                view,
                document: None,
                edition: default,
                parent: None,
                children: Vec::new(),
                beside: Beside::default(),
            });
        }
    }
    pages
}

/// The pages that folders, registers and taxonomies make, whether or not an author writes
/// text for them.
fn generated(documents: &Documents, published: &[bool], terms: &Terms) -> BTreeMap<UrlPath, View> {
    let mut made = BTreeMap::new();
    let is_there = |name: &str| {
        let of_kind = |(id, document): (usize, &Document)| {
            published[id] && document.route.kind == name && document.route.is_original()
        };
        documents.pages.iter().enumerate().any(of_kind)
    };
    let top = |name: &str| UrlPath::from_parts([name]);
    for kind in KINDS.iter().filter(|kind| !kind.folder.is_empty() && is_there(kind.name)) {
        let view = if kind.name == EventPage::NAME { View::Calendar } else { View::Listing };
        made.insert(top(kind.folder), view);
    }
    if is_there(Area::NAME) || is_there(Work::NAME) {
        made.insert(top(OVERVIEW), View::Overview);
    }
    let any = |has: fn(&Document) -> bool| {
        let originals = documents.pages.iter().zip(published);
        let mut originals = originals.filter(|(page, _)| page.route.is_original());
        originals.any(|(page, published)| *published && has(page))
    };
    if any(|page| !page.decisions().is_empty()) {
        made.insert(top(DECISIONS), View::Decisions);
    }
    if any(|page| !page.events().is_empty()) {
        made.insert(top(EventPage::FOLDER), View::Calendar);
    }
    for (register, document) in documents.registers.iter().enumerate() {
        let table = document.table.info();
        if document.table.is_empty() {
            continue;
        }
        if let Some(view) = table.view {
            made.insert(top(view), View::Table(register));
        }
        let Some(kind) = table.pages.map(kind_named) else { continue };
        made.insert(top(kind.folder), View::Listing);
        for (at, row) in document.table.rows().enumerate() {
            // An id that stands twice has its own rule; the first row gets the page.
            if let Some(id) = row.id {
                let address = UrlPath::from_parts([kind.folder, &id.value.0]);
                made.entry(address).or_insert(View::Row(register, at));
            }
        }
    }
    for (at, taxonomy) in terms.0.iter().enumerate().filter(|(_, one)| !one.words.is_empty()) {
        // An address that means something else already has its own rule.
        made.entry(top(&taxonomy.settings.folder)).or_insert(View::Terms(at));
        for (word, term) in taxonomy.words.iter().enumerate() {
            let address = term.address.clone();
            made.entry(address).or_insert(View::Term(at, word));
        }
    }
    made.insert(top(DATA), View::Data);
    // A site that writes no page for it has no search.
    let search = top(SEARCH);
    if documents.pages.iter().zip(published).any(|(page, is)| *is && page.route.original == search)
    {
        made.insert(search, View::Search);
    }
    // A site may have its own in `static/`.
    if !documents.copied.iter().any(|copied| format!("/{}", copied.to) == NOT_FOUND) {
        made.extend(UrlPath::parse(NOT_FOUND).map(|address| (address, View::NotFound)));
    }
    made
}
