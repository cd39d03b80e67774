//! What a file that readers fetch says of itself: pages, title, language, whether aids can read it.
//!
//! Read from the bytes, by what they are. Whoever made a file may have put anything in it: nothing
//! here is taken for a fact of the content, and everything has bounds in time and memory.

pub mod example;
mod office;
mod pdf;
mod seems;
mod xml;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor, Read, Seek};

use rayon::prelude::*;

use crate::base::FilePath;
use crate::source::{Content, File, Source};

pub use seems::Seems;

/// What kind of file it is, to those who are about to fetch it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// Word's own, as a zip.
    Word,
    /// Excel's own, as a zip.
    Excel,
    /// Another that opens in a program of its own: nothing is read of it.
    Other,
}

/// Files that open in another program: the ending, what people call it, how it is read.
const KINDS: [(&str, &str, FileKind); 25] = [
    ("pdf", "PDF", FileKind::Pdf),
    ("docx", "Word", FileKind::Word),
    ("xlsx", "Excel", FileKind::Excel),
    ("doc", "Word", FileKind::Other),
    ("xls", "Excel", FileKind::Other),
    ("ppt", "Powerpoint", FileKind::Other),
    ("pptx", "Powerpoint", FileKind::Other),
    ("docm", "Word", FileKind::Other),
    ("dotx", "Word", FileKind::Other),
    ("xlsm", "Excel", FileKind::Other),
    ("xlsb", "Excel", FileKind::Other),
    ("xltx", "Excel", FileKind::Other),
    ("pptm", "Powerpoint", FileKind::Other),
    ("ppsx", "Powerpoint", FileKind::Other),
    ("pages", "Pages", FileKind::Other),
    ("numbers", "Numbers", FileKind::Other),
    ("key", "Keynote", FileKind::Other),
    ("odt", "ODT", FileKind::Other),
    ("ods", "ODS", FileKind::Other),
    ("odp", "ODP", FileKind::Other),
    ("rtf", "RTF", FileKind::Other),
    ("csv", "CSV", FileKind::Other),
    ("epub", "EPUB", FileKind::Other),
    ("zip", "zip", FileKind::Other),
    ("7z", "7z", FileKind::Other),
];

/// What people call a file with this name or address, and how it is read; nothing for one that
/// opens in a browser.
#[must_use]
pub fn kind_of(name: &str) -> Option<(&'static str, FileKind)> {
    let path = name.split(['?', '#']).next().unwrap_or_default();
    let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    let known = KINDS.iter().find(|(own, ..)| ending.eq_ignore_ascii_case(own));
    known.map(|(_, called, kind)| (*called, *kind))
}

/// Something in a file that some readers stumble over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// It is not what its name says, or nothing can be made of it.
    Unreadable,
    /// Its own tables are broken: readers have to look for its parts.
    Damaged,
    /// It is encrypted: some or all of it cannot be looked at.
    Locked,
    /// Its lock keeps out those who use aids.
    KeepsOut,
    /// Its pages are pictures of pages.
    Scanned,
    /// Cells where columns have their names are merged.
    MergedHead,
    /// It is a long text in which nothing is marked as a heading.
    NoHeadings,
}

/// What a file says of itself. Nothing is known of what is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// How many bytes it has.
    pub bytes: Option<u64>,
    /// How many pages there are.
    pub pages: Option<u32>,
    /// How many sheets of a book are shown.
    pub sheets: Option<u32>,
    /// Its title.
    pub title: Option<String>,
    /// Its language, as written: `sv-SE`.
    pub language: Option<String>,
    /// Whether what are headings and lists are marked as such for those who use aids. Never no for
    /// a text that is no PDF: there nobody can tell from the file.
    pub tagged: Option<bool>,
    /// What some readers stumble over.
    pub flaws: BTreeSet<Flaw>,
    /// What it seems to be, when it cannot be read as what its name says.
    pub seems: Option<Seems>,
}

impl Said {
    fn with(flaw: Flaw) -> Self {
        Self { flaws: BTreeSet::from([flaw]), ..Self::default() }
    }

    /// Whether it has this flaw.
    #[must_use]
    pub fn has(&self, flaw: Flaw) -> bool {
        self.flaws.contains(&flaw)
    }
}

/// What each file says of itself.
pub type Files = BTreeMap<FilePath, Said>;

/// What these files of the site say of themselves: those that open in a program of their own.
#[must_use]
pub fn read_all<'f>(source: &Source, files: impl Iterator<Item = &'f FilePath>) -> Files {
    let of_a_kind = |file: &'f FilePath| {
        let (_, kind) = kind_of(file.as_str())?;
        Some((file, kind))
    };
    let files: Vec<_> = files.filter_map(of_a_kind).collect();
    let said = files.into_par_iter().filter_map(|(file, kind)| {
        let found = source.files.get(file)?;
        let said = of_file(source, found, kind).unwrap_or_default();
        Some((file.clone(), Said { bytes: found.length(), ..said }))
    });
    said.collect()
}

/// What one file says. One that cannot be opened is told of when it is copied.
fn of_file(source: &Source, file: &File, kind: FileKind) -> Option<Said> {
    if kind == FileKind::Other {
        return None;
    }
    match &file.content {
        Content::Bytes(bytes) => Some(read(&mut Cursor::new(bytes), kind)),
        Content::Copied { .. } => {
            Some(read(&mut BufReader::new(source.open(&file.disk).ok()?), kind))
        }
        _ => None,
    }
}

/// What the file says of itself, read as this kind.
pub fn read(file: &mut (impl Read + Seek), kind: FileKind) -> Said {
    let mut said = match kind {
        FileKind::Pdf => pdf::read(file),
        FileKind::Word | FileKind::Excel => office::read(&mut *file, kind),
        FileKind::Other => Said::default(),
    };
    if said.has(Flaw::Unreadable) {
        said.seems = Seems::of(file);
    }
    said
}

/// The page, counted from 1, that each named place of a PDF is on.
pub fn destinations(file: &mut (impl Read + Seek)) -> BTreeMap<String, u32> {
    pdf::places::read(file)
}

/// A text without odd white space and signs; nothing when nothing is left. Titles and names are
/// never longer than this.
fn tidied(text: &str) -> Option<String> {
    const LONGEST: usize = 300;
    let shown = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    let words: Vec<&str> = shown.split_whitespace().collect();
    let text: String = words.join(" ").chars().take(LONGEST).collect();
    (!text.is_empty()).then_some(text)
}
