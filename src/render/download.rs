//! A file that readers fetch: what it is, how large, how many pages, in words after a link.

use tera::Value;

use crate::base::{Language, OutPath};
use crate::document::register::{AnyRow, CitedDocument};
use crate::files::{Flaw, Said, kind_of};
use crate::model::Model;
use crate::theme::Engine;
use crate::yaml::Shown;

use super::body::word;
use super::file_size::in_words;
use super::value::map;

/// A file that a link leads to.
#[derive(Debug, Clone, Copy)]
pub struct Download<'a> {
    /// Where it is: on this site from its top, else the full address.
    address: Address<'a>,
    /// What people call its kind.
    called: Option<&'static str>,
    /// What it says of itself; nothing of a file on another site.
    said: Option<&'a Said>,
    /// Its row in the register of documents, which has the last word.
    row: Option<&'a CitedDocument>,
    /// Whether aids can read it, as whoever links to it says.
    accessible: Option<bool>,
}

#[derive(Debug, Clone, Copy)]
enum Address<'a> {
    Own(&'a OutPath),
    Other(&'a str),
}

impl<'a> Download<'a> {
    /// A file of the site.
    #[must_use]
    pub fn own(model: &'a Model, out: &'a OutPath) -> Self {
        let said = model.copied.get(out).and_then(|copied| model.files.get(&copied.file));
        let called = kind_of(out.as_str()).map(|(called, _)| called);
        Self {
            address: Address::Own(out),
            called,
            said,
            row: model.paper_at(out),
            accessible: None,
        }
    }

    /// Whatever is at an address of another site: a file, as far as the address tells.
    #[must_use]
    pub fn elsewhere(address: &'a str) -> Self {
        let called = address.split_once("://").and_then(|(_, rest)| {
            // The name of a host is no name of a file.
            kind_of(rest.split_once('/')?.1)
        });
        let called = called.map(|(called, _)| called);
        Self { address: Address::Other(address), called, said: None, row: None, accessible: None }
    }

    /// What a row of a register links to: its own file, or what is at an address.
    #[must_use]
    pub fn of_row(model: &'a Model, row: &AnyRow<'a>) -> Option<Self> {
        let shown =
            |name: &str| row.shown.iter().find(|(key, _)| *key == name).map(|(_, shown)| shown);
        let text = |name: &str| match shown(name) {
            Some(Shown::Text(text)) => Some(*text),
            _ => None,
        };
        let found = match (text("file"), text("link")) {
            (Some(file), _) => Self::own(model, model.file_named(file)?),
            (None, Some(link)) => match model.file_at(link) {
                Some(out) => Self::own(model, out),
                None if link.starts_with('/') => return None,
                None => Self::elsewhere(link),
            },
            (None, None) => return None,
        };
        let accessible = match shown("accessible") {
            Some(Shown::Flag(flag)) => Some(*flag),
            _ => None,
        };
        Some(Self { accessible, ..found })
    }

    /// Whether it opens in a program of its own, as far as its name tells.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.called.is_some()
    }

    /// How large it is, in words.
    #[must_use]
    pub fn size(&self, lang: Language) -> Option<String> {
        in_words(self.said?.bytes?, lang)
    }

    fn pages(&self) -> Option<u32> {
        let written = self.row.and_then(|row| row.pages.as_ref());
        written.map(|pages| pages.value.0.get()).or_else(|| self.said?.pages)
    }

    /// Its language, when that is a tag that a page may hold.
    #[must_use]
    pub fn language(&self) -> Option<&'a str> {
        let written = self.row.and_then(|row| row.language.as_ref());
        let language = written.map(|tag| tag.value.as_str());
        language.or_else(|| self.said?.language.as_deref()).filter(|tag| is_tag(tag))
    }

    /// Its language, when it is another than a page's.
    #[must_use]
    pub fn other_language(&self, page: Language) -> Option<&'a str> {
        let main = |tag: &'a str| tag.split('-').next().unwrap_or(tag);
        self.language().filter(|tag| !main(tag).eq_ignore_ascii_case(page.tag()))
    }

    /// What there is to know before fetching it, besides what `said` says already: `PDF, 1,2 MB,
    /// 12 sidor`. Empty when that is nothing.
    #[must_use]
    pub fn note(&self, engine: &Engine, said: &str) -> String {
        let Some(called) = self.called else { return String::new() };
        let lang = engine.lang();
        let said = said.to_lowercase();
        let mut parts: Vec<String> = Vec::new();
        if !says_kind(&said, called, self.ending()) {
            parts.push(called.to_owned());
        }
        parts.extend(self.size(lang).filter(|_| !says_size(&said)));
        let count = |key: &'static str, count: u32| format!("{count}\u{a0}{}", word(engine, key));
        let says_pages = ["sida", "sidor"].iter().any(|key| says_count(&said, &word(engine, key)));
        let pages = self.pages().filter(|_| !says_pages);
        parts.extend(pages.map(|pages| count(if pages == 1 { "sida" } else { "sidor" }, pages)));
        let sheets = self.said.and_then(|said| said.sheets).filter(|sheets| *sheets > 1);
        parts.extend(sheets.map(|sheets| count("kalkylblad", sheets)));
        parts.join(", ")
    }

    fn ending(&self) -> &str {
        let path = match self.address {
            Address::Own(out) => out.as_str(),
            Address::Other(address) => address.split(['?', '#']).next().unwrap_or_default(),
        };
        path.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// What templates see of it.
    #[must_use]
    pub fn value(&self, engine: &Engine) -> Value {
        let (address, is_external) = match self.address {
            Address::Own(out) => (format!("/{}", out.encoded()), false),
            Address::Other(address) => (address.to_owned(), true),
        };
        let text = |text: Option<&str>| text.map_or_else(Value::none, Value::normal_string);
        let number = |number: Option<u32>| number.map_or_else(Value::none, Value::from);
        // That a file can be read by all nobody sees from its tags; that it cannot is plain.
        let is_accessible = self.accessible.or_else(|| {
            let said = self.said?;
            let keeps_out = said.has(Flaw::Scanned) || said.has(Flaw::KeepsOut);
            (keeps_out || said.tagged == Some(false)).then_some(false)
        });
        map(vec![
            ("address", Value::from(address)),
            ("external", Value::from(is_external)),
            ("type", text(self.called)),
            ("size", text(self.size(engine.lang()).as_deref())),
            ("pages", number(self.pages())),
            ("sheets", number(self.said.and_then(|said| said.sheets))),
            ("language", text(self.language())),
            ("other_language", text(self.other_language(engine.lang()))),
            ("accessible", is_accessible.map_or_else(Value::none, Value::from)),
            ("note", Value::from(self.note(engine, ""))),
        ])
    }
}

