//! Every call that this program makes to look at or change the output: the file to read
//! when asking what it can do to a disk. Calls that a signal interrupts are made again.
#![expect(clippy::disallowed_methods, reason = "this is where the disk is written")]

use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::base::windows::patiently;
use crate::base::{Failure, Text, uninterrupted};

pub(super) fn metadata(path: &Path) -> io::Result<Metadata> {
    uninterrupted(|| fs::symlink_metadata(path))
}

pub(super) fn length(file: &File) -> io::Result<u64> {
    uninterrupted(|| file.metadata()).map(|meta| meta.len())
}

/// Whether something is at `path`. Not being able to look is an error, never a "no":
/// what is not seen would be lost.
pub(super) fn exists(path: &Path) -> io::Result<bool> {
    found(path).map(|found| found.is_some())
}

/// What is at `path`, if anything.
pub(super) fn found(path: &Path) -> io::Result<Option<Metadata>> {
    match metadata(path) {
        Ok(meta) => Ok(Some(meta)),
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

pub(super) fn open(path: &Path) -> io::Result<File> {
    uninterrupted(|| File::open(path))
}

pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    uninterrupted(|| fs::read(path))
}

/// Reads what is left of `file`.
pub(super) fn read_all(file: &mut File, into: &mut Vec<u8>) -> io::Result<()> {
    uninterrupted(|| file.read_to_end(into)).map(|_| ())
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    uninterrupted(|| fs::write(path, bytes))
}

/// Makes a file that is not there. A link in its place is never followed.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    uninterrupted(|| File::options().write(true).create_new(true).open(path))
}

/// Opens a file to be locked, and makes it when it is not there. A link in its place is never
/// followed: it could make a file anywhere.
pub(super) fn lock_file(path: &Path) -> io::Result<File> {
    match create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        other => return other,
    }
    if !metadata(path)?.is_file() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    uninterrupted(|| File::options().write(true).open(path))
}

/// Opens a file to write at its end, and makes it when it is not there.
pub(super) fn append(path: &Path) -> io::Result<File> {
    uninterrupted(|| File::options().append(true).create(true).open(path))
}

pub(super) fn create_dir(path: &Path) -> io::Result<()> {
    uninterrupted(|| fs::create_dir(path))
}

pub(super) fn create_dir_all(path: &Path) -> io::Result<()> {
    match uninterrupted(|| fs::create_dir_all(path)) {
        // It was there, but a signal kept the library from seeing that it is a folder.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_dir(path) => Ok(()),
        other => other,
    }
}

fn is_dir(path: &Path) -> bool {
    uninterrupted(|| fs::metadata(path)).is_ok_and(|meta| meta.is_dir())
}

/// Copies what is left of `from` to `to`.
pub(super) fn copy(from: &mut File, to: &mut File) -> io::Result<()> {
    // Begun again after a signal it goes on where it was: both files keep their places.
    uninterrupted(|| io::copy(from, to)).map(|_| ())
}

/// Takes the lock on `file`; `false` when somebody else has it.
pub(super) fn try_lock(file: &File) -> io::Result<bool> {
    uninterrupted(|| match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    })
}

/// Waits for the lock on `file`.
pub(super) fn lock(file: &File) -> io::Result<()> {
    uninterrupted(|| file.lock())
}

/// Gives `to` the permissions of `from`.
pub(super) fn copy_permissions(from: &Path, to: &Path) -> io::Result<()> {
    let permissions = uninterrupted(|| fs::metadata(from))?.permissions();
    uninterrupted(|| fs::set_permissions(to, permissions.clone()))
}

pub(super) fn remove_dir(path: &Path) -> io::Result<()> {
    uninterrupted(|| fs::remove_dir(path))
}

pub(super) fn remove_dir_all(path: &Path) -> io::Result<()> {
    uninterrupted(|| fs::remove_dir_all(path))
}

/// Removes a file or link; one that is not there is no error.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    match uninterrupted(|| fs::remove_file(path)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    // On Windows a virus scanner that looks at a new file keeps its folder from being renamed.
    patiently(cfg!(windows), std::thread::sleep, || uninterrupted(|| fs::rename(from, to)))
}

pub(super) fn hard_link(from: &Path, to: &Path) -> io::Result<()> {
    uninterrupted(|| fs::hard_link(from, to))
}

pub(super) fn read_link(path: &Path) -> io::Result<PathBuf> {
    uninterrupted(|| fs::read_link(path))
}

pub(super) fn canonicalize(path: &Path) -> io::Result<PathBuf> {
    uninterrupted(|| fs::canonicalize(path))
}

/// What room a disk has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Free {
    /// Every file takes a whole number of these.
    pub block: u64,
    pub bytes: u64,
    /// How many more files; some disks count none.
    pub files: Option<u64>,
}

/// What is free on the disk that `path` lies on, where the system tells.
#[cfg(unix)]
pub(super) fn free(path: &Path) -> Option<Free> {
    let told = uninterrupted(|| rustix::fs::statvfs(path).map_err(io::Error::from)).ok()?;
    let files = (told.f_files > 0).then_some(told.f_favail);
    Some(Free {
        block: told.f_frsize.max(1),
        bytes: told.f_bavail.saturating_mul(told.f_frsize),
        files,
    })
}

/// What is free on the disk that `path` lies on, where the system tells.
#[cfg(not(unix))]
pub(super) fn free(_: &Path) -> Option<Free> {
    None
}

/// What a file or folder takes on its disk, where the system tells.
#[cfg(unix)]
pub(super) fn room_of(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    metadata(path).ok().map(|meta| meta.blocks() * 512)
}

/// What a file or folder takes on its disk, where the system tells.
#[cfg(not(unix))]
pub(super) fn room_of(_: &Path) -> Option<u64> {
    None
}

/// The names in a folder.
pub(super) fn names(path: &Path) -> io::Result<Vec<std::ffi::OsString>> {
    uninterrupted(|| {
        fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    })
}

#[cfg(unix)]
pub(super) fn symlink(leads_to: &Path, at: &Path) -> io::Result<()> {
    uninterrupted(|| std::os::unix::fs::symlink(leads_to, at))
}

#[cfg(windows)]
pub(super) fn symlink(leads_to: &Path, at: &Path) -> io::Result<()> {
    uninterrupted(|| std::os::windows::fs::symlink_file(leads_to, at))
}

/// Makes two folders change places in one call.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    uninterrupted(|| renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from))
}

/// Makes two folders change places in one call, where the system has such a call.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// Everything below `tree`, folders before what is in them. Links are not followed.
pub(super) fn walk(tree: &Path) -> Result<Vec<DirEntry>, Failure> {
    let message = Text::fixed("Kan inte läsa mappen", "Cannot read the folder");
    // The folder that it was is further in than the one that was asked for.
    let mut at = tree.to_path_buf();
    let walked = uninterrupted(|| {
        let entries = WalkDir::new(tree).min_depth(1).into_iter();
        entries.collect::<Result<Vec<_>, _>>().map_err(|error| {
            at = error.path().unwrap_or(tree).to_path_buf();
            io::Error::from(error)
        })
    });
    walked.map_err(|e| Failure::io(message, &at, &e))
}
