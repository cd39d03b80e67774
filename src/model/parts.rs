//! The pages of long listings: `/nyheter/`, `/nyheter/sida/2/` …

use std::ops::Range;

use crate::base::UrlPath;
use crate::document::Front;

use super::{Model, PageId};

/// One page of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// The listing.
    pub page: PageId,
    /// Which of its pages, from 1.
    pub number: usize,
}

impl Model {
    /// How many pages the listing at `page` needs; at least one.
    #[must_use]
    pub fn parts_of(&self, page: PageId) -> usize {
        if !self.pages[page].view.is_listing() {
            return 1;
        }
        self.pages[page].children.len().div_ceil(self.per_page(page)).max(1)
    }

    /// The children that one page of a listing shows.
    #[must_use]
    pub fn shown_on(&self, part: Part) -> Range<usize> {
        let all = self.pages[part.page].children.len();
        if !self.pages[part.page].view.is_listing() {
            return 0..all;
        }
        let size = self.per_page(part.page);
        let start = (part.number - 1).saturating_mul(size).min(all);
        start..start.saturating_add(size).min(all)
    }

    /// The address of one page of a listing.
    #[must_use]
    pub fn address_of(&self, part: Part) -> UrlPath {
        let first = &self.pages[part.page].address;
        if part.number == 1 {
            return first.clone();
        }
        let number = part.number.to_string();
        UrlPath::from_parts(first.parts().chain(["sida", &number]))
    }

    fn per_page(&self, page: PageId) -> usize {
        let own = self.document_of(page).and_then(|document| match &document.front {
            Front::Section(section) => section.per_page.as_ref(),
            _ => None,
        });
        let own = own.and_then(|own| usize::try_from(own.value.0.get()).ok());
        own.unwrap_or_else(|| self.config.per_page())
    }
}

/// The pages of all listings beyond each listing's first.
pub(super) fn beyond_first(model: &Model) -> Vec<Part> {
    let parts = |page| (2..=model.parts_of(page)).map(move |number| Part { page, number });
    (0..model.pages.len()).flat_map(parts).collect()
}
