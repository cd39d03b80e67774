//! The site map (sitemaps.org 0.9) and robots.txt.
//!
//! `lastmod` stands only where a page says when it was changed: an invented day would make
//! search engines stop believing the others.

use crate::model::{Face, MOST_ADDRESSES, PageId};

use super::Faces;
use super::xml::Element;

/// Of the links to a page in other languages (developers.google.com, "localized versions").
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

impl Faces<'_> {
    /// One file of addresses, the first is 0.
    pub(super) fn sitemap(&self, number: usize, out: &mut Vec<u8>) {
        let pages = self.model.addresses().skip(number * MOST_ADDRESSES).take(MOST_ADDRESSES);
        let mut namespaces = vec![("xmlns", NAMESPACE.to_owned())];
        if self.model.pages.iter().any(|page| page.edition.language != self.model.config.language())
        {
            namespaces.push(("xmlns:xhtml", XHTML.to_owned()));
        }
        Element::of("urlset", namespaces, pages.map(|page| self.place(page)).collect()).write(out);
    }

    /// The list of the files.
    pub(super) fn sitemap_index(&self, out: &mut Vec<u8>) {
        let files = 0..self.model.addresses().count().div_ceil(MOST_ADDRESSES);
        let files = files.filter_map(|number| self.face_url(Face::Sitemap(number)));
        let files =
            files.map(|url| Element::of("sitemap", Vec::new(), vec![Element::text("loc", url)]));
        let namespaces = vec![("xmlns", NAMESPACE.to_owned())];
        Element::of("sitemapindex", namespaces, files.collect()).write(out);
    }

    fn place(&self, page: PageId) -> Element {
        let address = self.model.pages[page].address.as_str();
        let mut inside = vec![Element::text("loc", self.url(address))];
        let updated = self.model.document_of(page).and_then(|page| page.common.updated.as_ref());
        inside.extend(updated.map(|day| Element::text("lastmod", day.value.0.start.to_string())));
        inside.extend(self.in_languages(page));
        Element::of("url", Vec::new(), inside)
    }

    /// The page in each language that it is there in, itself among them. A variant is in the same
    /// language as the page itself, and has no other ones.
    fn in_languages(&self, page: PageId) -> Vec<Element> {
        let editions = match self.model.pages[page].edition.variant {
            None => self.model.editions(page),
            Some(_) => Vec::new(),
        };
        let plain = |id: &PageId| self.model.pages[*id].edition.variant.is_none();
        let editions: Vec<PageId> = editions.into_iter().filter(plain).collect();
        if editions.len() < 2 {
            return Vec::new();
        }
        let link = |tag: &str, id: PageId| {
            let href = self.url(self.model.pages[id].address.as_str());
            let entries = [("rel", "alternate".into()), ("hreflang", tag.into()), ("href", href)];
            Element::empty("xhtml:link", entries)
        };
        let own = editions.iter().map(|id| link(self.model.pages[*id].edition.language.tag(), *id));
        let default = editions.first().map(|id| link("x-default", *id));
        own.chain(default).collect()
    }

    /// Everything may be read, and here is the site map.
    pub(super) fn robots(&self, out: &mut Vec<u8>) {
        let sitemap = self.url("/sitemap.xml");
        out.extend_from_slice(
            format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").as_bytes(),
        );
    }
}
