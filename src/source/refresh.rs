//! Looks again at single files of a site that has been read.

use std::path::{Path, PathBuf};

use crate::base::{FilePath, uninterrupted};

use super::disk::load;
use super::limits::is_ignored;
use super::{CONTENT, Content, Source, THEMES};

/// What looking again found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refreshed {
    /// Nothing has changed.
    Same,
    /// Some files have, and the source holds what is in them now.
    Changed,
    /// Something came, went or is a folder or link: the whole site has to be read again.
    Unsure,
}

impl Source {
    /// Looks again at `paths`, which lie below the root and may have changed.
    pub fn refresh(&mut self, paths: &[PathBuf]) -> Refreshed {
        let mut found = Refreshed::Same;
        for path in paths {
            match self.refresh_one(path) {
                Refreshed::Same => {}
                Refreshed::Changed => found = Refreshed::Changed,
                Refreshed::Unsure => return Refreshed::Unsure,
            }
        }
        found
    }

    /// Whether the disk still holds the same of `file`.
    #[must_use]
    pub fn is_as_saved(&self, file: &FilePath) -> bool {
        let Some(known) = self.files.get(file).filter(|known| !known.disk.as_os_str().is_empty())
        else {
            return true;
        };
        load(&self.gate, &self.root, file, &known.disk).is_ok_and(|found| found == known.content)
    }

    fn refresh_one(&mut self, path: &Path) -> Refreshed {
        let Ok(disk) = path.strip_prefix(&self.root) else { return Refreshed::Unsure };
        if is_not_ours(disk) {
            return Refreshed::Same;
        }
        let Some(file) = FilePath::from_disk(disk) else { return Refreshed::Unsure };
        let Ok(meta) = uninterrupted(|| std::fs::symlink_metadata(path)) else {
            // Gone. It matters only if it was there.
            let was_there =
                self.files.contains_key(&file) || self.below(file.as_str()).next().is_some();
            return if was_there { Refreshed::Unsure } else { Refreshed::Same };
        };
        let Some(known) = self.files.get(&file).filter(|_| meta.is_file()) else {
            return Refreshed::Unsure;
        };
        if known.disk != disk {
            return Refreshed::Unsure;
        }
        let Ok(content) = load(&self.gate, &self.root, &file, disk) else {
            return Refreshed::Unsure;
        };
        // What is only copied is known by its length: its bytes may be others all the same.
        let is_copied = matches!(content, Content::Copied { .. });
        if !is_copied && content == known.content {
            return Refreshed::Same;
        }
        self.files.entry(file).and_modify(|known| known.content = content);
        Refreshed::Changed
    }
}

/// Whether a path below the root is none of the site's: another folder, or a name that editors
/// and systems leave behind.
fn is_not_ours(disk: &Path) -> bool {
    let mut parts = disk.iter().map(|part| part.to_string_lossy());
    let top = parts.next();
    if !matches!(top.as_deref(), Some(CONTENT | THEMES)) {
        return true;
    }
    let mut in_static = false;
    for (depth, part) in parts.enumerate() {
        if is_ignored(&part, in_static) {
            return true;
        }
        in_static |= depth == 0 && part == "static";
    }
    false
}
