//! What one run keeps for the next, in the site's folder `.delwebb/`: never needed, and whole or
//! not there.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::{Failure, Text};

use super::disk;
use super::new_page::is_inside;

/// The folder, in the site's own.
const FOLDER: &str = ".delwebb";

/// What was kept under `name` for the site in `root`. Whatever keeps it from being read is as if
/// nothing were there.
#[must_use]
pub fn kept(root: &Path, name: &str) -> Option<String> {
    let file = root.join(FOLDER).join(name);
    if !is_inside(root, &file).ok()? {
        return None;
    }
    String::from_utf8(disk::read(&file).ok()?).ok()
}

/// Keeps `text` under `name`, in the place of what was kept before.
///
/// # Errors
/// When it cannot be written. What was kept before is then still there.
pub fn keep(root: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let folder = root.join(FOLDER);
    let file = folder.join(name);
    let failed = |path: &Path, error: &io::Error| {
        Failure::io(Text::fixed("Kan inte skriva", "Cannot write"), path, error)
    };
    if !is_inside(root, &folder).map_err(|e| failed(&folder, &e))? {
        return Err(Failure::new(Text::fixed(
            "Mappen är en länk som leder ut ur webbplatsen",
            "The folder is a link that leads out of the site",
        ))
        .at(&folder));
    }
    disk::create_dir_all(&folder).map_err(|e| failed(&folder, &e))?;
    let beside = beside(&folder, name);
    // Left behind by a run with our number that was killed.
    let _ = disk::remove_file(&beside);
    let written = write(&beside, text).and_then(|()| disk::rename(&beside, &file));
    written.map_err(|error| {
        let _ = disk::remove_file(&beside);
        failed(&file, &error)
    })
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    disk::create_new(path)?.write_all(text.as_bytes())
}

/// A name in the same folder that no other run uses.
fn beside(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!(".{name}.{}", std::process::id()))
}
