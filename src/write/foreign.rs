//! Files in the output folder that are not ours: found, carried over, never lost.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::DirEntry;

use crate::base::{Failure, MANIFEST, OutPath, Text};
use crate::render::Plan;

use super::disk;
use super::files::{link_or_copy, make_parent};
use super::folder::OutFolder;
use super::manifest::Manifest;

/// Files that are not ours, relative to the tree, and how each looked.
pub(super) type Foreign = BTreeMap<PathBuf, Looks>;

/// What tells that a file has been changed or replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Looks {
    inode: u64,
    len: u64,
    modified: Option<SystemTime>,
    leads_to: Option<PathBuf>,
}

/// The files of a tree that are not on its manifest.
pub(super) fn find(
    tree: &Path,
    entries: &[DirEntry],
    manifest: &Manifest,
) -> Result<Foreign, Failure> {
    let mut found = Foreign::new();
    for entry in entries {
        let Ok(relative) = entry.path().strip_prefix(tree) else { continue };
        let shown = relative.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_dir() || shown == MANIFEST || manifest.files.contains(&*shown) {
            continue;
        }
        if let Some(looks) = looks(entry.path())? {
            found.insert(relative.to_path_buf(), looks);
        }
    }
    Ok(found)
}

/// The folders of a tree that none of the files on its manifest needs.
pub(super) fn folders(tree: &Path, entries: &[DirEntry], manifest: &Manifest) -> Vec<PathBuf> {
    let mut needed: BTreeSet<&str> = BTreeSet::new();
    for file in &manifest.files {
        let mut folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        while !folder.is_empty() && needed.insert(folder) {
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
    let folders = entries.iter().filter(|entry| entry.file_type().is_dir());
    folders
        .filter_map(|entry| entry.path().strip_prefix(tree).ok())
        .filter(|path| !needed.contains(&*path.to_string_lossy().replace('\\', "/")))
        .map(Path::to_path_buf)
        .collect()
}

/// How the file at `path` looks; nothing when somebody has just removed it.
fn looks(path: &Path) -> Result<Option<Looks>, Failure> {
    let Some(meta) = disk::found(path).map_err(|e| failed(path, &e))? else { return Ok(None) };
    let leads_to = if meta.is_symlink() {
        Some(disk::read_link(path).map_err(|e| failed(path, &e))?)
    } else {
        None
    };
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(&meta);
    #[cfg(not(unix))]
    let inode = 0;
    Ok(Some(Looks { inode, len: meta.len(), modified: meta.modified().ok(), leads_to }))
}

/// Refuses to let an output write over a file that is not ours. `path` is the file's,
/// relative to the visible tree.
pub(super) fn refuse_collision(path: &Path, live: &Path, plan: &Plan<'_>) -> Result<(), Failure> {
    if !is_taken(&path.to_string_lossy().replace('\\', "/"), plan) {
        return Ok(());
    }
    Err(Failure::new(Text::fixed(
        "En fil som delwebb inte har gjort står i vägen",
        "A file that delwebb has not made is in the way",
    ))
    .at(&live.join(path))
    .with_help(Text::fixed(
        "Inget är ändrat. Flytta filen till content/static/ eller ta bort den.",
        "Nothing has been changed. Move the file to content/static/ or remove it.",
    )))
}

/// Whether an output has this path, needs a folder there, or is one of its folders.
fn is_taken(path: &str, plan: &Plan<'_>) -> bool {
    let has = |path: &str| OutPath::new(path).is_some_and(|out| plan.outputs().contains_key(&out));
    let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    let below = OutPath::new(&format!("{path}/ ")).and_then(|from| {
        plan.outputs()
            .range(from..)
            .next()
            .map(|(out, _)| out.as_str().starts_with(&format!("{path}/")))
    });
    has(path) || folders.any(has) || below == Some(true)
}

/// Brings the files of `foreign` from the visible tree into the spare one, and tells
/// how each looked when it was brought.
pub(super) fn carry(folder: &OutFolder, foreign: &Foreign) -> Result<Foreign, Failure> {
    let (live, spare) = (&folder.live, folder.spare());
    let mut carried = Foreign::new();
    for path in foreign.keys() {
        // Looked at before it is brought: a change after that is seen later.
        let Some(looks) = looks(&live.join(path))? else { continue };
        let target = spare.join(path);
        disk::remove_file(&target).map_err(|e| failed(&target, &e))?;
        bring(&looks, &live.join(path), &target)?;
        carried.insert(path.clone(), looks);
    }
    Ok(carried)
}

/// After the exchange: what others put into the old tree, or changed there, while the
/// new one was made comes along. Each file is replaced in one step.
pub(super) fn carry_late(
    folder: &OutFolder,
    before: &Manifest,
    carried: &Foreign,
    plan: &Plan<'_>,
) -> Result<(), Failure> {
    let old = folder.spare();
    for (path, looks) in find(&old, &disk::walk(&old)?, before)? {
        let target = folder.live.join(&path);
        let is_known = carried.get(&path) == Some(&looks);
        if is_known || super::compare::same_file(&old.join(&path), &target) {
            continue;
        }
        refuse_collision(&path, &folder.live, plan)?;
        let late = folder.state.join("late");
        disk::remove_file(&late).map_err(|e| failed(&late, &e))?;
        bring(&looks, &old.join(&path), &late)?;
        // Nothing gives way in the visible tree.
        if let Some(parent) = target.parent() {
            disk::create_dir_all(parent).map_err(|e| failed(&target, &e))?;
        }
        disk::rename(&late, &target).map_err(|e| failed(&target, &e))?;
    }
    Ok(())
}

/// Makes at `to` what is at `from`. A link stays a link, and is never followed.
fn bring(looks: &Looks, from: &Path, to: &Path) -> Result<(), Failure> {
    match &looks.leads_to {
        Some(leads_to) => {
            make_parent(to)?;
            disk::symlink(leads_to, to).map_err(|e| failed(to, &e))
        }
        None => link_or_copy(from, to),
    }
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    let message = Text::fixed("Kan inte föra över filen", "Cannot carry the file over");
    Failure::io(message, path, error)
}
