//! What a visitor reads on a page: its text, without tags.

use super::content::collapse;

/// Tags inside a line of text. All others begin or end one.
const INLINE: [&str; 18] = [
    "a", "abbr", "b", "cite", "code", "dfn", "em", "i", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "u",
];

/// The text of a page, on one line, in lower case: a theme may begin a value with a capital.
pub fn text(html: &str) -> String {
    let mut found = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        found.push_str(&rest[..at]);
        let tag = &rest[at..];
        let (name, length) = tag_at(tag);
        if !INLINE.contains(&name.as_str()) {
            found.push(' ');
        }
        rest = &tag[skipped(&name, tag, length)..];
    }
    found.push_str(rest);
    collapse(&decoded(&found)).to_lowercase()
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

/// The length of what a visitor does not read: the tag, and what stands in a script.
fn skipped(name: &str, html: &str, length: usize) -> usize {
    let end = match name {
        _ if html.starts_with("<!--") => "-->".to_owned(),
        "script" | "style" if !html.starts_with("</") => format!("</{name}>"),
        _ => return length,
    };
    html.find(&end).map_or(html.len(), |at| at + end.len())
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

#[test]
fn tags_go_and_words_stay_apart() {
    let html = "<p title=\"a > b\">5&nbsp;900&#160;000 <b>kr</b>onor<td>Å&amp;B<script>x</script>";
    assert_eq!(text(html), "5 900 000 kronor å&b");
}
