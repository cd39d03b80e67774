//! One build at a time in one output folder. The lock dies with its holder.

use std::fs::File;

use crate::base::{Failure, Text};

use super::disk;
use super::folder::OutFolder;

/// The right to write to an output folder, until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for other builds of the same folder. `waiting` is called once if it has to.
    ///
    /// # Errors
    /// When the lock file cannot be made.
    pub fn take(folder: &OutFolder, waiting: &dyn Fn()) -> Result<Self, Failure> {
        let path = folder.state.join("lock");
        let failed = |e: &std::io::Error| {
            Failure::io(Text::fixed("Kan inte låsa mappen", "Cannot lock the folder"), &path, e)
        };
        disk::create_dir_all(&folder.state).map_err(|e| {
            let message = Text::fixed("Kan inte göra mappen", "Cannot make the folder");
            Failure::io(message, &folder.state, &e)
        })?;
        let file = disk::lock_file(&path).map_err(|e| failed(&e))?;
        if !disk::try_lock(&file).map_err(|e| failed(&e))? {
            waiting();
            disk::lock(&file).map_err(|e| failed(&e))?;
        }
        Ok(Self { _file: file })
    }
}
