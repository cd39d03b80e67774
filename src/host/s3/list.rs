//! What is there: listings, page by page or many pages at once, and single objects.
//!
//! A service gives a thousand keys at a time, in order, and tells only then how to ask for more.
//! Where it is known which keys there should be, their order says where the pages begin, and all
//! are asked for side by side; what is there besides, or no more, comes along all the same.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use jiff::fmt::rfc2822;
use ureq::http::Method;

use super::super::abreast::each;
use super::super::paths::OWN;
use super::super::{Entry, Trouble};
use super::S3;
use super::answer::{self, Answer, Listed};
use super::ask::{Asked, Payload};
use super::remove::NoWatch;
use super::words::{self, Deed};

/// How many keys a service gives at a time.
const PAGE: usize = 1000;

/// How many objects are asked for one by one: more of them cost as much as pages of a listing.
const FEW: usize = 100;

/// A stretch of keys: after the first one, to the last one, in order.
type Stretch<'m> = (Option<&'m str>, Option<&'m str>);

impl S3 {
    /// The paths of a folder's files with what is known of them. `known` are those that are
    /// probably there, in order.
    pub(super) fn entries_of(&self, folder: &str, known: &[&str]) -> Result<Vec<Entry>, Trouble> {
        let start = self.start_of(folder);
        let marks: Vec<String> = known
            .chunks_exact(PAGE)
            .filter_map(|page| page.last())
            .map(|path| format!("{start}{path}"))
            .collect();
        let mut marks = marks;
        marks.sort_unstable();
        marks.dedup();
        let listed = match self.keys_abreast(&start, &marks)? {
            Some(listed) => listed,
            None => self.keys(&start)?,
        };
        let is_own = |path: &str| path.split('/').next() == Some(OWN);
        let entry = |one: Listed| {
            let path = self.wire.address.path(&one.key).filter(|path| !is_own(path))?.to_owned();
            Some(Entry { path, len: one.len, modified: one.modified, tag: one.tag, is_odd: false })
        };
        Ok(listed.into_iter().filter_map(entry).collect())
    }

    /// Every object whose key begins with `start`.
    pub(super) fn keys(&self, start: &str) -> Result<Vec<Listed>, Trouble> {
        let all = self.stretch(start, (None, None))?;
        all.ok_or_else(|| words::odd(&self.wire.address, Deed::List, start))
    }

    /// The same, in stretches that end at `marks`, side by side. Nothing when the service does not
    /// keep its keys in order: then there are no stretches.
    fn keys_abreast(&self, start: &str, marks: &[String]) -> Result<Option<Vec<Listed>>, Trouble> {
        let ends = || marks.iter().map(|mark| Some(mark.as_str()));
        let begins = std::iter::once(None).chain(ends());
        let stretches: Vec<(usize, Stretch<'_>)> =
            begins.zip(ends().chain([None])).enumerate().collect();
        let found = Mutex::new(vec![Some(Vec::new()); stretches.len()]);
        each(&stretches, self.at_once, &NoWatch, &|(at, stretch)| {
            let listed = self.stretch(start, *stretch)?;
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(slot) = found.get_mut(*at) {
                *slot = listed;
            }
            Ok(())
        })?;
        let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        let all: Option<Vec<Vec<Listed>>> = found.into_iter().collect();
        Ok(all.map(|all| all.concat()))
    }

    /// The objects of a stretch. Nothing when they do not come in order, and it is no whole one.
    fn stretch(
        &self,
        start: &str,
        (after, to): Stretch<'_>,
    ) -> Result<Option<Vec<Listed>>, Trouble> {
        let is_whole = after.is_none() && to.is_none();
        let mut all: Vec<Listed> = Vec::new();
        let (mut page, mut next) = self.page(start, after, None, None)?;
        loop {
            let last = all.last().map(|one| one.key.as_str()).or(after);
            let keys = || last.into_iter().chain(page.iter().map(|one| one.key.as_str()));
            if !is_whole && !keys().is_sorted_by(|one, other| one < other) {
                return Ok(None);
            }
            let is_over = to.is_some_and(|to| page.last().is_some_and(|one| *one.key >= *to));
            all.extend(page.into_iter().filter(|one| to.is_none_or(|to| *one.key <= *to)));
            let Some(token) = next.filter(|_| !is_over) else { return Ok(Some(all)) };
            let (more, then) = self.page(start, None, Some(&token), None)?;
            // One that leads to itself would never end.
            if then.as_ref() == Some(&token) {
                return Err(words::odd(&self.wire.address, Deed::List, start));
            }
            (page, next) = (more, then);
        }
    }

    /// One page of a listing, and what asks for the next.
    pub(super) fn page(
        &self,
        start: &str,
        after: Option<&str>,
        token: Option<&str>,
        most: Option<&str>,
    ) -> Result<(Vec<Listed>, Option<String>), Trouble> {
        let mut query = vec![("list-type", "2"), ("encoding-type", "url"), ("prefix", start)];
        query.extend(after.map(|after| ("start-after", after)));
        query.extend(token.map(|token| ("continuation-token", token)));
        query.extend(most.map(|most| ("max-keys", most)));
        let asked = Asked {
            deed: Deed::List,
            method: Method::GET,
            key: "",
            query: &query,
            headers: Vec::new(),
            payload: Payload::Bytes(b""),
        };
        let answer = self.done(&asked, None)?;
        let odd = || words::odd(&self.wire.address, Deed::List, start);
        answer::listing(&answer.body).ok_or_else(odd)
    }

    /// What is at each of `paths` below `folder`; nothing of those that are not there.
    pub(super) fn entries_at(&self, folder: &str, paths: &[String]) -> Result<Vec<Entry>, Trouble> {
        if paths.len() > FEW {
            let wanted: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
            let inner = |path| str::strip_prefix(path, folder)?.strip_prefix('/');
            let known: Vec<&str> = wanted.iter().filter_map(|path| inner(path)).collect();
            let mut found = self.entries_of(folder, &known)?;
            found.retain(|entry| wanted.contains(&*entry.path));
            return Ok(found);
        }
        let found = Mutex::new(Vec::with_capacity(paths.len()));
        each(paths, self.at_once, &NoWatch, &|path| {
            let entry = self.entry(path)?;
            found.lock().unwrap_or_else(PoisonError::into_inner).extend(entry);
            Ok(())
        })?;
        Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    fn entry(&self, path: &str) -> Result<Option<Entry>, Trouble> {
        let asked = Asked {
            deed: Deed::Read,
            method: Method::HEAD,
            key: &self.wire.address.key(path),
            query: &[],
            headers: Vec::new(),
            payload: Payload::Bytes(b""),
        };
        let answer = self.wire.ask(&asked, None)?;
        match answer.status {
            200 => Ok(Some(said_of(path, &answer))),
            404 => Ok(None),
            _ => Err(words::refused(&self.wire.address, Deed::Read, asked.key, &answer)),
        }
    }

    /// What the keys of a folder begin with.
    pub(super) fn start_of(&self, folder: &str) -> String {
        let slash = if folder.is_empty() { "" } else { "/" };
        self.wire.address.key(&format!("{folder}{slash}"))
    }
}

/// What the head of an answer says of an object.
fn said_of(path: &str, answer: &Answer) -> Entry {
    let modified = answer.header("last-modified").and_then(|time| rfc2822::parse(time).ok());
    Entry {
        path: path.to_owned(),
        len: answer.header("content-length").and_then(|len| len.parse().ok()).unwrap_or(0),
        modified: modified.map(|time| time.timestamp().into()),
        tag: answer.header("etag").and_then(answer::tag),
        is_odd: false,
    }
}
