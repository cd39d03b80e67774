//! `content/rapporter/<name>/fryst.html`: a report as it was adopted.
//!
//! Its first line says when it was frozen and has the fingerprint of the rest, so that nobody
//! changes by a slip what a steering group has adopted. What is published is this text, whatever
//! happens to the content afterwards.

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

const BEGINS: &str = "<!-- Rapporten som den antogs. Ändra inget i filen. ";
const ENDS: &str = " -->";

impl Frozen {
    /// Reads the file. Never fails: what has no seal is a frozen report whose seal is broken.
    #[must_use]
    pub fn read(file: &FilePath, text: &str) -> Self {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let seal = Seal::read(first.trim_end_matches('\r'));
        let html = if seal.is_some() { rest } else { text };
        // A checkout on Windows may have other line ends than what was frozen.
        Self { file: file.clone(), seal, html: html.replace("\r\n", "\n") }
    }

    /// Whether it still says what was adopted.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.seal.as_ref().is_some_and(|seal| seal.fingerprint == fingerprint(&self.html))
    }

    /// The whole file of a report that is frozen on `day`.
    #[must_use]
    pub fn write(html: &str, day: civil::Date, version: &str) -> String {
        let seal = Seal { day, version: version.to_owned(), fingerprint: fingerprint(html) };
        format!("{}\n{html}", seal.line())
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

fn fingerprint(html: &str) -> String {
    let mut shown = String::with_capacity(64);
    for byte in Sha256::digest(html.as_bytes()) {
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
        let text = Frozen::write("<h1>Året</h1>\n<p>Sex arbeten.</p>\n", day, "0.1.0");
        let read = Frozen::read(&file, &text);
        assert!(read.is_whole());
        assert_eq!(read.seal.as_ref().map(|seal| seal.day), Some(day));
        assert_eq!(read.html, "<h1>Året</h1>\n<p>Sex arbeten.</p>\n");
        assert!(Frozen::read(&file, &text.replace('\n', "\r\n")).is_whole());
        assert!(!Frozen::read(&file, &text.replace("Sex", "Sju")).is_whole());
        assert!(!Frozen::read(&file, "<h1>Året</h1>").is_whole());
    }
}
