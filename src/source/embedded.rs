//! What the program carries with it: its themes and a starter site.

use std::borrow::Cow;
use std::path::PathBuf;

use include_dir::{Dir, DirEntry, include_dir};

use crate::base::FilePath;

use super::limits::is_text;
use super::{Content, File, Source, THEMES, decode};

/// The theme of a site that names none.
pub const EMBEDDED_THEME: &str = "strandlinje";

/// The themes that are always there.
static EMBEDDED_THEMES: [(&str, Dir<'_>); 2] = [
    (EMBEDDED_THEME, include_dir!("$CARGO_MANIFEST_DIR/themes/strandlinje")),
    ("spang", include_dir!("$CARGO_MANIFEST_DIR/themes/spang")),
];

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/source/starter");

/// Adds the program's themes to `source`. A theme of that name of the site's own wins.
#[must_use]
pub fn with_embedded_themes(mut source: Source) -> Source {
    for (name, dir) in &EMBEDDED_THEMES {
        let folder = format!("{THEMES}/{name}");
        if source.below(&folder).next().is_some() {
            continue;
        }
        source.carried.insert(name);
        for (path, bytes) in files(dir) {
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

/// Whether the program carries a theme of that name.
#[must_use]
pub fn is_embedded_theme(name: &str) -> bool {
    EMBEDDED_THEMES.iter().any(|(known, _)| *known == name)
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
