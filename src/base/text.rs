//! Words in two languages. A message that lacks one of them does not compile.

use std::borrow::Cow;

use super::Language;

/// The languages the program itself speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Lang {
    /// Swedish, the default.
    #[default]
    Sv,
    /// English.
    En,
}

impl Lang {
    /// All languages that the program knows.
    pub const ALL: [Self; 2] = [Self::Sv, Self::En];

    /// Reads a locale or language tag such as `sv_SE.UTF-8` or `en-GB`.
    ///
    /// Swedish when the tag says neither.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_', '.']).next().unwrap_or("");
        if primary.eq_ignore_ascii_case("en") { Self::En } else { Self::Sv }
    }

    /// The language tag used in HTML, files and options: `sv` or `en`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }
}

/// One message in Swedish and in English.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// The words in Swedish, in klarspråk.
    pub sv: Cow<'static, str>,
    /// The same in English.
    pub en: Cow<'static, str>,
}

impl Text {
    /// Words known when the program is compiled.
    #[must_use]
    pub const fn fixed(sv: &'static str, en: &'static str) -> Self {
        Self { sv: Cow::Borrowed(sv), en: Cow::Borrowed(en) }
    }

    /// Words put together while the program runs.
    #[must_use]
    pub fn new(sv: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self { sv: sv.into(), en: en.into() }
    }

    /// The words in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }

    /// The words for readers of `language`: in Swedish where the program does not speak it.
    #[must_use]
    pub fn said_in(&self, language: Language) -> &str {
        self.get(language.spoken().unwrap_or_default())
    }
}

/// The lines of `text` with their line breaks, as `split_inclusive` gives them, several times as
/// fast.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

/// Where the first byte stands that `is_wanted`. Looked for in whole lots of bytes, which the
/// processor does many times as fast as byte by byte.
pub fn find_byte(bytes: &[u8], is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let is_in = |lot: &[u8]| lot.iter().fold(false, |found, b| found | is_wanted(*b));
    let lot = bytes.chunks(32).position(is_in)?;
    let start = lot * 32;
    let at = bytes[start..].iter().position(|b| is_wanted(*b))?;
    Some(start + at)
}

/// `text` as it may be printed: what does not show, and could change what a terminal shows of
/// the rest, is replaced. Line breaks and tabs stay.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    replaced(text, |c| acts_on_terminal(c) && !matches!(c, '\n' | '\t'))
}

/// The same for a name or a line, which has no line breaks of its own.
#[must_use]
pub fn printable_line(text: &str) -> Cow<'_, str> {
    replaced(text, acts_on_terminal)
}

/// Control signs, and those that turn the direction of what stands around them.
fn acts_on_terminal(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn replaced(text: &str, is_bad: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.contains(&is_bad) {
        Cow::Owned(text.chars().map(|c| if is_bad(c) { '\u{fffd}' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}
