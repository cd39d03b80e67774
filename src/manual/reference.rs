//! The reference pages of the writers' manual as Markdown: one for each kind and register,
//! and one for each group of faults.

use crate::base::{Lang, Text};
use crate::check::{RULES, Rule};
use crate::document::kind::Kind as _;
use crate::document::kind::{Common, Section};
use crate::present::{Colour, Format, present};
use crate::yaml::{Field, Record, Shape};

use super::explain::{
    BAD, GOOD, SAID, SOURCE, example_files, findings, limit_words, severity_words,
};
use super::topic::Topic;
use crate::check::shape_words;

/// The page of one kind, register or settings file. `level` is the level of its first heading.
#[must_use]
pub fn topic_page(topic: Topic, lang: Lang, level: usize) -> String {
    const FILE: Text = Text::fixed("Fil", "File");
    const OWN: Text = Text::fixed("Egna fält", "Fields of its own");
    const COMMON: Text = Text::fixed("Fält som alla sidor har", "Fields that every page has");
    let hashes = "#".repeat(level);
    let title = topic.title();
    let mut out = format!("{hashes} {}\n\n{}\n\n", title.get(lang), topic.about(lang));
    out.push_str(&format!("{}: `{}`\n", FILE.get(lang), topic.file_example()));
    if let Topic::Kind(kind) = topic {
        if let Some(word) = kind.new.first() {
            const MAKE: Text = Text::fixed("Gör en ny", "Make a new one");
            out.push_str(&format!("\n{}: `delwebb new {word} \"Titel\"`\n", MAKE.get(lang)));
        }
        if kind.name == Section::NAME {
            const DEFAULTS: Text = Text::fixed(
                "I `förval` får fälten stå som sidorna under mappen har, utom de som bara gäller en sida.",
                "In `förval` the fields of the pages below may stand, but for those that hold for one page only.",
            );
            out.push_str(&format!("\n{}\n", DEFAULTS.get(lang)));
        }
    }
    let own = topic.own_fields();
    if !own.is_empty() {
        if topic.is_page() {
            out.push_str(&format!("\n{hashes}# {}\n", OWN.get(lang)));
        }
        // Only pages have a heading between, because only they have two sets of fields.
        let level = if topic.is_page() { level + 1 } else { level };
        tables(&mut out, own, lang, level);
    }
    if topic.is_page() {
        out.push_str(&format!("\n{hashes}# {}\n", COMMON.get(lang)));
        tables(&mut out, Common::FIELDS, lang, level + 1);
    }
    out
}

/// The table of some fields, then one for each field that has fields of its own.
fn tables(out: &mut String, fields: &[Field], lang: Lang, level: usize) {
    const HEAD: Text = Text::fixed(
        "| fält | vad som får stå där | krävs | vad det är till för |",
        "| field | what may stand there | required | what it is for |",
    );
    const YES: Text = Text::fixed("ja", "yes");
    out.push_str(&format!("\n{}\n|---|---|---|---|\n", HEAD.get(lang)));
    for field in fields {
        let required = if field.required { YES.get(lang).to_owned() } else { String::new() };
        let words = shape_words(field.shape);
        let cells = [format!("`{}`", field.key), cell(words.get(lang)), required, cell(field.doc)];
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    for field in fields {
        let (Shape::Mapping(own) | Shape::List(&Shape::Mapping(own))) = field.shape else {
            continue;
        };
        let words = Text::new(
            format!("Fälten i `{}`", field.key),
            format!("The fields of `{}`", field.key),
        );
        out.push_str(&format!("\n{}# {}\n", "#".repeat(level), words.get(lang)));
        tables(out, own, lang, level + 1);
    }
}

/// Text that does not end a table's cell.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The groups of faults by the first letter of their codes.
static GROUPS: [(char, Text); 18] = [
    ('A', Text::fixed("Adresser", "Addresses")),
    ('B', Text::fixed("Belopp", "Sums")),
    ('D', Text::fixed("Tider", "Times")),
    ('E', Text::fixed("Externa länkar", "External links")),
    ('F', Text::fixed("Filer", "Files")),
    ('G', Text::fixed("Granskning", "Review")),
    ('H', Text::fixed("Rubriker", "Headings")),
    ('I', Text::fixed("Inställningar", "Settings")),
    ('K', Text::fixed("Källor", "Sources")),
    ('L', Text::fixed("Länkar", "Links")),
    ('M', Text::fixed("Markdown", "Markdown")),
    ('P', Text::fixed("Planens utgåvor", "Editions of the plan")),
    ('R', Text::fixed("Hänvisningar", "References")),
    ('S', Text::fixed("Språk", "Language")),
    ('T', Text::fixed("Teman", "Themes")),
    ('U', Text::fixed("Personuppgifter", "Personal data")),
    ('W', Text::fixed("Tillgänglighet", "Accessibility")),
    ('Y', Text::fixed("Fält", "Fields")),
];

/// One page for each group of faults: its letter, and its text.
#[must_use]
pub fn fault_pages(lang: Lang, level: usize) -> Vec<(char, String)> {
    let of = |rule: &Rule| rule.code.chars().next().unwrap_or('?');
    RULES
        .chunk_by(|a, b| of(a) == of(b))
        .map(|group| {
            let letter = of(&group[0]);
            let known = GROUPS.iter().find(|(known, _)| *known == letter);
            let title =
                known.map_or_else(|| letter.to_string(), |(_, text)| text.get(lang).to_owned());
            let mut out = format!("{} {title}\n", "#".repeat(level));
            for rule in group {
                out.push_str(&fault(rule, lang, level + 1));
            }
            (letter, out)
        })
        .collect()
}

fn fault(rule: &Rule, lang: Lang, level: usize) -> String {
    let hashes = "#".repeat(level);
    let anchor = rule.code.to_lowercase();
    let mut out = format!("\n{hashes} {}: {} {{#{anchor}}}\n\n", rule.code, rule.title.get(lang));
    out.push_str(&format!("{}\n\n", rule.why.get(lang)));
    out.push_str(&format!("{} (`{}`)\n", severity_words(rule.severity).get(lang), rule.name));
    out.push_str(&format!("\n{}: {}\n", SOURCE.get(lang), rule.source.get(lang)));
    if let Some(limit) = limit_words(rule, lang) {
        out.push_str(&format!("\n{limit}\n"));
    }
    out.push_str(&format!("\n{}:\n\n{}", BAD.get(lang), example_files(&rule.bad, lang)));
    let (source, found) = findings(rule);
    let said = present(&found, &source, Format::Text, lang, Colour::Off);
    out.push_str(&format!("\n{}:\n\n{}", SAID.get(lang), fenced(&said, "text")));
    out.push_str(&format!("\n{}:\n\n{}", GOOD.get(lang), example_files(&rule.good, lang)));
    out
}

/// `text` as a block of code, whatever is in it.
pub(super) fn fenced(text: &str, language: &str) -> String {
    let mut longest = 2;
    for line in text.lines() {
        let ticks = line.trim_start().chars().take_while(|c| *c == '`').count();
        longest = longest.max(ticks);
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end())
}
