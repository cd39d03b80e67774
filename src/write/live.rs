//! What lies in the visible tree: our files, and those of others.

use std::path::{Path, PathBuf};

use crate::base::{Failure, OutPath, Text};
use crate::render::Plan;

use super::disk;
use super::files::cannot_read;
use super::folder::OutFolder;
use super::foreign::{self, Foreign};
use super::manifest::Manifest;

/// The visible tree as it is before a build.
#[derive(Debug, Default)]
pub(super) struct Live {
    /// Whether there is a folder at all.
    pub exists: bool,
    /// Our files.
    pub manifest: Manifest,
    /// Files and links that are not ours.
    pub foreign: Foreign,
    /// Folders that none of our files needed: somebody made them, perhaps empty.
    pub folders: Vec<PathBuf>,
}

impl Live {
    /// Looks at the visible tree.
    pub fn read(folder: &OutFolder) -> Result<Self, Failure> {
        let looked = disk::exists(&folder.live);
        if !looked.map_err(|e| cannot_read(&folder.live, &e))? {
            return Ok(Self::default());
        }
        let manifest = Manifest::read(&folder.live)?.unwrap_or_default();
        let entries = disk::walk(&folder.live)?;
        let foreign = foreign::find(&folder.live, &entries, &manifest)?;
        let folders = foreign::folders(&folder.live, &entries, &manifest);
        Ok(Self { exists: true, manifest, foreign, folders })
    }

    /// Refuses to write over a file that is not ours.
    pub fn refuse_collisions(&self, live: &Path, plan: &Plan<'_>) -> Result<(), Failure> {
        for path in self.foreign.keys() {
            if is_taken(&path.to_string_lossy().replace('\\', "/"), plan) {
                return Err(Failure::new(Text::fixed(
                    "En fil som delwebb inte har gjort står i vägen",
                    "A file that delwebb has not made is in the way",
                ))
                .at(&live.join(path))
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
