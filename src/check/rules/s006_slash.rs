//! A slash between two words.

use super::prelude::*;
use crate::base::Language;

pub const RULE: Rule = Rule {
    code: "S006",
    name: "slash",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Snedstreck mellan ord", "A slash between words"),
    why: Text::fixed(
        "Ett snedstreck kan betyda och, eller, per eller inget alls. Läsaren får gissa, och uppläsningen säger ”snedstreck”.",
        "A slash may mean and, or, per, or nothing. Readers must guess, and a screen reader says “slash”.",
    ),
    source: Text::fixed(
        "Myndigheternas skrivregler om snedstreck. Språklagen (2009:600) 11 §.",
        "The Swedish authorities' rules for writing, on slashes. The Swedish Language Act (2009:600), section 11.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nRing kommunen «och/eller» regionen.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nRing kommunen eller regionen. Farten är högst 5 km/h.\n",
    )]),
    find: Find::Passage(find),
};

/// Units that are counted by another.
const UNITS: [&str; 22] = [
    "km", "m", "kr", "kronor", "öre", "mg", "g", "kg", "ml", "l", "dl", "st", "h", "s", "min", "tim", "dygn",
    "dag", "vecka", "mån", "månad", "år",
];

fn find(_: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    if passage.lang != Language::SV {
        return;
    }
    let text = &*passage.text;
    let mut done = 0;
    for at in memchr::memchr_iter(b'/', text.as_bytes()) {
        if at < done {
            continue;
        }
        let (start, mut end) = (word_start(text, at), word_end(text, at + 1));
        // `a/b/c` is one mistake.
        while text[end..].starts_with('/') && word_end(text, end + 1) > end + 1 {
            end = word_end(text, end + 1);
        }
        done = end;
        let words = &text[start..end];
        if !is_word_slash(text, start..end) || passage.is_quoted(start) {
            continue;
        }
        let (message, help) = said(words);
        out.add(passage.file, passage.span(start..end), message).help(help);
    }
}

fn said(words: &str) -> (Text, Text) {
    let message = Text::new(
        format!("”{words}” har ett snedstreck mellan orden."),
        format!("“{words}” has a slash between the words."),
    );
    let help = match words.to_lowercase().as_str() {
        "och/eller" => Text::fixed(
            "Skriv ”eller” när ett av dem räcker, och ”och” när båda behövs. ”Eller” utesluter sällan att det blir båda.",
            "Write “eller” when one of them is enough, and “och” when both are needed.",
        ),
        "han/hon" | "hon/han" | "hen/hon" | "hon/hen" | "han/hen" | "hen/han" | "han/hon/hen" | "hon/han/hen" => {
            Text::fixed(
                "Skriv ”hen” eller ”personen”, eller tala till läsaren med ”du”.",
                "Write “hen” or “personen”, or speak to the reader with “du”.",
            )
        }
        _ => Text::fixed(
            "Skriv ut vad det betyder: och, eller, per. Betyder orden samma sak räcker ett av dem.",
            "Write out what it means: and, or, per. If the words mean the same, one of them is enough.",
        ),
    };
    (message, help)
}

/// Whether the slash stands between words: no address, date, unit, or names and abbreviations.
fn is_word_slash(text: &str, range: std::ops::Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let is_joint = |sign: Option<char>| sign.is_some_and(|c| "/@:.#_=~\\".contains(c));
    // A full stop may end the sentence; inside an address something follows it.
    let mut rest = text[range.end..].chars();
    let goes_on = rest.next() == Some('.') && rest.next().is_some_and(char::is_alphanumeric);
    if is_joint(before) || (is_joint(after) && after != Some('.') && after != Some(':')) || goes_on {
        return false;
    }
    let mut has_small = false;
    for word in text[range].split('/') {
        let bare = word.trim_matches('-');
        if bare.is_empty() || !bare.chars().all(|c| c.is_alphabetic() || c == '-') || UNITS.contains(&bare) {
            return false;
        }
        has_small |= bare.chars().all(|c| c.is_lowercase() || c == '-');
    }
    has_small
}

fn word_start(text: &str, at: usize) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    at - text[..at].chars().rev().take_while(|c| is_part(*c)).map(char::len_utf8).sum::<usize>()
}

fn word_end(text: &str, at: usize) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    at + text[at..].chars().take_while(|c| is_part(*c)).map(char::len_utf8).sum::<usize>()
}
