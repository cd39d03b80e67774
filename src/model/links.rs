//! Where the links and pictures of Markdown lead.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::base::{FilePath, OutPath, UrlPath, nearest};
use crate::config::BaseUrl;
use crate::document::Document;
use crate::document::markdown::Link;
use crate::source::CONTENT;

use super::{DocumentId, Model, PageId};

/// A link that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedLink {
    /// A page of the site, and what follows its address: `?…`, `#heading`, or nothing.
    Page(PageId, String),
    /// A file of the site.
    File(OutPath),
    /// Another site, an e-mail address or a telephone number.
    External(String),
}

/// A link that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkFault {
    /// There is no such page or file.
    Missing,
    /// The page has no such heading or decision.
    NoAnchor(PageId),
    /// The page is left out of this build.
    LeftOut(DocumentId),
    /// `javascript:` and other addresses that a page must not hold.
    Unsafe,
    /// Nothing between the parentheses.
    Empty,
    /// A picture on another site, which would be told of every visitor.
    ForeignPicture,
}

/// Resolves the links of every document.
pub(super) fn resolve_all(model: &Model) -> Vec<Vec<Result<ResolvedLink, LinkFault>>> {
    (0..model.documents.len()).into_par_iter().map(|id| resolve_in(model, id)).collect()
}

/// Resolves the links of one document.
pub(super) fn resolve_in(model: &Model, id: DocumentId) -> Vec<Result<ResolvedLink, LinkFault>> {
    let document = &model.documents[id];
    document.outline.links.iter().map(|link| model.resolve(document, link)).collect()
}

impl Model {
    fn resolve(&self, from: &Document, link: &Link) -> Result<ResolvedLink, LinkFault> {
        self.resolve_written(from, &link.target, link.picture)
    }

