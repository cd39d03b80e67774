//! Puts a corrected text in the place of the one an author wrote, whole or not at all, and never
//! over what has been written meanwhile.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::{Failure, Text};

use super::disk;
use super::new_page::is_inside;

/// The three bytes that some programs for Windows put first in a text.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Puts `after` in the place of `before` in the file at `path`, which lies below `root`.
///
/// # Errors
/// When the file holds something else than `before`, leads out of the site, or cannot be
/// written. It is then as it was.
pub fn correct(root: &Path, path: &Path, before: &str, after: &str) -> Result<(), Failure> {
    let target = root.join(path);
    let failed = |error: &io::Error| {
        Failure::io(Text::fixed("Kan inte skriva", "Cannot write"), &target, error)
    };
    // A link stays a link: what it leads to is corrected.
    let file = disk::canonicalize(&target).map_err(|e| failed(&e))?;
    let folder = file.parent().unwrap_or(root);
    if !is_inside(root, folder).map_err(|e| failed(&e))? {
        return Err(Failure::new(Text::fixed(
            "Filen är en länk som leder ut ur webbplatsen",
            "The file is a link that leads out of the site",
        ))
        .at(&target));
    }
    let there = disk::read(&file).map_err(|e| failed(&e))?;
    let (mark, text) = match there.strip_prefix(MARK) {
        Some(text) => (MARK, text),
        None => (&[][..], there.as_slice()),
    };
    if text != before.as_bytes() {
        return Err(Failure::new(Text::fixed(
            "Filen har ändrats, eller är skriven med tecken som inte går att byta ut säkert",
            "The file has changed, or is written with characters that cannot be replaced safely",
        ))
        .at(&target)
        .with_help(Text::fixed(
            "Inget är ändrat i den. Kör kommandot igen, eller rätta den själv.",
            "Nothing has been changed in it. Run the command again, or mend it yourself.",
        )));
    }
    let beside = beside(&file);
    let written = write(&beside, &[mark, after.as_bytes()], &file);
    let written = written.and_then(|()| disk::rename(&beside, &file));
    written.map_err(|error| {
        // What is removed is what we made.
        let _ = disk::remove_file(&beside);
        failed(&error)
    })
}

/// Writes a new file with the permissions of another, as far as the disk.
fn write(path: &Path, parts: &[&[u8]], like: &Path) -> io::Result<()> {
    let mut file = disk::create_new(path)?;
    for part in parts {
        file.write_all(part)?;
    }
    disk::copy_permissions(like, path)?;
    file.sync_all()
}

/// A name in the same folder, hidden, that nobody else uses.
fn beside(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.delwebb-{}", std::process::id()))
}
