//! From a path in the place to one on the disk, and never out of the place: a link in it that
//! leads elsewhere is refused, whoever made it.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::base::Text;
use crate::host::Trouble;
use crate::host::paths::{OWN, leads_out, parent};

use super::calls;

/// The place during one call of the host's. Folders that were found to lie inside are not asked
/// about again.
pub struct Inside<'a> {
    root: &'a Path,
    real: Option<PathBuf>,
    known: Mutex<HashSet<String>>,
}

impl<'a> Inside<'a> {
    /// The place as it is. It need not be there yet.
    pub fn look(root: &'a Path) -> Result<Self, Trouble> {
        let real = calls::there(calls::canonicalize(root)).map_err(|e| unreadable(root, &e))?;
        Ok(Self { root, real, known: Mutex::default() })
    }

    /// The place, made when it is not there.
    pub fn make(root: &'a Path) -> Result<Self, Trouble> {
        let own = root.join(OWN);
        calls::create_dir_all(&own).map_err(|e| unwritable(&own, &e))?;
        Self::look(root)
    }

    /// Where `path` is on the disk, without asking whether it is there; nothing when the folder
    /// that it would lie in is not.
    pub fn at(&self, path: &str) -> Result<Option<PathBuf>, Trouble> {
        let folder = parent(path);
        if !self.is_known(folder) {
            let at = self.root.join(folder);
            let Some(real) =
                calls::there(calls::canonicalize(&at)).map_err(|e| unreadable(&at, &e))?
            else {
                return Ok(None);
            };
            self.must_hold(&real, &at)?;
            self.note(folder);
        }
        Ok(Some(self.root.join(path)))
    }

    /// Where `path` is, with every link followed; nothing when nothing is there.
    pub fn followed(&self, path: &str) -> Result<Option<PathBuf>, Trouble> {
        let at = if path.is_empty() { Some(self.root.to_path_buf()) } else { self.at(path)? };
        let Some(at) = at else { return Ok(None) };
        let real = calls::there(calls::canonicalize(&at)).map_err(|e| unreadable(&at, &e))?;
        if let Some(real) = &real {
            self.must_hold(real, &at)?;
        }
        Ok(real)
    }

    /// Where `path` is on the disk, its folder made when it is not there.
    pub fn with_folder(&self, path: &str) -> Result<PathBuf, Trouble> {
        let folder = parent(path);
        if !self.is_known(folder) {
            let at = self.root.join(folder);
            self.nearest_must_hold(&at)?;
            calls::create_dir_all(&at).map_err(|e| unwritable(&at, &e))?;
            self.note(folder);
        }
        Ok(self.root.join(path))
    }

    /// A new name for something that is not whole yet.
    pub fn part(&self) -> PathBuf {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        self.root.join(OWN).join(format!("{PART}{}-{count}", std::process::id()))
    }

    /// Removes what earlier runs left half made. What is less than an hour old may be somebody's
    /// who is at work: it stays.
    pub fn sweep(&self) {
        let parts = calls::entries(&self.root.join(OWN)).unwrap_or_default();
        let parts = parts.into_iter().filter(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PART))
        });
        let written = |path: &Path| calls::found(path).ok().flatten()?.modified().ok();
        let parts: Vec<_> = parts.filter_map(|path| Some((written(&path)?, path))).collect();
        if parts.is_empty() {
            return;
        }
        // What time it is there: a disk on the network has its own clock.
        let clock = self.part();
        let now = calls::write_new(&clock, b"").ok().and_then(|()| written(&clock));
        let _ = calls::remove_file(&clock);
        let Some(limit) = now.and_then(|now| now.checked_sub(Duration::from_hours(1))) else {
            return;
        };
        for (_, path) in parts.iter().filter(|(written, _)| *written < limit) {
            let _ = calls::remove_tree(path);
        }
    }

    fn nearest_must_hold(&self, folder: &Path) -> Result<(), Trouble> {
        for at in folder.ancestors() {
            match calls::there(calls::canonicalize(at)).map_err(|e| unreadable(at, &e))? {
                Some(real) => return self.must_hold(&real, at),
                None if at == self.root => return Ok(()),
                None => {}
            }
        }
        Ok(())
    }

    fn must_hold(&self, real: &Path, at: &Path) -> Result<(), Trouble> {
        if self.real.as_ref().is_some_and(|root| real.starts_with(root)) {
            return Ok(());
        }
        Err(leads_out(at))
    }

    fn is_known(&self, folder: &str) -> bool {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).contains(folder)
    }

    fn note(&self, folder: &str) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
    }
}

/// What the names of things that are not whole begin with.
const PART: &str = "part-";

pub fn unreadable(path: &Path, error: &io::Error) -> Trouble {
    Trouble::io(
        Text::fixed(
            "Kan inte läsa på publiceringsplatsen",
            "Cannot read in the place of publishing",
        ),
        path,
        error,
    )
}

pub fn unwritable(path: &Path, error: &io::Error) -> Trouble {
    Trouble::io(
        Text::fixed(
            "Kan inte skriva på publiceringsplatsen",
            "Cannot write in the place of publishing",
        ),
        path,
        error,
    )
}
