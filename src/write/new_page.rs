//! Writes one new file of the site, and never over another.

use std::io::{self, Write};
use std::path::Path;

use crate::base::{Failure, FilePath, Text};

use super::disk;

/// Writes the new file `file` of the site in `root`.
///
/// # Errors
/// When something is there already, also when somebody else made it just now, when its folder
/// lies outside the site, or when it cannot be written. Then no file is left behind.
pub fn create_file(root: &Path, file: &FilePath, bytes: &[u8]) -> Result<(), Failure> {
    let target = root.join(file.as_str());
    let parent = target.parent().unwrap_or(root);
    let failed = |path: &Path, error: &io::Error| {
        Failure::io(Text::fixed("Kan inte skriva", "Cannot write"), path, error)
    };
    if !is_inside(root, parent).map_err(|e| failed(parent, &e))? {
        return Err(Failure::new(Text::fixed(
            "Mappen är en länk som leder ut ur webbplatsen",
            "The folder is a link that leads out of the site",
        ))
        .at(parent));
    }
    disk::create_dir_all(parent).map_err(|e| failed(parent, &e))?;
    let mut made = match disk::create_new(&target) {
        Ok(made) => made,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Failure::new(Text::fixed(
                "Filen finns redan",
                "The file is there already",
            ))
            .at(&target)
            .with_help(Text::fixed(
                "Inget är ändrat. Öppna filen och skriv där, eller välj en annan titel.",
                "Nothing has been changed. Open the file and write there, or choose another title.",
            )));
        }
        Err(error) => return Err(failed(&target, &error)),
    };
    made.write_all(bytes).map_err(|error| {
        // Half a page would be in the way of the next try. What is removed is what we made.
        let _ = disk::remove_file(&target);
        failed(&target, &error)
    })
}

/// Whether `folder`, or the nearest folder above it that is there, lies in `root`.
pub(super) fn is_inside(root: &Path, folder: &Path) -> io::Result<bool> {
    let root = disk::canonicalize(root)?;
    let mut there = folder;
    while !disk::exists(there)? {
        let Some(above) = there.parent() else { return Ok(false) };
        there = above;
    }
    Ok(disk::canonicalize(there)?.starts_with(&root))
}
