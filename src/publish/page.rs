//! What a finished page shows: its heading, the words of its main part, and where they lead.

use std::collections::BTreeSet;

use xxhash_rust::xxh3::Xxh3;

/// What visitors see of a page, besides how it looks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// The text of the first main heading.
    pub heading: String,
    /// The hash of the words in the main part: 32 hexadecimal digits.
    pub text: String,
    /// The addresses that links of the main part lead to, as written.
    pub links: BTreeSet<String>,
}

/// Reads a finished page. Without a main part the whole page is read.
pub(super) fn seen(html: &str) -> Seen {
    let main = html.find("<main").map_or(html, |start| {
        let rest = &html[start..];
        rest.find("</main").map_or(rest, |end| &rest[..end])
    });
    let mut hash = Xxh3::new();
    let mut found = Seen::default();
    let (mut in_heading, mut skipped) = (false, None);
    for piece in pieces(main) {
        match (piece, skipped) {
            (Piece::Tag(tag), None) => match name(tag) {
                "h1" if found.heading.is_empty() => in_heading = true,
                "/h1" => in_heading = false,
                name @ ("script" | "style") => skipped = Some(name),
                "a" => found.links.extend(attribute(tag, "href").map(unescaped)),
                "img" => {
                    for word in attribute(tag, "alt").unwrap_or("").split_whitespace() {
                        hash.update(word.as_bytes());
                        hash.update(b" ");
                    }
                }
                _ => {}
            },
            (Piece::Tag(tag), Some(open)) => {
                if name(tag).strip_prefix('/') == Some(open) {
                    skipped = None;
                }
            }
            (Piece::Text(text), None) => {
                for word in text.split_whitespace() {
                    hash.update(word.as_bytes());
                    hash.update(b" ");
                    if in_heading {
                        if !found.heading.is_empty() {
                            found.heading.push(' ');
                        }
                        found.heading.push_str(&unescaped(word));
                    }
                }
            }
            (Piece::Text(_), Some(_)) => {}
        }
    }
    found.heading = found.heading.replace('\u{ad}', "");
    found.text = format!("{:032x}", hash.digest128());
    found
}

enum Piece<'a> {
    Tag(&'a str),
    Text(&'a str),
}

/// Tags, without their brackets, and the text between them.
fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(tag) = rest.strip_prefix('<') {
            let end = match tag.strip_prefix("!--") {
                Some(comment) => comment.find("-->").map_or(tag.len(), |at| at + 5),
                None => tag_end(tag),
            };
            let (inside, after) = tag.split_at(end);
            rest = after.strip_prefix('>').unwrap_or(after);
            return Some(Piece::Tag(inside));
        }
        let end = rest.find('<').unwrap_or(rest.len());
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(text))
    })
}

/// Where a tag ends: at the first `>` that stands in no value.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return at,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    tag.len()
}

fn name(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_ascii_whitespace()).unwrap_or(tag.len());
    &tag[..end]
}

/// The value of an attribute, as our own pages write it: in double quotes or in none.
fn attribute<'a>(tag: &'a str, wanted: &str) -> Option<&'a str> {
    let mut from = 0;
    while let Some(found) = tag[from..].find(wanted) {
        let start = from + found;
        let is_whole = tag[..start].ends_with(|c: char| c.is_ascii_whitespace());
        from = start + wanted.len();
        if let Some(value) = tag[from..].strip_prefix('=')
            && is_whole
        {
            return Some(match value.strip_prefix('"') {
                Some(quoted) => quoted.split('"').next().unwrap_or(""),
                None => value.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or(""),
            });
        }
    }
    None
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&#x27;", "'");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_heading_words_and_links() {
        let page = seen(
            "<html><nav><a href=\"/meny/\">Meny</a></nav><main id=\"m\"><h1>Stöd &amp; vård</h1>\
             <p title=\"a > b\">Ett <a class=\"x\" href=\"/a/?b=1&amp;c\">ord</a>.</p>\
             <!-- det's > dolt --><script>var dolt = 1;</script></main><footer>Fot</footer></html>",
        );
        assert_eq!(page.heading, "Stöd & vård");
        assert_eq!(page.links, BTreeSet::from(["/a/?b=1&c".to_owned()]));
        let same = "<main><h1>Stöd   &amp; vård</h1><p>Ett <b>ord</b>.</p></main>";
        // The same words in another dress are the same text.
        assert_ne!(seen(same).text, seen("<main>Ett annat ord.</main>").text);
        assert_eq!(seen(same).text, seen(&same.replace("<b>ord</b>", "<i class=u>ord</i>")).text);
    }
}
