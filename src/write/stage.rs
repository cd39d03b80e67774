//! Brings the spare tree up to date: new bytes are written, unchanged files are linked.
//!
//! Files in the spare tree may be the same inode as in the visible one. So nothing
//! is ever written into a file that is there: it is removed and made anew.
#![expect(clippy::disallowed_methods, reason = "this room writes the disk")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::base::{Failure, OutPath, Text};
use crate::render::{Made, Output, Plan, RenderFault};
use crate::source::Source;

use super::compare::{holds, holds_same, same_file};
use super::folder::OutFolder;
use super::live::{Live, carry};
use super::manifest::{MANIFEST, Manifest};
use super::{Stopped, Written};

/// What the outputs turned out to be, compared with the visible tree.
#[derive(Debug, Default)]
pub(super) struct Staged {
    new: usize,
    changed: usize,
    /// Outputs that stand unchanged in the visible tree.
    unchanged: Vec<String>,
    /// Everything the new tree holds of ours.
    all: BTreeSet<String>,
}

enum Outcome {
    New,
    Changed,
    Unchanged(String),
}

/// Makes every output and writes those that differ from the visible tree.
pub(super) fn stage(
    plan: &Plan<'_>,
    source: &Source,
    folder: &OutFolder,
    live: &Live,
    manifest: &Manifest,
    step: &(dyn Fn() + Sync),
) -> Result<Staged, Stopped> {
    let spare = folder.spare();
    if !live.exists || live.manifest.files.is_empty() {
        make_folders(&spare, plan.outputs.keys())?;
    }
    let outputs: Vec<(&OutPath, &Output)> = plan.outputs.iter().collect();
    let made: Vec<Result<Outcome, Stopped>> = outputs
        .par_iter()
        .map_init(Buffers::default, |buffers, (path, output)| {
            let outcome = one(plan, source, (path, output), (&folder.live, &spare), buffers);
            step();
            outcome
        })
        .collect();
    let mut staged = Staged { all: manifest.files.clone(), ..Staged::default() };
    let mut faults: Vec<RenderFault> = Vec::new();
    for outcome in made {
        match outcome {
            Ok(Outcome::New) => staged.new += 1,
            Ok(Outcome::Changed) => staged.changed += 1,
            Ok(Outcome::Unchanged(path)) => staged.unchanged.push(path),
            Err(Stopped::Render(mut found)) => faults.append(&mut found),
            Err(failure) => return Err(failure),
        }
    }
    if !faults.is_empty() {
        return Err(Stopped::Render(faults));
    }
    staged.all.insert(MANIFEST.to_owned());
    let bytes = manifest.bytes();
    let visible = folder.live.join(MANIFEST);
    let same = holds(&visible, &bytes, &mut Vec::new()).map_err(|e| cannot_read(&visible, &e))?;
    if same {
        staged.unchanged.push(MANIFEST.to_owned());
    } else {
        write_new(&spare.join(MANIFEST), &bytes)?;
    }
    Ok(staged)
}

#[derive(Default)]
struct Buffers {
    made: Vec<u8>,
    read: Vec<u8>,
}

fn one(
    plan: &Plan<'_>,
    source: &Source,
    (path, output): (&OutPath, &Output),
    (live, spare): (&Path, &Path),
    buffers: &mut Buffers,
) -> Result<Outcome, Stopped> {
    let visible = path.below(live);
    let target = path.below(spare);
    let made =
        plan.make(output, &mut buffers.made).map_err(|fault| Stopped::Render(vec![*fault]))?;
    let looked = |e: io::Error| cannot_read(&visible, &e);
    let bytes = match made {
        Made::InBuffer => buffers.made.as_slice(),
        Made::Bytes(bytes) => bytes,
        Made::File(disk, len) => {
            if holds_same(&visible, source.open(disk)?, len).map_err(looked)? {
                return Ok(Outcome::Unchanged(path.as_str().to_owned()));
            }
            copy_new(source.open(disk)?, &target)?;
            return Ok(outcome(&visible));
        }
    };
    if holds(&visible, bytes, &mut buffers.read).map_err(looked)? {
        return Ok(Outcome::Unchanged(path.as_str().to_owned()));
    }
    write_new(&target, bytes)?;
    Ok(outcome(&visible))
}

fn outcome(visible: &Path) -> Outcome {
    if fs::symlink_metadata(visible).is_ok() { Outcome::Changed } else { Outcome::New }
}

impl Staged {
    /// Whether the visible tree is already what it should be.
    pub fn is_same_as_live(&self, live: &Live) -> bool {
        live.exists
            && self.unchanged.len() == self.all.len()
            && live.manifest.files.len() + 1 == self.all.len()
    }

    /// What is told of the build.
    pub fn report(&self, live: &Live, manifest: &Manifest) -> Written {
        Written {
            new: self.new,
            changed: self.changed,
            unchanged: self.unchanged.iter().filter(|path| *path != MANIFEST).count(),
            removed: live.manifest.gone(manifest),
            // The `.gitignore` that keeps the folder in a checkout is expected there.
            carried: live
                .foreign
                .iter()
                .filter(|path| path.as_path() != Path::new(".gitignore"))
                .cloned()
                .collect(),
        }
    }
}

