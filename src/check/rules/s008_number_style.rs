//! A number that is not written as the house writes numbers.

use std::ops::Range;

use jiff::civil;

use super::prelude::*;
use crate::base::Language;
use crate::check::language::{Chunk, chunks};

pub const RULE: Rule = Rule {
    code: "S008",
    name: "number-style",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Talet följer inte skrivreglerna", "A number in another style"),
    why: Text::fixed(
        "Siffror i grupper om tre går att läsa med en blick. Punkt och komma betyder olika saker på svenska och engelska.",
        "Digits in groups of three are read at a glance. Full stop and comma mean different things in Swedish and English.",
    ),
    source: Text::fixed(
        "Myndigheternas skrivregler om siffror: 5 900 000, 3,5 procent, 50 %.",
        "The Swedish authorities' rules for writing, on numbers: 5 900 000, 3,5 procent, 50 %.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nArbetet kostade «5.900.000» kronor.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nArbetet kostade 5 900 000 kronor, 3,5 procent mer än 2024. Regionen betalade 50 %.\n",
    )]),
    find: Find::Passage(find),
};

/// What a number with decimals is counted in.
const MEASURES: [&str; 24] = [
    "%", "procent", "promille", "procentenheter", "miljoner", "miljarder", "mkr", "mnkr", "tkr", "kr", "kronor", "km",
    "mil", "meter", "m", "cm", "mm", "kg", "g", "liter", "timmar", "grader", "gånger", "heltider",
];

/// What a number of thousands is counted in.
const COUNTED: [&str; 18] = [
    "kr", "kronor", "tkr", "personer", "invånare", "besök", "patienter", "barn", "elever", "deltagare", "medarbetare",
    "anställda", "hushåll", "timmar", "vårdplatser", "sidor", "år", "st",
];

/// Units that people write next to the digits.
const TIGHT: [&str; 9] = ["kr", "kronor", "tkr", "mkr", "mnkr", "kg", "km", "st", "procent"];

/// What stands before a number that is none: it is a name.
const IDS: [&str; 17] = [
    "nr", "nummer", "dnr", "diarienummer", "telefon", "tel", "fax", "id", "postnummer", "kod", "isbn", "issn",
    "bankgiro", "plusgiro", "organisationsnummer", "box", "ärende",
];

/// Words that may follow a name of digits as well as an amount.
const SMALL: [&str; 22] = [
    "och", "eller", "i", "på", "av", "för", "från", "till", "med", "om", "är", "som", "den", "det", "att", "har",
    "kan", "ska", "under", "hos", "vid", "samt",
];

fn find(_: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    if passage.lang != Language::SV {
        return;
    }
    let text = &*passage.text;
    for chunk in chunks(text) {
        let found = decimals(&chunk).or_else(|| groups(&chunk)).or_else(|| one_row(&chunk)).or_else(|| unit(&chunk));
        let Some((range, right)) = found else { continue };
        if passage.is_quoted(range.start) {
            continue;
        }
        let written = &text[range.clone()];
        let message =
            Text::new(format!("”{written}” skrivs ”{right}”."), format!("“{written}” is written “{right}”."));
        out.add(passage.file, passage.span(range), message)
            .help(Text::fixed(
                "Skriv tal i grupper om tre med mellanslag, decimaler med komma, och mellanslag före enheten.",
                "Write digits in groups of three with blanks, decimals with a comma, and a blank before the unit.",
            ))
            .write_instead(right);
    }
}

type Mended = Option<(Range<usize>, String)>;

/// `3.5 procent`.
fn decimals(chunk: &Chunk<'_>) -> Mended {
    let [whole, decimals] = chunk.parts::<2>(".")?;
    let is_measure = MEASURES.contains(&chunk.next_word()) || chunk.after.starts_with('%');
    if decimals.len() > 2 || whole.len() > 3 || !is_measure {
        return None;
    }
    let tight = chunk.after.starts_with('%');
    let end = chunk.range.end + usize::from(tight);
    let unit = if tight { " %" } else { "" };
    Some((chunk.range.start..end, format!("{whole},{decimals}{unit}")))
}

/// `5.900.000`, `5,900,000`, and `5.900 kronor`.
fn groups(chunk: &Chunk<'_>) -> Mended {
    let sign = chunk.text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(sign, '.' | ',') {
        return None;
    }
    let mut parts = chunk.text.split(sign);
    let first = parts.next()?;
    let is_group = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let count = parts.clone().count();
    let is_sure = count >= 2 || (sign == '.' && COUNTED.contains(&chunk.next_word()));
    let is_number = (1..=3).contains(&first.len()) && !first.starts_with('0') && parts.all(is_group);
    (is_sure && is_number).then(|| (chunk.range.clone(), chunk.text.replace(sign, " ")))
}

/// `5900000 kronor`: five digits or more in a row, and something that is counted after them.
fn one_row(chunk: &Chunk<'_>) -> Mended {
    let [digits] = chunk.parts::<1>("")?;
    if digits.len() < 5 || digits.len() > 12 || digits.starts_with('0') {
        return None;
    }
    let next = chunk.next_word();
    let is_counted = next.chars().count() > 1 && next.chars().all(char::is_lowercase) && !SMALL.contains(&next);
    let is_id = IDS.contains(&chunk.last_word().to_lowercase().as_str());
    if !(is_counted || next == "%") || is_id || is_day(digits, next) {
        return None;
    }
    let mut right = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            right.push(' ');
        }
        right.push(digit);
    }
    Some((chunk.range.clone(), right))
}

/// `260123`, of which the rule of dates speaks.
fn is_day(digits: &str, next: &str) -> bool {
    let (year, rest) = match digits.len() {
        6 => (format!("20{}", &digits[..2]), &digits[2..]),
        8 => (digits[..4].to_owned(), &digits[4..]),
        _ => return false,
    };
    let part = |text: &str| text.parse::<i8>().ok();
    let day = year.parse::<i16>().ok().zip(part(&rest[..2])).zip(part(&rest[2..]));
    let is_day = day.is_some_and(|((year, month), day)| civil::Date::new(year, month, day).is_ok());
    is_day && !COUNTED.contains(&next)
}

/// `50%` and `500kr`.
fn unit(chunk: &Chunk<'_>) -> Mended {
    let last = chunk.text.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let digits = &chunk.text[last..];
    let start = chunk.range.start + last;
    let after = chunk.after;
    if let Some(rest) = after.strip_prefix('%') {
        let is_word = rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == ':');
        return (!is_word).then(|| (start..chunk.range.end + 1, format!("{digits} %")));
    }
    if let Some(rest) = after.strip_prefix(":-") {
        let is_end = !rest.starts_with(char::is_alphanumeric);
        return is_end.then(|| (start..chunk.range.end + 2, format!("{digits} kronor")));
    }
    let word = &after[..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len())];
    let unit = TIGHT.iter().find(|unit| **unit == word)?;
    Some((start..chunk.range.end + unit.len(), format!("{digits} {unit}")))
}
