//! Makes files in the spare tree. What an older build left in their place gives way.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::{Failure, Text};

use super::disk;

/// Writes a file that holds `bytes`.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = make_new(path)?;
    file.write_all(bytes).map_err(|e| cannot_write(path, &e))
}

/// Writes a file that holds what `from` gives.
pub(super) fn copy_new(mut from: File, path: &Path) -> Result<(), Failure> {
    let mut file = make_new(path)?;
    disk::copy(&mut from, &mut file).map_err(|e| cannot_write(path, &e))
}

/// Links `from` at `to`, or copies it where the disk has no such links.
pub(super) fn link_or_copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let mut linked = disk::hard_link(from, to);
    if let Err(error) = &linked {
        if is_parent_missing(error) {
            make_parent(to)?;
            linked = disk::hard_link(from, to);
        } else if error.kind() == io::ErrorKind::AlreadyExists {
            give_way(to)?;
            linked = disk::hard_link(from, to);
        }
    }
    match linked {
        Err(error) if has_no_links(&error) => {
            let source = disk::open(from).map_err(|e| cannot_read(from, &e))?;
            copy_new(source, to)
        }
        other => other.map_err(|e| cannot_write(to, &e)),
    }
}

/// Makes the folder of `path`; a file or link in the place of one of its folders gives way.
pub(super) fn make_parent(path: &Path) -> Result<(), Failure> {
    let Some(parent) = path.parent() else { return Ok(()) };
    if disk::create_dir_all(parent).is_ok() {
        return Ok(());
    }
    let mut above: Option<PathBuf> = Some(parent.to_path_buf());
    while let Some(folder) = above {
        if disk::metadata(&folder).is_ok_and(|meta| !meta.is_dir()) {
            give_way(&folder)?;
            break;
        }
        above = folder.parent().map(Path::to_path_buf);
    }
    disk::create_dir_all(parent).map_err(|e| cannot_make(parent, &e))
}

fn make_new(path: &Path) -> Result<File, Failure> {
    let file = match disk::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            give_way(path)?;
            disk::create_new(path)
        }
        Err(error) if is_parent_missing(&error) => {
            make_parent(path)?;
            disk::create_new(path)
        }
        other => other,
    };
    file.map_err(|e| cannot_write(path, &e))
}

/// Errors that say the disk cannot link this file, not that it is broken.
pub(super) fn has_no_links(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::CrossesDevices
            | io::ErrorKind::TooManyLinks
    )
}

fn is_parent_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Removes what an older build left at `path` in the spare tree.
fn give_way(path: &Path) -> Result<(), Failure> {
    let is_folder = disk::metadata(path).is_ok_and(|meta| meta.is_dir());
    let removed = if is_folder { disk::remove_dir_all(path) } else { disk::remove_file(path) };
    removed.map_err(|e| cannot_write(path, &e))
}

pub(super) fn cannot_make(path: &Path, error: &io::Error) -> Failure {
    Failure::io(Text::fixed("Kan inte göra mappen", "Cannot make the folder"), path, error)
}

pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::io(Text::fixed("Kan inte skriva", "Cannot write"), path, error)
}

pub(super) fn cannot_read(path: &Path, error: &io::Error) -> Failure {
    Failure::io(Text::fixed("Kan inte läsa", "Cannot read"), path, error)
}
