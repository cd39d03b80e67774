//! A date that is not written as the house writes dates.

use jiff::civil;

use super::prelude::*;
use crate::base::{is_letter_or_digit, Language, words};
use crate::base::MONTHS_SV;
use crate::check::language::{Chunk, chunks, month_of, shown_day};
use crate::document::markdown::BlockKind;

pub const RULE: Rule = Rule {
    code: "S007",
    name: "date-style",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Datumet följer inte skrivreglerna", "A date in another style"),
    why: Text::fixed(
        "Ett datum som alltid ser ut på samma sätt läses rätt av alla, också av den som lyssnar eller översätter.",
        "A date that always looks the same is read right by all, also by those who listen or translate.",
    ),
    source: Text::fixed(
        "Myndigheternas skrivregler om datum: 24 januari 2025 eller 2025-01-24.",
        "The Swedish authorities' rules for writing, on dates: 24 januari 2025 or 2025-01-24.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nPlanen antogs «24/1-25» av ledningen.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nPlanen antogs 24 januari 2025 av ledningen. Den gäller från 2025-02-01, 1–3 mars och 5/6 av tiden.\n",
    )]),
    find: Find::Passage(find),
};

fn find(_: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    if passage.lang != Language::SV {
        return;
    }
    let text = &*passage.text;
    let is_cell = passage.kind == PassageKind::Block(BlockKind::Cell);
    for chunk in chunks(text) {
        let start = chunk.range.start;
        let Some((end, right)) = mended(&chunk, is_cell) else { continue };
        if passage.is_quoted(start) {
            continue;
        }
        let written = &text[start..end];
        out.add(passage.file, passage.span(start..end), message(written, &right))
            .help(help())
            .write_instead(right);
    }
    months_in_a_range(passage, out);
}

fn message(written: &str, right: &str) -> Text {
    Text::new(format!("”{written}” skrivs ”{right}”."), format!("“{written}” is written “{right}”."))
}

const fn help() -> Text {
    Text::fixed(
        "I löpande text skriver du 24 januari 2025. I tabeller går det bra med 2025-01-24.",
        "In running text write 24 januari 2025. In tables 2025-01-24 will do.",
    )
}

/// Where a date that begins with this number ends, and how it should be written.
fn mended(chunk: &Chunk<'_>, is_cell: bool) -> Option<(usize, String)> {
    if chunk.after.starts_with('/') || chunk.before.ends_with('/') {
        return None;
    }
    let end = chunk.range.end;
    if let Some(date) = in_digits(chunk, is_cell) {
        return Some((end, date));
    }
    let (date, with_year) = day_and_month(chunk);
    if let Some((day, month)) = date {
        let right = format!("{day} {}", MONTHS_SV[usize::from(month.unsigned_abs()) - 1]);
        return Some(match with_year {
            Some((len, year)) => (end + len, format!("{right} {year}")),
            None => (end, right),
        });
    }
    before_month(chunk).map(|(len, right)| (end + len, right))
}

/// A whole date in digits.
fn in_digits(chunk: &Chunk<'_>, is_cell: bool) -> Option<String> {
    let day = |y: &str, m: &str, d: &str| {
        let year: i16 = y.parse().ok()?;
        let year = if y.len() == 2 { year + 2000 } else { year };
        let is_year = y.len() == 2 || (y.len() == 4 && (1900..2100).contains(&year));
        civil::Date::new(year, m.parse().ok()?, d.parse().ok()?).ok().filter(|_| is_year && d.len() <= 2 && m.len() <= 2)
    };
    let whole = |day: civil::Date| if is_cell { day.to_string() } else { shown_day(day) };
    // 24/1-25, 24/1-2025, 24/1/2025, 24.1.2025, 24-1-2025.
    for signs in ["/-", "//", "..", "--"] {
        let Some([a, b, c]) = chunk.parts(signs) else { continue };
        if c.len() == 4 || signs == "/-" {
            return day(c, b, a).map(whole);
        }
        // 2025/01/24, 2025.1.24, 2025-1-24.
        if a.len() == 4 && !(signs == "--" && b.len() == 2 && c.len() == 2) {
            return day(a, b, c).map(|day| day.to_string());
        }
        return None;
    }
    let [digits] = chunk.parts("")?;
    let found = match digits.len() {
        6 if digits < "400000" => day(&digits[..2], &digits[2..4], &digits[4..]),
        8 => day(&digits[..4], &digits[4..6], &digits[6..]),
        _ => None,
    };
    found.filter(|_| !is_counted(chunk)).map(whole)
}

