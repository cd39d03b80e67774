//! The reference pages of the writers' manual as Markdown: one for each kind and register.

use crate::base::{Lang, Text};
use crate::document::kind::Kind as _;
use crate::document::kind::{Common, Section};
use crate::yaml::{Field, Record, Shape};

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
