//! Finds the files of a site: links are followed inside it, and named when they lead out.

use std::cell::RefCell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::base::{Failure, FilePath, uninterrupted, windows};

use super::limits::is_ignored;
use super::{SourceFault, cannot_read};

/// What a walk found.
#[derive(Default)]
pub(super) struct Walked {
    /// The files.
    pub found: Vec<Found>,
    /// Names and links that cannot be used.
    pub faults: Vec<SourceFault>,
}

/// One file: as the site knows it, and as the disk spells it.
pub(super) struct Found {
    pub path: FilePath,
    pub disk: PathBuf,
}

impl Walked {
    /// Puts two walks together.
    pub fn add(&mut self, other: Self) {
        self.found.extend(other.found);
        self.faults.extend(other.faults);
    }
}

/// Walks through `top`. A walk that a signal interrupts is begun again.
pub(super) fn walk(top: &Path, root: &Path, real_root: &Path) -> Result<Walked, Failure> {
    loop {
        if let Some(walked) = walk_once(top, root, real_root)? {
            return Ok(walked);
        }
    }
}

/// One walk; nothing when it was interrupted.
fn walk_once(top: &Path, root: &Path, real_root: &Path) -> Result<Option<Walked>, Failure> {
    let mut walked = Walked::default();
    let outside = RefCell::new(Vec::new());
    let walker = WalkDir::new(top).follow_links(true).sort_by_file_name();
    let entries = walker.into_iter().filter_entry(|entry| {
        if entry.depth() > 0 && skipped(entry, top) {
            return false;
        }
        let out = leads_out(entry, real_root);
        if out {
            outside.borrow_mut().push(entry.path().to_path_buf());
        }
        !out
    });
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let disk = relative(entry.path(), root);
                match FilePath::from_disk(&disk) {
                    Some(path) => walked.found.push(Found { path, disk }),
                    None => {
                        let shown = disk.to_string_lossy().into_owned();
                        walked.faults.push(SourceFault::BadName { shown });
                    }
                }
            }
            Ok(_) => {}
            Err(error) if is_interrupted(&error) => return Ok(None),
            Err(error) => walk_fault(&error, root, &mut walked.faults)?,
        }
    }
    for link in outside.into_inner() {
        push_link(&link, root, &mut walked.faults);
    }
    Ok(Some(walked))
}

fn is_interrupted(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|io| io.kind() == io::ErrorKind::Interrupted)
}

fn walk_fault(
    error: &walkdir::Error,
    root: &Path,
    faults: &mut Vec<SourceFault>,
) -> Result<(), Failure> {
    let path = error.path().unwrap_or(root);
    let is_link = uninterrupted(|| fs::symlink_metadata(path)).is_ok_and(|meta| meta.is_symlink());
    if error.loop_ancestor().is_some() || is_link {
        push_link(path, root, faults);
        return Ok(());
    }
    match error.io_error() {
        Some(io) => Err(cannot_read(path, io)),
        None => Ok(()),
    }
}

fn push_link(path: &Path, root: &Path, faults: &mut Vec<SourceFault>) {
    let target = uninterrupted(|| fs::read_link(path))
        .map_or_else(|_| String::new(), |t| windows::shown(&t.display().to_string()));
    let file = FilePath::new(&relative(path, root).to_string_lossy().replace('\\', "/"));
    faults.push(SourceFault::BadLink { file, target });
}

fn skipped(entry: &DirEntry, top: &Path) -> bool {
    let in_static = entry.path().strip_prefix(top).is_ok_and(|rest| rest.starts_with("static"));
    is_ignored(&entry.file_name().to_string_lossy(), in_static)
}

/// Whether the entry is a link to something outside the site. One whose end cannot be
/// told is taken for one: what may lie outside is never read.
fn leads_out(entry: &DirEntry, real_root: &Path) -> bool {
    entry.path_is_symlink()
        && !uninterrupted(|| fs::canonicalize(entry.path()))
            .is_ok_and(|target| target.starts_with(real_root))
}

fn relative(path: &Path, root: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_path_buf()
}
