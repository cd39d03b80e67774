//! What a visitor reads of a page: its text, block by block.

use std::collections::BTreeSet;

/// Elements that stand in the middle of a sentence.
const INLINE: [&str; 16] = [
    "a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub",
    "sup", "svg", "time",
];

/// Elements without an end.
const VOID: [&str; 8] = ["br", "hr", "img", "input", "link", "meta", "path", "rect"];

/// The texts of `html`, one per block, white space collapsed. What lies in an element that
/// `skips` names by tag or by `.class` is left out.
pub fn blocks(html: &str, skips: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut text = String::new();
    // The open elements that are left out, and those inside them.
    let mut skipped: Vec<String> = Vec::new();
    let skips: BTreeSet<&str> = skips.iter().copied().collect();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if skipped.is_empty() {
            text.push_str(&decoded(&rest[..at]));
        }
        let Some(end) = rest[at..].find('>') else { break };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or("");
        if !INLINE.contains(&name) {
            flush(&mut text, &mut found);
        }
        if tag.starts_with('!') || tag.ends_with('/') || VOID.contains(&name) {
            continue;
        }
        if tag.starts_with('/') {
            if skipped.last().is_some_and(|open| open == name) {
                skipped.pop();
            }
        } else if !skipped.is_empty() || skips.contains(name) || has_class(tag, &skips) {
            skipped.push(name.to_owned());
        }
    }
    flush(&mut text, &mut found);
    found
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
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace('\u{a0}', " ")
        .replace('\u{ad}', "")
        .replace("&amp;", "&")
}
