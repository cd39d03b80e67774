//! Quotes, dashes and hard spaces, as each language writes them.

use std::borrow::Cow;

use memchr::memmem;

use crate::base::{Language, find_byte};

const HARD_SPACE: char = '\u{a0}';

/// What a number is counted in: a line never breaks before it.
const UNITS: [&str; 27] = [
    "%",
    "‰",
    "kr",
    "kronor",
    "tkr",
    "mkr",
    "mnkr",
    "miljoner",
    "miljarder",
    "tusen",
    "procent",
    "öre",
    "km",
    "m",
    "cm",
    "mm",
    "kg",
    "hg",
    "g",
    "mg",
    "l",
    "dl",
    "ml",
    "st",
    "tim",
    "min",
    "°C",
];

/// `text` with the quotes, dashes and hard spaces of `lang`.
pub(super) fn punctuated(text: &str, before: Option<char>, lang: Language) -> Cow<'_, str> {
    let has_dots = memmem::find(text.as_bytes(), b"...").is_some();
    let dot = if has_dots { b'.' } else { b'-' };
    let is_special = |sign: u8| matches!(sign, b'"' | b'\'' | b'-' | b'0'..=b'9') || sign == dot;
    let mut out = String::new();
    // So far the text is in `out`; what follows is as it stands, until something changes.
    let mut done = 0;
    let mut at = 0;
    let mut set = String::new();
    while let Some(found) = find_byte(&text.as_bytes()[at..], is_special) {
        let start = at + found;
        let rest = &text[start..];
        let last = if start > done {
            text[..start].chars().next_back()
        } else {
            out.chars().next_back().or(before)
        };
        set.clear();
        let taken = match rest.as_bytes()[0] {
            b'.' => dots(rest, last, &mut set),
            b'-' => dash(rest, last, &mut set),
            sign @ (b'"' | b'\'') => {
                set.push(quote(char::from(sign), last, lang));
                1
            }
            _ if last.is_some_and(char::is_alphanumeric) => {
                let len = digits(rest);
                set.push_str(&rest[..len]);
                len
            }
            _ => number(rest, last, &mut set),
        };
        at = start + taken;
        if set != text[start..at] {
            out.push_str(&text[done..start]);
            out.push_str(&set);
            done = at;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Three full stops and no more are one sign.
fn dots(rest: &str, last: Option<char>, out: &mut String) -> usize {
    let count = rest.len() - rest.trim_start_matches('.').len();
    if count == 3 && last != Some('.') {
        out.push('…');
    } else {
        out.push_str(&rest[..count]);
    }
    count
}

/// Swedish and Finnish have one sign for both ends; English opens and closes.
fn quote(straight: char, last: Option<char>, lang: Language) -> char {
    let opens = last.is_none_or(|c| c.is_whitespace() || "([–—-“‘".contains(c));
    match (lang.base(), straight, opens) {
        ("sv" | "fi", '"', _) => '”',
        ("sv" | "fi", _, _) => '’',
        ("en", '"', true) => '“',
        ("en", '"', false) => '”',
        ("en", _, true) => '‘',
        ("en", _, false) => '’',
        // Which signs another language has is its writer's to know.
        _ => straight,
    }
}

/// A hyphen between spaces is a dash, and so are two or three hyphens.
fn dash(rest: &str, last: Option<char>, out: &mut String) -> usize {
    let hyphens = rest.len() - rest.trim_start_matches('-').len();
    let after = rest[hyphens..].chars().next();
    let alone = hyphens == 1
        && last.is_some_and(char::is_whitespace)
        && after.is_some_and(char::is_whitespace);
    if alone || hyphens == 2 || hyphens == 3 {
        out.push('–');
    } else {
        out.push_str(&rest[..hyphens]);
    }
    hyphens
}

/// A number with its groups held together, a range with a dash, and its unit held to it.
fn number(rest: &str, last: Option<char>, out: &mut String) -> usize {
    let len = digits(rest);
    let mut end = len;
    out.push_str(&rest[..end]);
    if len <= 3 {
        // Held together already, too: what is set once is not set otherwise the next time.
        while let Some(group) = rest[end..].strip_prefix([' ', HARD_SPACE])
            && digits(group) == 3
        {
            out.push(HARD_SPACE);
            out.push_str(&group[..3]);
            end = rest.len() - group.len() + 3;
        }
    }
    if end == len
        && let Some(until) = range_end(rest, len, last)
    {
        out.push('–');
        out.push_str(&rest[len + 1..until]);
        end = until;
    }
    let decimals = rest[end..].strip_prefix(',').map_or(0, digits);
    if decimals > 0 {
        out.push_str(&rest[end..=end + decimals]);
        end += 1 + decimals;
    }
    if let Some(after) = rest[end..].strip_prefix(' ')
        && UNITS.iter().any(|unit| is_word(after, unit))
    {
        out.push(HARD_SPACE);
        end += 1;
    }
    end
}

/// Where a range such as `2025-2027` ends: two numbers, the later one greater, and no part
/// of a date, a telephone number or the name of a standard.
fn range_end(rest: &str, len: usize, last: Option<char>) -> Option<usize> {
    let after = rest[len..].strip_prefix('-')?;
    let other = digits(after);
    let end = len + 1 + other;
    let is_part = |c: char| c.is_alphanumeric() || "-–:/".contains(c);
    let alone = !last.is_some_and(is_part) && !rest[end..].starts_with(is_part);
    let spaced_digits =
        rest[end..].strip_prefix([' ', HARD_SPACE]).is_some_and(|next| digits(next) > 0);
    let (from, to): (u32, u32) = (rest[..len].parse().ok()?, after[..other].parse().ok()?);
    // `145-2026` is number 145 of that year.
    let is_year_of = other == 4 && len < 4;
    let is_range = len <= 4 && other <= 4 && from < to && !is_year_of && !rest.starts_with('0');
    (alone && is_range && !spaced_digits).then_some(end)
}

fn digits(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len()
}

/// Whether `text` begins with `word`, and the word ends there.
fn is_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sv(text: &str) -> String {
        punctuated(text, None, Language::SV).replace(HARD_SPACE, "~")
    }

    #[test]
    fn swedish_quotes_and_dashes() {
        assert_eq!(sv("\"hej\" och 'du'"), "”hej” och ’du’");
        assert_eq!(sv("ja - nej -- jo --- men ---- och a-b"), "ja – nej – jo – men ---- och a-b");
        assert_eq!(sv("- x"), "- x");
        assert_eq!(sv("vänta... .... nu"), "vänta… .... nu");
        assert_eq!(punctuated("\"Yes\" (\"no\") it's", None, Language::EN), "“Yes” (“no”) it’s");
        assert_eq!(punctuated("\"", Some('a'), Language::EN), "”");
    }

    #[test]
    fn numbers_are_held_together() {
        assert_eq!(sv("5 900 000 kr"), "5~900~000~kr");
        assert_eq!(sv("cirka 12,5 procent"), "cirka 12,5~procent");
        assert_eq!(sv("2025 100 personer"), "2025 100 personer");
        assert_eq!(sv("30 av 30, 5 stora"), "30 av 30, 5 stora");
        assert_eq!(sv("1 200"), "1~200");
        // The last group of a number begins no range, on the second setting either.
        assert_eq!(sv("0 188-204"), "0~188-204");
        assert_eq!(sv("0\u{a0}188-204"), "0~188-204");
    }

    #[test]
    fn ranges_have_a_dash_and_dates_and_telephones_do_not() {
        assert_eq!(sv("2025-2027, sidan 5-7."), "2025–2027, sidan 5–7.");
        for same in [
            "2025-01-24",
            "0771-11 22 33",
            "090-100",
            "ISO 9001-2",
            "A1-2",
            "7-5",
            "1-2-3",
            "060-123",
            "25-202~000",
        ] {
            assert_eq!(sv(&same.replace('~', "\u{a0}")), same);
        }
        assert_eq!(sv("25-202 000"), "25-202~000");
    }
}
