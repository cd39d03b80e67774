//! The only place that reads the author's files from a disk.

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::base::{Failure, FilePath, uninterrupted};
use crate::pictures::{BadPicture, LONGEST_DRAWING, LONGEST_FILE, Seen, look, take_room};
use rayon::prelude::*;

use super::gate::Gate;
use super::limits::{CODE, Limits, is_code, is_drawing, is_kept, is_picture, is_text};
use super::walk::{Found, Walked, walk};
use super::{CONTENT, Content, SITE_FILE, Source, THEMES, cannot_read, decode};

/// How many files a thread takes at a time: few, so that nobody is left with the last of them.
const AT_A_TIME: usize = 64;

/// A file opened to be copied to the finished site.
pub type Opened = fs::File;

/// The nearest folder from `start` upwards that holds a site.
#[must_use]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| is_site(folder)).map(Path::to_path_buf)
}

/// Whether `folder` holds a site.
#[must_use]
pub fn is_site(folder: &Path) -> bool {
    let file = folder.join(SITE_FILE);
    uninterrupted(|| fs::metadata(&file)).is_ok_and(|meta| meta.is_file())
}

/// Whether there is a folder at `path`. Not being able to look is an error, never a
/// "no": the site would come out empty.
fn is_dir(path: &Path) -> std::io::Result<bool> {
    match uninterrupted(|| fs::metadata(path)) {
        Ok(meta) => Ok(meta.is_dir()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Reads the site in `root`: all of `content/` and `themes/`.
///
/// # Errors
/// When a folder or file cannot be read. A file that is not UTF-8 or is too
/// large is no failure but a `Content` of its own.
pub fn read(root: &Path) -> Result<Source, Failure> {
    let gate = Gate::of(root)?;
    let mut source = Source { root: root.to_path_buf(), ..Source::default() };
    let walked = walk_all(root, gate.real())?;
    source.faults = walked.faults;
    for (file, content) in load_all(&gate, root, walked.found)? {
        source.insert(file.path, file.disk, content);
    }
    source.gate = gate;
    Ok(source)
}

/// Walks through all of `content/` and `themes/`.
pub(super) fn walk_all(root: &Path, real_root: &Path) -> Result<Walked, Failure> {
    let mut walked = Walked::default();
    for folder in [CONTENT, THEMES] {
        let top = root.join(folder);
        if is_dir(&top).map_err(|e| cannot_read(&top, &e))? {
            walked.add(walk(&top, root, real_root)?);
        }
    }
    Ok(walked)
}

/// Reads all these files.
pub(super) fn load_all(
    gate: &Gate,
    root: &Path,
    found: Vec<Found>,
) -> Result<Vec<(Found, Content)>, Failure> {
    found
        .into_par_iter()
        .with_max_len(AT_A_TIME)
        .map(|file| load(gate, root, &file.path, &file.disk).map(|content| (file, content)))
        .collect()
}

impl Source {
    /// Opens a file that is copied as it is.
    ///
    /// # Errors
    /// When it cannot be opened, for instance because it has just been removed, or has just
    /// become a link out of the site.
    pub fn open(&self, disk: &Path) -> Result<Opened, Failure> {
        self.gate.open(disk)
    }
}

pub(super) fn load(
    gate: &Gate,
    root: &Path,
    path: &FilePath,
    disk: &Path,
) -> Result<Content, Failure> {
    let full = root.join(disk);
    let failed = |e: std::io::Error| cannot_read(&full, &e);
    if !is_text(path) && !is_kept(path) {
        let len = uninterrupted(|| fs::metadata(&full)).map_err(failed)?.len();
        if is_picture(path) {
            return load_picture(gate, root, disk, len);
        }
        let most = if is_drawing(path) { LONGEST_DRAWING } else { CODE };
        if !(is_code(path) || is_drawing(path)) || len > most {
            return Ok(Content::Copied { len });
        }
    }
    let mut file = gate.open(disk)?;
    let len = uninterrupted(|| file.metadata()).map_err(failed)?.len();
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

/// Looks at a picture. One that grows meanwhile is still capped.
fn load_picture(gate: &Gate, root: &Path, disk: &Path, len: u64) -> Result<Content, Failure> {
    if len > LONGEST_FILE {
        // Nobody reads it; its length is all there is to tell it by.
        let seen = Seen { len, hash: u128::from(len), head: Err(BadPicture::TooLong(len)) };
        return Ok(Content::Picture(Box::new(seen)));
    }
    let _room = take_room(len);
    let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0) + 1);
    let read = gate.open(disk)?.take(LONGEST_FILE + 1).read_to_end(&mut bytes);
    read.map_err(|e| cannot_read(&root.join(disk), &e))?;
    Ok(look(&bytes).map_or(Content::Copied { len }, |seen| Content::Picture(Box::new(seen))))
}
