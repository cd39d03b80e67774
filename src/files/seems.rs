//! What a file that is not what its name says seems to be instead, from how it begins.

use std::io::{Read, Seek, SeekFrom};

use crate::base::Text;

/// So far in, in bytes, what tells kinds apart stands: a PDF may have something before it.
const FAR: u64 = 1024;

/// What a file seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seems {
    /// Nothing: it has no bytes.
    Empty,
    /// A page of the web, often one that says why there is no file.
    WebPage,
    /// A PDF.
    Pdf,
    /// A zip, as Word and Excel use, among others.
    Zip,
    /// What Office wrote before 2007, and what it writes under a password.
    OldOffice,
    /// A picture.
    Picture,
}

/// The first bytes that tell a kind.
const BEGINNINGS: [(&[u8], Seems); 6] = [
    (b"PK\x03\x04", Seems::Zip),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Seems::OldOffice),
    (b"\xFF\xD8\xFF", Seems::Picture),
    (b"\x89PNG", Seems::Picture),
    (b"GIF8", Seems::Picture),
    (b"%PDF-", Seems::Pdf),
];

impl Seems {
    /// What the file seems to be. `None` when its beginning says nothing, or cannot be read.
    pub(super) fn of(file: &mut (impl Read + Seek)) -> Option<Self> {
        file.seek(SeekFrom::Start(0)).ok()?;
        let mut begins = Vec::new();
        file.take(FAR).read_to_end(&mut begins).ok()?;
        if begins.is_empty() {
            return Some(Self::Empty);
        }
        let known = BEGINNINGS.iter().find(|(bytes, _)| begins.starts_with(bytes));
        let known = known.map(|(_, seems)| *seems);
        known.or_else(|| {
            let text = String::from_utf8_lossy(&begins).to_ascii_lowercase();
            let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
            let is_page = text.starts_with("<!doctype html") || text.contains("<html");
            is_page.then_some(Self::WebPage)
        })
    }

    /// What it is said to be, after "den".
    #[must_use]
    pub const fn words(self) -> Text {
        match self {
            Self::Empty => Text::fixed("är tom", "is empty"),
            Self::WebPage => Text::fixed("är en webbsida", "is a web page"),
            Self::Pdf => Text::fixed("är en pdf", "is a PDF"),
            Self::Zip => Text::fixed(
                "är en zip eller en annan sorts Officefil",
                "is a zip or another kind of Office file",
            ),
            Self::OldOffice => Text::fixed(
                "är i ett äldre format eller låst med lösenord",
                "is in an older format or locked with a password",
            ),
            Self::Picture => Text::fixed("är en bild", "is a picture"),
        }
    }
}
