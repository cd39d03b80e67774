//! The spare tree: made ready once, before anything is written into it.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::base::{Failure, OutPath};

use super::compare::same_file;
use super::disk;
use super::files::{cannot_make, cannot_write};
use super::folder::OutFolder;
use super::live::Live;

/// The spare tree of one build.
pub(super) struct Spare<'a> {
    /// Where it is.
    pub path: PathBuf,
    folder: &'a OutFolder,
    live: &'a Live,
    /// Everything of ours that the new tree will hold.
    wanted: &'a BTreeSet<String>,
    ready: OnceLock<Result<(), Failure>>,
}

impl<'a> Spare<'a> {
    /// The spare tree of `folder`. Nothing is touched yet: a build that changes nothing
    /// needs no spare tree.
    pub fn new(folder: &'a OutFolder, live: &'a Live, wanted: &'a BTreeSet<String>) -> Self {
        Self { path: folder.spare(), folder, live, wanted, ready: OnceLock::new() }
    }

    /// Makes the tree ready, the first time it is asked: what the new site does not hold
    /// is removed, and every link, because writing through one would write outside. The
    /// other threads wait meanwhile.
    pub fn ready(&self) -> Result<(), Failure> {
        self.ready.get_or_init(|| self.make_ready()).clone()
    }

    fn make_ready(&self) -> Result<(), Failure> {
        // Where the visible folder was a file or a link, the exchange brought that here.
        let is_link = disk::found(&self.path).map_err(|e| cannot_make(&self.path, &e))?;
        if is_link.is_some_and(|meta| !meta.is_dir()) {
            disk::remove_file(&self.path).map_err(|e| cannot_make(&self.path, &e))?;
        }
        disk::create_dir_all(&self.path).map_err(|e| cannot_make(&self.path, &e))?;
        // Backwards, so that a folder comes after what was in it.
        for entry in disk::walk(&self.path)?.into_iter().rev() {
            let path = entry.path();
            if entry.file_type().is_dir() {
                // Only empty folders go; whichever still holds something stays.
                let _ = disk::remove_dir(path);
                continue;
            }
            let Ok(relative) = path.strip_prefix(&self.path) else { continue };
            let shown = relative.to_string_lossy().replace('\\', "/");
            let is_ours = self.wanted.contains(&*shown);
            let is_theirs = self.live.foreign.contains_key(relative)
                && same_file(path, &self.folder.live.join(relative));
            if entry.path_is_symlink() || !(is_ours || is_theirs) {
                disk::remove_file(path).map_err(|e| cannot_write(path, &e))?;
            }
        }
        Ok(())
    }

    /// Makes the folders of all outputs, a folder before those in it: quicker than one by one
    /// when a file asks for it, when every one of them will be needed.
    pub fn make_folders(&self) -> Result<(), Failure> {
        // In the order of the outputs, so that those who write them are never far behind.
        let mut made: BTreeSet<&str> = BTreeSet::new();
        for out in self.wanted {
            for (end, _) in out.match_indices('/') {
                if !made.insert(&out[..end]) {
                    continue;
                }
                let path = self.path.join(&out[..end]);
                if let Err(error) = disk::create_dir(&path)
                    && !gives_way(&error)
                {
                    return Err(cannot_make(&path, &error));
                }
            }
        }
        Ok(())
    }

    /// Where an output is written.
    pub fn target(&self, out: &OutPath) -> PathBuf {
        out.below(&self.path)
    }
}

/// A folder is there, or a file that an older build had in its place or above: it gives way when
/// the first file is written below.
fn gives_way(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory)
}
