//! What a browser gets for what it asks.

use std::collections::BTreeMap;
use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use xxhash_rust::xxh3::xxh3_64;

use crate::base::{OutPath, UrlPath};
use crate::config::BaseUrl;
use crate::http::{Body, Hello, Reply, Request};
use crate::model::PageId;
use crate::pipeline::Site;
use crate::render::{Made, Output};

use super::additions::{Added, EVENTS, OWN, add, fault_page, own_file};
use super::content_type::content_type;
use super::preview::{Now, Preview};

/// A file of the site as it is now.
enum Found {
    /// A page and the bytes of it.
    Page(Vec<u8>),
    /// A page that leads to another address.
    Redirect(Vec<u8>, String),
    /// Any other file.
    File(Body),
    /// Nothing.
    Missing,
    /// A page whose template is broken.
    Broken(String),
}

impl Preview {
    /// The answer to one request.
    pub(super) fn answer(&self, request: &Request) -> Reply {
        let path = &request.path;
        if let Some(own) = path.find(OWN).map(|at| &path[at..]) {
            if own == EVENTS {
                return Reply::found("text/event-stream", Body::Events);
            }
            return match own_file(own) {
                Some(text) => {
                    Reply::found(content_type(own), Body::Bytes(text.as_bytes().to_vec()))
                }
                None => Reply::refused(404, "404\n"),
            };
        }
        self.catch_up();
        let mut now = self.now();
        let base = now.base();
        // Once more at the page's own text: not every system tells of every save.
        if let Some(saved) = path.strip_prefix(base.as_str()).and_then(|rest| now.saved_since(rest))
        {
            drop(now);
            self.watch.noticed(saved);
            self.renew();
            now = self.now();
        }
        let Some(rest) = path.strip_prefix(base.as_str()).filter(|rest| rest.starts_with('/'))
        else {
            return Reply::moved(format!("{base}/"));
        };
        match now.at(rest) {
            Found::Page(page) => now.page(200, &page, rest),
            Found::Redirect(page, to) => {
                Reply { status: 302, location: Some(to), ..now.page(302, &page, rest) }
            }
            Found::File(body) => Reply::found(content_type(rest), body),
            Found::Broken(words) => {
                let page = fault_page(&words, self.lang());
                now.page(500, page.as_bytes(), rest)
            }
            Found::Missing => {
                if !rest.ends_with('/')
                    && !matches!(now.at(&format!("{rest}/")), Found::Missing)
                    && let Some(address) = OutPath::new(rest.trim_start_matches('/'))
                {
                    return Reply::moved(format!("{base}/{}/", address.encoded()));
                }
                match now.at("/404.html") {
                    Found::Page(page) => now.page(404, &page, rest),
                    _ => Reply::refused(404, "404\n"),
                }
            }
        }
    }

    /// What one who begins to listen is told: whether the page it has is still the same.
    pub(super) fn hello(&self, request: &Request) -> Hello {
        let asked = Asked::of(request);
        self.catch_up();
        let knows = self.now().tag(&asked.page);
        let is_same = asked.tag.is_none_or(|has| has == knows);
        let words = if is_same { "retry: 500\n\n".to_owned() } else { changed(&knows) };
        Hello { about: asked.page, knows, words }
    }

    /// Tells those who look at a page that has changed.
    pub(super) fn tell(&self) {
        let now = self.now();
        let mut tags: BTreeMap<String, String> = BTreeMap::new();
        self.hub.tell(|page| {
            let tag = tags.entry(page.to_owned()).or_insert_with(|| now.tag(page));
            (tag.clone(), changed(tag))
        });
    }
}

fn changed(tag: &str) -> String {
    format!("retry: 500\nevent: andrad\ndata: {tag}\n\n")
}

/// What one who listens says of the page it looks at.
struct Asked {
    page: String,
    tag: Option<String>,
}

impl Asked {
    fn of(request: &Request) -> Self {
        let mut asked = Self { page: "/".to_owned(), tag: None };
        for pair in request.query.iter().flat_map(|query| query.split('&')) {
            let Some((name, value)) = pair.split_once('=') else { continue };
            let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
            match name {
                "sida" => asked.page = value,
                "har" => asked.tag = Some(value),
                _ => {}
            }
        }
        asked
    }
}

impl Now {
    /// What every address begins with, without a final `/`.
    pub fn base(&self) -> String {
        let base = self.site.model.config.site.base_url.as_ref();
        let base = base.and_then(|url| BaseUrl::parse(&url.value));
        base.map(|base| base.path).unwrap_or_default()
    }

    /// Tells the page at `path` – the whole path of its address – from what it was before.
    fn tag(&self, path: &str) -> String {
        let rest = path.strip_prefix(self.base().as_str()).unwrap_or(path);
        match self.at(rest) {
            Found::Page(page) | Found::Redirect(page, _) => tag_of(&page),
            Found::Broken(words) => tag_of(fault_page(&words, self.lang).as_bytes()),
            Found::File(_) => String::new(),
            Found::Missing => match self.at("/404.html") {
                Found::Page(page) => tag_of(&page),
                _ => String::new(),
            },
        }
    }

    /// A page as the browser gets it.
    fn page(&self, status: u16, page: &[u8], rest: &str) -> Reply {
        let shown = add(page, &Added { path: rest, tag: &tag_of(page), notice: &self.notice });
        Reply { status, ..Reply::found("text/html; charset=utf-8", Body::Bytes(shown)) }
    }

    /// The file that the page at `rest` is written in, when it is another by now.
    fn saved_since(&self, rest: &str) -> Option<PathBuf> {
        let Site { source, model, .. } = &self.site;
        let page = model.by_address.get(&UrlPath::parse(rest)?)?;
        let file = &model.document_of(*page)?.file;
        (!source.is_as_saved(file)).then(|| source.root.join(&source.files[file].disk))
    }

    /// What is at `rest`, an address below the base.
    fn at(&self, rest: &str) -> Found {
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
            Err(fault) => Found::Broken(self.shown(&self.site.check_fault(*fault))),
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
        format!("{}{address}", self.base())
    }
}

fn tag_of(page: &[u8]) -> String {
    format!("{:016x}", xxh3_64(page))
}
