//! What lies in the visible tree: our files, and those of others, which are carried over.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::base::{Failure, OutPath, Text};
use crate::render::Plan;

use super::folder::OutFolder;
use super::manifest::{MANIFEST, Manifest};
use super::stage::link_or_copy;

/// The visible tree as it is before a build.
#[derive(Debug, Default)]
pub(super) struct Live {
    /// Whether there is a folder at all.
    pub exists: bool,
    /// Our files.
    pub manifest: Manifest,
    /// Files and links that are not ours, relative to the tree.
    pub foreign: BTreeSet<PathBuf>,
}

impl Live {
    /// Looks at the visible tree.
    pub fn read(folder: &OutFolder) -> Result<Self, Failure> {
        if !folder.live.exists() {
            return Ok(Self::default());
        }
        let manifest = Manifest::read(&folder.live)?.unwrap_or_default();
        let foreign = foreign(&folder.live, &manifest)?;
        Ok(Self { exists: true, manifest, foreign })
    }

    /// Refuses to write over a file that is not ours.
    pub fn refuse_collisions(&self, plan: &Plan<'_>) -> Result<(), Failure> {
        for path in &self.foreign {
            if is_taken(&path.to_string_lossy().replace('\\', "/"), plan) {
                return Err(Failure::new(Text::fixed(
                    "En fil som delwebb inte har gjort står i vägen",
                    "A file that delwebb has not made is in the way",
                ))
                .at(path)
                .with_help(Text::fixed(
                    "Inget är ändrat. Flytta filen till content/static/ eller ta bort den.",
                    "Nothing has been changed. Move the file to content/static/ or remove it.",
                )));
            }
        }
        Ok(())
    }
}

/// Whether an output has this path, needs a folder there, or is one of its folders.
fn is_taken(path: &str, plan: &Plan<'_>) -> bool {
    let has = |path: &str| OutPath::new(path).is_some_and(|out| plan.outputs.contains_key(&out));
    let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    let below = OutPath::new(&format!("{path}/ ")).and_then(|from| {
        plan.outputs
            .range(from..)
            .next()
            .map(|(out, _)| out.as_str().starts_with(&format!("{path}/")))
    });
    has(path) || folders.any(has) || below == Some(true)
}

/// The files of a tree that are not on its manifest.
fn foreign(tree: &Path, manifest: &Manifest) -> Result<BTreeSet<PathBuf>, Failure> {
    let mut found = BTreeSet::new();
    for entry in WalkDir::new(tree).min_depth(1) {
        let entry = entry.map_err(|e| {
            let io = e.into_io_error().unwrap_or_else(|| io::Error::from(io::ErrorKind::Other));
            Failure::io(Text::fixed("Kan inte läsa mappen", "Cannot read the folder"), tree, &io)
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let Ok(relative) = entry.path().strip_prefix(tree) else { continue };
        let shown = relative.to_string_lossy().replace('\\', "/");
        if shown != MANIFEST && !manifest.files.contains(&*shown) {
            found.insert(relative.to_path_buf());
        }
    }
    Ok(found)
}

/// Brings one file that is not ours from one tree into the other. A link stays a link.
pub(super) fn carry(relative: &Path, from: &Path, to: &Path) -> Result<(), Failure> {
    let (source, target) = (from.join(relative), to.join(relative));
    let failed = |e: &io::Error| {
        Failure::io(
            Text::fixed("Kan inte föra över filen", "Cannot carry the file over"),
            &target,
            e,
        )
    };
    let meta = match fs::symlink_metadata(&source) {
        Ok(meta) => meta,
        // Somebody removed it while we worked: then it is not wanted.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(&error)),
    };
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(|e| failed(&e))?;
    }
    match fs::remove_file(&target) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(&error)),
    }
    if meta.is_symlink() {
        let leads_to = fs::read_link(&source).map_err(|e| failed(&e))?;
        return symlink(&leads_to, &target).map_err(|e| failed(&e));
    }
    link_or_copy(&source, &target)
}

#[cfg(unix)]
fn symlink(leads_to: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(leads_to, at)
}

#[cfg(windows)]
fn symlink(leads_to: &Path, at: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_file(leads_to, at)
}

/// After the exchange: files that others put into the old tree, or changed, while
/// the new one was made. Nothing of theirs is lost.
pub(super) fn carry_late(folder: &OutFolder, before: &Live) -> Result<(), Failure> {
    if !before.exists {
        return Ok(());
    }
    let old = folder.spare();
    for path in foreign(&old, &before.manifest)? {
        if !super::compare::same_file(&old.join(&path), &folder.live.join(&path)) {
            carry(&path, &old, &folder.live)?;
        }
    }
    Ok(())
}
