//! HTML in Markdown, where a site allows it: `rå_html: sanerad`.
//!
//! What is let through is the list below, whatever is written around it: ammonia cleans every
//! tag and every block. Links, pictures, headings and anything that loads or runs something
//! are not among it: Markdown has those, checked.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

/// The elements, each with its attributes.
pub const ALLOWED: &[(&str, &[&str])] = &[
    ("abbr", &["title"]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &[]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("dd", &[]),
    ("del", &[]),
    ("details", &["open"]),
    ("dfn", &[]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("ins", &[]),
    ("kbd", &[]),
    ("li", &[]),
    ("mark", &[]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &[]),
    ("q", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("small", &[]),
    ("span", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("wbr", &[]),
];

/// Those of them that make no block, and may stand in running text.
const IN_TEXT: [&str; 29] = [
    "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
    "var", "wbr",
];

/// Elements whose end tag may be left out.
const OPTIONAL_END: [&str; 11] =
    ["li", "dt", "dd", "p", "tr", "td", "th", "thead", "tbody", "tfoot", "rt"];

/// The attributes that every element may have.
pub const EVERYWHERE: [&str; 2] = ["lang", "dir"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    let attributes: HashMap<&str, HashSet<&str>> = ALLOWED
        .iter()
        .map(|(tag, attributes)| (*tag, attributes.iter().copied().collect()))
        .collect();
    cleaner
        .tags(ALLOWED.iter().map(|(tag, _)| *tag).collect())
        .clean_content_tags(["script", "style", "template", "noscript"].into_iter().collect())
        .tag_attributes(attributes)
        .generic_attributes(EVERYWHERE.into_iter().collect())
        .link_rel(None);
    cleaner
});

/// What is harmless of a block of HTML, every element closed.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// Elements without an end tag.
const VOID: [&str; 3] = ["br", "hr", "wbr"];

/// The tags of running text that are open, each with how deep it stands.
#[derive(Default)]
pub(super) struct OpenTags {
    open: Vec<(usize, String)>,
    depth: usize,
}

impl OpenTags {
    /// An element of the Markdown begins.
    pub const fn start(&mut self) {
        self.depth += 1;
    }

    /// An element of the Markdown ends: the tags to close first, when it has open ones.
    pub fn end(&mut self) -> Option<String> {
        let first = self.open.partition_point(|(depth, _)| *depth < self.depth);
        let closing = closing(self.open.drain(first..).rev());
        self.depth = self.depth.saturating_sub(1);
        (!closing.is_empty()).then_some(closing)
    }

    /// Whether an element that is open shows its text as it stands.
    pub fn shows_as_it_stands(&self) -> bool {
        self.open.iter().any(|(_, name)| ["code", "kbd", "samp", "var"].contains(&name.as_str()))
    }

    /// What is harmless of one tag in running text.
    pub fn tag(&mut self, html: &str) -> String {
        if let Some(closed) = html.strip_prefix("</") {
            let name = tag_name(closed);
            let at =
                self.open.iter().rposition(|(depth, open)| *depth == self.depth && *open == name);
            let Some(at) = at else { return String::new() };
            return closing(self.open.drain(at..).rev());
        }
        let name = tag_name(html.trim_start_matches('<'));
        if !stands_in_text(&name) {
            return String::new();
        }
        let clean = clean(html);
        let Some(opening) = clean.strip_suffix(&format!("</{name}>")) else {
            return if VOID.contains(&name.as_str()) { clean } else { String::new() };
        };
        self.open.push((self.depth, name));
        opening.to_owned()
    }
}

/// The end tags of `open`, innermost first.
fn closing(open: impl Iterator<Item = (usize, String)>) -> String {
    let mut out = String::new();
    for (_, name) in open {
        out.push_str("</");
        out.push_str(&name);
        out.push('>');
    }
    out
}

/// Something in raw HTML that is not let through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The element, lower case.
    pub element: String,
    /// The attribute, when the element itself is let through.
    pub attribute: Option<String>,
    /// Where its tag begins, in bytes of the HTML.
    pub at: usize,
}

/// The first element of a block of HTML that is opened and never closed in it, or closed and
/// never opened: a block ends at the first empty line, and Markdown cannot stand in it.
#[must_use]
pub fn unbalanced(html: &str) -> Option<Refused> {
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut from = 0;
    while let Some(found) = html[from..].find('<') {
        let at = from + found;
        from = at + 1;
        let tag = &html[at + 1..];
        if tag.starts_with("!--") {
            from = html[at..].find("-->").map_or(html.len(), |end| at + end + 3);
            continue;
        }
        let name = tag_name(tag.trim_start_matches('/'));
        let is_plain = name.is_empty() || VOID.contains(&name.as_str());
        if is_plain || OPTIONAL_END.contains(&name.as_str()) {
            continue;
        }
        if !tag.starts_with('/') {
            open.push((name, at));
        } else if open.pop_if(|(opened, _)| *opened == name).is_none() {
            return Some(Refused { element: name, attribute: None, at });
        }
    }
    let (element, at) = open.into_iter().next()?;
    Some(Refused { element, attribute: None, at })
}

/// Whether an element may stand in running text.
#[must_use]
pub fn stands_in_text(element: &str) -> bool {
    IN_TEXT.contains(&element)
}

/// The first thing in `html` that `rå_html: sanerad` takes out.
#[must_use]
pub fn refused(html: &str) -> Option<Refused> {
    let mut from = 0;
    while let Some(found) = html[from..].find('<') {
        let at = from + found;
        let tag = &html[at + 1..];
        from = at + 1;
        if tag.starts_with("!--") {
            from = html[at..].find("-->").map_or(html.len(), |end| at + end + 3);
            continue;
        }
        let name = tag_name(tag);
        let is_other = tag.starts_with(['!', '?']);
        if tag.starts_with('/') || (name.is_empty() && !is_other) {
            continue;
        }
        let allowed = ALLOWED.iter().find(|(known, _)| *known == name);
        let Some((_, own)) = allowed else {
            return Some(Refused { element: name, attribute: None, at });
        };
        let names = attribute_names(&tag[name.len()..]);
        let unknown = names.into_iter().find(|attribute| {
            !own.contains(&attribute.as_str()) && !EVERYWHERE.contains(&attribute.as_str())
        });
        if let Some(attribute) = unknown {
            return Some(Refused { element: name, attribute: Some(attribute), at });
        }
    }
    None
}

fn tag_name(tag: &str) -> String {
    tag.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// The names of the attributes of a tag, from after its name.
fn attribute_names(tag: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return names;
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).unwrap_or(rest.len());
        let end = end.max(rest.chars().next().map_or(1, char::len_utf8));
        names.push(rest[..end].to_ascii_lowercase());
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else { continue };
        let value = value.trim_start();
        rest = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                value[1..].find(quote).map_or("", |end| &value[end + 2..])
            }
            _ => {
                &value[value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len())..]
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_cleaned_and_closed_where_they_were_opened() {
        let mut tags = OpenTags::default();
        tags.start();
        assert_eq!(tags.tag("<abbr title=\"x\" onclick=\"y\">"), "<abbr title=\"x\">");
        tags.start();
        assert_eq!(tags.tag("<b>"), "<b>");
        assert_eq!(tags.tag("</abbr>"), "");
        assert_eq!(tags.end().as_deref(), Some("</b>"));
        assert_eq!(tags.tag("<br/>"), "<br>");
        assert_eq!(tags.tag("<script>"), "");
        assert_eq!(tags.tag("<a href=\"javascript:x\">"), "");
        assert_eq!(tags.end().as_deref(), Some("</abbr>"));
        let block = "<div onload=x><script>a</script><table><tr><td colspan=2>b";
        let cleaned = "<div><table><tbody><tr><td colspan=\"2\">b</td></tr></tbody></table></div>";
        assert_eq!(clean(block), cleaned);
    }

    #[test]
    fn blocks_that_are_torn_are_told() {
        let told = |html: &str| unbalanced(html).map(|r| (r.element, r.at));
        assert_eq!(told("<table><tr><td>a<tr><td>b</table>\n<hr><p>c"), None);
        assert_eq!(told("<details>\n<summary>x</summary>\n"), Some(("details".to_owned(), 0)));
        assert_eq!(told("</details>"), Some(("details".to_owned(), 0)));
        assert_eq!(told("<b><i>x</b></i>"), Some(("b".to_owned(), 7)));
        assert_eq!(told("<!-- <div> -->"), None);
    }

    #[test]
    fn what_is_taken_out_is_told() {
        let told = |html: &str| refused(html).map(|r| (r.element, r.attribute, r.at));
        assert_eq!(told("<b>x</b> <abbr title='a > b' lang=sv>"), None);
        assert_eq!(told("<p><SCRIPT>"), Some(("script".to_owned(), None, 3)));
        assert_eq!(
            told("<td colspan=2 style=\"a\">"),
            Some(("td".to_owned(), Some("style".to_owned()), 0))
        );
        assert_eq!(told("<!-- <script> --> a < b"), None);
        assert_eq!(told("<!DOCTYPE html>"), Some((String::new(), None, 0)));
    }
}
