//! What looks like a person's own number.

use super::prelude::*;
use crate::base::find_byte;
use crate::source::{CONTENT, Content};

pub const RULE: Rule = Rule {
    code: "U001",
    name: "personal-data",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Det kan vara en personuppgift", "This may be personal data"),
    why: Text::fixed(
        "Personnummer och privata telefonnummer får inte publiceras utan grund. Det som har legat på nätet går inte att ta tillbaka.",
        "Personal identity numbers and private telephone numbers may not be published without cause. What has been public cannot be taken back.",
    ),
    source: Text::fixed(
        "Dataskyddsförordningen (EU) 2016/679, artikel 5 och 6.",
        "The General Data Protection Regulation (EU) 2016/679, articles 5 and 6.",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n\nRing «070-123 45 67».\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n\nRing växeln: 0611-123 45.\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, found) in subject.source.below(CONTENT) {
        let Content::Text(text) = &found.content else { continue };
        for (start, end) in digit_runs(text) {
            let written = &text[start..end];
            let digits: String = written.chars().filter(char::is_ascii_digit).collect();
            let (message, help) = if is_identity_number(written, &digits) {
                (
                    Text::fixed("Det här ser ut som ett personnummer.", "This looks like a personal identity number."),
                    Text::fixed("Ta bort det. Skriv ”en person” eller rollen i stället.", "Remove it. Write “a person” or the role instead."),
                )
            } else if is_mobile(written, &digits) {
                (
                    Text::fixed("Det här ser ut som ett mobilnummer.", "This looks like a mobile telephone number."),
                    Text::fixed(
                        "Skriv ett nummer som hör till en roll eller växel. Är det redan det, lägg det i registret kontakter.",
                        "Write the number of a role or switchboard. If it is one, put it in the register kontakter.",
                    ),
                )
            } else {
                continue;
            };
            // A telephone number of a role belongs in the register of roles.
            if file.name() == "kontakter.yaml" && !is_identity_number(written, &digits) {
                continue;
            }
            out.add(file, Span::new(start, end), message).help(help);
        }
    }
}

/// The runs of digits with the signs that people put between them, at least ten digits long.
fn digit_runs(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let Some(next) = find_byte(&bytes[at..], |b| b.is_ascii_digit() || b == b'+') else { break };
        at += next;
        let begins = bytes[at].is_ascii_digit() || (bytes[at] == b'+' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit));
        let inside = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || b"./_-=#&%".contains(&bytes[at - 1]) || bytes[at - 1] >= 0x80);
        if !begins || inside {
            at += 1;
            continue;
        }
        let (mut end, mut last) = (at + 1, at + 1);
        while end < bytes.len() {
            if bytes[end].is_ascii_digit() {
                end += 1;
                last = end;
            } else if (b" -+".contains(&bytes[end]) && end - last < 2) || text[end..].starts_with('\u{a0}') && end == last {
                end += if bytes[end] < 0x80 { 1 } else { 2 };
            } else {
                break;
            }
        }
        let after = bytes.get(last).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_' || *b == b'/');
        let count = bytes[at..last].iter().filter(|b| b.is_ascii_digit()).count();
        if !after && (10..=13).contains(&count) {
            runs.push((at, last));
        }
        at = last.max(at + 1);
    }
    runs
}

/// `ÅÅMMDD-NNNN` or `ÅÅÅÅMMDDNNNN`, with a day that exists and the right last digit.
fn is_identity_number(written: &str, digits: &str) -> bool {
    let short = match digits.len() {
        10 => digits,
        12 if digits.starts_with("19") || digits.starts_with("20") => &digits[2..],
        _ => return false,
    };
    // Ten digits in a row are often something else: an order, a case.
    let has_sign = written.len() > digits.len();
    let parts: Vec<&str> = written.split(['-', '+', ' ']).filter(|part| !part.is_empty()).collect();
    let shape = if has_sign { parts.len() == 2 && parts[1].len() == 4 } else { digits.len() == 12 };
    let number = |from: usize| short[from..from + 2].parse::<u8>().unwrap_or(0);
    let (month, day) = (number(2), number(4));
    // A co-ordination number has sixty added to its day.
    let day = if day > 60 { day - 60 } else { day };
    shape && (1..=12).contains(&month) && (1..=31).contains(&day) && checks(short)
}

/// Whether the last digit is the one that the others give.
fn checks(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .enumerate()
        .map(|(at, digit)| {
            let value = u32::from(digit - b'0') * if at % 2 == 0 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// `070-123 45 67`, `+46 70 123 45 67`: the Swedish series for mobile telephones.
fn is_mobile(written: &str, digits: &str) -> bool {
    let national = match digits.strip_prefix("46").filter(|_| written.starts_with('+')) {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits.to_owned(),
    };
    let series = ["070", "072", "073", "076", "079"];
    national.len() == 10 && series.iter().any(|start| national.starts_with(start))
}
