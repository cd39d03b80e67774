//! The pages of the site as it is now, and what tells them from what they were.

use std::collections::BTreeMap;
use std::path::PathBuf;

use xxhash_rust::xxh3::xxh3_64;

use crate::base::{Diagnostic, OutPath, UrlPath};
use crate::config::{BaseUrl, Config};
use crate::document::Document;
use crate::http::Body;
use crate::model::PageId;
use crate::pipeline::Site;
use crate::render::{Made, Output};
use crate::source::Content;
use crate::theme::ThemeFault;
use crate::yaml::Fault;

use super::preview::{Now, Preview};

/// A file of the site as it is now.
pub(super) enum Found {
    /// A page and the bytes of it.
    Page(Vec<u8>),
    /// A page that leads to another address.
    Redirect(Vec<u8>, String),
    /// Any other file.
    File(Body),
    /// Nothing.
    Missing,
    /// A page whose template is broken, and how.
    Broken(Vec<Diagnostic>),
}

/// A page as somebody looks at it.
pub(super) struct Look {
    /// What is shown.
    pub found: Found,
    /// Whether it is the page as it was, because it cannot be made as it is.
    pub is_kept: bool,
    /// Why its template could not be rendered.
    pub faults: Vec<Diagnostic>,
}

impl Preview {
    /// What somebody sees at `rest`, an address below the base.
    pub(super) fn look(&self, now: &Now, rest: &str) -> Look {
        let found = now.at(rest);
        let is_well = matches!(found, Found::Page(_)) && !now.is_shaken(rest);
        if is_well {
            if let Found::Page(page) = &found {
                self.kept.keep(rest, page);
            }
            return Look { found, is_kept: false, faults: Vec::new() };
        }
        let may_be_kept = match &found {
            Found::Page(_) | Found::Broken(_) => true,
            // The page may be there, were it known where.
            Found::Missing => now.is_unsettled(),
            Found::Redirect(..) | Found::File(_) => false,
        };
        let kept = may_be_kept.then(|| self.kept.get(rest)).flatten();
        let faults = match &found {
            Found::Broken(faults) => faults.clone(),
            _ => Vec::new(),
        };
        match kept {
            Some(page) => {
                let is_kept = !matches!(&found, Found::Page(made) if *made == page);
                Look { found: Found::Page(page), is_kept, faults }
            }
            None => Look { found, is_kept: false, faults },
        }
    }

    /// What every address begins with, without a final `/`; as it was, where the settings
    /// cannot be read.
    pub(super) fn base_of(&self, now: &Now) -> String {
        self.kept.base(now.base())
    }

    /// The address below the base of what a page calls itself: a page says it without the base,
    /// and others may say it with it.
    pub(super) fn rest_of<'p>(&self, now: &Now, page: &'p str) -> &'p str {
        if now.page_at(page).is_some() {
            return page;
        }
        page.strip_prefix(self.base_of(now).as_str()).unwrap_or(page)
    }

    /// What a page shows besides its text, each with its tag.
    pub(super) fn copies_of(&self, now: &Now, look: &Look) -> BTreeMap<String, String> {
        match &look.found {
            Found::Page(page) => self.copies.of(page, &self.base_of(now), now),
            _ => BTreeMap::new(),
        }
    }
}

impl Now {
    fn base(&self) -> Option<String> {
        let config = &self.site.model.config;
        match &config.site.base_url {
            Some(url) => Some(BaseUrl::parse(&url.value).map(|base| base.path).unwrap_or_default()),
            None => (!self.is_unsettled()).then(String::new),
        }
    }

    /// Whether the settings of the site cannot be read.
    fn is_unsettled(&self) -> bool {
        let Site { source, model, .. } = &self.site;
        let is_text = |content: &Content| matches!(content, Content::Text(_));
        let file = source.files.get(&Config::file());
        !file.is_some_and(|file| is_text(&file.content))
            || model.config.faults.iter().any(Fault::is_syntax)
    }

    /// Whether the theme cannot be read.
    pub fn is_bare(&self) -> bool {
        let theme = &self.site.theme;
        let is_grave = |fault: &ThemeFault| match fault {
            ThemeFault::NoTheme { .. } | ThemeFault::Ring { .. } => true,
            ThemeFault::NoSettings { .. } => true,
            ThemeFault::Yaml { fault, .. } => fault.is_syntax(),
            _ => false,
        };
        !theme.engine.is_usable() || theme.faults.iter().any(is_grave)
    }

    /// Whether something that everything is made with cannot be read: settings or theme.
    pub fn is_broken(&self) -> bool {
        self.is_unsettled() || self.is_bare()
    }

    /// Whether what the page at `rest` is made of cannot be read whole, so that it would show
    /// less than was written.
    fn is_shaken(&self, rest: &str) -> bool {
        let is_half = |document: &Document| {
            let is_cut = document.fence.is_some() || document.oversize.is_some();
            is_cut || document.is_unread || document.is_unreadable()
        };
        self.is_broken() || self.document_at(rest).is_some_and(is_half)
    }

    /// The page at `rest`.
    pub fn page_at(&self, rest: &str) -> Option<PageId> {
        let model = &self.site.model;
        let address = UrlPath::parse(rest)?;
        let own = || model.parts.get(&address).map(|part| part.page);
        model.by_address.get(&address).copied().or_else(own)
    }

    /// What an author wrote of the page at `rest`.
    pub fn document_at(&self, rest: &str) -> Option<&Document> {
        self.site.model.document_of(self.page_at(rest)?)
    }

    /// The file that the page at `rest` is written in, when it is another by now.
    pub fn saved_since(&self, rest: &str) -> Option<PathBuf> {
        let source = &self.site.source;
        let file = &self.document_at(rest)?.file;
        (!source.is_as_saved(file)).then(|| source.root.join(&source.files[file].disk))
    }

    /// What is at `rest`, an address below the base.
    pub fn at(&self, rest: &str) -> Found {
        let rest = rest.trim_start_matches('/');
        let file = if rest.is_empty() || rest.ends_with('/') {
            format!("{rest}index.html")
        } else {
            rest.to_owned()
        };
        let plan = self.plan();
        let out = OutPath::new(&file);
        let Some((out, output)) = out.and_then(|out| plan.outputs().get_key_value(&out)) else {
            return Found::Missing;
        };
        let mut buffer = Vec::new();
        match plan.make(output, &mut buffer) {
            Err(fault) => Found::Broken(self.site.check_fault(*fault)),
            Ok(Made::Bytes(bytes)) => Found::File(Body::Bytes(bytes.to_vec())),
            Ok(Made::File(disk, len)) => match self.site.source.open(disk) {
                Ok(file) => Found::File(Body::File(file, len)),
                Err(_) => Found::Missing,
            },
            Ok(Made::InBuffer) => match output {
                Output::Redirect(page) => Found::Redirect(buffer, self.address(*page)),
                _ if out.as_str().ends_with(".html") => Found::Page(buffer),
                _ => Found::File(Body::Bytes(buffer)),
            },
        }
    }

    fn address(&self, page: PageId) -> String {
        let address = &self.site.model.pages[page].address;
        format!("{}{address}", self.base().unwrap_or_default())
    }
}

/// Tells bytes from all others.
pub(super) fn tag_of(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}
