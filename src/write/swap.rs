//! The one moment at which the site changes.
//!
//! On Linux and macOS the two trees change places in one call: visitors see the old
//! site or the new one, whole. Where the system or the disk has no such call, three
//! renames do it under a journal, which the next build finishes.

use std::io;
use std::path::Path;

use crate::base::{Failure, Text};

use super::disk;
use super::folder::OutFolder;
use super::lock::Lock;

/// Finishes an exchange that was interrupted. Needs the lock: a journal without a
/// holder is an interrupted one.
pub(super) fn recover(folder: &OutFolder, _lock: &Lock) -> Result<(), Failure> {
    let journal = journal(folder);
    if !exists(&journal)? {
        return Ok(());
    }
    let old = old(folder);
    // Without the old tree the exchange was done, and somebody has removed the site since.
    if !exists(&folder.live)? && exists(&old)? && exists(&folder.spare())? {
        rename(&folder.spare(), &folder.live)?;
    }
    if exists(&old)? && !exists(&folder.spare())? {
        rename(&old, &folder.spare())?;
    }
    disk::remove_file(&journal).map_err(|e| failed(&journal, &e))
}

/// Makes the spare tree the visible one, and the visible one the spare.
pub(super) fn exchange(folder: &OutFolder) -> Result<(), Failure> {
    let spare = folder.spare();
    if !exists(&folder.live)? {
        if let Some(parent) = folder.live.parent() {
            disk::create_dir_all(parent).map_err(|e| failed(parent, &e))?;
        }
        return rename(&spare, &folder.live);
    }
    match disk::exchange(&spare, &folder.live) {
        Ok(()) => Ok(()),
        Err(error) if is_unsupported(&error) => exchange_by_journal(folder),
        Err(error) => Err(failed(&folder.live, &error)),
    }
}

/// Three renames. Between the first two the visible folder is missing for a moment;
/// killed there, the next build puts the new site in place.
fn exchange_by_journal(folder: &OutFolder) -> Result<(), Failure> {
    let (journal, old) = (journal(folder), old(folder));
    disk::write(&journal, b"exchange\n").map_err(|e| failed(&journal, &e))?;
    let steps = [(&folder.live, &old), (&folder.spare(), &folder.live), (&old, &folder.spare())];
    for (at, (from, to)) in steps.iter().enumerate() {
        if let Err(failure) = rename(from, to) {
            // It cannot be done: what was renamed goes back, and the old site with it.
            for (from, to) in steps[..at].iter().rev() {
                rename(to, from)?;
            }
            let _ = disk::remove_file(&journal);
            return Err(failure);
        }
    }
    // The exchange is done. A journal that cannot be removed only makes the next build
    // look, and find nothing to do.
    let _ = disk::remove_file(&journal);
    Ok(())
}

/// Errors that say the system or the disk has no such call.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

fn journal(folder: &OutFolder) -> std::path::PathBuf {
    folder.state.join("journal")
}

fn old(folder: &OutFolder) -> std::path::PathBuf {
    folder.state.join("old")
}

fn exists(path: &Path) -> Result<bool, Failure> {
    disk::exists(path).map_err(|e| failed(path, &e))
}

fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    disk::rename(from, to).map_err(|e| failed(to, &e))
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::io(
        Text::fixed("Kan inte byta ut webbplatsen", "Cannot exchange the site"),
        path,
        error,
    )
}
