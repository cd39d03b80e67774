//! The translations and variants of a page.

use std::collections::BTreeMap;

use crate::base::{Language, UrlPath};
use crate::document::Edition;

use super::{DocumentId, Model, Page, PageId};

/// The pages that have more than one edition, by the original's address.
pub(super) fn collect(pages: &[Page], languages: &[Language]) -> BTreeMap<UrlPath, Vec<PageId>> {
    let mut all: BTreeMap<UrlPath, Vec<PageId>> = BTreeMap::new();
    let translated = pages.iter().filter(|page| page.address != page.original);
    for original in translated.map(|page| &page.original) {
        all.entry(original.clone()).or_default();
    }
    if all.is_empty() {
        return all;
    }
    for (id, page) in pages.iter().enumerate() {
        if let Some(editions) = all.get_mut(&page.original) {
            editions.push(id);
        }
    }
    for editions in all.values_mut() {
        // The languages as the site lists them, each with its variants after it.
        editions.sort_by_key(|id| {
            let (page, edition) = (&pages[*id], pages[*id].edition);
            let at = languages.iter().position(|language| *language == edition.language);
            (page.address != page.original, at, edition.variant)
        });
    }
    all
}

impl Model {
    /// The document that others mean when they refer to what the page shows: a translation's
    /// original, when it is published.
    #[must_use]
    pub fn original_document(&self, page: PageId) -> Option<DocumentId> {
        let page = &self.pages[page];
        let original = self.by_address.get(&page.original);
        original.and_then(|original| self.pages[*original].document).or(page.document)
    }

    /// The page that the one at `page` is a translation or variant of, when it is one.
    #[must_use]
    pub fn original_page(&self, page: PageId) -> Option<PageId> {
        let found = &self.pages[page];
        let is_original = found.address == found.original;
        (!is_original).then(|| self.by_address.get(&found.original).copied()).flatten()
    }

    /// The edition of the page at `page` that a page in `wanted` leads to: its own, else the one
    /// without variant in its language, else the page itself. Only originals have others.
    #[must_use]
    pub fn edition_in(&self, page: PageId, wanted: Edition) -> PageId {
        let found = &self.pages[page];
        if found.address != found.original || found.edition == wanted {
            return page;
        }
        let all = self.by_original.get(&found.original).into_iter().flatten();
        let fits = |edition: Edition| all.clone().find(|id| self.pages[**id].edition == edition);
        let plain = Edition { variant: None, ..wanted };
        fits(wanted).or_else(|| fits(plain)).copied().unwrap_or(page)
    }

    /// Every edition of the page at `page`, itself included, the original first.
    #[must_use]
    pub fn editions(&self, page: PageId) -> Vec<PageId> {
        let original = &self.pages[page].original;
        match self.by_original.get(original) {
            Some(all) => all.clone(),
            None => vec![page],
        }
    }
}
