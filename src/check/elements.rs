//! The elements of a block of HTML in a text, and what stands in what: once through, without a
//! tree, and without ever failing.

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name, in lower case.
    pub name: String,
    /// Its attributes, their names in lower case.
    pub attributes: Vec<(String, String)>,
    /// Where its start tag begins and ends, in bytes of the HTML.
    pub tag: std::ops::Range<usize>,
    /// The element that it stands in.
    pub parent: Option<usize>,
    /// Whether there is text in it.
    pub has_text: bool,
}

impl Element {
    /// The value of an attribute, as it is written.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Elements without an end tag.
const VOID: [&str; 3] = ["br", "hr", "wbr"];

/// Elements that end where another of their group begins, and what holds them.
const ENDING: [(&[&str], &[&str]); 5] = [
    (&["li"], &["ul", "ol"]),
    (&["dt", "dd"], &["dl"]),
    (&["td", "th"], &["tr", "table"]),
    (&["tr"], &["table", "thead", "tbody", "tfoot"]),
    (&["thead", "tbody", "tfoot"], &["table"]),
];

/// So far back an end tag looks for its start, so that a page full of tags costs no more than it
/// is long.
const NEAREST: usize = 32;

/// The elements of `html`, in the order they begin.
pub(super) fn elements(html: &str) -> Vec<Element> {
    let mut all: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(next) = html[at..].find('<').map(|found| at + found) {
        note_text(&html[at..next], &open, &mut all);
        let tag = &html[next + 1..];
        if tag.starts_with("!--") {
            at = tag.find("-->").map_or(html.len(), |end| next + 1 + end + 3);
            continue;
        }
        let is_end = tag.starts_with('/');
        let named = tag.trim_start_matches('/');
        let len = named.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(named.len());
        let name = named[..len].to_ascii_lowercase();
        if name.is_empty() {
            note_text("<", &open, &mut all);
            at = next + 1;
            continue;
        }
        let (attributes, rest) = attributes(&named[len..]);
        at = html.len() - rest.len();
        if is_end {
            let near = open.iter().rev().take(NEAREST);
            let found = near.enumerate().find(|(_, known)| all[**known].name == name);
            if let Some((back, _)) = found {
                let left = open.len() - back - 1;
                close(left, &mut open, &mut all);
            }
            continue;
        }
        end_before(&name, &mut open, &mut all);
        let parent = open.last().copied();
        if !VOID.contains(&name.as_str()) {
            open.push(all.len());
        }
        all.push(Element { name, attributes, tag: next..at, parent, has_text: false });
    }
    note_text(&html[at..], &open, &mut all);
    close(0, &mut open, &mut all);
    all
}

fn note_text(text: &str, open: &[usize], all: &mut [Element]) {
    if let Some(innermost) = open.last()
        && !text.trim().is_empty()
    {
        all[*innermost].has_text = true;
    }
}

/// Closes all but the first `left` elements: what has text in it passes that on.
fn close(left: usize, open: &mut Vec<usize>, all: &mut [Element]) {
    while open.len() > left {
        let Some(ended) = open.pop() else { return };
        if let Some(parent) = all[ended].parent.filter(|_| all[ended].has_text) {
            all[parent].has_text = true;
        }
    }
}

/// Closes what ends where an element `name` begins.
fn end_before(name: &str, open: &mut Vec<usize>, all: &mut [Element]) {
    let Some((group, holders)) = ENDING.iter().find(|(group, _)| group.contains(&name)) else {
        return;
    };
    let mut at = open.len();
    for _ in 0..NEAREST {
        let Some(known) = at.checked_sub(1).and_then(|last| open.get(last)) else { return };
        at -= 1;
        let known = all[*known].name.as_str();
        if holders.contains(&known) {
            return;
        }
        if group.contains(&known) {
            close(at, open, all);
            return;
        }
    }
}

/// The attributes of a tag from after its name, and what follows the tag.
fn attributes(tag: &str) -> (Vec<(String, String)>, &str) {
    let mut all = Vec::new();
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (all, after);
        }
        if rest.is_empty() {
            return (all, rest);
        }
        let ends = |c: char| c.is_whitespace() || "=>/".contains(c);
        let end = rest.find(ends).unwrap_or(rest.len());
        // A name may begin with any sign.
        let end = end.max(rest.chars().next().map_or(1, char::len_utf8));
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            all.push((name, String::new()));
            continue;
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => {
                let end = value.find(|c: char| c.is_whitespace() || c == '>');
                value.split_at(end.unwrap_or(value.len()))
            }
        };
        all.push((name, value.to_owned()));
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(html: &str) -> String {
        let all = elements(html);
        let shown = all.iter().map(|element| {
            let parent = element.parent.map_or("", |parent| all[parent].name.as_str());
            let text = if element.has_text { "+" } else { "" };
            format!("{}{text}<{parent}", element.name)
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn elements_know_what_they_stand_in() {
        assert_eq!(shape("<ul><li>a<li><p>b</p></li></ul>"), "ul+< li+<ul li+<ul p+<li");
        assert_eq!(
            shape("<table><tr><td>a<td><tr><th></table><p>"),
            "table+< tr+<table td+<tr td<tr tr<table th<tr p<"
        );
        assert_eq!(shape("<dl><dt>a<dd>b</dl>"), "dl+< dt+<dl dd+<dl");
        assert_eq!(shape("<!-- <b> --><i>a < b</i></b><br>c"), "i+< br<");
        let all = elements("x <SPAN Lang='en' hidden dir=ltr>y");
        assert_eq!((all[0].attribute("lang"), all[0].attribute("dir")), (Some("en"), Some("ltr")));
        assert_eq!((all[0].attribute("hidden"), all[0].tag.clone()), (Some(""), 2..33));
    }

    proptest::proptest! {
        #[test]
        fn no_html_is_too_odd(html in "[<>/=\"'!a-eå \\-]{0,60}|(<(li|td|ul|/ul|p)>?){0,20}") {
            for element in elements(&html) {
                proptest::prop_assert!(html.get(element.tag).is_some());
            }
        }
    }
}
