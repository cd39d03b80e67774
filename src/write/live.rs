//! What lies in the visible tree: our files, and those of others.

use std::path::{Path, PathBuf};

use crate::base::Failure;
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

    /// Whether any of our files are there, to be compared with.
    pub fn holds_ours(&self) -> bool {
        !self.manifest.files.is_empty()
    }

    /// The files of others, without the `.gitignore` that keeps the folder in a checkout: it
    /// is expected there.
    pub fn carried(&self) -> Vec<PathBuf> {
        let named = self.foreign.keys().filter(|path| path.as_path() != Path::new(".gitignore"));
        named.cloned().collect()
    }

    /// Refuses to write over a file that is not ours.
    pub fn refuse_collisions(&self, live: &Path, plan: &Plan<'_>) -> Result<(), Failure> {
        self.foreign.keys().try_for_each(|path| foreign::refuse_collision(path, live, plan))
    }
}
