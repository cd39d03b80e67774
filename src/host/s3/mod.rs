//! Object storage that speaks S3, at any address.
//!
//! Objects have keys and no folders: what a folder holds is what begins with its name. Every
//! object is replaced in one step, so a release is a prefix of its own and `point` an object
//! whose text is the prefix that is shown; nothing can be renamed.
//!
//! `address.rs` makes keys and addresses, `sign.rs` signs, `ask.rs` sends and tries again,
//! `answer.rs` reads what came, `words.rs` says it; `list.rs`, `upload.rs`, `remove.rs` and
//! `claim.rs` are the deeds.

mod address;
mod answer;
mod ask;
mod claim;
mod list;
mod remove;
mod sign;
mod upload;
mod words;

use std::fmt;
use std::sync::atomic::AtomicU8;

use ureq::http::Method;

use super::abreast::each;
use super::paths::{refuse_any, refuse_folder, refuse_ways_out};
use super::{Entry, Host, Powers, S3Place, Sent, Switch, Trouble, Watch};
use answer::Answer;
use ask::{Asked, Payload, Wire};
use words::Deed;

/// Object storage.
pub struct S3 {
    wire: Wire,
    /// How many requests are under way at once.
    at_once: usize,
    /// One of `Conditions`.
    conditions: AtomicU8,
}

/// Whether the service does what `If-None-Match` asks for.
struct Conditions;

impl Conditions {
    /// Nobody has asked.
    const UNASKED: u8 = 0;
    /// It does.
    const KNOWN: u8 = 1;
    /// It does not.
    const UNKNOWN: u8 = 2;
}

impl fmt::Debug for S3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3").field("address", &self.wire.address).finish_non_exhaustive()
    }
}

impl S3 {
    /// Object storage as it is set. Nobody is asked anything yet.
    ///
    /// # Errors
    /// When its address or the proxy's cannot be read.
    pub fn new(place: S3Place) -> Result<Self, Trouble> {
        let at_once = place.at_once.max(1);
        let wire = Wire::new(place)?;
        Ok(Self { wire, at_once, conditions: AtomicU8::new(Conditions::UNASKED) })
    }

    /// Asks for something that has to be done.
    fn done(&self, asked: &Asked<'_>, watch: Option<&dyn Watch>) -> Result<Answer, Trouble> {
        let answer = self.wire.ask(asked, watch)?;
        if answer.is_done() {
            return Ok(answer);
        }
        Err(words::refused(&self.wire.address, asked.deed, asked.key, &answer))
    }

    /// The bytes of an object; nothing when there is none.
    fn get(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let asked = Asked {
            deed: Deed::Read,
            method: Method::GET,
            key: &self.wire.address.key(path),
            query: &[],
            headers: Vec::new(),
            payload: Payload::Bytes(b""),
        };
        let answer = self.wire.ask(&asked, None)?;
        if answer.status == 200 {
            return Ok(Some(answer.body));
        }
        if answer.status == 404 && matches!(answer.code(), "" | "NoSuchKey") {
            return Ok(None);
        }
        Err(words::refused(&self.wire.address, Deed::Read, asked.key, &answer))
    }
}

impl Host for S3 {
    fn name(&self) -> String {
        self.wire.address.name()
    }

    fn powers(&self) -> Result<Powers, Trouble> {
        Ok(Powers { switch: Switch::Atomic, adopts: true, renames: false })
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        refuse_ways_out(path)?;
        self.get(path)
    }

    fn read_all(
        &self,
        paths: &[String],
        take: &(dyn Fn(&str, Option<Vec<u8>>) + Sync),
        watch: &dyn Watch,
    ) -> Result<(), Trouble> {
        refuse_any(paths.iter().map(String::as_str))?;
        each(paths, self.at_once, watch, &|path| {
            take(path, self.get(path)?);
            watch.done();
            Ok(())
        })
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, Trouble> {
        refuse_folder(folder)?;
        self.entries_of(folder, &[])
    }

    fn list_known(&self, folder: &str, known: &[&str]) -> Result<Vec<Entry>, Trouble> {
        refuse_folder(folder)?;
        self.entries_of(folder, known)
    }

    fn look_at(&self, folder: &str, paths: &[String]) -> Result<Vec<Entry>, Trouble> {
        refuse_folder(folder)?;
        refuse_any(paths.iter().map(String::as_str))?;
        self.entries_at(folder, paths)
    }

    fn write(&self, files: &[Sent<'_>], watch: &dyn Watch) -> Result<(), Trouble> {
        refuse_any(files.iter().map(|file| file.path))?;
        each(files, self.at_once, watch, &|file| self.put(file, watch))
    }

    fn adopt(&self, pairs: &[(String, String)], watch: &dyn Watch) -> Result<(), Trouble> {
        refuse_any(pairs.iter().flat_map(|(from, to)| [from.as_str(), to.as_str()]))?;
        each(pairs, self.at_once, watch, &|(from, to)| self.copy(from, to, watch))
    }

    fn remove(&self, paths: &[String], watch: &dyn Watch) -> Result<(), Trouble> {
        refuse_any(paths.iter().map(String::as_str))?;
        let keys: Vec<String> = paths.iter().map(|path| self.wire.address.key(path)).collect();
        self.delete(&keys, Some(watch))
    }

    fn remove_folder(&self, folder: &str, watch: &dyn Watch) -> Result<(), Trouble> {
        refuse_ways_out(folder)?;
        let listed = self.keys(&self.start_of(folder))?;
        let keys: Vec<String> = listed.into_iter().map(|one| one.key).collect();
        self.delete(&keys, Some(watch))
    }

    fn rename_folder(&self, _: &str, _: &str) -> Result<(), Trouble> {
        Err(words::no_renames())
    }

    fn point(&self, name: &str, folder: &str) -> Result<(), Trouble> {
        refuse_any([name, folder])?;
        if self.page(&self.start_of(folder), None, None, Some("1"))?.0.is_empty() {
            return Err(words::nothing_there(folder));
        }
        let asked = Asked {
            deed: Deed::Write,
            method: Method::PUT,
            key: &self.wire.address.key(name),
            query: &[],
            headers: vec![
                ("content-type", "text/plain; charset=utf-8".to_owned()),
                ("cache-control", "no-cache".to_owned()),
                // For web servers that can follow a field of an answer, but not its text.
                ("x-amz-meta-folder", address::in_path(folder)),
            ],
            payload: Payload::Bytes(folder.as_bytes()),
        };
        self.done(&asked, None).map(|_| ())
    }

    fn pointed(&self, name: &str) -> Result<Option<String>, Trouble> {
        refuse_ways_out(name)?;
        let text = self.get(name)?.and_then(|bytes| String::from_utf8(bytes).ok());
        let folder = text.map(|text| text.trim().trim_matches('/').to_owned());
        Ok(folder.filter(|folder| refuse_ways_out(folder).is_ok()))
    }

    fn claim(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        refuse_ways_out(path)?;
        self.create(path, bytes)
    }
}
