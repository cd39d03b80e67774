//! Reads the tags of a finished page as bytes: once, without a tree, and without ever failing.

use memchr::{memchr, memchr3, memmem};

/// A start tag.
#[derive(Debug, Clone, Copy)]
pub struct Tag<'a> {
    /// Its name, as written.
    pub name: &'a [u8],
    /// What stands between the name and the end of the tag.
    attributes: &'a [u8],
    /// The text of an element that holds no tags: a script, a style, a title.
    pub text: &'a [u8],
}

impl<'a> Tag<'a> {
    /// Whether that is its name.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }

    /// The attributes, with their values as written between the quotes.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + use<'a> {
        Attributes { rest: self.attributes }
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&'a [u8]> {
        let found = self.attributes().find(|(own, _)| own.eq_ignore_ascii_case(name.as_bytes()));
        found.map(|(_, value)| value)
    }
}

/// The attributes of a tag, in order.
struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.rest.iter().position(|byte| !is_space(*byte) && *byte != b'/')?;
        let rest = &self.rest[start..];
        let ends = |byte: &u8| is_space(*byte) || *byte == b'=' || *byte == b'/';
        // A name may begin with anything, an equals sign too.
        let end = rest[1..].iter().position(ends).map_or(rest.len(), |at| at + 1);
        let (name, after) = rest.split_at(end);
        let value = after.trim_ascii_start();
        let Some(value) = value.strip_prefix(b"=") else {
            self.rest = after;
            return Some((name, b""));
        };
        let value = value.trim_ascii_start();
        let (value, after) = match value.first() {
            Some(quote @ (b'"' | b'\'')) => {
                let inner = &value[1..];
                let end = memchr(*quote, inner).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or_default())
            }
            _ => {
                let end = value.iter().position(|b| is_space(*b)).unwrap_or(value.len());
                value.split_at(end)
            }
        };
        self.rest = after;
        Some((name, value))
    }
}

/// The start tags of a page, in order.
pub(super) struct Tags<'a> {
    rest: &'a [u8],
}

impl<'a> Tags<'a> {
    pub const fn of(page: &'a [u8]) -> Self {
        Self { rest: page }
    }

    /// Takes the text of an element that holds no tags.
    fn raw_text(&mut self, name: &[u8]) -> &'a [u8] {
        let mut from = 0;
        loop {
            let Some(at) = memmem::find(&self.rest[from..], b"</") else {
                return std::mem::take(&mut self.rest);
            };
            let end = from + at;
            let after = &self.rest[end + 2..];
            let is_own = after.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name));
            if is_own && after.get(name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric()) {
                let text = &self.rest[..end];
                self.rest = &self.rest[end..];
                return text;
            }
            from = end + 2;
        }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let at = memchr(b'<', self.rest)?;
            let rest = &self.rest[at + 1..];
            match rest.first()? {
                b'!' if rest.starts_with(b"!--") => {
                    let end = memmem::find(&rest[3..], b"-->").map_or(rest.len(), |at| at + 6);
                    self.rest = &rest[end..];
                }
                first if first.is_ascii_alphabetic() => {
                    let ends = |byte: &u8| is_space(*byte) || *byte == b'/' || *byte == b'>';
                    let name = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
                    let end = end_of_tag(rest, name.len());
                    self.rest = rest.get(end + 1..).unwrap_or_default();
                    let attributes = &rest[name.len()..end];
                    let holds_text = matches!(name.len(), 5 | 6 | 8)
                        && ["script", "style", "title", "textarea"]
                            .iter()
                            .any(|raw| name.eq_ignore_ascii_case(raw.as_bytes()));
                    let text = if holds_text { self.raw_text(name) } else { b"" };
                    return Some(Tag { name, attributes, text });
                }
                _ => self.rest = rest,
            }
        }
    }
}

/// Where the tag in `rest` ends: at its `>`, those in quoted values left out.
fn end_of_tag(rest: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = memchr3(b'>', b'"', b'\'', &rest[at..]).map(|found| at + found) {
        let quote = rest[found];
        if quote == b'>' {
            return found;
        }
        match memchr(quote, &rest[found + 1..]) {
            Some(len) => at = found + len + 2,
            None => break,
        }
    }
    rest.len()
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::Tags;

    fn seen(page: &str) -> Vec<String> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Tags::of(page.as_bytes())
            .map(|tag| {
                let attributes = tag.attributes().map(|(n, v)| format!(" {}={}", text(n), text(v)));
                format!("{}{}|{}", text(tag.name), attributes.collect::<String>(), text(tag.text))
            })
            .collect()
    }

    #[test]
    fn tags_are_seen_as_a_browser_sees_them() {
        let page = "<!doctype html><html lang=sv><title>a <b></title><!-- <p id=x> --><a href='/a>b' \
                    data-x = \"1\" hidden>x</a><script>if (a<b) '<p>'</script ><br/><img src=a.png/>< p>";
        assert_eq!(
            seen(page),
            [
                "html lang=sv|",
                "title|a <b>",
                "a href=/a>b data-x=1 hidden=|",
                "script|if (a<b) '<p>'",
                "br|",
                "img src=a.png/|",
            ]
        );
        assert_eq!(seen("<p"), ["p|"]);
        assert_eq!(seen("<a href=\"x"), ["a href=x|"]);
        assert_eq!(seen("<title>utan slut"), ["title|utan slut"]);
        assert!(seen("<").is_empty() && seen("<!--").is_empty() && seen("</p>").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_page_is_too_odd(page in "[<>/=\"'! a-c\\-åéx]{0,80}") {
            let tags = seen(&page);
            proptest::prop_assert!(tags.len() <= page.matches('<').count());
        }
    }
}
