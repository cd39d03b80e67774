//! Whether a file on disk already holds what is to be written.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use super::disk;

/// Whether the regular file at `path` holds exactly `bytes`. `scratch` is a buffer to read into.
pub(super) fn holds(path: &Path, bytes: &[u8], scratch: &mut Vec<u8>) -> io::Result<bool> {
    let Some(mut file) = regular(path)? else { return Ok(false) };
    if disk::length(&file)? != bytes.len() as u64 {
        return Ok(false);
    }
    scratch.clear();
    file.read_to_end(scratch)?;
    Ok(scratch == bytes)
}

/// Whether the regular file at `path` holds exactly what `other` gives.
pub(super) fn holds_same(path: &Path, mut other: File, len: u64) -> io::Result<bool> {
    let Some(mut file) = regular(path)? else { return Ok(false) };
    if disk::length(&file)? != len {
        return Ok(false);
    }
    let (mut a, mut b) = (vec![0; CHUNK], vec![0; CHUNK]);
    loop {
        let read = fill(&mut file, &mut a)?;
        if read != fill(&mut other, &mut b)? || a[..read] != b[..read] {
            return Ok(false);
        }
        if read == 0 {
            return Ok(true);
        }
    }
}

const CHUNK: usize = 64 * 1024;

fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Opens `path` if it is a regular file; a link is never followed.
pub(super) fn regular(path: &Path) -> io::Result<Option<File>> {
    match disk::found(path)? {
        Some(meta) if meta.is_file() => disk::open(path).map(Some),
        _ => Ok(None),
    }
}

/// Whether two paths are one file on the disk, or links that lead to the same place.
pub(super) fn same_file(a: &Path, b: &Path) -> bool {
    let (Ok(first), Ok(second)) = (disk::metadata(a), disk::metadata(b)) else {
        return false;
    };
    if first.is_symlink() || second.is_symlink() {
        return disk::read_link(a).ok() == disk::read_link(b).ok();
    }
    same_inode(&first, &second)
}

#[cfg(unix)]
fn same_inode(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn same_inode(a: &Metadata, b: &Metadata) -> bool {
    // Without inodes: same length and same time of change. A link keeps both.
    a.len() == b.len() && a.modified().ok() == b.modified().ok()
}
