//! Writes files that set up an editor, and never over what somebody else has written.

use std::io;
use std::path::Path;

use crate::base::{Failure, Text};

use super::disk;
use super::new_page::is_inside;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It was written.
    Written,
    /// It was there, and like this already.
    Unchanged,
    /// Somebody else has written it, or changed what we wrote: it was left alone.
    NotOurs,
}

/// Writes `text` at `path` below `root`. A file that is there is written over only when it is
/// what `mark` says we wrote: its first line begins with the mark, and the rest of that line
/// is the fingerprint of the lines after it. A file without a mark belongs to a folder of
/// ours alone, and is always written.
///
/// # Errors
/// When it cannot be written.
pub fn put_file(root: &Path, path: &str, text: &str, mark: Option<&str>) -> Result<Put, Failure> {
    let target = root.join(path);
    let failed = |path: &Path, error: &io::Error| {
        Failure::io(Text::fixed("Kan inte skriva", "Cannot write"), path, error)
    };
    let text = match mark {
        Some(mark) => format!("{}\n{text}", first_line(mark, text)),
        None => text.to_owned(),
    };
    let parent = target.parent().unwrap_or(root);
    if !is_inside(root, parent).map_err(|e| failed(parent, &e))? {
        return Err(Failure::new(Text::fixed(
            "Mappen är en länk som leder ut ur webbplatsen",
            "The folder is a link that leads out of the site",
        ))
        .at(parent));
    }
    if disk::exists(&target).map_err(|e| failed(&target, &e))? {
        let there = disk::read(&target).map_err(|e| failed(&target, &e))?;
        if there == text.as_bytes() {
            return Ok(Put::Unchanged);
        }
        if mark.is_some_and(|mark| !is_as_written(&there, mark)) {
            return Ok(Put::NotOurs);
        }
        // Never written into: the file may be a link to something else.
        disk::remove_file(&target).map_err(|e| failed(&target, &e))?;
    }
    disk::create_dir_all(parent).map_err(|e| failed(parent, &e))?;
    disk::write(&target, text.as_bytes()).map_err(|e| failed(&target, &e))?;
    Ok(Put::Written)
}

fn first_line(mark: &str, text: &str) -> String {
    format!("{mark} {:016x}", xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
}

/// Whether nobody has changed the file since we wrote it. Line breaks that Git or an editor
/// has turned into Windows' own are no change.
fn is_as_written(there: &[u8], mark: &str) -> bool {
    let text = String::from_utf8_lossy(there).replace("\r\n", "\n");
    text.split_once('\n').is_some_and(|(first, rest)| first == first_line(mark, rest))
}
