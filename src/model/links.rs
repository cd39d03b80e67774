//! Where the links and pictures of Markdown lead.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::base::{FilePath, OutPath, UrlPath, nearest};
use crate::document::Document;
use crate::document::markdown::Link;
use crate::source::CONTENT;

use super::{DocumentId, Model, PageId};

/// A link that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedLink {
    /// A page of the site, and the id of a heading on it (may be empty).
    Page(PageId, String),
    /// A file of the site.
    File(OutPath),
    /// Another site, an e-mail address or a telephone number.
    External(String),
}

/// A link that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkFault {
    /// There is no such page or file. What was perhaps meant.
    Missing(Option<String>),
    /// The page has no such heading. The heading that was perhaps meant.
    NoAnchor(Option<String>),
    /// The page is left out of this build.
    LeftOut(DocumentId),
    /// `javascript:` and other addresses that a page must not hold.
    Unsafe,
    /// Nothing between the parentheses.
    Empty,
}

/// Resolves the links of every document.
pub(super) fn resolve_all(model: &Model) -> Vec<Vec<Result<ResolvedLink, LinkFault>>> {
    model
        .documents
        .par_iter()
        .map(|document| {
            document.outline.links.iter().map(|link| model.resolve(document, link)).collect()
        })
        .collect()
}

impl Model {
    fn resolve(&self, from: &Document, link: &Link) -> Result<ResolvedLink, LinkFault> {
        // Browsers drop tabs and line breaks, so "java\nscript:" is no disguise here either.
        let target: String = link.target.chars().filter(|c| !c.is_control()).collect();
        let target = target.trim();
        if target.is_empty() {
            return Err(LinkFault::Empty);
        }
        if let Some(scheme) = scheme(target) {
            return match scheme.as_str() {
                "http" | "https" => Ok(ResolvedLink::External(target.to_owned())),
                "mailto" | "tel" if !link.picture => Ok(ResolvedLink::External(target.to_owned())),
                _ => Err(LinkFault::Unsafe),
            };
        }
        if target.starts_with("//") || target.starts_with('\\') {
            return Err(LinkFault::Unsafe);
        }
        let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let path: Cow<'_, str> = percent_decode_str(path).decode_utf8_lossy();
        if path.is_empty() {
            let own = self.by_address.get(&from.route.address);
            return own.map_or(Err(LinkFault::Missing(None)), |page| self.anchor(*page, fragment));
        }
        match meaning(from, &path) {
            Meaning::Address => self.address(&path, fragment),
            Meaning::File(file) => self.source(&file, fragment),
            Meaning::Outside => Err(LinkFault::Missing(None)),
        }
    }

    /// Resolves an address of the site, such as a menu's.
    ///
    /// # Errors
    /// When there is no such page or file, or no such heading on it.
    pub fn address(&self, written: &str, fragment: &str) -> Result<ResolvedLink, LinkFault> {
        let known = || self.by_address.keys().map(UrlPath::as_str);
        let missing = || LinkFault::Missing(nearest(written, known()).map(str::to_owned));
        let address = UrlPath::parse(written).ok_or_else(missing)?;
        let page = self.by_address.get(&address).or_else(|| self.aliases.get(&address));
        if let Some(page) = page {
            return self.anchor(*page, fragment);
        }
        let out = OutPath::new(address.as_str().trim_start_matches('/'));
        match out.filter(|out| self.copied.contains_key(out)) {
            Some(out) => Ok(ResolvedLink::File(out)),
            None => self
                .left_out_at(&address)
                .map_or_else(|| Err(missing()), |id| Err(LinkFault::LeftOut(id))),
        }
    }

    /// A link to a source file: a page, or a file beside one.
    fn source(&self, file: &FilePath, fragment: &str) -> Result<ResolvedLink, LinkFault> {
        if file.extension() == "md" {
            let found = self.documents.binary_search_by(|document| document.file.cmp(file));
            return match found {
                Ok(id) => match self.page_of(id) {
                    Some(page) => self.anchor(page, fragment),
                    None => Err(LinkFault::LeftOut(id)),
                },
                Err(_) => Err(LinkFault::Missing(self.nearest_file(file))),
            };
        }
        let copied = self.copied.iter().find(|(_, copied)| copied.file == *file);
        match copied {
            Some((out, _)) => Ok(ResolvedLink::File(out.clone())),
            None => Err(LinkFault::Missing(self.nearest_file(file))),
        }
    }

    fn anchor(&self, page: PageId, fragment: &str) -> Result<ResolvedLink, LinkFault> {
        if fragment.is_empty() {
            return Ok(ResolvedLink::Page(page, String::new()));
        }
        let id = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        let headings = self.document_of(page).map_or(&[][..], |d| &d.outline.headings);
        if headings.iter().any(|heading| heading.id == id) {
            return Ok(ResolvedLink::Page(page, id));
        }
        let known = headings.iter().map(|heading| heading.id.as_str());
        Err(LinkFault::NoAnchor(nearest(&id, known).map(str::to_owned)))
    }

    fn left_out_at(&self, address: &UrlPath) -> Option<DocumentId> {
        let at = |id: &DocumentId| self.documents[*id].route.address == *address;
        (0..self.documents.len()).find(at)
    }

    /// A file whose name is like the missing one's, as the writer would write it.
    fn nearest_file(&self, missing: &FilePath) -> Option<String> {
        let pages = self.documents.iter().map(|document| &document.file);
        let files = pages.chain(self.copied.values().map(|copied| &copied.file));
        let names: Vec<&FilePath> = files.collect();
        let found =
            nearest(missing.as_str(), names.iter().map(|file| file.as_str())).or_else(|| {
                let same_name = names.iter().find(|file| file.name() == missing.name());
                same_name.map(|file| file.as_str())
            })?;
        found.strip_prefix(CONTENT).map(|rest| format!("@{rest}"))
    }
}

/// What the path of a link means.
enum Meaning {
    /// An address of the site.
    Address,
    /// A file in `content/`.
    File(FilePath),
    /// Something outside `content/`.
    Outside,
}

/// `/…` is an address, `@/…` a file from the top of `content/`, anything else a file
/// as seen from the page.
fn meaning(from: &Document, path: &str) -> Meaning {
    if path.starts_with('/') {
        return Meaning::Address;
    }
    let top = FilePath::new(&format!("{CONTENT}/x"));
    let file = match path.strip_prefix("@/") {
        Some(rest) => top.resolve(rest),
        None => from.file.resolve(path),
    };
    match file.filter(|file| file.below(CONTENT).is_some()) {
        Some(file) => Meaning::File(file),
        None => Meaning::Outside,
    }
}

/// The scheme of an address, lower case.
fn scheme(target: &str) -> Option<String> {
    let (scheme, _) = target.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    valid.then(|| scheme.to_ascii_lowercase())
}
