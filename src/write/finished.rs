//! What publishing needs of the disk: the finished site to read, and files of its own that are
//! whole or not there.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::{Failure, Text};

use super::disk;

/// The bytes of the file at `path` of a finished site.
///
/// # Errors
/// When it cannot be read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    disk::read(path).map_err(|e| Failure::io(Text::fixed("Kan inte läsa", "Cannot read"), path, &e))
}

/// Makes the file at `path` with what `fill` writes to it, and the folders it needs: whole, or as
/// it was.
///
/// # Errors
/// When it cannot be made.
pub fn write_whole(
    path: &Path,
    fill: &mut dyn FnMut(File) -> io::Result<()>,
) -> Result<(), Failure> {
    let failed = |error: &io::Error| {
        Failure::io(Text::fixed("Kan inte skriva", "Cannot write"), path, error)
    };
    if let Some(folder) = path.parent() {
        disk::create_dir_all(folder).map_err(|e| failed(&e))?;
    }
    let beside = beside(path);
    // Left behind by a run with our number that was killed.
    let _ = disk::remove_file(&beside);
    let made = disk::create_new(&beside).and_then(fill).and_then(|()| disk::rename(&beside, path));
    made.map_err(|error| {
        let _ = disk::remove_file(&beside);
        failed(&error)
    })
}

/// Takes away a file that `write_whole` has made.
pub fn remove_made(path: &Path) {
    // It is of no use to anybody, and in nobody's way.
    let _ = disk::remove_file(path);
}

/// Adds a line to the end of the file at `path`.
///
/// # Errors
/// When it cannot be written.
pub fn append_line(path: &Path, line: &str) -> Result<(), Failure> {
    let failed = |error: &io::Error| {
        Failure::io(Text::fixed("Kan inte skriva", "Cannot write"), path, error)
    };
    if let Some(folder) = path.parent() {
        disk::create_dir_all(folder).map_err(|e| failed(&e))?;
    }
    let opened = disk::append(path).map_err(|e| failed(&e));
    // In one call, so that two who write at once leave two lines.
    opened?.write_all(format!("{line}\n").as_bytes()).map_err(|e| failed(&e))
}

/// A name in the same folder that no other run uses.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    path.with_file_name(name)
}
