//! Every call that this program makes to look at or change a folder that it publishes to: the
//! file to read when asking what it can do there. Calls that a signal interrupts are made again.

use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::base::uninterrupted;
use crate::base::windows::patiently;

/// What is at `path`, if anything; a link is not followed.
pub fn found(path: &Path) -> io::Result<Option<Metadata>> {
    there(uninterrupted(|| fs::symlink_metadata(path)))
}

/// Nothing instead of an error that says that there is nothing.
pub fn there<T>(asked: io::Result<T>) -> io::Result<Option<T>> {
    match asked {
        Ok(found) => Ok(Some(found)),
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

pub fn canonicalize(path: &Path) -> io::Result<PathBuf> {
    uninterrupted(|| fs::canonicalize(path))
}

#[expect(clippy::disallowed_methods, reason = "what was published is read here")]
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    uninterrupted(|| fs::read(path))
}

/// Makes a file that is not there. A link in its place is never followed. Whoever may look into
/// its folder may read it, whatever whoever publishes otherwise keeps to themselves.
pub fn create_new(path: &Path) -> io::Result<File> {
    let file = uninterrupted(|| File::options().write(true).create_new(true).open(path))?;
    as_in_its_folder(path, 0o664, 0o600)?;
    Ok(file)
}

/// Gives `path` the rights of the folder that it lies in: `most` of them, `least` these. A
/// web server reads what it may, and a `umask` such as 077 would lock visitors out.
#[cfg(unix)]
fn as_in_its_folder(path: &Path, most: u32, least: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else {
        return Ok(());
    };
    let rights = |path: &Path| uninterrupted(|| fs::metadata(path)).map(|meta| meta.permissions());
    let wanted = rights(folder)?.mode() & most | least;
    let mut own = rights(path)?;
    if own.mode() & 0o777 == wanted {
        return Ok(());
    }
    own.set_mode(own.mode() & !0o777 | wanted);
    // A disk that has no such rights has them from how it is mounted.
    let _ = uninterrupted(|| fs::set_permissions(path, own.clone()));
    Ok(())
}

/// Elsewhere a file has the rights of its folder by itself.
#[cfg(not(unix))]
const fn as_in_its_folder(_: &Path, _: u32, _: u32) -> io::Result<()> {
    Ok(())
}

/// Makes a file that is not there with these bytes.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_new(path)?.write_all(bytes)
}

/// Makes a file that is not there with the bytes of another: how many they are.
pub fn copy_new(from: &Path, path: &Path) -> io::Result<u64> {
    let mut from = uninterrupted(|| File::open(from))?;
    let mut to = create_new(path)?;
    // Begun again after a signal it goes on where it was: both files keep their places.
    uninterrupted(|| io::copy(&mut from, &mut to))?;
    to.metadata().map(|meta| meta.len())
}

/// Makes a folder and those above it, each with the rights of the one that it lies in.
pub fn create_dir_all(path: &Path) -> io::Result<()> {
    let mut missing: Vec<&Path> = Vec::new();
    for at in path.ancestors().filter(|at| !at.as_os_str().is_empty()) {
        if uninterrupted(|| fs::metadata(at)).is_ok() {
            break;
        }
        missing.push(at);
    }
    uninterrupted(|| fs::create_dir_all(path))?;
    missing.iter().rev().try_for_each(|made| as_in_its_folder(made, 0o775, 0o700))
}

pub fn hard_link(from: &Path, to: &Path) -> io::Result<()> {
    uninterrupted(|| fs::hard_link(from, to))
}

pub fn read_link(path: &Path) -> io::Result<PathBuf> {
    uninterrupted(|| fs::read_link(path))
}

#[cfg(unix)]
pub fn symlink(leads_to: &str, at: &Path) -> io::Result<()> {
    uninterrupted(|| std::os::unix::fs::symlink(leads_to, at))
}

#[cfg(windows)]
pub fn symlink(leads_to: &str, at: &Path) -> io::Result<()> {
    let leads_to = leads_to.replace('/', "\\");
    uninterrupted(|| std::os::windows::fs::symlink_dir(&leads_to, at))
}

pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    // On Windows a virus scanner that looks at a new file keeps it from being renamed.
    patiently(cfg!(windows), std::thread::sleep, || uninterrupted(|| fs::rename(from, to)))
}

/// Makes two folders change places in one call.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    uninterrupted(|| renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from))
}

/// Makes two folders change places in one call, where the system has such a call.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// Removes a file or link; one that is not there is no error.
pub fn remove_file(path: &Path) -> io::Result<()> {
    there(uninterrupted(|| fs::remove_file(path))).map(|_| ())
}

/// Removes a folder if there is nothing in it: tells whether it did.
pub fn remove_empty(path: &Path) -> bool {
    uninterrupted(|| fs::remove_dir(path)).is_ok()
}

/// Removes a folder with everything in it. One that is not there is no error.
#[expect(clippy::disallowed_methods, reason = "old releases are removed here")]
pub fn remove_tree(path: &Path) -> io::Result<()> {
    match found(path)? {
        None => Ok(()),
        Some(meta) if meta.is_dir() => {
            there(uninterrupted(|| fs::remove_dir_all(path))).map(|_| ())
        }
        Some(_) => remove_file(path),
    }
}

/// What is in a folder; nothing when it is not there.
pub fn entries(path: &Path) -> io::Result<Vec<PathBuf>> {
    let found = there(uninterrupted(|| fs::read_dir(path)))?;
    found.into_iter().flatten().map(|entry| entry.map(|entry| entry.path())).collect()
}
