//! A word processor's quotes around a whole value: they come along to the site.

use super::prelude::*;
use crate::document::register::TABLES;
use crate::document::{Common, KINDS};
use crate::yaml::{Field, Part, Record, Shape, is_curly, lines};

pub const RULE: Rule = Rule {
    code: "Y010",
    name: "curly-quotes",
    severity: Severity::Warning,
    stage: Stage::Content,
    title: Text::fixed("Citattecken som kommer med", "Quotes that come along"),
    why: Text::fixed(
        "Citattecknen hör till texten och visas på webbplatsen, i listor och i flöden.",
        "The quotes belong to the text and show on the site, in lists and in feeds.",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: «”Om oss”»\n---\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om ”oss”\n---\n")]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let keys = short_texts();
    for (file, yaml, offset) in subject.yaml_texts() {
        if !yaml.contains(is_curly) {
            continue;
        }
        for line in lines(yaml).iter().filter(|line| line.part == Part::Fields) {
            let Some(key) = line.key().filter(|key| keys.contains(key)) else { continue };
            let Some(places) = line.places() else { continue };
            let value = &line.text[places.value.clone()];
            let inner = value.trim_matches(is_curly);
            let is_wrapped = value.starts_with(is_curly) && value.ends_with(is_curly);
            if !is_wrapped || inner.is_empty() || inner.contains(is_curly) || inner.contains(": ") {
                continue;
            }
            let start = offset + line.start;
            let span = Span::new(start + places.value.start, start + places.value.end);
            let message = Text::new(
                format!("Citattecknen runt värdet för ”{key}” kommer med på webbplatsen."),
                format!("The quotes around the value of “{key}” come along to the site."),
            );
            out.add(file, span, message)
                .help(Text::fixed(
                    "Ta bort dem. Är hela texten ett citat, skriv det som text: i stället.",
                    "Remove them. If all of it is a quotation, write it in text: instead.",
                ))
                .write_instead(inner);
        }
    }
}

/// The keys whose values are names and titles everywhere, never whole sentences that may be
/// quoted.
fn short_texts() -> Vec<&'static str> {
    let kinds = KINDS.iter().map(|kind| kind.fields);
    let tables = TABLES.iter().map(|table| table.fields);
    let all: Vec<&[Field]> =
        kinds.chain(tables).chain([Common::FIELDS, crate::config::SiteConfig::FIELDS]).collect();
    let (mut short, mut long) = (Vec::new(), Vec::new());
    for fields in all {
        collect(fields, &mut short, &mut long);
    }
    short.retain(|key| !long.contains(key));
    short
}

fn collect(fields: &'static [Field], short: &mut Vec<&'static str>, long: &mut Vec<&'static str>) {
    for field in fields {
        match field.shape {
            Shape::Text => short.push(field.key),
            Shape::LongText => long.push(field.key),
            Shape::Mapping(inner) => collect(inner, short, long),
            Shape::List(Shape::Mapping(inner)) => collect(inner, short, long),
            _ => {}
        }
    }
}
