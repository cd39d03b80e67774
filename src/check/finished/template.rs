//! Templates as pages: their tags, with the commands that stand in them left unread.

use crate::base::Span;

use super::loads::loads;
use super::scan::Pieces;

/// A template whose commands hold no sign that a tag is made of: `href="{{ href(to="/") }}"` is
/// one value. As long as it was.
pub(super) fn veiled(template: &str) -> Vec<u8> {
    let mut bytes = template.as_bytes().to_vec();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'{', &bytes[at..]).map(|found| at + found) {
        let close = match bytes.get(open + 1) {
            Some(b'{') => b'}',
            Some(sign @ (b'%' | b'#')) => *sign,
            _ => {
                at = open + 1;
                continue;
            }
        };
        let inside = &bytes[open + 2..];
        let len = memchr::memmem::find(inside, &[close, b'}']).unwrap_or(inside.len());
        at = open + 2 + len;
        for byte in &mut bytes[open + 2..at] {
            if matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'=' | b'/')
                || byte.is_ascii_whitespace()
            {
                *byte = b'.';
            }
        }
    }
    bytes
}

/// Where the addresses stand that a template leads to or fetches by itself, letter by letter:
/// those that a command makes are not known before there is a page.
#[must_use]
pub fn written_addresses(template: &str) -> Vec<Span> {
    let text = veiled(template);
    let mut all = Vec::new();
    let mut addresses = Vec::new();
    for tag in Pieces::of(&text).tags() {
        addresses.clear();
        if tag.is("a") || tag.is("area") {
            addresses.extend(tag.attribute("href"));
        }
        loads(&tag, &mut addresses);
        let start = text.len() - tag.after.len() - tag.whole.len();
        for address in
            addresses.iter().filter(|address| !address.is_empty() && !address.contains(&b'{'))
        {
            // What is fetched by the text of an element stands after its tag.
            let found = memchr::memmem::find(&text[start..], address);
            all.extend(found.map(|at| Span::new(start + at, start + at + address.len())));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_seen_but_for_those_that_commands_make() {
        let template = "<a href=\"https://a.se/\">A</a>{% if x > 1 %}<img src='https://b.se/b.png'>{% endif %}\
                        <a href=\"{{ href(to=\"/c/\") }}\">C</a><a href=\"https://{{ d }}/\">D</a>";
        let found: Vec<&str> = written_addresses(template)
            .iter()
            .filter_map(|span| template.get(span.range()))
            .collect();
        assert_eq!(found, ["https://a.se/", "https://b.se/b.png"]);
    }
}
