//! An abbreviation that the page does not explain before it uses it.

use std::collections::BTreeSet;

use super::prelude::*;
use super::s005_other_word::in_a_sentence;
use crate::base::{is_letter_or_digit, Language, words};
use crate::document::Document;
use crate::document::register::GlossaryEntry;

pub const RULE: Rule = Rule {
    code: "S011",
    name: "unexplained-abbreviation",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Oförklarad förkortning", "Unexplained abbreviation"),
    why: Text::fixed(
        "Den som inte känner förkortningen förstår inte meningen, och kan inte heller söka på orden.",
        "Whoever does not know the abbreviation does not understand the sentence, and cannot search for the words.",
    ),
    source: Text::fixed(
        "WCAG 2.2 3.1.4 Förkortningar (nivå AAA). Myndigheternas skrivregler om förkortningar.",
        "WCAG 2.2 3.1.4 Abbreviations (level AAA). The Swedish authorities' rules for writing, on abbreviations.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nVi gör en «SIP» tillsammans.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nVi gör en samordnad individuell plan (SIP) tillsammans. Din SIP kan ändras. Du får den som PDF, enligt SOSFS 2014:5.\n",
    )]),
    find: Find::Text(find),
};

/// Abbreviations that more people know than their words, and signs that are no abbreviations.
const KNOWN: [&str; 70] = [
    // Names of standards, and the levels of one.
    "EN", "RFC", "AA", "AAA", "OWASP",
    "AB", "ADHD", "AI", "BB", "CD", "CSV", "DNA", "DVD", "EKG", "EU", "FN", "FM", "GPS", "HD", "HIV", "HTML", "HTTP",
    "ID", "IP", "IQ", "IT", "IVA", "JPG", "JSON", "LED", "LIX", "MR", "MMS", "NATO", "OBS", "OK", "PC", "PDF", "PIN", "PNG", "QR",
    "RSS", "SMS", "SOS", "SVG", "SVT", "SR", "TV", "URL", "USA", "USB", "UV", "VAB", "VD", "VIP", "WC", "WCAG", "XML", "YAML",
    "ZIP", "ICS", "CV", "TT", "GB", "JPEG", "KB", "MB", "TB", "UTF", "ISO",
];

fn find(subject: &Subject<'_>, document: &Document, passages: &[Passage<'_>], out: &mut Findings) {
    if document.route.edition.language != Language::SV || document.is_unread {
        return;
    }
    let text = subject.text(&document.file);
    let links_glossary = document.common.glossary.as_ref().is_some_and(|asks| asks.value.0);
    let mut told: BTreeSet<String> = BTreeSet::new();
    for passage in passages.iter().filter(|passage| passage.is_prose()) {
        for (start, word) in passage.words() {
            if !is_abbreviation(word) || told.contains(word) {
                continue;
            }
            let place = start..start + word.len();
            if is_in_a_row(&passage.text, &place) || is_in_an_address(&passage.text, &place) || is_known(word) {
                continue;
            }
            let entry = entry_of(subject, word);
            let span = passage.span(place.clone());
            told.insert(word.to_owned());
            let is_explained = explains(&passage.text, &place)
                || is_marked(text, span)
                || is_roman(word)
                || is_designation(&passage.text[place.end..])
                || entry.is_some_and(|entry| is_name(entry, word) || links_glossary || !needs_explaining(entry) || is_spelt_out(text, entry))
                || is_part_of_a_name(subject, word);
            if !is_explained {
                let message = Text::new(
                    format!("”{word}” är inte förklarat första gången det står på sidan."),
                    format!("“{word}” is not explained where the page first uses it."),
                );
                out.add(&document.file, span, message).help(help(word, entry));
            }
        }
    }
}

fn help(word: &str, entry: Option<&GlossaryEntry>) -> Text {
    let long = entry.and_then(|entry| Some(in_a_sentence(entry, &entry.term.as_ref()?.value)));
    match long {
        Some(long) => Text::new(
            format!("Skriv ”{long} ({word})” första gången, eller ordlista: ja i sidhuvudet."),
            format!("Write “{long} ({word})” the first time, or ordlista: ja in the front matter."),
        ),
        None => Text::new(
            format!("Skriv ut orden första gången, med förkortningen efter: ”hela namnet ({word})”."),
            format!("Write the words the first time, with the abbreviation after them: “the whole name ({word})”."),
        ),
    }
}

/// Two to six capitals and nothing else.
fn is_abbreviation(word: &str) -> bool {
    word.len() >= 2 && word.len() <= 12 && {
        let count = word.chars().count();
        (2..=6).contains(&count) && word.chars().all(|c| c.is_alphabetic() && c.is_uppercase())
    }
}

/// Whether the words beside it are in capitals too: then it is shouted, or a name of several words.
fn is_in_a_row(text: &str, place: &std::ops::Range<usize>) -> bool {
    let before = text[..place.start].split_whitespace().rev();
    let after = text[place.end..].split_whitespace();
    let beside: Vec<usize> = shouted(before).chain(shouted(after)).collect();
    beside.len() >= 2 || beside.iter().any(|letters| *letters > 3)
}

