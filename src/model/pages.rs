//! The pages of the site: those authors wrote, and those that folders and registers make.

use std::collections::BTreeSet;

use crate::base::UrlPath;
use crate::document::Document;
use crate::document::kind::{KINDS, Kind, OrganisationPage, Section};
use crate::document::register::Registers;

use super::DocumentId;

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
    /// The nearest listing above it; none for the start page.
    pub parent: Option<PageId>,
    /// The pages a listing lists, in order.
    pub children: Vec<PageId>,
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
    /// One organisation: its row in the register.
    Organisation(usize),
}

/// The address of the overview.
const OVERVIEW: &str = "laget";

/// The pages of all published documents, and the generated ones.
pub(super) fn of(documents: &[Document], published: &[bool], registers: &Registers) -> Vec<Page> {
    let mut pages = Vec::new();
    let generated = generated(documents, published, registers);
    for (id, document) in documents.iter().enumerate().filter(|(id, _)| published[*id]) {
        let address = document.route.address.clone();
        let own = generated.iter().find(|(made, _)| *made == address).map(|(_, view)| *view);
        let view = match own {
            Some(view) => view,
            None if document.route.kind == Section::NAME => View::Listing,
            None => View::Document,
        };
        pages.push(page(address, view, Some(id)));
    }
    let written: BTreeSet<UrlPath> = pages.iter().map(|page| page.address.clone()).collect();
    for (address, view) in generated {
        if !written.contains(&address) {
            pages.push(page(address, view, None));
        }
    }
    pages
}

const fn page(address: UrlPath, view: View, document: Option<DocumentId>) -> Page {
    Page { address, view, document, parent: None, children: Vec::new() }
}

/// The pages that folders and registers make, whether or not an author writes text for them.
fn generated(
    documents: &[Document],
    published: &[bool],
    registers: &Registers,
) -> Vec<(UrlPath, View)> {
    let mut made = Vec::new();
    let used = |name: &str| {
        let of_kind =
            |(id, document): (usize, &Document)| published[id] && document.route.kind == name;
        documents.iter().enumerate().any(of_kind)
    };
    for kind in KINDS.iter().filter(|kind| !kind.folder.is_empty()) {
        if used(kind.name) && kind.name != OrganisationPage::NAME {
            made.push((UrlPath::from_parts([kind.folder]), View::Listing));
        }
    }
    if used(crate::document::kind::Area::NAME) || used(crate::document::kind::Work::NAME) {
        made.push((UrlPath::from_parts([OVERVIEW]), View::Overview));
    }
    if !registers.organisations.is_empty() {
        made.push((UrlPath::from_parts([OrganisationPage::FOLDER]), View::Listing));
    }
    let mut ids = BTreeSet::new();
    for (row, organisation) in registers.organisations.iter().enumerate() {
        // An id that stands twice has its own rule; the first row gets the page.
        if let Some(id) = organisation.id.as_ref().filter(|id| ids.insert(&id.value.0)) {
            let address = UrlPath::from_parts([OrganisationPage::FOLDER, &id.value.0]);
            made.push((address, View::Organisation(row)));
        }
    }
    made
}
