//! What a finished site is, apart from its bytes: made of the model, and kept with the receipt of
//! the build, so that a site that has not changed need not be read to be published.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::base::{Failure, UrlPath};
use crate::config::{BaseUrl, Config};
use crate::document::Document;
use crate::hosting::Held;
use crate::model::{Model, View};
use crate::pipeline::Site;
use crate::render::{Output, Plan};
use crate::source::{Content, THEMES};
use crate::write::read_file;

use super::facts;
use super::page::{Seen, seen};
use super::public_log::public_log;
use super::release::{FileKind, FileOf, PageOf, Release, hex, sha256};

/// A release without its hashes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Draft {
    day: String,
    zone: String,
    kinds: BTreeMap<String, FileKind>,
    pages: BTreeMap<String, PageOf>,
    redirects: BTreeMap<String, String>,
    menu: BTreeSet<String>,
    shared: BTreeMap<String, String>,
    /// The site's scheme and host, such as `https://exempel.se`.
    origin: String,
    /// The path that every address on the site begins with.
    base: String,
    /// The pages that show what has been published.
    logs: BTreeSet<String>,
}

impl Draft {
    /// What the finished site of `site` is.
    #[must_use]
    pub fn of(site: &Site, plan: &Plan<'_>) -> Self {
        let model = &site.model;
        let kinds = plan.outputs().iter().map(|(out, output)| {
            let kind = match output {
                Output::Page(_) => FileKind::Page,
                Output::Redirect(_) => FileKind::Redirect,
                Output::Face(_) => FileKind::Machine,
                Output::Asset(_) => FileKind::Asset,
                Output::Picture(_) | Output::Copy(_) => FileKind::Other,
                // No asset, though its name says what it holds: assets stay on the host for a
                // while, and a picture that may be shown no more must not.
                Output::Rendition(_) | Output::Stripped(_) | Output::Drawing(_) => FileKind::Other,
            };
            (out.as_str().to_owned(), kind)
        });
        let shown = model.pages.iter().enumerate();
        // Nobody goes to the page that says that there is no page.
        let shown = shown.filter(|(_, page)| page.view != View::NotFound);
        let pages = shown.map(|(id, page)| {
            let document = model.document_of(id);
            let body = document.map(|document| {
                let text = site.source.text(&document.file);
                sha256(text.get(document.body.clone()).unwrap_or("").as_bytes())
            });
            let page_of = PageOf {
                file: page.address.out_path().as_str().to_owned(),
                title: model.title(id).unwrap_or("").to_owned(),
                facts: facts::of(model, (id, page)),
                body: body.unwrap_or_default(),
                ..PageOf::default()
            };
            (page.address.as_str().to_owned(), page_of)
        });
        let redirects = model.aliases.iter().map(|(old, page)| {
            (old.as_str().to_owned(), model.pages[*page].address.as_str().to_owned())
        });
        let logs = model.pages.iter().enumerate();
        let logs =
            logs.filter(|(id, _)| model.document_of(*id).is_some_and(Document::shows_publications));
        let base = base(model);
        let menu = model.config.site.menu.iter();
        let menu = menu.filter_map(|item| item.value.address.as_ref());
        // The menu may know a page that is not to be seen yet.
        let menu = menu.filter(|address| {
            let found = UrlPath::parse(&address.value);
            found.is_some_and(|found| model.by_address.contains_key(&found))
        });
        Self {
            day: model.today.to_string(),
            zone: model.config.zone().iana_name().unwrap_or_default().to_owned(),
            kinds: kinds.collect(),
            pages: pages.collect(),
            redirects: redirects.collect(),
            menu: menu.map(|address| address.value.clone()).collect(),
            shared: shared(site),
            origin: base.origin,
            base: base.path,
            logs: logs.map(|(_, page)| page.address.as_str().to_owned()).collect(),
        }
    }

    /// Whether the site has a page that shows what has been published.
    #[must_use]
    pub fn has_log(&self) -> bool {
        !self.logs.is_empty()
    }

    /// The release that the finished site in `root` is. It has no name, time or place yet.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn release(self, root: &Path) -> Result<Release, Failure> {
        let read: Vec<(String, FileOf, Option<Seen>, Held)> = self
            .kinds
            .into_par_iter()
            .map(|(path, kind)| {
                let bytes = read_file(&root.join(&path))?;
                let page = (kind == FileKind::Page).then(|| seen(&String::from_utf8_lossy(&bytes)));
                let len = bytes.len() as u64;
                let file = FileOf { len, sha256: sha256(&bytes), kind, ..FileOf::default() };
                let mut held = Held::default();
                held.look(&path, &bytes, &self.origin);
                Ok((path, file, page, held))
            })
            .collect::<Result<_, Failure>>()?;
        let mut files = BTreeMap::new();
        let mut looks = BTreeMap::new();
        let mut whole = Held::default();
        for (path, file, page, held) in read {
            whole.merge(held);
            looks.extend(page.map(|page| (path.clone(), page)));
            files.insert(path, file);
        }
        let mut pages = self.pages;
        for (address, page) in &mut pages {
            let Some(seen) = looks.remove(&page.file) else { continue };
            if page.title.is_empty() {
                page.title = if seen.heading.is_empty() { address.clone() } else { seen.heading };
            }
            page.text = seen.text;
            // What was published is linked to as long as it is there: nobody need mend that.
            if self.logs.contains(address) {
                continue;
            }
            page.links = seen.links.iter().filter_map(|link| on_site(link, &self.base)).collect();
            page.links.remove(address);
        }
        Ok(Release {
            day: self.day,
            zone: self.zone,
            files,
            pages,
            redirects: self.redirects,
            menu: self.menu,
            shared: self.shared,
            policy: whole.policy(self.origin.starts_with("https:")),
            ..Release::default()
        })
    }
}

/// What many pages follow from: the settings, the registers and the theme. That a publication is
/// logged is told by no other file.
fn shared(site: &Site) -> BTreeMap<String, String> {
    let log = public_log();
    let registers = site.model.register_documents.iter().map(|register| &register.file);
    let settings = Config::file();
    let files = registers.filter(|file| **file != log).chain([&settings]);
    let mut shared: BTreeMap<String, String> = files
        .map(|file| (file.as_str().to_owned(), sha256(site.source.text(file).as_bytes())))
        .collect();
    let theme = format!("{THEMES}/{}/", site.model.config.theme());
    let mut all = Sha256::new();
    for (file, found) in &site.source.files {
        if file.as_str().starts_with(&theme) {
            all.update(file.as_str().as_bytes());
            all.update([0]);
            match &found.content {
                Content::Text(text) => all.update(text.as_bytes()),
                Content::Bytes(bytes) => all.update(bytes),
                other => all.update(format!("{other:?}").as_bytes()),
            }
        }
    }
    shared.insert(theme, hex(&all.finalize()));
    shared
}

fn base(model: &Model) -> BaseUrl {
    let url = model.config.site.base_url.as_ref();
    let base = url.and_then(|url| BaseUrl::parse(&url.value));
    base.unwrap_or_else(|| BaseUrl { origin: String::new(), path: String::new() })
}

/// The address on the site that a link leads to, when it does not lead elsewhere.
fn on_site(link: &str, base: &str) -> Option<String> {
    let path = link.split(['?', '#']).next().unwrap_or("");
    let own = path.strip_prefix(base)?;
    (own.starts_with('/') && !own.starts_with("//")).then(|| own.to_owned())
}