/// How many letters the words have that are in capitals, up to the first that is not.
fn shouted<'a>(words: impl Iterator<Item = &'a str>) -> impl Iterator<Item = usize> {
    let letters = |word: &str| {
        let count = word.chars().filter(|c| c.is_alphabetic()).count();
        (count >= 2 && !word.contains(char::is_lowercase)).then_some(count)
    };
    words.take(SEEN).map_while(letters)
}

/// So many words beside an abbreviation tell whether it stands in a row.
const SEEN: usize = 8;

fn is_in_an_address(text: &str, place: &std::ops::Range<usize>) -> bool {
    let before = text[..place.start].chars().next_back();
    let mut after = text[place.end..].chars();
    let next = after.next();
    before.is_some_and(|c| "@/._#!".contains(c))
        || next.is_some_and(|c| "@/_=".contains(c))
        || (next == Some('.') && after.next().is_some_and(char::is_alphanumeric))
}

/// Whether the words around it say what it means.
fn explains(text: &str, place: &std::ops::Range<usize>) -> bool {
    let (before, after) = (&text[..place.start], &text[place.end..]);
    // ”samordnad individuell plan (SIP)”
    if before.ends_with('(') && before.trim_end_matches('(').trim_end().ends_with(char::is_alphabetic) {
        return true;
    }
    // ”SIP (samordnad individuell plan)”, ”SIP, samordnad individuell plan”
    let initial = text[place.clone()].chars().next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    let begins = |words: &str| words.to_lowercase().starts_with(&initial);
    let rest = after.trim_start();
    if let Some(inside) = rest.strip_prefix('(') {
        return inside.starts_with(char::is_alphabetic);
    }
    let joint = [", ", " – ", " - ", ": ", " betyder ", " står för ", " är en förkortning"];
    if joint.iter().any(|joint| after.strip_prefix(joint).is_some_and(&begins))
        || after.starts_with(" står för ")
        || after.starts_with(" betyder ")
    {
        return true;
    }
    // ”samordnad individuell plan, SIP”
    let mut last = before.split_whitespace().rev();
    let is_called = before.ends_with(", ")
        || before.ends_with("– ")
        || before.trim_end().ends_with("kallas")
        || before.trim_end().ends_with("förkortas");
    is_called && last.by_ref().take(8).any(begins)
}

/// Whether it stands in `<abbr title="…">`.
fn is_marked(text: &str, span: Span) -> bool {
    let before = text.get(..span.range().start).unwrap_or_default();
    before.ends_with('>') && before.rfind('<').is_some_and(|at| before[at..].starts_with("<abbr"))
}

/// Whether what follows makes it the name of a statute: `SFS 2018:1937`.
fn is_designation(after: &str) -> bool {
    let number = after.split_whitespace().next().unwrap_or_default();
    let (year, rest) = number.split_once(':').unwrap_or_default();
    after.starts_with([' ', '\u{a0}'])
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether more people know the abbreviation than its words.
pub(super) fn is_known(word: &str) -> bool {
    KNOWN.contains(&word)
}

fn is_roman(word: &str) -> bool {
    word.len() <= 4 && word.chars().all(|c| "IVX".contains(c))
}

fn entry_of<'a>(subject: &Subject<'a>, word: &str) -> Option<&'a GlossaryEntry> {
    let entries = subject.model.registers.glossary.iter().map(|entry| &entry.value);
    let is_it = |written: &str| words(written, is_letter_or_digit).any(|(_, part)| part == word);
    entries.into_iter().find(|entry| {
        let own = entry.abbreviation.iter().chain(&entry.term).chain(&entry.synonyms);
        own.into_iter().any(|written| is_it(&written.value))
    })
}

/// Whether the glossary has no longer words for it: a name.
fn is_name(entry: &GlossaryEntry, word: &str) -> bool {
    entry.term.as_ref().is_some_and(|term| term.value == word)
}

fn needs_explaining(entry: &GlossaryEntry) -> bool {
    entry.needs_explaining.as_ref().is_none_or(|asks| asks.value.0)
}

/// Whether the page has the words that it is short for.
fn is_spelt_out(text: &str, entry: &GlossaryEntry) -> bool {
    let lower = text.to_lowercase();
    let has = |term: &str| term.chars().any(char::is_lowercase) && lower.contains(&term.to_lowercase());
    entry.term.iter().chain(&entry.synonyms).any(|term| term.value.contains(' ') && has(&term.value))
}

/// Whether a group or an organisation is called so.
fn is_part_of_a_name(subject: &Subject<'_>, word: &str) -> bool {
    let registers = &subject.model.registers;
    let groups = registers.groups.iter().flat_map(|group| group.value.name.iter().chain(&group.value.short_name));
    let own = registers.organisations.iter();
    let organisations = own.flat_map(|found| found.value.name.iter().chain(&found.value.short_name));
    groups.chain(organisations).any(|name| words(&name.value, is_letter_or_digit).any(|(_, part)| part == word))
}
