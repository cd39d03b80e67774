//! Reads the tags of a finished page as bytes: once, without a tree, and without ever failing.

use memchr::{memchr, memchr_iter, memchr3, memmem};

/// A start tag.
#[derive(Debug, Clone, Copy)]
pub struct Tag<'a> {
    /// All of it, as written, from `<` to `>`.
    pub whole: &'a [u8],
    /// Its name, as written.
    pub name: &'a [u8],
    /// What stands between the name and the end of the tag.
    attributes: &'a [u8],
    /// The text of an element that holds no tags: a script, a style, a title.
    pub text: &'a [u8],
    /// The page from the end of the tag on.
    pub after: &'a [u8],
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

    /// Whether it is kept from everybody, or from those who hear the page.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.attribute("hidden").is_some() || self.attribute("aria-hidden") == Some(b"true")
    }

    /// What stands in the element: up to its end tag, or to where another of its kind begins, for
    /// those that cannot stand in themselves.
    #[must_use]
    pub fn inside(&self) -> &'a [u8] {
        let is_own = |at: &usize| {
            let rest = self.after[at + 1..].strip_prefix(b"/").unwrap_or(&self.after[at + 1..]);
            let name = rest.get(..self.name.len());
            name.is_some_and(|name| name.eq_ignore_ascii_case(self.name))
                && rest.get(self.name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric())
        };
        let end = memchr_iter(b'<', self.after).find(is_own);
        &self.after[..end.unwrap_or(self.after.len())]
    }
}

/// What a page is made of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece<'a> {
    /// What stands between tags, as written.
    Text(&'a [u8]),
    /// A start tag.
    Start(Tag<'a>),
    /// The name in an end tag.
    End(&'a [u8]),
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

/// The pieces of a page, in order, without its comments.
pub(super) struct Pieces<'a> {
    rest: &'a [u8],
}

impl<'a> Pieces<'a> {
    pub const fn of(page: &'a [u8]) -> Self {
        Self { rest: page }
    }

    /// Only the start tags.
    pub fn tags(self) -> impl Iterator<Item = Tag<'a>> {
        self.filter_map(|piece| match piece {
            Piece::Start(tag) => Some(tag),
            Piece::Text(_) | Piece::End(_) => None,
        })
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

    /// Takes the start tag that the rest begins with.
    fn start(&mut self) -> Tag<'a> {
        let (all, rest) = (self.rest, &self.rest[1..]);
        let ends = |byte: &u8| is_space(*byte) || *byte == b'/' || *byte == b'>';
        let name = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
        let end = end_of_tag(rest, name.len());
        let after = rest.get(end + 1..).unwrap_or_default();
        self.rest = after;
        let attributes = &rest[name.len()..end];
        let holds_text = matches!(name.len(), 5 | 6 | 8)
            && ["script", "style", "title", "textarea"]
                .iter()
                .any(|raw| name.eq_ignore_ascii_case(raw.as_bytes()));
        let text = if holds_text { self.raw_text(name) } else { b"" };
        Tag { whole: &all[..all.len() - after.len()], name, attributes, text, after }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let after = self.rest.strip_prefix(b"<");
            match after.map(|after| (after, after.first().copied())) {
                Some((after, Some(b'!'))) if after.starts_with(b"!--") => {
                    let end = memmem::find(&after[3..], b"-->").map_or(after.len(), |at| at + 6);
                    self.rest = &after[end..];
                }
                Some((_, Some(first))) if first.is_ascii_alphabetic() => {
                    return Some(Piece::Start(self.start()));
                }
                Some((after, Some(b'/' | b'!' | b'?'))) => {
                    let end = memchr(b'>', after).unwrap_or(after.len());
                    self.rest = after.get(end + 1..).unwrap_or_default();
                    return Some(Piece::End(after[..end].strip_prefix(b"/").unwrap_or_default()));
                }
                is_sign => {
                    let from = usize::from(is_sign.is_some());
                    let end = memchr(b'<', self.rest.get(from..)?)
                        .map_or(self.rest.len(), |at| from + at);
                    let (text, rest) = self.rest.split_at(end);
                    self.rest = rest;
                    return (!text.is_empty()).then_some(Piece::Text(text));
                }
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
    use super::Pieces;

    fn seen(page: &str) -> Vec<String> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Pieces::of(page.as_bytes())
            .tags()
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
