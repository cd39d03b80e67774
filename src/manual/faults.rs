//! The faults in the writers' manual: their groups, and one page of Markdown for each rule.

use crate::base::{Lang, Text};
use crate::check::{RULES, Rule};
use crate::present::{Colour, Format, present};

use super::explain::{
    BAD, GOOD, SAID, SOURCE, example_files, findings, limit_words, severity_words, standing_words,
};
use super::reference::fenced;

/// Rules whose codes begin with the same letter.
#[derive(Debug)]
pub struct FaultGroup {
    /// The letter.
    pub letter: char,
    /// What they are about, in a word or two.
    pub title: Text,
    /// The rules, in order of their codes.
    pub rules: &'static [Rule],
}

/// What the rules of each letter are about.
static TITLES: [(char, Text); 22] = [
    ('A', Text::fixed("Adresser", "Addresses")),
    ('B', Text::fixed("Belopp", "Sums")),
    ('D', Text::fixed("Tider", "Times")),
    ('E', Text::fixed("Länkar till andra", "Links to others")),
    ('F', Text::fixed("Filer", "Files")),
    ('G', Text::fixed("Granskning", "Review")),
    ('H', Text::fixed("Rubriker", "Headings")),
    ('I', Text::fixed("Inställningar", "Settings")),
    ('K', Text::fixed("Källor", "Sources")),
    ('L', Text::fixed("Länkar", "Links")),
    ('M', Text::fixed("Markdown", "Markdown")),
    ('N', Text::fixed("Bilder", "Pictures")),
    ('P', Text::fixed("Planens utgåvor", "Editions of the plan")),
    ('R', Text::fixed("Hänvisningar", "References")),
    ('S', Text::fixed("Språk", "Language")),
    ('T', Text::fixed("Teman", "Themes")),
    ('U', Text::fixed("Personuppgifter", "Personal data")),
    ('V', Text::fixed("Syn och hörsel", "Sight and hearing")),
    ('W', Text::fixed("Redogörelsen för tillgänglighet", "The accessibility statement")),
    ('X', Text::fixed("Färdiga sidor", "Finished pages")),
    ('Y', Text::fixed("Fält", "Fields")),
    ('Z', Text::fixed("Undantag", "Exceptions")),
];

/// The groups of faults, in order of their letters.
pub fn fault_groups() -> impl Iterator<Item = FaultGroup> {
    let letter_of = |rule: &Rule| rule.code.chars().next().unwrap_or('?');
    RULES.chunk_by(move |a, b| letter_of(a) == letter_of(b)).map(move |rules| {
        let letter = letter_of(&rules[0]);
        let known = TITLES.iter().find(|(known, _)| *known == letter);
        let title = known.map_or_else(
            || Text::new(letter.to_string(), letter.to_string()),
            |(_, title)| title.clone(),
        );
        FaultGroup { letter, title, rules }
    })
}

/// The page of one rule: a sentence on why it matters, then the rest under headings of `level`.
#[must_use]
pub fn fault_page(rule: &Rule, lang: Lang, level: usize) -> String {
    let mut out = format!("{}\n\n", rule.why.get(lang));
    out.push_str(&format!("- {}\n", severity_words(rule.severity).get(lang)));
    out.push_str(&format!("- {}\n", standing_words(rule.standing).get(lang)));
    if let Some(limit) = limit_words(rule, lang) {
        out.push_str(&format!("- {limit}\n"));
    }
    out.push_str(&format!("- {}: {}\n", SOURCE.get(lang), rule.source.get(lang)));
    let mut part = |title: &Text, text: &str| {
        out.push_str(&format!("\n{} {}\n\n{text}", "#".repeat(level), title.get(lang)));
    };
    part(&BAD, &example_files(&rule.bad, lang));
    let (source, found) = findings(rule);
    let said = present(&found, &source, Format::Text, lang, Colour::Off);
    part(&SAID, &fenced(&said, "text"));
    part(&GOOD, &example_files(&rule.good, lang));
    out
}