/// Whether a text, in lower case, says what kind of file it is: as a word of its own.
fn says_kind(said: &str, called: &str, ending: &str) -> bool {
    let mut words = said.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word == called.to_lowercase() || word == ending.to_lowercase())
}

/// Whether a text, in lower case, says a size: a number and a unit.
fn says_size(said: &str) -> bool {
    ["byte", "kb", "mb", "gb", "kib", "mib"].iter().any(|unit| says_count(said, unit))
}

/// Whether a text, in lower case, says a number of something.
fn says_count(said: &str, what: &str) -> bool {
    said.match_indices(what).any(|(at, _)| {
        let before = said[..at].trim_end_matches(|c: char| c.is_whitespace());
        before.ends_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether a text is a tag of a language: `sv`, `sv-SE`.
#[must_use]
pub fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let main = parts.next().unwrap_or_default();
    let is_main = (2..=3).contains(&main.len()) && main.bytes().all(|b| b.is_ascii_alphabetic());
    is_main
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::{is_tag, says_count, says_kind, says_size};

    #[test]
    fn what_an_author_has_written_is_seen() {
        assert!(says_kind("protokollet (pdf, 340 kb)", "PDF", "pdf"));
        assert!(says_kind("mallen (word)", "Word", "docx"));
        assert!(!says_kind("wordfest", "Word", "docx"));
        assert!(says_size("protokollet (pdf, 1,2 mb)") && !says_size("12 embla"));
        assert!(says_count("rapporten, 12\u{a0}sidor", "sidor"));
        assert!(!says_count("alla sidor", "sidor"));
    }

    #[test]
    fn only_tags_are_languages() {
        assert!(["sv", "sv-SE", "en", "fi", "zh-Hans-CN"].iter().all(|tag| is_tag(tag)));
        assert!(!["", "svenska", "sv SE", "s\"v", "sv-"].iter().any(|tag| is_tag(tag)));
    }
}
