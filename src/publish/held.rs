//! What a folder on a host holds, told apart by hash without reading what nobody has touched.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::host::{Entry, Host, Trouble, Watch};

use super::release::{FileOf, sha256, written};

/// The files of a folder, by path in it.
#[derive(Debug, Default)]
pub struct Held {
    files: BTreeMap<String, HeldFile>,
}

/// One file of it.
#[derive(Debug)]
struct HeldFile {
    entry: Entry,
    /// The hash of its bytes, when it is known.
    sha256: Option<String>,
}

impl Held {
    /// Lists `folder`. A file that has the length of that in `known`, and the tag or time, holds
    /// what is said there.
    ///
    /// # Errors
    /// When the host cannot be asked.
    pub fn look(
        host: &dyn Host,
        folder: &str,
        known: &BTreeMap<String, FileOf>,
    ) -> Result<Self, Trouble> {
        let mut files = BTreeMap::new();
        let likely: Vec<&str> = known.keys().map(String::as_str).collect();
        for entry in host.list_known(folder, &likely)? {
            let Some(path) = path_in(folder, &entry.path) else { continue };
            let told = known.get(&path).filter(|file| is_as_published(file, &entry));
            let sha256 = told.map(|file| file.sha256.clone());
            files.insert(path, HeldFile { entry, sha256 });
        }
        Ok(Self { files })
    }

    /// Looks again, after these have been `removed` and those been `put` there: whole paths below
    /// `folder`.
    ///
    /// # Errors
    /// When the host cannot be asked.
    pub fn look_again(
        &mut self,
        host: &dyn Host,
        folder: &str,
        removed: &[String],
        put: &[String],
    ) -> Result<(), Trouble> {
        for path in removed.iter().chain(put).filter_map(|path| path_in(folder, path)) {
            self.files.remove(&path);
        }
        for entry in host.look_at(folder, put)? {
            if let Some(path) = path_in(folder, &entry.path) {
                self.files.insert(path, HeldFile { entry, sha256: None });
            }
        }
        Ok(())
    }

    /// Reads those of `wanted` whose hash is not known but whose length is right, to know.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn read_unsure(
        &mut self,
        host: &dyn Host,
        wanted: &BTreeMap<String, FileOf>,
        watch: &dyn Watch,
    ) -> Result<(), Trouble> {
        let unsure = self.files.iter().filter(|(path, held)| {
            held.sha256.is_none()
                && !held.entry.is_odd
                && wanted.get(*path).is_some_and(|file| file.len == held.entry.len)
        });
        let at: BTreeMap<String, String> =
            unsure.map(|(path, held)| (held.entry.path.clone(), path.clone())).collect();
        let paths: Vec<String> = at.keys().cloned().collect();
        for (full, hash) in hashes(host, &paths, watch)? {
            if let Some(held) = at.get(&full).and_then(|path| self.files.get_mut(path)) {
                held.sha256 = hash;
            }
        }
        Ok(())
    }

    /// Leaves out what is none of the site's.
    pub fn forget(&mut self, is_foreign: impl Fn(&str) -> bool) {
        self.files.retain(|path, _| !is_foreign(path));
    }

    /// Whether nothing is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether anything is at `path`.
    #[must_use]
    pub fn is_there(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether `path` holds `file`, as far as is known.
    #[must_use]
    pub fn has(&self, path: &str, file: &FileOf) -> bool {
        self.files.get(path).is_some_and(|held| held.sha256.as_ref() == Some(&file.sha256))
    }

    /// The paths that `files` does not have.
    pub fn paths_beyond(&self, files: &BTreeMap<String, FileOf>) -> impl Iterator<Item = String> {
        self.files.keys().filter(|path| !files.contains_key(*path)).cloned()
    }

    /// The files by the hash of their bytes, with their whole paths.
    #[must_use]
    pub fn by_hash(&self) -> BTreeMap<&str, &str> {
        let known = self.files.values();
        known.filter_map(|held| Some((held.sha256.as_deref()?, held.entry.path.as_str()))).collect()
    }

    /// The whole paths of what `wanted` does not have, or has otherwise than as a plain file.
    #[must_use]
    pub fn surplus(&self, wanted: &BTreeMap<String, FileOf>) -> Vec<String> {
        let surplus = self
            .files
            .iter()
            .filter(|(path, held)| held.entry.is_odd || !wanted.contains_key(*path));
        surplus.map(|(_, held)| held.entry.path.clone()).collect()
    }

    /// The paths where this is not what `wanted` says: missing, foreign, or with other bytes.
    #[must_use]
    pub fn strange(&self, wanted: &BTreeMap<String, FileOf>) -> Vec<String> {
        let wrong = wanted.iter().filter(|(path, file)| !self.has(path, file));
        let wrong = wrong.map(|(path, _)| path.clone());
        let foreign = self.files.keys().filter(|path| !wanted.contains_key(*path)).cloned();
        let mut all: Vec<String> = wrong.chain(foreign).collect();
        all.sort();
        all
    }

    /// Notes what the host says of each of `files`, so that nobody has to read them the next time.
    /// Gives the paths that are not there with the right length, or are there and should not be.
    pub fn note_times(&self, files: &mut BTreeMap<String, FileOf>) -> Vec<String> {
        let mut wrong = Vec::new();
        for (path, file) in files.iter_mut() {
            match self.files.get(path) {
                Some(held) if held.entry.len == file.len && !held.entry.is_odd => {
                    file.tag.clone_from(&held.entry.tag);
                    let is_tagged = file.tag.is_some();
                    file.written = written(held.entry.modified).filter(|_| !is_tagged);
                }
                _ => wrong.push(path.clone()),
            }
        }
        wrong.extend(self.files.keys().filter(|path| !files.contains_key(*path)).cloned());
        wrong
    }
}

/// The path in `folder` of the file at a whole path.
fn path_in(folder: &str, path: &str) -> Option<String> {
    let inner =
        if folder.is_empty() { path } else { path.strip_prefix(folder)?.strip_prefix('/')? };
    Some(inner.to_owned())
}

/// Whether nobody has touched the file since it was published.
fn is_as_published(file: &FileOf, entry: &Entry) -> bool {
    let is_the_same = match &file.tag {
        Some(tag) => entry.tag.as_ref() == Some(tag),
        None => file.written.is_some() && file.written == written(entry.modified),
    };
    !entry.is_odd && file.len == entry.len && is_the_same
}

/// The hashes of files, by path; `None` for one that is not there.
pub(super) fn hashes(
    host: &dyn Host,
    paths: &[String],
    watch: &dyn Watch,
) -> Result<BTreeMap<String, Option<String>>, Trouble> {
    let found = Hashes::default();
    if !paths.is_empty() {
        host.read_all(paths, &|path, bytes| found.take(path, bytes), watch)?;
    }
    Ok(found.all())
}

/// Hashes of files that come one by one, in any order, from any thread.
#[derive(Default)]
pub(super) struct Hashes(Mutex<BTreeMap<String, Option<String>>>);

impl Hashes {
    /// Takes a file; `None` for one that is not there.
    pub fn take(&self, path: &str, bytes: Option<Vec<u8>>) {
        let hash = bytes.map(|bytes| sha256(&bytes));
        let mut found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        found.insert(path.to_owned(), hash);
    }

    /// All of them, by path.
    pub fn all(self) -> BTreeMap<String, Option<String>> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
