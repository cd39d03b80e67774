//! The words of running text whose spelling can be judged: no names, no abbreviations in capitals,
//! nothing that is a part of an address, a file, a number or code.

use std::ops::Range;

use super::dates::month_of;
use super::spelling::{LONGEST, is_letter};
use crate::check::passage::NO_WORD;

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenWord<'a> {
    /// Where it stands.
    pub range: Range<usize>,
    /// Its letters, and hyphens within.
    pub text: &'a str,
    /// The sign right after it.
    pub after: Option<char>,
    /// Where the word before it stands; empty when more than blanks stands between.
    pub before: Range<usize>,
}

/// Signs that no word stands beside without a blank.
const ODD: &[char] =
    &['@', '_', '=', '#', '\\', '<', '>', '{', '}', '[', ']', '|', '~', '^', '\u{ad}', NO_WORD];

/// Signs that close a sentence after its full stop.
const CLOSING: &[char] = &['”', '"', ')', '’', '»', ']'];

/// Visits the words of `text` in order.
pub fn written_words<'a>(text: &'a str, mut visit: impl FnMut(WrittenWord<'a>)) {
    let mut begins = true;
    let mut before = 0..0;
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let start = text.len() - rest.len();
        let plain = Plain::at(rest);
        let end = plain.as_ref().map_or_else(
            || rest.find(char::is_whitespace).unwrap_or(rest.len()),
            |plain| plain.len,
        );
        let (chunk, next) = rest.split_at(end);
        rest = next.trim_start();
        let last = std::mem::take(&mut before);
        if let Some(plain) = plain {
            let word = &chunk[..plain.letters];
            let ends = plain.letters < plain.len && ends_sentence(chunk);
            let at_start = std::mem::replace(&mut begins, ends);
            if is_cut_short(word, chunk, rest) {
                continue;
            }
            let range = start..start + plain.letters;
            if plain.letters == plain.len {
                before = range.clone();
            }
            let is_name = plain.is_capital && !at_start;
            if !is_name && (3..=LONGEST).contains(&plain.count) {
                let after = chunk[plain.letters..].chars().next();
                visit(WrittenWord { range, text: word, after, before: last });
            }
            continue;
        }
        let at_start = std::mem::replace(&mut begins, ends_sentence(chunk));
        let word = chunk.trim_matches(|c: char| !is_letter(c));
        if !is_words(chunk) || is_cut_short(word, chunk, rest) {
            continue;
        }
        let mut is_first = true;
        for (at, word) in pieces(chunk) {
            let end = at + word.len();
            let after = chunk[end..].chars().next();
            let may_be_name = !(is_first && at_start);
            let beside = if is_first && at == 0 { last.clone() } else { 0..0 };
            is_first = false;
            if after.is_none() {
                before = start + at..start + end;
            }
            if is_judged(word, may_be_name) {
                let range = start + at..start + end;
                visit(WrittenWord { range, text: word, after, before: beside });
            }
        }
    }
}

/// A chunk that is one word in small letters, but perhaps the first, and signs after it: most are,
/// and are read byte by byte.
struct Plain {
    /// How many bytes the word has.
    letters: usize,
    /// How many letters.
    count: usize,
    /// How many bytes the chunk has.
    len: usize,
    /// Whether it has a capital first.
    is_capital: bool,
}

impl Plain {
    /// The chunk that `rest` begins with, when it is such a one.
    fn at(rest: &str) -> Option<Self> {
        let bytes = rest.as_bytes();
        let is_capital = bytes.first()?.is_ascii_uppercase();
        let (mut at, mut count) = (usize::from(is_capital), usize::from(is_capital));
        loop {
            match bytes.get(at) {
                Some(b'a'..=b'z') => at += 1,
                // From ß to ÿ, without the sign of division.
                Some(0xc3) if matches!(bytes.get(at + 1), Some(0x9f..=0xb6 | 0xb8..=0xbf)) => {
                    at += 2;
                }
                _ => break,
            }
            count += 1;
        }
        let letters = at;
        while let Some(b'.' | b',' | b';' | b':' | b'!' | b'?' | b')') = bytes.get(at) {
            at += 1;
        }
        let ends = matches!(bytes.get(at), None | Some(b' ' | b'\n'));
        (ends && count > 0).then_some(Self { letters, count, len: at, is_capital })
    }
}