/// Whether a number of six or eight digits is an amount, an id or a part of a longer number.
fn is_counted(chunk: &Chunk<'_>) -> bool {
    const IDS: [&str; 12] =
        ["nr", "nummer", "dnr", "diarienummer", "telefon", "tel", "id", "postnummer", "kod", "isbn", "ärende", "org"];
    const UNITS: [&str; 10] =
        ["kr", "kronor", "tkr", "personer", "invånare", "barn", "patienter", "st", "besök", "timmar"];
    let last = chunk.last_word().to_lowercase();
    let next_is_digit = chunk.after.trim_start_matches([' ', '-', '\u{a0}']).starts_with(|c: char| c.is_ascii_digit());
    let goes_on = chunk.after.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == ':');
    let last_is_digit = chunk.before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    IDS.contains(&last.as_str()) || UNITS.contains(&chunk.next_word()) || next_is_digit || last_is_digit || goes_on
}

type DayAndMonth = Option<(i8, i8)>;

/// `24/1` that is surely a day: after `den`, or with a year after it.
fn day_and_month(chunk: &Chunk<'_>) -> (DayAndMonth, Option<(usize, i16)>) {
    let Some([day, month]) = chunk.parts::<2>("/") else { return (None, None) };
    let (Ok(day), Ok(month)) = (day.parse::<i8>(), month.parse::<i8>()) else { return (None, None) };
    // The year 2024 had every day there is.
    if civil::Date::new(2024, month, day).is_err() {
        return (None, None);
    }
    let digits = chunk.after.strip_prefix([' ', '\u{a0}']).unwrap_or_default();
    let len = digits.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits[..len].parse::<i16>().ok().filter(|year| len == 4 && (1900..2100).contains(year));
    let year = year.map(|year| (chunk.after.len() - digits.len() + len, year));
    let is_day = year.is_some() || chunk.last_word().eq_ignore_ascii_case("den");
    (is_day.then_some((day, month)), year)
}

/// `24:e januari`, `24 jan`, `24 Januari`: how far it goes after the digits, and the right text.
fn before_month(chunk: &Chunk<'_>) -> Option<(usize, String)> {
    let [day] = chunk.parts::<1>("")?;
    if day.len() > 2 || !(1..=31).contains(&day.parse::<u8>().ok()?) {
        return None;
    }
    let ordinal = [":e", ":a", "e"].iter().find(|end| chunk.after.starts_with(**end)).map_or("", |end| *end);
    let rest = chunk.after[ordinal.len()..].strip_prefix([' ', '\u{a0}'])?;
    let word = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    let (month, is_short) = month_of(word)?;
    let right = MONTHS_SV[usize::from(month.unsigned_abs()) - 1];
    if ordinal.is_empty() && !is_short && word == right {
        return None;
    }
    let mut len = chunk.after.len() - rest.len() + word.len();
    if is_short && rest[word.len()..].starts_with('.') {
        // The full stop of the short form, unless it ends the sentence.
        let after = rest[word.len() + 1..].trim_start();
        len += usize::from(!after.is_empty() && !after.starts_with(char::is_uppercase));
    }
    Some((len, format!("{} {right}", day.trim_start_matches('0'))))
}

/// `januari-mars`: a range of months with a hyphen.
fn months_in_a_range(passage: &Passage<'_>, out: &mut Findings) {
    let text = &*passage.text;
    if !text.contains('-') {
        return;
    }
    let mut last: Option<(usize, usize)> = None;
    for (start, word) in words(text, is_letter_or_digit) {
        let end = start + word.len();
        let is_month = |word: &str| month_of(word).is_some_and(|(_, is_short)| !is_short);
        if let Some((first, hyphen)) = last.take()
            && hyphen + 1 == start
        {
            let day = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
            let next = text[end..].trim_start();
            let next = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
            if is_month(word) || (day && is_month(next)) {
                let (written, right) = (&text[first..end], format!("{}–{word}", &text[first..hyphen]));
                out.add(passage.file, passage.span(first..end), message(written, &right))
                    .help(Text::fixed(
                        "Mellan två tider står tankstreck, utan mellanslag.",
                        "Between two times stands a dash, without blanks.",
                    ))
                    .write_instead(right);
            }
        }
        if is_month(word) && text[end..].starts_with('-') {
            last = Some((start, end));
        }
    }
}
