//! Tells when all events so far have come: a file is made in a folder that the same watcher
//! watches, and events come in order.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

/// A folder of our own.
#[derive(Debug)]
pub(super) struct Barrier {
    /// Nothing when it has been taken away.
    kept: Mutex<Option<TempDir>>,
    path: PathBuf,
    last: AtomicU64,
    /// Somebody else has taken it away: systems tidy up among passing files.
    is_gone: AtomicBool,
}

impl Barrier {
    /// A new one; nothing where the machine has no room for passing files, and where events from
    /// different folders come in any order. Linux has one queue for all of them.
    pub fn new() -> Option<Self> {
        if !cfg!(any(target_os = "linux", target_os = "android")) {
            return None;
        }
        let folder = TempDir::with_prefix("delwebb-").ok()?;
        // As the watcher will spell it.
        let path = fs::canonicalize(folder.path()).ok()?;
        Some(Self {
            kept: Mutex::new(Some(folder)),
            path,
            last: AtomicU64::new(0),
            is_gone: AtomicBool::new(false),
        })
    }

    /// The folder to watch.
    pub fn folder(&self) -> &Path {
        &self.path
    }

    /// Takes the folder away.
    pub fn close(&self) {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(kept.map(TempDir::close));
    }

    /// Makes a file and takes it away. Gives its number.
    pub fn raise(&self) -> Option<u64> {
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let file = self.path.join(number.to_string());
        if File::create(&file).is_err() {
            self.is_gone.store(!self.path.is_dir(), Ordering::Relaxed);
            return None;
        }
        let _ = fs::remove_file(&file);
        Some(number)
    }

    /// Whether it can be used no more.
    pub fn is_gone(&self) -> bool {
        self.is_gone.load(Ordering::Relaxed)
    }

    /// The number of the last file.
    pub fn last(&self) -> u64 {
        self.last.load(Ordering::Relaxed)
    }

    /// The number of a file that an event tells of.
    pub fn number(path: &Path) -> Option<u64> {
        path.file_name()?.to_str()?.parse().ok()
    }
}