/// The words of a chunk without blanks, hyphens at their ends left out.
fn pieces(chunk: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = chunk.split(|c: char| !is_letter(c) && c != '-');
    parts.filter_map(|part| {
        let word = part.trim_start_matches('-');
        let at = word.as_ptr().addr() - chunk.as_ptr().addr();
        let word = word.trim_end_matches('-');
        (!word.is_empty()).then_some((at, word))
    })
}

/// Whether a chunk is words and signs around them: no address, number, abbreviation or form of
/// one, such as `LSG:ernas`.
fn is_words(chunk: &str) -> bool {
    if chunk.contains(ODD) || chunk.contains(char::is_numeric) || chunk.starts_with(['/', '.']) {
        return false;
    }
    let joins = |sign: char| {
        let mut parts = chunk.split(sign);
        parts.next();
        parts.next().is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    };
    !joins('.') && !joins(':') && !is_path(chunk)
}

/// Whether a chunk has a slash that does not stand between two words: `omraden/`, `a/b/c`.
fn is_path(chunk: &str) -> bool {
    let mut parts = chunk.split('/');
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return false };
    let is_between = first.ends_with(is_letter) || first.ends_with('-');
    !is_between || !second.starts_with(|c| is_letter(c) || c == '-') || parts.next().is_some()
}

/// Whether the word of a chunk is cut short: a month, or a few letters and a full stop in the midst
/// of a sentence. `rest` is what follows.
fn is_cut_short(word: &str, chunk: &str, rest: &str) -> bool {
    let has_stop = chunk.ends_with('.') && rest.starts_with(char::is_lowercase);
    (has_stop && word.chars().count() <= 5) || month_of(word).is_some()
}

/// Whether a word can be judged: of three letters or more, and no name.
fn is_judged(word: &str, may_be_name: bool) -> bool {
    let mut letters = word.chars();
    let is_name = letters.next().is_none_or(char::is_uppercase) && may_be_name;
    // In capitals within, it is an abbreviation or a name that somebody made up.
    !is_name
        && !letters.any(char::is_uppercase)
        && (3..=LONGEST).contains(&word.chars().take(LONGEST + 1).count())
}

/// Whether a sentence, or a part of one that may begin with a capital, ends with `chunk`.
fn ends_sentence(chunk: &str) -> bool {
    let bare = chunk.trim_end_matches(CLOSING);
    bare.is_empty() || bare.ends_with(['.', '!', '?', ':', '…', '–', '-', '•'])
}

#[cfg(test)]
mod tests {
    use super::written_words;

    fn found(text: &str) -> Vec<(&str, Option<char>)> {
        let mut all = Vec::new();
        written_words(text, |word| all.push((word.text, word.after)));
        all
    }

    #[test]
    fn names_addresses_and_abbreviations_are_no_words() {
        assert_eq!(
            found(
                "Hälso- och vård i Ånge. Timrå: (barn/unga) SIP:ar bl.a. om LSG, se www.a.se/bc a@b.se"
            ),
            [
                ("Hälso", Some('-')),
                ("och", None),
                ("vård", None),
                ("Timrå", Some(':')),
                ("barn", Some('/')),
                ("unga", Some(')')),
            ]
        );
        assert_eq!(
            found("3 nov utv. enheter omraden/, 3kg år2025 /om/oss/ BarnSäkert e-post -arbeten"),
            [("enheter", None), ("e-post", None), ("arbeten", None)]
        );
        let mut before = Vec::new();
        let text = "med arbets sätt, i nom";
        written_words(text, |word| before.push(&text[word.before]));
        assert_eq!(before, ["", "med", "arbets", "i"]);
        assert_eq!(found(&"a".repeat(61)), []);
    }
}
