//! Writes the files of a new site into an empty folder.

use std::io;
use std::path::Path;

use crate::base::{Failure, Text};

use super::disk;

/// Writes `files` (path with `/`, bytes) below `folder`.
///
/// # Errors
/// When the folder is not empty, or a file cannot be written. Nothing that was
/// there has been touched.
pub fn create(folder: &Path, files: &[(String, &[u8])]) -> Result<(), Failure> {
    let failed = |path: &Path, e: &io::Error| {
        Failure::io(Text::fixed("Kan inte skriva", "Cannot write"), path, e)
    };
    match disk::names(folder) {
        Ok(names) => {
            if !names.is_empty() {
                let mut failure =
                    Failure::new(Text::fixed("Mappen är inte tom", "The folder is not empty"));
                // What is in the way may be a file that the system hides.
                failure.cause = Some(listed(names));
                return Err(failure
                .at(folder)
                .with_help(Text::fixed(
                    "Inget är ändrat. Välj en tom mapp eller ett namn som inte finns.",
                    "Nothing has been changed. Choose an empty folder or a name that does not exist.",
                )));
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(folder, &error)),
    }
    for (path, bytes) in files {
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            disk::create_dir_all(parent).map_err(|e| failed(parent, &e))?;
        }
        disk::write(&target, bytes).map_err(|e| failed(&target, &e))?;
    }
    Ok(())
}

/// Some of the names, in order.
fn listed(mut names: Vec<std::ffi::OsString>) -> Text {
    const MOST: usize = 3;
    names.sort();
    let some = names.iter().take(MOST).map(|name| name.to_string_lossy()).collect::<Vec<_>>();
    let some = some.join(", ");
    let more = if names.len() > MOST { " …" } else { "" };
    Text::new(format!("Där finns: {some}{more}"), format!("In it: {some}{more}"))
}
