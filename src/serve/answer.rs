//! What a browser gets for what it asks.

use std::sync::RwLockReadGuard;
use std::time::Duration;

use crate::base::OutPath;
use crate::http::{Body, Reply, Request};

use super::additions::{self, Added, EVENTS, FINDINGS, OWN, add, own_file};
use super::listeners::Asked;
use super::overlay::{Asker, fault_page, overlay, overview};
use super::pages::{Found, tag_of};
use super::preview::{Now, Preview};
use crate::hosting::content_type;

const HTML: &str = "text/html; charset=utf-8";

/// How long who asks what is wrong waits for a check that is under way.
const PATIENCE: Duration = Duration::from_secs(3);

impl Preview {
    /// The answer to one request.
    pub(super) fn answer(&self, request: &Request) -> Reply {
        let path = &request.path;
        if let Some(own) = path.find(OWN).map(|at| &path[at..]) {
            return self.own(own, request);
        }
        self.catch_up();
        let now = self.now();
        let base = self.base_of(&now);
        let below = path.strip_prefix(base.as_str()).unwrap_or(path);
        self.look_again(now, below);
        let now = self.now();
        let base = self.base_of(&now);
        let Some(rest) = path.strip_prefix(base.as_str()).filter(|rest| rest.starts_with('/'))
        else {
            return Reply::moved(format!("{base}/"));
        };
        match self.look(&now, rest).found {
            Found::Page(page) => self.page(200, &page, rest),
            Found::Redirect(page, to) => {
                Reply { status: 302, location: Some(to), ..self.page(302, &page, rest) }
            }
            Found::File(body) => Reply::found(content_type(rest), body),
            Found::Broken(faults) => {
                let page = fault_page(&now, &faults);
                self.page(500, page.as_bytes(), rest)
            }
            Found::Missing => {
                if !rest.ends_with('/')
                    && !matches!(now.at(&format!("{rest}/")), Found::Missing)
                    && let Some(address) = OutPath::new(rest.trim_start_matches('/'))
                {
                    return Reply::moved(format!("{base}/{}/", address.encoded()));
                }
                match now.at("/404.html") {
                    Found::Page(page) => self.page(404, &page, rest),
                    _ => Reply::refused(404, "404\n"),
                }
            }
        }
    }

    /// Looks once more at the text of the page at `rest`: not every system tells of every save.
    fn look_again(&self, now: RwLockReadGuard<'_, Now>, rest: &str) {
        let saved = now.saved_since(rest);
        drop(now);
        if let Some(saved) = saved {
            self.watch.noticed(saved);
            self.renew();
        }
    }

    /// What the preview has for itself.
    fn own(&self, path: &str, request: &Request) -> Reply {
        match path {
            EVENTS => Reply::found("text/event-stream", Body::Events),
            FINDINGS => Reply::found(HTML, Body::Bytes(self.overlay(request).into_bytes())),
            OWN => {
                self.catch_up();
                let (now, found) = self.checked_within(PATIENCE);
                let asker = Asker::of(request, self);
                let found = found.unwrap_or_default();
                let page = overview(&now, &found, &asker);
                let tag = tag_of(overview(&now, &found, &Asker::NOBODY).as_bytes());
                let page = additions::own_page(&page, &tag, self.lang());
                Reply::found(HTML, Body::Bytes(page.into_bytes()))
            }
            _ => match own_file(path) {
                Some(text) => {
                    Reply::found(content_type(path), Body::Bytes(text.as_bytes().to_vec()))
                }
                None => Reply::refused(404, "404\n"),
            },
        }
    }

    /// What is said of a page beside it: everything that was saved before has been taken in.
    fn overlay(&self, request: &Request) -> String {
        let page = Asked::of(request).page;
        self.catch_up();
        let now = self.now();
        let rest = self.rest_of(&now, &page);
        self.look_again(now, rest);
        let (now, found) = self.checked_within(PATIENCE);
        let rest = self.rest_of(&now, &page);
        let look = self.look(&now, rest);
        let found = found.as_deref().map(Vec::as_slice);
        let tag = tag_of(overlay(&now, rest, &look, found, &Asker::NOBODY).as_bytes());
        let asker = Asker::of(request, self);
        additions::tagged(&overlay(&now, rest, &look, found, &asker), &tag, found.is_some())
    }

    /// A page as the browser gets it.
    fn page(&self, status: u16, page: &[u8], rest: &str) -> Reply {
        let shown = add(page, &Added { path: rest, tag: &tag_of(page), lang: self.lang() });
        Reply { status, ..Reply::found(HTML, Body::Bytes(shown)) }
    }
}
