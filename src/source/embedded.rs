//! What the program carries with it: the default theme and a starter site.

use std::borrow::Cow;
use std::path::PathBuf;

use include_dir::{Dir, DirEntry, include_dir};

use crate::base::FilePath;

use super::limits::is_text;
use super::{Content, File, Source, THEMES, decode};

/// The name of the theme that is always there.
pub const EMBEDDED_THEME: &str = "strandlinje";

static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/strandlinje");
static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/source/starter");

/// Adds the default theme to `source`, unless the site has a theme of that name itself.
#[must_use]
pub fn with_embedded_theme(mut source: Source) -> Source {
    let folder = format!("{THEMES}/{EMBEDDED_THEME}");
    if source.below(&folder).next().is_none() {
        for (path, bytes) in files(&THEME) {
            let path = FilePath::new(&format!("{folder}/{path}"));
            let content = if is_text(&path) {
                decode(&path, bytes.to_vec())
            } else {
                Content::Bytes(Cow::Borrowed(bytes))
            };
            source.files.insert(path, File { disk: PathBuf::new(), content });
        }
    }
    source
}

/// The files of the starter site: path relative to the new site's root, and bytes.
#[must_use]
pub fn starter_files() -> Vec<(String, &'static [u8])> {
    files(&STARTER)
}

fn files(dir: &'static Dir<'static>) -> Vec<(String, &'static [u8])> {
    let mut out = Vec::new();
    let mut folders = vec![dir];
    while let Some(folder) = folders.pop() {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(inner) => folders.push(inner),
                DirEntry::File(file) => {
                    if let Some(path) = file.path().to_str() {
                        out.push((path.replace('\\', "/"), file.contents()));
                    }
                }
            }
        }
    }
    out.sort_unstable();
    out
}
