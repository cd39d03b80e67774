//! What a visitor reads of a page: its text, block by block.

use std::collections::BTreeSet;

/// Elements that stand in the middle of a sentence.
const INLINE: [&str; 19] = [
    "a", "abbr", "b", "cite", "code", "dfn", "em", "i", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "svg", "time", "u",
];

/// Elements without an end.
const VOID: [&str; 8] = ["br", "hr", "img", "input", "link", "meta", "path", "rect"];

/// The texts of `html`, one per block, white space collapsed. What lies in an element that
/// `skips` names by tag or by `.class` is left out; scripts and comments always are.
pub fn blocks(html: &str, skips: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut text = String::new();
    // The open elements that are left out, and those inside them.
    let mut skipped: Vec<String> = Vec::new();
    let skips: BTreeSet<&str> = skips.iter().copied().chain(["script", "style"]).collect();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if skipped.is_empty() {
            text.push_str(&decoded(&rest[..at]));
        }
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (name, length) = tag_at(rest);
        let tag = &rest[..length];
        rest = &rest[length..];
        if !INLINE.contains(&name.as_str()) {
            flush(&mut text, &mut found);
        }
        if tag.starts_with("<!") || tag.ends_with("/>") || VOID.contains(&name.as_str()) {
            continue;
        }
        if tag.starts_with("</") {
            if skipped.last() == Some(&name) {
                skipped.pop();
            }
        } else if !skipped.is_empty() || skips.contains(name.as_str()) || has_class(tag, &skips) {
            skipped.push(name);
        }
    }
    if skipped.is_empty() {
        text.push_str(&decoded(rest));
    }
    flush(&mut text, &mut found);
    found
}

/// The name of the tag that `html` begins with, and its length up to and with `>`.
fn tag_at(html: &str) -> (String, usize) {
    let name = html[1..].trim_start_matches('/');
    let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
    let mut quote = None;
    for (at, char) in html.char_indices() {
        match (quote, char) {
            (None, '>') => return (name.to_lowercase(), at + 1),
            (None, '"' | '\'') => quote = Some(char),
            (Some(open), _) if open == char => quote = None,
            _ => {}
        }
    }
    (name.to_lowercase(), html.len())
}

fn flush(text: &mut String, found: &mut Vec<String>) {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.is_empty() {
        found.push(words);
    }
    text.clear();
}

fn has_class(tag: &str, skips: &BTreeSet<&str>) -> bool {
    let classes = tag.split("class=\"").nth(1).and_then(|rest| rest.split('"').next());
    let mut classes = classes.unwrap_or("").split_whitespace();
    classes.any(|class| skips.contains(format!(".{class}").as_str()))
}

fn decoded(text: &str) -> String {
    let mut found = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        found.push_str(&rest[..at]);
        let entity = rest[at + 1..].split(';').next().unwrap_or("");
        if let Some(char) = character(entity) {
            found.push(char);
            rest = &rest[at + entity.len() + 2..];
        } else {
            found.push('&');
            rest = &rest[at + 1..];
        }
    }
    found.push_str(rest);
    found.replace('\u{ad}', "")
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
