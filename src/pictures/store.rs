//! The memory of what has been made: `.delwebb/bilder/` in the site's folder.
//!
//! It may be removed at any time. A file is written whole or not at all and carries the hash of
//! its bytes: one that is broken is as none. Whatever keeps the memory from being read or
//! written costs time and nothing else.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use xxhash_rust::xxh3::xxh3_128;

/// The folder, in the site's own.
const FOLDER: &str = ".delwebb/bilder";

/// The length of the hash before the bytes.
const HASH: usize = 16;

/// What nothing has asked for in this time is forgotten.
const FORGOTTEN: Duration = Duration::from_hours(90 * 24);
/// How often it is written down that a file is still asked for.
const NOTED: Duration = Duration::from_hours(24);

/// What has been made of the pictures of one site.
#[derive(Debug, Default)]
pub struct Store {
    /// None for a site in memory.
    folder: Option<PathBuf>,
    /// How many files have been written, for names that no other thread has.
    count: AtomicUsize,
    /// How many pictures had to be read.
    read: AtomicUsize,
    /// Held by whoever makes something of a picture: two threads would make the same twice.
    busy: Mutex<BTreeMap<u128, Arc<Mutex<()>>>>,
}

impl Store {
    /// The memory of the site in `root`; nothing is kept for a site without a folder.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        let folder = (!root.as_os_str().is_empty()).then(|| root.join(FOLDER));
        Self { folder, ..Self::default() }
    }

    /// Whether anything can be kept.
    #[must_use]
    pub const fn keeps(&self) -> bool {
        self.folder.is_some()
    }

    /// How many pictures had to be read to make something of them.
    #[must_use]
    pub fn pictures_read(&self) -> usize {
        self.read.load(Ordering::Relaxed)
    }

    /// Notes that a picture had to be read.
    pub fn note_read(&self) {
        self.read.fetch_add(1, Ordering::Relaxed);
    }

    /// Does `work` while nobody else does anything with the picture `hash`.
    pub fn alone_with<T>(&self, hash: u128, work: impl FnOnce() -> T) -> T {
        let lock = {
            let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(busy.entry(hash).or_default())
        };
        let _alone = lock.lock().unwrap_or_else(PoisonError::into_inner);
        work()
    }

    /// Puts what is kept under `key` into `buffer`. Tells whether it is there, and whole.
    #[expect(clippy::disallowed_methods, reason = "a memory of its own, and the age of its files")]
    pub fn get(&self, key: &str, buffer: &mut Vec<u8>) -> bool {
        let Some(path) = self.path(key) else { return false };
        let Ok(bytes) = fs::read(&path) else { return false };
        let Some((hash, made)) = bytes.split_first_chunk::<HASH>() else { return false };
        if made.is_empty() || xxh3_128(made).to_le_bytes() != *hash {
            return false;
        }
        let now = SystemTime::now();
        let modified = fs::metadata(&path).and_then(|meta| meta.modified());
        let is_old = |time| now.duration_since(time).is_ok_and(|age| age > NOTED);
        if modified.is_ok_and(is_old)
            && let Ok(file) = File::options().append(true).open(&path)
        {
            let _ = file.set_modified(now);
        }
        buffer.clear();
        buffer.extend_from_slice(made);
        true
    }

    /// Whether something is kept under `key`, whole or not.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.path(key).is_some_and(|path| path.is_file())
    }

    /// Keeps `made` under `key`.
    pub fn keep(&self, key: &str, made: &[u8]) {
        let Some(path) = self.path(key) else { return };
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let beside = path.with_extension(format!("{}-{count}", std::process::id()));
        let written = || {
            self.make_folders(&path)?;
            let mut file = File::create(&beside)?;
            file.write_all(&xxh3_128(made).to_le_bytes())?;
            file.write_all(made)?;
            fs::rename(&beside, &path)
        };
        if written().is_err() {
            let _ = fs::remove_file(&beside);
        }
    }

    /// Forgets what has not been asked for in a long time, and what killed programs have left.
    #[expect(clippy::disallowed_methods, reason = "the age of its own files; nothing shows it")]
    pub fn tidy(&self) {
        let Some(folder) = &self.folder else { return };
        if !is_ours(folder) {
            return;
        }
        let now = SystemTime::now();
        let files = walkdir::WalkDir::new(folder).min_depth(2).max_depth(2);
        for file in files.into_iter().filter_map(Result::ok) {
            let limit = if file.path().extension().is_some() { NOTED } else { FORGOTTEN };
            let modified = file.metadata().ok().and_then(|meta| meta.modified().ok());
            let is_old = |time| now.duration_since(time).is_ok_and(|age| age > limit);
            if file.file_type().is_file() && modified.is_some_and(is_old) {
                let _ = fs::remove_file(file.path());
            }
        }
    }

    /// Makes the folders that `path` is to lie in.
    ///
    /// # Errors
    /// One of them cannot be made, or is a link: it may lead out of the site.
    fn make_folders(&self, path: &Path) -> io::Result<()> {
        let own =
            self.folder.iter().flat_map(|folder| folder.parent().into_iter().chain([&**folder]));
        for folder in own.chain(path.parent()) {
            match fs::create_dir(folder) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                Err(_) if !is_folder(folder) => return Err(ErrorKind::NotADirectory.into()),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    }

    fn path(&self, key: &str) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(key.get(..2)?).join(key))
    }
}

/// Whether the memory's folder can be ours, and not a link to somebody else's.
fn is_ours(folder: &Path) -> bool {
    is_folder(folder) && folder.parent().is_some_and(is_folder)
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test may")]
mod tests {
    use super::{FOLDER, Store};

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn what_is_kept_comes_back_whole_or_not_at_all() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::new(root.path());
        let mut found = vec![1];
        assert!(!store.get(KEY, &mut found));
        store.keep(KEY, b"bild");
        assert!(store.get(KEY, &mut found));
        assert_eq!(found, b"bild");
        let path = root.path().join(FOLDER).join("01").join(KEY);
        let whole = std::fs::read(&path).unwrap();
        for broken in
            [&whole[..whole.len() - 1], &whole[..3], b"", &[whole.as_slice(), b"x"].concat()]
        {
            std::fs::write(&path, broken).unwrap();
            assert!(!store.get(KEY, &mut found), "{broken:?}");
        }
        store.keep(KEY, b"bild");
        assert!(store.get(KEY, &mut found));
        store.tidy();
        assert!(path.exists());
    }

    #[test]
    fn a_memory_that_cannot_be_written_costs_nothing_but_time() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(".delwebb"), "").unwrap();
        let store = Store::new(root.path());
        store.keep(KEY, b"bild");
        assert!(!store.get(KEY, &mut Vec::new()));
        let nowhere = Store::new(std::path::Path::new(""));
        nowhere.keep(KEY, b"bild");
        assert!(!nowhere.keeps() && !nowhere.get(KEY, &mut Vec::new()));
    }
}
