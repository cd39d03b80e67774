//! Looks at the files of a site without reading them: which there are, behind which links, and
//! what tells a file from what it was.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::base::{Failure, uninterrupted};

use super::disk::walk_all;
use super::limits::is_ignored;
use super::{CONTENT, SourceFault, THEMES, cannot_read};

/// What a look found.
#[derive(Debug, Default)]
pub struct Looked {
    /// The folder of the site, without links.
    pub real_root: PathBuf,
    /// Every file that the site is read from, by its path.
    pub stamps: BTreeMap<PathBuf, Stamp>,
    /// Every link that was followed: where it really leads, and where it was met.
    pub links: Vec<(PathBuf, PathBuf)>,
    /// Where links lead that lead nowhere, when that is inside the site.
    pub missing: Vec<PathBuf>,
    /// What is wrong with names and links.
    pub faults: Vec<SourceFault>,
}

/// What the system tells of a file: another when it has been written, as far as clocks go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Its length in bytes.
    pub len: u64,
    modified: Option<SystemTime>,
    /// Which file it is, and when it was last changed in any way, where the system says so.
    inode: (u64, u64, i64, i64),
}

impl Stamp {
    fn of(meta: &Metadata) -> Self {
        Self { len: meta.len(), modified: meta.modified().ok(), inode: inode(meta) }
    }
}

#[cfg(unix)]
fn inode(meta: &Metadata) -> (u64, u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (meta.dev(), meta.ino(), meta.ctime(), meta.ctime_nsec())
}

#[cfg(not(unix))]
const fn inode(_: &Metadata) -> (u64, u64, i64, i64) {
    (0, 0, 0, 0)
}

/// Looks at every file of the site in `root`, behind the same links as a build follows. A file
/// that goes away meanwhile is left out.
///
/// # Errors
/// When a folder cannot be listed.
pub fn look(root: &Path) -> Result<Looked, Failure> {
    let real_root = uninterrupted(|| root.canonicalize()).map_err(|e| cannot_read(root, &e))?;
    let walked = walk_all(root, &real_root)?;
    let stamped = |disk: &PathBuf| {
        let path = root.join(disk);
        let meta = uninterrupted(|| fs::metadata(&path)).ok()?;
        Some((path, Stamp::of(&meta)))
    };
    let found: Vec<PathBuf> = walked.found.into_iter().map(|found| found.disk).collect();
    let stamps: Vec<(PathBuf, Stamp)> = found.par_iter().filter_map(stamped).collect();
    Ok(Looked {
        real_root,
        stamps: stamps.into_iter().collect(),
        links: walked.links.into_iter().map(|link| (link.to, link.at)).collect(),
        missing: walked.missing,
        faults: walked.faults,
    })
}

/// Whether there is a link anywhere in `folder`.
#[must_use]
pub fn has_links(folder: &Path) -> bool {
    WalkDir::new(folder).into_iter().flatten().any(|entry| entry.path_is_symlink())
}

/// Whether a path below the root may be one of the site's: not in another folder, and not with a
/// name that editors and systems leave behind.
#[must_use]
pub fn is_site_file(disk: &Path) -> bool {
    let mut parts = disk.iter().map(|part| part.to_string_lossy());
    let top = parts.next();
    if !matches!(top.as_deref(), Some(CONTENT | THEMES)) {
        return false;
    }
    let mut in_static = false;
    for (depth, part) in parts.enumerate() {
        if is_ignored(&part, in_static) {
            return false;
        }
        in_static |= depth == 0 && part == "static";
    }
    true
}
