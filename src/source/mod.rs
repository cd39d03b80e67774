//! Every file the author wrote, as values. Reads, and understands nothing.
//!
//! `Source` is what the rest of the program sees of the disk: the same value can
//! be made from memory, so every test can do without one.

mod conflict;
mod disk;
mod embedded;
mod gate;
mod limits;
mod look;
mod refresh;
mod walk;

pub use disk::{Opened, find_root, is_site, read};
pub use embedded::{EMBEDDED_THEME, is_embedded_theme, starter_files, with_embedded_themes};
pub use limits::Limits;
pub use look::{Looked, Stamp, has_links, is_site_file, look};
pub use refresh::Refreshed;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use xxhash_rust::xxh3::Xxh3;

use crate::base::{Failure, FilePath, Text, find_byte};
use crate::pictures::Seen;

/// The folder that holds what the author wrote.
pub const CONTENT: &str = "content";
/// The folder that holds the themes.
pub const THEMES: &str = "themes";
/// The file that makes a folder a site.
pub const SITE_FILE: &str = "content/site.yaml";
/// The name of the file that holds a report as it was adopted.
pub const FROZEN: &str = "fryst.html";

/// All files of one site.
#[derive(Debug, Default)]
pub struct Source {
    /// The folder the paths are relative to; empty for a source made in memory.
    pub root: PathBuf,
    /// The files, by path.
    pub files: BTreeMap<FilePath, File>,
    /// What was wrong with names and links, found while reading.
    pub faults: Vec<SourceFault>,
    /// The themes that are the program's own, as it carries them.
    carried: BTreeSet<&'static str>,
    /// The way to the files that are copied.
    gate: gate::Gate,
}

/// One file.
#[derive(Debug)]
pub struct File {
    /// Where it lies, relative to the root, spelled as the disk spells it.
    pub disk: PathBuf,
    /// What is in it.
    pub content: Content,
}

impl File {
    /// How many bytes it has. `None` when not all of it is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.content {
            Content::Copied { len } | Content::TooLarge { len, .. } => Some(*len),
            Content::Picture(seen) => Some(seen.len),
            Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Text(text) => u64::try_from(text.len()).ok(),
            Content::NotUtf8 { .. } | Content::Conflict { .. } => None,
        }
    }
}

/// What is in a file, as far as it was read.
#[derive(Debug, PartialEq, Eq)]
pub enum Content {
    /// Text: NFC, without a byte order mark. All spans are offsets in it.
    Text(String),
    /// A small file kept whole: a theme's asset, or a file made in memory.
    Bytes(Cow<'static, [u8]>),
    /// A file that is copied as it is, known by its length only.
    Copied {
        /// Its length in bytes.
        len: u64,
    },
    /// A picture beside a page: known by its bytes, which are read again when it is shown.
    Picture(Box<Seen>),
    /// A file that should be text but is not UTF-8.
    NotUtf8 {
        /// The text before the first bad byte.
        before: String,
    },
    /// A file in which git has left two texts to choose between: no more is read of it.
    Conflict {
        /// The text, marks and all.
        text: String,
        /// Where the first marks stand.
        at: usize,
    },
    /// A file larger than its kind may be.
    TooLarge {
        /// Its length in bytes.
        len: u64,
        /// The largest length allowed.
        limit: u64,
    },
}

/// Something wrong with a file's name or place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceFault {
    /// A link that leads out of the site, or nowhere, or round in a ring.
    BadLink {
        /// The link.
        file: FilePath,
        /// Where it leads, as written; empty when it leads in a ring.
        target: String,
    },
    /// Two files whose names differ only in how å, ä and ö are stored.
    SameName {
        /// The name.
        file: FilePath,
    },
    /// A name that is not Unicode.
    BadName {
        /// The name, as far as it can be shown.
        shown: String,
    },
}