    /// Resolves the target of a link or picture, as written on the page `from`.
    ///
    /// # Errors
    /// Why it leads nowhere.
    pub fn resolve_written(
        &self,
        from: &Document,
        target: &str,
        picture: bool,
    ) -> Result<ResolvedLink, LinkFault> {
        // Browsers drop tabs and line breaks, so "java\nscript:" is no disguise here either.
        let target: Cow<'_, str> = if target.contains(char::is_control) {
            Cow::Owned(target.chars().filter(|c| !c.is_control()).collect())
        } else {
            Cow::Borrowed(target)
        };
        let target = target.trim();
        if target.is_empty() {
            return Err(LinkFault::Empty);
        }
        if let Some(scheme) = scheme(target) {
            return match scheme.as_str() {
                "http" | "https" if has_host(target) => self.web_address(from, target, picture),
                "http" | "https" => Err(LinkFault::Missing),
                "mailto" | "tel" if !picture => Ok(ResolvedLink::External(target.to_owned())),
                _ => Err(LinkFault::Unsafe),
            };
        }
        if target.starts_with("//") || target.starts_with('\\') {
            return Err(LinkFault::Unsafe);
        }
        let (path, query, fragment) = parts(target);
        let found = match meaning(from, &path) {
            _ if path.is_empty() => {
                let own = self.by_address.get(&from.route.address);
                own.map_or(Err(LinkFault::Missing), |page| self.anchor(*page, fragment))
            }
            Meaning::Address => self.address(&path, fragment),
            Meaning::File(file) => self.source(&file, fragment),
            Meaning::Outside => Err(LinkFault::Missing),
        };
        match found {
            Ok(ResolvedLink::Page(page, suffix)) if !query.is_empty() => {
                Ok(ResolvedLink::Page(page, format!("?{query}{suffix}")))
            }
            other => other,
        }
    }

    /// A full address: one of this site is held against its pages like every other.
    fn web_address(
        &self,
        from: &Document,
        target: &str,
        picture: bool,
    ) -> Result<ResolvedLink, LinkFault> {
        let base = self.config.site.base_url.as_ref().and_then(|url| BaseUrl::parse(&url.value));
        match base.and_then(|base| base.own(target).map(str::to_owned)) {
            Some(own) if own.starts_with('/') => self.resolve_written(from, &own, picture),
            Some(own) => self.resolve_written(from, &format!("/{own}"), picture),
            None if picture => Err(LinkFault::ForeignPicture),
            None => Ok(ResolvedLink::External(target.to_owned())),
        }
    }

    /// Resolves an address of the site as it stands in a field: with what follows it, and with
    /// letters as they are or encoded.
    ///
    /// # Errors
    /// When there is no such page or file, or no such place on it.
    pub fn written_address(&self, written: &str) -> Result<ResolvedLink, LinkFault> {
        let (path, _, fragment) = parts(written);
        self.address(&path, fragment)
    }

    /// Resolves the path of an address of the site.
    ///
    /// # Errors
    /// When there is no such page or file, or no such place on it.
    pub fn address(&self, written: &str, fragment: &str) -> Result<ResolvedLink, LinkFault> {
        let address = UrlPath::parse(written).ok_or(LinkFault::Missing)?;
        let page = self.by_address.get(&address).or_else(|| self.aliases.get(&address));
        if let Some(page) = page {
            return self.anchor(*page, fragment);
        }
        let out = OutPath::new(address.as_str().trim_start_matches('/'));
        match out.filter(|out| self.copied.contains_key(out) || self.faces.contains_key(out)) {
            Some(out) => Ok(ResolvedLink::File(out)),
            None => match self.left_out_addresses.get(&address) {
                Some(id) => Err(LinkFault::LeftOut(*id)),
                None => Err(LinkFault::Missing),
            },
        }
    }

    /// The address to link to instead of one that is only an old one, with what follows it.
    #[must_use]
    pub fn instead_of_alias(&self, target: &str) -> Option<String> {
        let base = self.config.site.base_url.as_ref().and_then(|url| BaseUrl::parse(&url.value));
        let own = base.as_ref().and_then(|base| base.own(target)).unwrap_or(target);
        let at = own.find(['#', '?']).unwrap_or(own.len());
        let (path, rest) = own.split_at(at);
        let path = percent_decode_str(path).decode_utf8_lossy();
        let address = UrlPath::parse(&path).filter(|at| !self.by_address.contains_key(at))?;
        let page = *self.aliases.get(&address)?;
        Some(format!("{}{rest}", self.pages[page].address))
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
                Err(_) => Err(LinkFault::Missing),
            };
        }
        match (self.copied_to.get(file), self.left_out_files.get(file)) {
            (Some(out), _) => Ok(ResolvedLink::File(out.clone())),
            (None, Some(page)) => Err(LinkFault::LeftOut(*page)),
            (None, None) => Err(LinkFault::Missing),
        }
    }

    fn anchor(&self, page: PageId, fragment: &str) -> Result<ResolvedLink, LinkFault> {
        if fragment.is_empty() {
            return Ok(ResolvedLink::Page(page, String::new()));
        }
        let id = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        let headings = self.document_of(page).map_or(&[][..], |d| &d.outline.headings);
        if headings.iter().any(|heading| heading.id == id) {
            return Ok(ResolvedLink::Page(page, format!("#{id}")));
        }
        if self.decisions_on(page).any(|anchor| anchor == id) {
            return Ok(ResolvedLink::Page(page, format!("#{id}")));
        }
        Err(LinkFault::NoAnchor(page))
    }

    /// The anchors of the decisions that a page shows as its own.
    fn decisions_on(&self, page: PageId) -> impl Iterator<Item = String> {
        self.document_of(page).into_iter().flat_map(Document::decision_anchors)
    }

    /// The file below `content/` that a target on the page `from` names, whether it is published
    /// or there at all; nothing for an address.
    #[must_use]
    pub fn file_meant(from: &Document, target: &str) -> Option<FilePath> {
        match meaning(from, &parts(target.trim()).0) {
            Meaning::File(file) => Some(file),
            Meaning::Address | Meaning::Outside => None,
        }
    }

    /// The page or file that a link to nowhere perhaps meant, as a writer would write it.
    #[must_use]
    pub fn meant(&self, from: &Document, target: &str) -> Option<String> {
        let path = target.split(['#', '?']).next().unwrap_or("");
        let path: Cow<'_, str> = percent_decode_str(path).decode_utf8_lossy();
        let rest = &target[target.find(['#', '?']).unwrap_or(target.len())..];
        let Meaning::File(missing) = meaning(from, &path) else {
            let known = self.by_address.keys().map(UrlPath::as_str);
            return nearest(&path, known).map(|meant| format!("{meant}{rest}"));
        };
        let pages = self.documents.iter().map(|document| &document.file);
        let files: Vec<&FilePath> = pages.chain(self.copied_to.keys()).collect();
        let near = nearest(missing.as_str(), files.iter().map(|file| file.as_str()));
        let same_name = || files.iter().find(|f| f.name() == missing.name()).map(|f| f.as_str());
        let meant = near.or_else(same_name)?.strip_prefix(CONTENT)?;
        Some(format!("@{meant}{rest}"))
    }

    /// The heading or decision of a page that a link to none of them perhaps meant.
    #[must_use]
    pub fn meant_anchor(&self, page: PageId, id: &str) -> Option<String> {
        let headings = self.document_of(page).map_or(&[][..], |d| &d.outline.headings);
        let decisions: Vec<String> = self.decisions_on(page).collect();
        let headings = headings.iter().map(|heading| heading.id.as_str());
        nearest(id, headings.chain(decisions.iter().map(String::as_str))).map(str::to_owned)
    }
}

/// The path of a target in letters, its query and its place on the page.
fn parts(target: &str) -> (Cow<'_, str>, &str, &str) {
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    (percent_decode_str(path).decode_utf8_lossy(), query, fragment)
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

/// Whether `https:…` goes on with `//` and a host.
fn has_host(target: &str) -> bool {
    let rest = target.split_once("://").map_or("", |(_, rest)| rest);
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
}

/// The scheme of an address, lower case.
fn scheme(target: &str) -> Option<String> {
    let (scheme, _) = target.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    valid.then(|| scheme.to_ascii_lowercase())
}
