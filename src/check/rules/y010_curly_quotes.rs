//! A word processor's quotes around a whole value: they come along to the site.

use std::ops::Range;

use super::prelude::*;
use crate::document::register::TABLES;
use crate::document::{Common, KINDS};
use crate::yaml::{Field, Part, Record, Shape, is_curly, lines, may_be_odd};

pub const RULE: Rule = Rule {
    code: "Y010",
    name: "curly-quotes",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Citattecken som kommer med", "Quotes that come along"),
    why: Text::fixed(
        "Citattecknen hör till texten och visas på webbplatsen, i listor och i flöden.",
        "The quotes belong to the text and show on the site, in lists and in feeds.",
    ),
    source: Text::fixed(
        "YAML 1.2.2 och webbplatsens innehållsmodell (delwebb schema).",
        "YAML 1.2.2 and the site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: «”Om oss”»\n---\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om ”oss”\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let keys = short_texts();
    let words: Vec<String> =
        subject.model.config.taxonomies().into_iter().map(|taxonomy| taxonomy.key).collect();
    for (file, yaml, offset) in subject.yaml_texts() {
        if !may_be_odd(yaml) || !yaml.contains(is_curly) {
            continue;
        }
        for line in lines(yaml).iter().filter(|line| line.part == Part::Fields) {
            for (key, quoted) in wrapped(line.text).into_iter().filter(|(key, _)| keys.contains(key)) {
                let start = offset + line.start;
                let inner = line.text[quoted.clone()].trim_matches(is_curly);
                let span = Span::new(start + quoted.start, start + quoted.end);
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
        for (key, quoted) in listed(yaml, &words) {
            let inner = yaml[quoted.clone()].trim_matches(is_curly);
            let span = Span::new(offset + quoted.start, offset + quoted.end);
            let message = Text::new(
                format!("Citattecknen runt ett ord i ”{key}” kommer med på webbplatsen."),
                format!("The quotes around a word of “{key}” come along to the site."),
            );
            out.add(file, span, message)
                .help(Text::fixed("Ta bort dem.", "Remove them."))
                .write_instead(inner);
        }
    }
}

/// The values of a line that are in curly quotes from end to end, with their keys.
fn wrapped(line: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices(": ") {
        let start = at + 2;
        let Some(first) = line[start..].chars().next().filter(|c| is_curly(*c)) else { continue };
        let Some(close) = line[start + first.len_utf8()..].find(is_curly) else { continue };
        let close = start + first.len_utf8() + close;
        let end = close + line[close..].chars().next().map_or(0, char::len_utf8);
        let is_whole = matches!(line[end..].trim_start().chars().next(), None | Some(',' | '}' | '#'));
        let inner = &line[start + first.len_utf8()..close];
        if !is_whole || inner.is_empty() || inner.contains([':', ',', '#', '{', '[']) {
            continue;
        }
        let key = line[..at].rsplit([' ', '{', '-', ',']).next().unwrap_or("");
        found.push((key, start..end));
    }
    found
}

/// The words in curly quotes of the lists below `keys`, with the key.
fn listed<'a>(yaml: &'a str, keys: &[String]) -> Vec<(&'a str, Range<usize>)> {
    let mut found = Vec::new();
    let mut above = "";
    for line in lines(yaml).into_iter().filter(|line| line.part == Part::Fields) {
        let Some(places) = line.places() else { continue };
        let value = places.value.clone();
        if let Some(key) = places.key {
            above = line.text[key].trim();
        }
        if !keys.iter().any(|key| key == above) {
            continue;
        }
        let text = &line.text[value.clone()];
        let inner = text.strip_prefix('[').and_then(|text| text.split_once(']'));
        let (mut at, words) = match inner {
            Some((inner, _)) => (line.start + value.start + 1, inner),
            None if line.text.trim_start().starts_with("- ") => (line.start + value.start, text),
            None => continue,
        };
        for part in words.split(',') {
            let word = part.trim();
            let start = at + (part.len() - part.trim_start().len());
            at += part.len() + 1;
            let bare = word.trim_matches(is_curly);
            let is_wrapped = word.starts_with(is_curly) && word.ends_with(is_curly);
            if is_wrapped && !bare.is_empty() && !bare.contains(is_curly) {
                found.push((above, start..start + word.len()));
            }
        }
    }
    found
}

/// The keys whose values are names and titles everywhere, never whole sentences that may be
/// quoted.
fn short_texts() -> Vec<&'static str> {
    let kinds = KINDS.iter().map(|kind| kind.fields);
    let tables = TABLES.iter().map(|table| table.fields);
    let all: Vec<&[Field]> =
        kinds.chain(tables).chain([Common::FIELDS]).collect();
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
