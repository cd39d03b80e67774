//! `content/rapporter/<name>/fryst.html`: a report as it was adopted, with the tables and pictures
//! in the folder `fryst/` beside it.
//!
//! Its first line says when it was frozen and has the fingerprint of the rest, the next ones those
//! of the files, so that nobody changes by a slip what a steering group has adopted. What is
//! published is this text, whatever happens to the content afterwards.

use jiff::civil;
use sha2::{Digest, Sha256};

use crate::base::FilePath;

/// A frozen report.
#[derive(Debug, Clone)]
pub struct Frozen {
    /// Its file.
    pub file: FilePath,
    /// What the first line says; nothing when it is not there, or not whole.
    pub seal: Option<Seal>,
    /// Everything after the first line.
    sealed: String,
    /// The files that belong to it, by their names, each with its fingerprint.
    pub files: Vec<(String, String)>,
    /// The report: the inside of its element, with the site's addresses from its root.
    pub html: String,
}

/// What stands on the first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The day.
    pub day: civil::Date,
    /// The version of the program that froze it.
    pub version: String,
    /// The fingerprint of what it froze: SHA-256 in 64 hexadecimal digits.
    pub fingerprint: String,
}

/// The folder of a frozen report's tables and pictures, beside it. They are published as if they
/// lay in the report's own folder.
pub const FROZEN_FOLDER: &str = "fryst";

const BEGINS: &str = "<!-- Rapporten som den antogs. Ändra inget i filen. ";
const FILE: &str = "<!-- fil: ";
const ENDS: &str = " -->";

impl Frozen {
    /// Reads the file. Never fails: what has no seal is a frozen report whose seal is broken.
    #[must_use]
    pub fn read(file: &FilePath, text: &str) -> Self {
        // A checkout on Windows may have other line ends than what was frozen.
        let text = text.replace("\r\n", "\n");
        let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
        let seal = Seal::read(first);
        let sealed = if seal.is_some() { rest } else { &text };
        let (mut files, mut html) = (Vec::new(), sealed);
        while let Some((line, after)) = html.split_once('\n')
            && let Some(named) = line.strip_prefix(FILE).and_then(|line| line.strip_suffix(ENDS))
            && let Some((fingerprint, name)) = named.split_once(' ')
        {
            files.push((name.to_owned(), fingerprint.to_owned()));
            html = after;
        }
        let (sealed, html) = (sealed.to_owned(), html.to_owned());
        Self { file: file.clone(), seal, sealed, files, html }
    }

    /// Whether it still says what was adopted.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let now = || fingerprint(self.sealed.as_bytes());
        self.seal.as_ref().is_some_and(|seal| seal.fingerprint == now())
    }

    /// Where a file that belongs to it lies.
    #[must_use]
    pub fn beside(&self, name: &str) -> FilePath {
        FilePath::new(&format!("{}/{FROZEN_FOLDER}/{name}", self.file.folder()))
    }

    /// The whole file of a report that is frozen on `day`, with these files.
    #[must_use]
    pub fn write(
        html: &str,
        files: &[(String, Vec<u8>)],
        day: civil::Date,
        version: &str,
    ) -> String {
        let mut sealed = String::new();
        for (name, bytes) in files {
            sealed.push_str(&format!("{FILE}{} {name}{ENDS}\n", frozen_fingerprint(name, bytes)));
        }
        sealed.push_str(html);
        let fingerprint = fingerprint(sealed.as_bytes());
        let seal = Seal { day, version: version.to_owned(), fingerprint };
        format!("{}\n{sealed}", seal.line())
    }
}

impl Seal {
    fn line(&self) -> String {
        let Self { day, version, fingerprint } = self;
        format!("{BEGINS}fryst: {day} delwebb: {version} avtryck: {fingerprint}{ENDS}")
    }

    fn read(line: &str) -> Option<Self> {
        let inside = line.strip_prefix(BEGINS)?.strip_suffix(ENDS)?;
        let mut words = inside.split(' ');
        let mut value = |key: &str| (words.next() == Some(key)).then(|| words.next()).flatten();
        let day = value("fryst:")?.parse().ok()?;
        let version = value("delwebb:")?.to_owned();
        let fingerprint = value("avtryck:")?.to_owned();
        Some(Self { day, version, fingerprint })
    }
}

/// The fingerprint of the file `name` of a frozen report. Text has the same one with any line ends:
/// a checkout on another system may have others than what was frozen.
#[must_use]
pub fn frozen_fingerprint(name: &str, bytes: &[u8]) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    match (ending.as_deref(), std::str::from_utf8(bytes)) {
        (Some("csv" | "json" | "svg" | "txt"), Ok(text)) => {
            fingerprint(text.replace("\r\n", "\n").as_bytes())
        }
        _ => fingerprint(bytes),
    }
}

/// SHA-256 in 64 hexadecimal digits.
fn fingerprint(bytes: &[u8]) -> String {
    let mut shown = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        shown.push_str(&format!("{byte:02x}"));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::Frozen;
    use crate::base::FilePath;

    #[test]
    fn a_changed_letter_breaks_the_seal_and_other_line_ends_do_not() {
        let file = FilePath::new("content/rapporter/2025/fryst.html");
        let day = jiff::civil::date(2026, 1, 24);
        let files = [("utfall.csv".to_owned(), b"a,b\r\n".to_vec())];
        let text = Frozen::write("<h1>Året</h1>\n<p>Sex arbeten.</p>\n", &files, day, "0.1.0");
        let read = Frozen::read(&file, &text);
        assert!(read.is_whole());
        assert_eq!(read.seal.as_ref().map(|seal| seal.day), Some(day));
        assert_eq!(read.html, "<h1>Året</h1>\n<p>Sex arbeten.</p>\n");
        assert_eq!(read.files[0].0, "utfall.csv");
        let beside = FilePath::new("content/rapporter/2025/fryst/utfall.csv");
        assert_eq!(read.beside("utfall.csv"), beside);
        assert!(Frozen::read(&file, &text.replace('\n', "\r\n")).is_whole());
        assert!(!Frozen::read(&file, &text.replace("Sex", "Sju")).is_whole());
        assert!(!Frozen::read(&file, &text.replace("utfall", "avfall")).is_whole());
        assert!(!Frozen::read(&file, "<h1>Året</h1>").is_whole());
    }
}
