//! Days written in Swedish running text.

use jiff::civil;

use crate::base::MONTHS_SV;

/// The months as people cut them short, with their numbers. `mars`, `maj`, `juni` and `juli` are
/// short enough.
const SHORT: [(&str, i8); 13] = [
    ("jan", 1),
    ("feb", 2),
    ("febr", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
];

/// The number of a month by its name or its short form, in any case, and whether it is short.
#[must_use]
pub fn month_of(word: &str) -> Option<(i8, bool)> {
    // Names of months are plain letters; a longer word is none.
    if word.len() > 9 || word.len() < 3 {
        return None;
    }
    // Most words are told by their first two letters to be none.
    let (first, second) = (word.as_bytes()[0] | 0x20, word.as_bytes()[1] | 0x20);
    let begins = [first, second];
    if !matches!(
        &begins,
        b"ja" | b"fe" | b"ma" | b"ap" | b"ju" | b"au" | b"se" | b"ok" | b"no" | b"de"
    ) {
        return None;
    }
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    let whole = (1..).zip(MONTHS_SV).find(|(_, name)| is(name)).map(|(number, _)| (number, false));
    whole.or_else(|| SHORT.iter().find(|(name, _)| is(name)).map(|(_, number)| (*number, true)))
}

/// A day as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenDay {
    /// 1 to 31.
    pub day: i8,
    /// 1 to 12.
    pub month: i8,
    /// The year, when it is written.
    pub year: Option<i16>,
    /// How many bytes it takes.
    pub len: usize,
}

/// The day that `text` begins with: `24 januari 2025`, `24:e jan`, `2025-01-24`, `24/1 2025`.
#[must_use]
pub fn read_day(text: &str) -> Option<WrittenDay> {
    let (first, rest) = number(text)?;
    let at = |rest: &str| text.len() - rest.len();
    if let Some(rest) = rest.strip_prefix('-').filter(|_| at(rest) == 4) {
        let (month, rest) = number(rest)?;
        let (day, rest) = number(rest.strip_prefix('-')?)?;
        let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
        return Some(WrittenDay { day, month, year: i16::try_from(first).ok(), len: at(rest) });
    }
    let day = i8::try_from(first).ok().filter(|day| (1..=31).contains(day))?;
    let (month, rest) = if let Some(rest) = rest.strip_prefix('/') {
        let (month, rest) = number(rest)?;
        (i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?, rest)
    } else {
        let rest =
            [":e", ":a", "e", "."].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
        let rest = rest.strip_prefix(char::is_whitespace)?;
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (month, is_short) = month_of(&rest[..end])?;
        let rest = &rest[end..];
        (month, if is_short { rest.strip_prefix('.').unwrap_or(rest) } else { rest })
    };
    let year = rest.strip_prefix([' ', '\u{a0}', '-']).and_then(number);
    let year = year.filter(|(year, after)| (1900..2100).contains(year) && !goes_on(after));
    let (year, rest) = year.map_or((None, rest), |(year, rest)| (i16::try_from(year).ok(), rest));
    Some(WrittenDay { day, month, year, len: at(rest) })
}

/// Whether a number is more than the number.
fn goes_on(after: &str) -> bool {
    after.starts_with(|c: char| c.is_alphanumeric() || c == ':')
}

/// The whole number of one to four digits that `text` begins with.
fn number(text: &str) -> Option<(u32, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..len].parse().ok().filter(|_| (1..=4).contains(&len))?;
    Some((number, &text[len..]))
}

/// The day as running text has it: `24 januari 2025`.
#[must_use]
pub fn shown_day(day: civil::Date) -> String {
    let month = MONTHS_SV[usize::from(day.month().unsigned_abs().clamp(1, 12)) - 1];
    format!("{} {month} {}", day.day(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let read = |text| read_day(text).map(|d| (d.day, d.month, d.year, d.len));
        assert_eq!(read("24 januari 2025."), Some((24, 1, Some(2025), 15)));
        assert_eq!(read("24:e jan. och"), Some((24, 1, None, 9)));
        assert_eq!(read("2025-01-24"), Some((24, 1, Some(2025), 10)));
        assert_eq!(read("3/11 2025"), Some((3, 11, Some(2025), 9)));
        assert_eq!(read("3 november 2025:1"), Some((3, 11, None, 10)));
        for no in ["32 januari", "24 personer", "3/15", "januari", "12345 maj", ""] {
            assert_eq!(read(no), None, "{no}");
        }
    }
}