impl Source {
    /// Whether the theme is the program's own, and not a folder of the site's.
    #[must_use]
    pub fn carries(&self, theme: &str) -> bool {
        self.carried.contains(theme)
    }

    /// A site made in memory: `(path, content)`. A path given twice keeps its last content.
    #[must_use]
    pub fn from_memory<P: AsRef<str>, B: Into<Vec<u8>>>(
        files: impl IntoIterator<Item = (P, B)>,
    ) -> Self {
        let mut source = Self::default();
        for (path, bytes) in files {
            let path = FilePath::new(path.as_ref());
            let content = if limits::is_text(&path) {
                decode(&path, bytes.into())
            } else {
                Content::Bytes(Cow::Owned(bytes.into()))
            };
            source.files.insert(path, File { disk: PathBuf::new(), content });
        }
        source
    }

    /// A number that changes when anything of the site does: a text, a name, a length of what
    /// is only copied, a fault.
    #[must_use]
    pub fn fingerprint(&self) -> u128 {
        let mut hash = Xxh3::new();
        let mut take = |bytes: &[u8]| {
            // Each with its length, so that nothing can move from one to the next.
            hash.update(&(bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        for (path, file) in &self.files {
            take(path.as_str().as_bytes());
            take(file.disk.as_os_str().as_encoded_bytes());
            match &file.content {
                Content::Text(text) => take(text.as_bytes()),
                Content::Bytes(bytes) => take(bytes),
                other => take(format!("{other:?}").as_bytes()),
            }
        }
        take(format!("{:?}", self.faults).as_bytes());
        hash.digest128()
    }

    /// The text of `file`; empty when it has none.
    #[must_use]
    pub fn text(&self, file: &FilePath) -> &str {
        match self.files.get(file).map(|found| &found.content) {
            Some(Content::Text(text)) => text,
            Some(Content::NotUtf8 { before }) => before,
            Some(Content::Conflict { text, .. }) => text,
            // A theme's style sheet, to show where in it something is.
            Some(Content::Bytes(bytes)) => std::str::from_utf8(bytes).unwrap_or(""),
            _ => "",
        }
    }

    /// The files below `folder`, in order of path.
    pub fn below(&self, folder: &str) -> impl Iterator<Item = (&FilePath, &File)> + use<'_> {
        let folder = folder.to_owned();
        let from = FilePath::new(&format!("{folder}/"));
        self.files.range(from..).take_while(move |(path, _)| path.below(&folder).is_some())
    }

    fn insert(&mut self, path: FilePath, disk: PathBuf, content: Content) {
        if self.files.contains_key(&path) {
            self.faults.push(SourceFault::SameName { file: path });
            return;
        }
        self.files.insert(path, File { disk, content });
    }
}

fn cannot_read(path: &Path, error: &std::io::Error) -> Failure {
    Failure::io(Text::fixed("Kan inte läsa", "Cannot read"), path, error)
}

/// Makes text of bytes: caps the length, drops a byte order mark, normalises to NFC.
fn decode(path: &FilePath, bytes: Vec<u8>) -> Content {
    let limit = Limits::of(path);
    let len = bytes.len() as u64;
    if len > limit {
        return Content::TooLarge { len, limit };
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = normalised(text);
            match conflict::conflict_at(&text) {
                Some(at) => Content::Conflict { text, at },
                None => Content::Text(text),
            }
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
            Content::NotUtf8 { before: normalised(before) }
        }
    }
}

fn normalised(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    // å, ä and ö written as two characters by a Mac are the same letters. Below U+0300,
    // where nearly all text is, every character is composed already: no byte is 0xcc or more.
    let plain = find_byte(text.as_bytes(), |byte| byte >= 0xcc).is_none();
    if plain || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text
    } else {
        text.nfc().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_out_composed_and_without_a_byte_order_mark() {
        let source = Source::from_memory([("content/a.md", "\u{feff}a\u{30a}")]);
        assert_eq!(source.text(&FilePath::new("content/a.md")), "å");
    }
}
