//! Words in capitals.

use super::prelude::*;
use super::s011_unexplained_abbreviation::is_known;
use crate::base::{is_letter_or_digit, Language, words};
use crate::document::markdown::BlockKind;

pub const RULE: Rule = Rule {
    code: "S010",
    name: "capitals",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ord med bara versaler", "Words in capitals"),
    why: Text::fixed(
        "Versaler är svårare att läsa, och ser ut som rop. En skärmläsare kan läsa dem bokstav för bokstav.",
        "Capitals are harder to read and look like shouting. A screen reader may read them letter by letter.",
    ),
    source: Text::fixed(
        "WCAG 2.2 3.1.5 Läsnivå (nivå AAA). Myndigheternas skrivregler om versaler.",
        "WCAG 2.2 3.1.5 Reading level (level AAA). The Swedish authorities' rules for writing, on capitals.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nDet är «MYCKET VIKTIGT» att du ringer.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nDet är **mycket viktigt** att du ringer. Läs mer i vår PDF.\n",
    )]),
    find: Find::Passage(find),
};

/// So many letters make a word that is no abbreviation, in a row of words in capitals.
const LONG: usize = 5;

/// Single words that people shout; other single words may be names.
const SHOUTED: [&str; 26] = [
    "ALDRIG", "ALLA", "ALLTID", "BARA", "DESSUTOM", "DOCK", "ENDAST", "GRATIS", "INGA", "INGEN", "INSTÄLLT", "INTE",
    "MYCKET", "MÅSTE", "NYTT", "OBSERVERA", "OCKSÅ", "STÄNGT", "VARNING", "VIKTIG", "VIKTIGA", "VIKTIGT", "VÄLKOMMEN",
    "VÄLKOMNA", "BILAGA", "BILAGOR",
];

fn find(subject: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    if passage.lang != Language::SV {
        return;
    }
    let text = &*passage.text;
    let is_heading = matches!(passage.kind, PassageKind::Title | PassageKind::Block(BlockKind::Heading));
    let mut run: Option<Run> = None;
    for (start, word) in passage.words() {
        let end = start + word.len();
        if word.starts_with(char::is_lowercase) {
            told(subject, passage, run.take(), is_heading, out);
            continue;
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let is_capitals = letters > 0 && word.chars().all(|c| c.is_uppercase() || c.is_numeric());
        let is_number = letters == 0;
        let follows = run.as_ref().is_some_and(|run| is_gap(&text[run.end..start]));
        if !follows || !(is_capitals || is_number) {
            told(subject, passage, run.take(), is_heading, out);
        }
        if is_capitals {
            let run = run.get_or_insert(Run { start, end, words: 0, longest: 0 });
            run.end = end;
            run.words += usize::from(letters > 1);
            run.longest = run.longest.max(letters);
        }
    }
    told(subject, passage, run, is_heading, out);
}

/// Words in capitals, one after the other.
struct Run {
    start: usize,
    end: usize,
    words: usize,
    longest: usize,
}

/// What may stand between two words of one run.
fn is_gap(between: &str) -> bool {
    between.chars().all(|c| c.is_whitespace() || c.is_numeric() || ",:-–".contains(c))
}

fn told(subject: &Subject<'_>, passage: &Passage<'_>, run: Option<Run>, is_heading: bool, out: &mut Findings) {
    let Some(run) = run else { return };
    let written = &passage.text[run.start..run.end];
    let is_row = run.words >= 2 && run.longest >= LONG;
    let is_shouted = run.words == 1 && SHOUTED.contains(&written);
    let are_known = words(written, is_letter_or_digit).all(|(_, word)| is_known(word));
    if !(is_row || is_shouted) || are_known || is_name(subject, written) {
        return;
    }
    let message = Text::new(
        format!("”{written}” står med bara versaler."),
        format!("“{written}” is in capitals."),
    );
    let help = if is_heading {
        Text::fixed(
            "Skriv stor bokstav bara i början och i namn. Hur rubriken ser ut bestämmer temat.",
            "Write a capital first and in names only. The theme decides how the heading looks.",
        )
    } else {
        Text::fixed(
            "Skriv med små bokstäver. Vill du att ordet märks, gör det fetstilt: **viktigt**.",
            "Write small letters. To make a word stand out, make it strong: **viktigt**.",
        )
    };
    out.add(passage.file, passage.span(run.start..run.end), message).help(help);
}

/// Whether the site has the words as a name: in the glossary, or of a group or organisation.
fn is_name(subject: &Subject<'_>, written: &str) -> bool {
    let registers = &subject.model.registers;
    let glossary = registers.glossary.iter().filter_map(|entry| entry.value.term.as_ref());
    let groups = registers.groups.iter().filter_map(|group| group.value.name.as_ref());
    let organisations = registers.organisations.iter().filter_map(|found| found.value.name.as_ref());
    glossary.chain(groups).chain(organisations).any(|name| name.value.contains(written))
}
