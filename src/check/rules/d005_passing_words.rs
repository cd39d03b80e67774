//! Words that are true only when they are written.

use std::sync::LazyLock;

use super::prelude::*;
use crate::check::language::Phrases;
use crate::base::Language;
use crate::document::Front;

pub const RULE: Rule = Rule {
    code: "D005",
    name: "passing-words",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ord som blir fel med tiden", "Words that time makes wrong"),
    why: Text::fixed(
        "Sidan står kvar i flera år. Den som läser ”nyligen” nästa vinter vet inte vad som menas.",
        "The page stays for years. Whoever reads “recently” next winter does not know what is meant.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 24: märk information som är inaktuell.",
        "The Swedish web guidelines, guideline 24: mark information that is out of date.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nArbetet började «nyligen» i två kommuner.\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nArbetet började i maj 2025 i två kommuner.\n"),
    ]),
    find: Find::Passage(find),
};

/// What time makes wrong, in lower case.
const PASSING: [&str; 18] = [
    "nyligen", "i år", "i fjol", "förra året", "förra veckan", "nästa vecka", "den här veckan",
    "förra månaden", "nästa månad", "den här månaden", "i dagsläget", "för närvarande", "i höst",
    "i vinter", "i somras", "i höstas", "i våras", "häromdagen",
];

fn find(_: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    // News and events carry their day.
    let is_dated = passage.document.is_some_and(|page| matches!(page.front, Front::News(_) | Front::Event(_)));
    if is_dated || passage.lang != Language::SV || !passage.is_prose() {
        return;
    }
    let text: &str = &passage.text;
    PHRASES.each(text, passage.places(), |found| {
        let said = &text[found.range.clone()];
        // "i år 2026" is a time all the same.
        let rest = text[found.range.end..].trim_start();
        let is_year = found.of == YEAR && rest.starts_with(|c: char| c.is_ascii_digit());
        // Words in quotes are spoken of, not said.
        if is_year || passage.is_quoted(found.range.start) {
            return;
        }
        let message = Text::new(
            format!("”{said}” stämmer bara just nu."),
            format!("“{said}” is true only right now."),
        );
        out.add(passage.file, passage.span(found.range), message).help(Text::fixed(
            "Skriv tiden: i maj 2025, under hösten 2025.",
            "Write the time: i maj 2025, under hösten 2025.",
        ));
    });
}

/// Where `i år` stands among them.
const YEAR: usize = 1;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    PASSING.iter().enumerate().for_each(|(of, phrase)| phrases.add(phrase, of));
    phrases
});
