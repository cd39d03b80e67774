//! Tells when all events so far have come: a file is made in a folder that the same watcher
//! watches, and events come in order.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use tempfile::TempDir;

/// A folder of our own.
#[derive(Debug)]
pub(super) struct Barrier {
    // Taken away when the program ends by itself. It never holds anything for long.
    _folder: TempDir,
    path: PathBuf,
    last: AtomicU64,
}

impl Barrier {
    /// A new one; nothing where the machine has no room for passing files.
    pub fn new() -> Option<Self> {
        let folder = TempDir::with_prefix("delwebb-").ok()?;
        // As the watcher will spell it.
        let path = fs::canonicalize(folder.path()).ok()?;
        Some(Self { _folder: folder, path, last: AtomicU64::new(0) })
    }

    /// The folder to watch.
    pub fn folder(&self) -> &Path {
        &self.path
    }

    /// Makes a file and takes it away. Gives its number.
    pub fn raise(&self) -> Option<u64> {
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let file = self.path.join(number.to_string());
        File::create(&file).ok()?;
        let _ = fs::remove_file(&file);
        Some(number)
    }

    /// The number of a file that an event tells of.
    pub fn number(path: &Path) -> Option<u64> {
        path.file_name()?.to_str()?.parse().ok()
    }
}
