//! A YAML text line by line, as far as each line can be told alone: for the slips that the
//! parser never sees, or sees only when it is too late.

use std::ops::Range;

use crate::base::find_byte;

/// What a line is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Keys, values and list items.
    Fields,
    /// The lines that go on with a value which began on a line above.
    Continued,
    /// Text below `|` or `>`, or inside quotes: it may say anything.
    Text,
}

/// One line.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Where it begins in the text.
    pub start: usize,
    /// The line without its line break.
    pub text: &'a str,
    /// What it is a part of.
    pub part: Part,
}

/// The places in one line, as bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Where the first key or value begins, behind indentation and dashes.
    pub content: usize,
    /// The key, quotes and all; none in an item that is a value alone.
    pub key: Option<Range<usize>>,
    /// The value, with what may be a comment after it.
    pub value: Range<usize>,
}

impl Line<'_> {
    /// The places in the line; none in a comment or an empty line.
    #[must_use]
    pub fn places(&self) -> Option<Places> {
        places(self.text)
    }

    /// The key without its quotes.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        let key = self.text.get(self.places()?.key?)?;
        Some(key.trim().trim_matches(['"', '\'']))
    }
}

/// The lines of `text`.
#[must_use]
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut open: Option<Open> = None;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let is_empty = line.trim().is_empty();
        let part = match &open {
            Some(above) if is_empty || column(line) > above.limit => above.part,
            _ => Part::Fields,
        };
        match &mut open {
            Some(above)
                if part == Part::Text && above.quote.is_some_and(|quote| line.contains(quote)) =>
            {
                above.part = Part::Continued;
            }
            _ if part == Part::Fields && !is_empty => {
                open = places(line).and_then(|places| opened(line, &places));
            }
            _ => {}
        }
        all.push(Line { start, text: line, part });
        start += whole.len();
    }
    all
}

/// A value that the lines below may go on with.
struct Open {
    /// The lines below must be indented further than this many columns.
    limit: usize,
    /// What they then are.
    part: Part,
    /// The quote that ends it.
    quote: Option<char>,
}

/// How many characters stand before the first that shows.
fn column(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

/// What the lines below `line` are, when they are indented further.
fn opened(line: &str, places: &Places) -> Option<Open> {
    let value = line[places.value.clone()].trim();
    let dash = line[..places.content].trim_end().len().saturating_sub(1);
    let at = if places.key.is_some() { places.content } else { dash };
    let limit = line[..at].chars().count();
    let first = value.chars().next()?;
    let (part, quote) = match first {
        '#' => return None,
        '|' | '>' => (Part::Text, None),
        '"' | '\'' if !value[1..].contains(first) => (Part::Text, Some(first)),
        _ => (Part::Continued, None),
    };
    Some(Open { limit, part, quote })
}

fn places(line: &str) -> Option<Places> {
    let mut content = line.len() - line.trim_start().len();
    while let Some(rest) = line[content..].strip_prefix('-') {
        let gap = rest.len() - rest.trim_start().len();
        if gap == 0 && !rest.is_empty() {
            break;
        }
        content += 1 + gap;
    }
    let rest = &line[content..];
    if line.trim().is_empty() || rest.starts_with('#') {
        return None;
    }
    let colon = rest.match_indices(':').map(|(at, _)| at).find(|at| {
        let after = &rest[at + 1..];
        after.is_empty() || after.starts_with(char::is_whitespace)
    });
    let key = colon.filter(|at| is_key(&rest[..*at])).map(|at| content..content + at);
    let from = key.as_ref().map_or(content, |key| key.end + 1);
    let gap = line[from..].len() - line[from..].trim_start().len();
    let end = line.trim_end().len();
    Some(Places { content, key, value: (from + gap).min(end)..end })
}

/// Whether a text before a colon can be a key: one word, perhaps in quotes of some kind.
fn is_key(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || is_quote(c));
    !bare.is_empty()
        && bare.chars().all(|c| {
            c.is_alphanumeric() || matches!(c, '_' | '-' | '\u{300}'..='\u{36f}') || is_invisible(c)
        })
}

/// A quote of any kind.
#[must_use]
pub const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'') || is_curly(c)
}

/// A quote as word processors make them.
#[must_use]
pub const fn is_curly(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»')
}

/// A sign that takes no room on the screen.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// A space that is not the one of the space bar.
#[must_use]
pub const fn is_odd_space(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Whether `text` has a byte that an invisible sign, an odd space, a quote of a word processor or
/// a control character can begin with.
#[must_use]
pub fn may_be_odd(text: &str) -> bool {
    let is_odd =
        |b: u8| matches!(b, 0..=8 | 11 | 12 | 14..=31 | 0x7f | 0xc2 | 0xe1..=0xe3 | 0xee..);
    find_byte(text.as_bytes(), is_odd).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Part, lines};

    #[test]
    fn text_below_a_bar_and_inside_quotes_is_text() {
        let text = "a: |\n  b: c\n\n  d\ne: \"f\n  g: h\"\n  i\nj:\n  - k: l\n    m: n\n    o:\n      p: q\n  - r\n";
        let parts: Vec<(&str, Part)> =
            lines(text).iter().map(|line| (line.text.trim(), line.part)).collect();
        let text_lines: Vec<&str> =
            parts.iter().filter(|(_, part)| *part == Part::Text).map(|(text, _)| *text).collect();
        assert_eq!(text_lines, ["b: c", "", "d", "g: h\""]);
        let continued: Vec<&str> = parts
            .iter()
            .filter(|(_, part)| *part == Part::Continued)
            .map(|(text, _)| *text)
            .collect();
        assert_eq!(continued, ["i"]);
    }

    #[test]
    fn keys_and_values_are_found_behind_dashes() {
        let places = |text: &str| {
            let line = lines(text)[0];
            let places = line.places()?;
            let key = places.key.map(|key| text[key].to_owned());
            Some((key, text[places.value].to_owned()))
        };
        let some =
            |key: Option<&str>, value: &str| Some((key.map(str::to_owned), value.to_owned()));
        assert_eq!(places("  - id: a b"), some(Some("id"), "a b"));
        assert_eq!(places("- a: b: c"), some(Some("a"), "b: c"));
        assert_eq!(places("- bara text"), some(None, "bara text"));
        assert_eq!(places("”titel”: Vård"), some(Some("”titel”"), "Vård"));
        assert_eq!(places("mål:"), some(Some("mål"), ""));
        assert_eq!(places("# mål: x"), None);
        assert_eq!(places("-30"), some(None, "-30"));
    }
}