/// Makes the spare tree whole: links what is unchanged, carries over what is not
/// ours, removes what is not wanted.
pub(super) fn complete(folder: &OutFolder, live: &Live, staged: &Staged) -> Result<(), Failure> {
    let spare = folder.spare();
    fs::create_dir_all(&spare).map_err(|e| cannot_make(&spare, &e))?;
    clear(&spare, staged, live)?;
    staged.unchanged.par_iter().try_for_each(|path| {
        let (from, to) = (folder.live.join(path), spare.join(path));
        if same_file(&from, &to) {
            return Ok(());
        }
        match fs::remove_file(&to) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(cannot_write(&to, &error)),
        }
        link_or_copy(&from, &to)
    })?;
    live.foreign.iter().try_for_each(|path| carry(path, &folder.live, &spare))
}

/// Removes from the spare tree what the new site does not hold. The spare tree is
/// ours alone: what others have in the visible tree is only linked here.
fn clear(spare: &Path, staged: &Staged, live: &Live) -> Result<(), Failure> {
    for entry in WalkDir::new(spare).min_depth(1).contents_first(true) {
        let entry = entry.map_err(|e| {
            let io = e.into_io_error().unwrap_or_else(|| io::Error::from(io::ErrorKind::Other));
            cannot_read(spare, &io)
        })?;
        let path = entry.path();
        if entry.file_type().is_dir() {
            // Only empty folders go; whichever still holds something stays.
            let _ = fs::remove_dir(path);
            continue;
        }
        let Ok(relative) = path.strip_prefix(spare) else { continue };
        let shown = relative.to_string_lossy().replace('\\', "/");
        if !staged.all.contains(&*shown) && !live.foreign.contains(relative) {
            fs::remove_file(path).map_err(|e| cannot_write(path, &e))?;
        }
    }
    Ok(())
}

/// Makes the folders of all outputs, level by level.
fn make_folders<'a>(
    spare: &Path,
    outputs: impl Iterator<Item = &'a OutPath>,
) -> Result<(), Failure> {
    let mut folders: BTreeSet<(usize, &str)> = BTreeSet::new();
    for out in outputs {
        let mut folder = out.folder();
        while !folder.is_empty() && folders.insert((folder.matches('/').count(), folder)) {
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
    fs::create_dir_all(spare).map_err(|e| cannot_make(spare, &e))?;
    let levels: Vec<(usize, &str)> = folders.into_iter().collect();
    for level in levels.chunk_by(|a, b| a.0 == b.0) {
        level.par_iter().try_for_each(|(_, folder)| {
            let path = spare.join(folder);
            match fs::create_dir(&path) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    Err(cannot_make(&path, &error))
                }
                // A file that an older build had where a folder belongs now gives
                // way when the first file is written below it.
                _ => Ok(()),
            }
        })?;
    }
    Ok(())
}

/// Writes a file that is not there; what is in its way in the spare tree gives way.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = make_new(path)?;
    file.write_all(bytes).map_err(|e| cannot_write(path, &e))
}

fn copy_new(mut from: File, path: &Path) -> Result<(), Failure> {
    let mut file = make_new(path)?;
    io::copy(&mut from, &mut file).map(|_| ()).map_err(|e| cannot_write(path, &e))
}

fn make_new(path: &Path) -> Result<File, Failure> {
    let open = || File::options().write(true).create_new(true).open(path);
    let file = match open() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            give_way(path)?;
            open()
        }
        Err(error) if is_parent_missing(&error) => {
            make_parent(path)?;
            open()
        }
        other => other,
    };
    file.map_err(|e| cannot_write(path, &e))
}

/// Links `from` at `to`, or copies it where the disk has no such links.
pub(super) fn link_or_copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let mut linked = fs::hard_link(from, to);
    if let Err(error) = &linked {
        if is_parent_missing(error) {
            make_parent(to)?;
            linked = fs::hard_link(from, to);
        } else if error.kind() == io::ErrorKind::AlreadyExists {
            give_way(to)?;
            linked = fs::hard_link(from, to);
        }
    }
    match linked {
        Err(error) if has_no_links(&error) => {
            let source = File::open(from).map_err(|e| cannot_read(from, &e))?;
            copy_new(source, to)
        }
        other => other.map_err(|e| cannot_write(to, &e)),
    }
}

/// Errors that say the disk cannot link this file, not that it is broken.
fn has_no_links(error: &io::Error) -> bool {
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
    let is_folder = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir());
    let removed = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.map_err(|e| cannot_write(path, &e))
}

/// Makes the folder of `path`; a file in the place of one of its folders gives way.
fn make_parent(path: &Path) -> Result<(), Failure> {
    let Some(parent) = path.parent() else { return Ok(()) };
    if fs::create_dir_all(parent).is_ok() {
        return Ok(());
    }
    let mut above: Option<PathBuf> = Some(parent.to_path_buf());
    while let Some(folder) = above {
        if fs::symlink_metadata(&folder).is_ok_and(|meta| !meta.is_dir()) {
            give_way(&folder)?;
            break;
        }
        above = folder.parent().map(Path::to_path_buf);
    }
    fs::create_dir_all(parent).map_err(|e| cannot_make(parent, &e))
}

fn cannot_make(path: &Path, error: &io::Error) -> Failure {
    Failure::io(Text::fixed("Kan inte göra mappen", "Cannot make the folder"), path, error)
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::io(Text::fixed("Kan inte skriva", "Cannot write"), path, error)
}

fn cannot_read(path: &Path, error: &io::Error) -> Failure {
    Failure::io(Text::fixed("Kan inte läsa", "Cannot read"), path, error)
}
