//! The list of the files we made, in the output folder itself. What is not on it is
//! not ours, and is never removed.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::base::{Failure, MANIFEST, OutPath, Text};
use crate::render::Plan;

use super::disk;

/// The files of one build.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this file.
    version: u32,
    /// The files, relative to the output folder, with `/`.
    pub files: BTreeSet<String>,
}

impl Manifest {
    /// The manifest of a plan.
    pub(super) fn of(plan: &Plan<'_>) -> Self {
        let files = plan.outputs().keys().map(|path| path.as_str().to_owned()).collect();
        Self { version: 1, files }
    }

    /// Everything of ours in the tree: the files, and the manifest itself.
    pub(super) fn tree(&self) -> BTreeSet<String> {
        self.files.iter().cloned().chain([MANIFEST.to_owned()]).collect()
    }

    /// Reads the manifest of a tree; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be read or understood: then we do not know what is ours.
    pub(super) fn read(tree: &Path) -> Result<Option<Self>, Failure> {
        let path = tree.join(MANIFEST);
        let message =
            Text::fixed("Kan inte läsa listan över filer", "Cannot read the list of files");
        let failed = |error: io::Error| Failure::io(message.clone(), &path, &error);
        let Some(found) = disk::found(&path).map_err(failed)? else { return Ok(None) };
        // A link is not ours, and may lead to something without an end.
        let read = if found.is_file() { disk::read(&path).map_err(failed)? } else { Vec::new() };
        serde_json::from_slice(&read).map(Some).map_err(|_| {
            let mut failure = Failure::new(message.clone()).at(&path).with_help(Text::fixed(
                "Flytta undan mappen och bygg igen, så görs allt på nytt.",
                "Move the folder out of the way and build again; everything is made anew.",
            ));
            failure.cause = Some(Text::fixed(
                "Filen är ändrad, så det går inte att veta vilka filer som är delwebbs.",
                "The file has been changed, so it cannot be known which files are delwebb's.",
            ));
            failure
        })
    }

    /// The bytes of the manifest.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// The files of `self` that `new` no longer has.
    pub(super) fn gone(&self, new: &Self) -> Vec<OutPath> {
        self.files.difference(&new.files).filter_map(|path| OutPath::new(path)).collect()
    }
}
