//! The only place that reads the author's files from a disk.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::base::{Failure, FilePath, Text};

use super::limits::{Limits, is_ignored, is_kept, is_text};
use super::{CONTENT, Content, SITE_FILE, Source, SourceFault, THEMES, decode};

/// A file opened to be copied to the finished site.
pub type Opened = fs::File;

/// The nearest folder from `start` upwards that holds a site.
#[must_use]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(SITE_FILE).is_file()).map(Path::to_path_buf)
}

/// Reads the site in `root`: all of `content/` and `themes/`.
///
/// # Errors
/// When a folder or file cannot be read. A file that is not UTF-8 or is too
/// large is no failure but a `Content` of its own.
pub fn read(root: &Path) -> Result<Source, Failure> {
    let real_root = fs::canonicalize(root).map_err(|e| cannot_read(root, &e))?;
    let mut source = Source { root: root.to_path_buf(), ..Source::default() };
    let mut found = Vec::new();
    for folder in [CONTENT, THEMES] {
        let top = root.join(folder);
        if top.is_dir() {
            walk(&top, root, &real_root, &mut found, &mut source.faults)?;
        }
    }
    let read: Vec<_> = found
        .into_par_iter()
        .map(|file| load(root, &file.path, &file.disk).map(|content| (file, content)))
        .collect::<Result<_, Failure>>()?;
    for (file, content) in read {
        source.insert(file.path, file.disk, content);
    }
    Ok(source)
}

impl Source {
    /// Opens a file that is copied as it is.
    ///
    /// # Errors
    /// When it cannot be opened, for instance because it has just been removed.
    pub fn open(&self, disk: &Path) -> Result<Opened, Failure> {
        let path = self.root.join(disk);
        fs::File::open(&path).map_err(|e| cannot_read(&path, &e))
    }
}

struct Found {
    path: FilePath,
    disk: PathBuf,
}

fn walk(
    top: &Path,
    root: &Path,
    real_root: &Path,
    found: &mut Vec<Found>,
    faults: &mut Vec<SourceFault>,
) -> Result<(), Failure> {
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
                    Some(path) => found.push(Found { path, disk }),
                    None => faults
                        .push(SourceFault::BadName { shown: disk.to_string_lossy().into_owned() }),
                }
            }
            Ok(_) => {}
            Err(error) => walk_fault(&error, root, faults)?,
        }
    }
    for link in outside.into_inner() {
        push_link(&link, root, faults);
    }
    Ok(())
}

fn walk_fault(
    error: &walkdir::Error,
    root: &Path,
    faults: &mut Vec<SourceFault>,
) -> Result<(), Failure> {
    let path = error.path().unwrap_or(root);
    let is_link = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
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
    let target = fs::read_link(path).map_or_else(|_| String::new(), |t| t.display().to_string());
    let file = FilePath::new(&relative(path, root).to_string_lossy().replace('\\', "/"));
    faults.push(SourceFault::BadLink { file, target });
}

fn skipped(entry: &DirEntry, top: &Path) -> bool {
    let in_static = entry.path().strip_prefix(top).is_ok_and(|rest| rest.starts_with("static"));
    is_ignored(&entry.file_name().to_string_lossy(), in_static)
}

/// Whether the entry is a link to something outside the site.
fn leads_out(entry: &DirEntry, real_root: &Path) -> bool {
    entry.path_is_symlink()
        && fs::canonicalize(entry.path()).is_ok_and(|target| !target.starts_with(real_root))
}

fn relative(path: &Path, root: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_path_buf()
}

fn load(root: &Path, path: &FilePath, disk: &Path) -> Result<Content, Failure> {
    let full = root.join(disk);
    let failed = |e: std::io::Error| cannot_read(&full, &e);
    if !is_text(path) && !is_kept(path) {
        let len = fs::metadata(&full).map_err(failed)?.len();
        return Ok(Content::Copied { len });
    }
    let mut file = fs::File::open(&full).map_err(failed)?;
    let len = file.metadata().map_err(failed)?.len();
    let limit = Limits::of(path);
    if len > limit {
        return Ok(Content::TooLarge { len, limit });
    }
    // Room for the whole file and one byte more: it is read in one go, and one that
    // grows meanwhile is still capped.
    let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0) + 1);
    file.by_ref().take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit {
        return Ok(Content::TooLarge { len: bytes.len() as u64, limit });
    }
    Ok(if is_text(path) { decode(path, bytes) } else { Content::Bytes(Cow::Owned(bytes)) })
}

fn cannot_read(path: &Path, error: &std::io::Error) -> Failure {
    Failure::io(Text::fixed("Kan inte läsa", "Cannot read"), path, error)
}
