//! The site map (sitemaps.org 0.9) and robots.txt.
//!
//! `lastmod` stands only where a page says when it was changed: an invented day would make
//! search engines stop believing the others.

use crate::model::{Face, MOST_ADDRESSES, PageId};

use super::Faces;
use super::xml::Element;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

impl Faces<'_> {
    /// One file of addresses, the first is 0.
    pub(super) fn sitemap(&self, number: usize, out: &mut Vec<u8>) {
        let pages = self.model.addresses().skip(number * MOST_ADDRESSES).take(MOST_ADDRESSES);
        write("urlset", pages.map(|page| self.place(page)).collect(), out);
    }

    /// The list of the files.
    pub(super) fn sitemap_index(&self, out: &mut Vec<u8>) {
        let files = 0..self.model.addresses().count().div_ceil(MOST_ADDRESSES);
        let files = files.filter_map(|number| self.face_url(Face::Sitemap(number)));
        let files =
            files.map(|url| Element::of("sitemap", Vec::new(), vec![Element::text("loc", url)]));
        write("sitemapindex", files.collect(), out);
    }

    fn place(&self, page: PageId) -> Element {
        let address = self.model.pages[page].address.as_str();
        let mut inside = vec![Element::text("loc", self.url(address))];
        let updated = self.model.document_of(page).and_then(|page| page.common.updated.as_ref());
        inside.extend(updated.map(|day| Element::text("lastmod", day.value.0.start.to_string())));
        Element::of("url", Vec::new(), inside)
    }

    /// Everything may be read, and here is the site map.
    pub(super) fn robots(&self, out: &mut Vec<u8>) {
        let sitemap = self.url("/sitemap.xml");
        out.extend_from_slice(
            format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").as_bytes(),
        );
    }
}

fn write(root: &'static str, elements: Vec<Element>, out: &mut Vec<u8>) {
    Element::of(root, vec![("xmlns", NAMESPACE.to_owned())], elements).write(out);
}
