//! What holds for every page: nothing runs, every element is closed where it was opened, no
//! two have the same id.

use std::collections::BTreeSet;

/// Elements without an end.
const VOID: [&str; 8] = ["br", "hr", "img", "input", "link", "meta", "wbr", "col"];

/// What runs or loads something, whatever is in it.
const NEVER: [&str; 14] = [
    "script", "style", "iframe", "object", "embed", "base", "form", "template", "noscript",
    "audio", "video", "applet", "frame", "animate",
];

/// What a page tells search engines: data, which runs nowhere.
const DATA: &str = "<script type=\"application/ld+json\">";

/// Attributes that hold addresses.
const ADDRESSES: [&str; 8] =
    ["href", "src", "action", "formaction", "poster", "cite", "xlink:href", "srcset"];

struct Tag<'a> {
    name: String,
    ends: bool,
    /// In a drawing, `/>` ends an element.
    is_whole: bool,
    attributes: Vec<(&'a str, &'a str)>,
}

/// Checks a page.
pub fn holds(html: &str) {
    let (head, rest) = html.split_once(DATA).unwrap_or((html, ""));
    let (data, rest) = rest.split_once("</script>").unwrap_or(("", rest));
    assert!(!data.contains(['<', '>']), "an element in {data}");
    let html = &format!("{head}{rest}");
    let mut open: Vec<String> = Vec::new();
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for tag in tags(html) {
        assert!(!NEVER.contains(&tag.name.as_str()), "<{}> in {html}", tag.name);
        if tag.ends {
            assert_eq!(open.pop().as_deref(), Some(tag.name.as_str()), "in {html}");
            continue;
        }
        for (name, value) in &tag.attributes {
            let name = name.to_ascii_lowercase();
            assert!(!name.starts_with("on") && name != "style", "{name}= in {html}");
            if ADDRESSES.contains(&name.as_str()) {
                address(value, html);
            }
            if name == "id" {
                assert!(ids.insert(value), "two elements have the id {value} in {html}");
            }
        }
        if tag.name == "a" {
            assert!(!open.contains(&tag.name), "a link in a link in {html}");
        }
        let is_whole = tag.is_whole && open.iter().any(|name| name == "svg");
        if !is_whole && !VOID.contains(&tag.name.as_str()) {
            open.push(tag.name);
        }
    }
    assert_eq!(open, Vec::<String>::new(), "never closed in {html}");
}

/// An address as a browser reads it: without white space, entities or case.
fn address(value: &str, html: &str) {
    let value = value.replace("&colon;", ":").replace("&Tab;", "").replace("&NewLine;", "");
    let plain: String = decoded(&value).chars().filter(|c| *c > ' ').collect();
    let plain = plain.to_lowercase();
    for never in ["javascript:", "data:", "vbscript:", "blob:", "file:"] {
        assert!(!plain.starts_with(never), "{value} in {html}");
    }
}

fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        out.push_str(before);
        let digits = after.split(';').next().unwrap_or("");
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        };
        out.extend(code.and_then(char::from_u32));
        rest = after[digits.len()..].trim_start_matches(';');
    }
    out + rest
}

/// The tags of a page, as a browser finds them.
fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with(['!', '?']) {
            // The theme writes none but the document's type.
            assert!(rest.starts_with("!DOCTYPE html>"), "<{rest:.40} in {html}");
            continue;
        }
        let ends = rest.starts_with('/');
        let after = rest.trim_start_matches('/');
        if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = after.find(|c: char| c.is_whitespace() || "/>".contains(c));
        let (name, after) = after.split_at(end.unwrap_or(after.len()));
        let (attributes, after) = attributes(after);
        let is_whole = html[..html.len() - after.len()].ends_with('/');
        found.push(Tag { name: name.to_ascii_lowercase(), ends, is_whole, attributes });
        rest = after;
    }
    found
}

fn attributes(mut rest: &str) -> (Vec<(&str, &str)>, &str) {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (found, rest);
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).unwrap_or(rest.len());
        let end = end.max(rest.chars().next().map_or(1, char::len_utf8));
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=') else {
            found.push((name, ""));
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(
                value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len()),
            ),
        };
        found.push((name, value));
        rest = after;
    }
}
