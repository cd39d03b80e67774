//! Finds the files of a site: links are followed inside it, and named when they lead out.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

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
    /// Links that were followed.
    pub links: Vec<Link>,
    /// Where links lead that lead nowhere, when that is inside the site.
    pub missing: Vec<PathBuf>,
}

/// A link that was followed: where it was met, and what it really leads to.
pub(super) struct Link {
    pub at: PathBuf,
    pub to: PathBuf,
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
        self.links.extend(other.links);
        self.missing.extend(other.missing);
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

/// Walks through a folder inside `top` that no link leads to.
pub(super) fn walk_below(
    folder: &Path,
    top: &Path,
    root: &Path,
    real_root: &Path,
) -> Result<Walked, Failure> {
    loop {
        let mut walk = Walk { top, root, real_root, walked: Walked::default() };
        if walk.folder(folder, &[])? {
            return Ok(walk.walked);
        }
    }
}

/// One walk; nothing when it was interrupted.
fn walk_once(top: &Path, root: &Path, real_root: &Path) -> Result<Option<Walked>, Failure> {
    let mut walk = Walk { top, root, real_root, walked: Walked::default() };
    let is_link = uninterrupted(|| fs::symlink_metadata(top)).is_ok_and(|meta| meta.is_symlink());
    let is_whole = if is_link { walk.link(top, &[])? } else { walk.folder(top, &[])? };
    Ok(is_whole.then_some(walk.walked))
}

/// A walk on its way. Links are looked at before anything behind them is: a folder outside the
/// site is not even listed.
struct Walk<'a> {
    top: &'a Path,
    root: &'a Path,
    real_root: &'a Path,
    walked: Walked,
}

impl Walk<'_> {
    /// Walks through a folder. `via` are the real folders that the links on the way here lie in.
    /// Tells whether it came through without being interrupted.
    fn folder(&mut self, folder: &Path, via: &[PathBuf]) -> Result<bool, Failure> {
        let top = self.top;
        let walker = WalkDir::new(folder).sort_by_file_name().into_iter();
        for entry in walker.filter_entry(|entry| entry.depth() == 0 || !skipped(entry, top)) {
            match entry {
                Ok(entry) if entry.depth() > 0 && entry.path_is_symlink() => {
                    if !self.link(entry.path(), via)? {
                        return Ok(false);
                    }
                }
                Ok(entry) if entry.file_type().is_file() => self.file(entry.path()),
                Ok(_) => {}
                Err(error) if is_interrupted(&error) => return Ok(false),
                Err(error) => walk_fault(&error, self.root, &mut self.walked.faults)?,
            }
        }
        Ok(true)
    }

    fn file(&mut self, path: &Path) {
        let disk = relative(path, self.root);
        match FilePath::from_disk(&disk) {
            Some(path) => self.walked.found.push(Found { path, disk }),
            None => {
                let shown = disk.to_string_lossy().into_owned();
                self.walked.faults.push(SourceFault::BadName { shown });
            }
        }
    }

    /// Follows a link that stays inside the site. One whose end cannot be told is taken for one
    /// that leads out: what may lie outside is never read.
    fn link(&mut self, path: &Path, via: &[PathBuf]) -> Result<bool, Failure> {
        let real = |path: &Path| uninterrupted(|| fs::canonicalize(path)).ok();
        let target = real(path).filter(|target| target.starts_with(self.real_root));
        let here = path.parent().and_then(real);
        let (Some(target), Some(here)) = (target, here) else {
            self.walked.missing.extend(self.intended(path));
            push_link(path, self.root, &mut self.walked.faults);
            return Ok(true);
        };
        self.walked.links.push(Link { at: path.to_path_buf(), to: target.clone() });
        if !uninterrupted(|| fs::metadata(&target)).is_ok_and(|meta| meta.is_dir()) {
            self.file(path);
            return Ok(true);
        }
        let via: Vec<PathBuf> = via.iter().cloned().chain([here]).collect();
        // A folder that this link, or one on the way to it, lies in.
        if via.iter().any(|folder| folder.starts_with(&target)) {
            push_link(path, self.root, &mut self.walked.faults);
            return Ok(true);
        }
        self.folder(path, &via)
    }

    /// Where a link that leads nowhere would lead, when that is inside the site.
    fn intended(&self, link: &Path) -> Option<PathBuf> {
        let written = uninterrupted(|| fs::read_link(link)).ok()?;
        let parent = link.parent()?;
        let folder = uninterrupted(|| fs::canonicalize(parent)).ok()?;
        let mut path = PathBuf::new();
        for part in folder.join(written).components() {
            match part {
                Component::ParentDir => drop(path.pop()),
                Component::CurDir => {}
                part => path.push(part),
            }
        }
        path.starts_with(self.real_root).then_some(path)
    }
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

fn relative(path: &Path, root: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_path_buf()
}
