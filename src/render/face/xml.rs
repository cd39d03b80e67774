//! XML as feeds and the site map need it: elements, attributes, text.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// One element.
#[derive(Debug)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    inside: Inside,
}

#[derive(Debug)]
enum Inside {
    Nothing,
    Text(String),
    Elements(Vec<Element>),
}

impl Element {
    /// An element with text inside.
    pub fn text(name: &'static str, text: impl Into<String>) -> Self {
        Self { name, attributes: Vec::new(), inside: Inside::Text(text.into()) }
    }

    /// An element with nothing inside.
    pub fn empty<const N: usize>(
        name: &'static str,
        attributes: [(&'static str, String); N],
    ) -> Self {
        Self { name, attributes: attributes.into(), inside: Inside::Nothing }
    }

    /// An element with others inside.
    pub fn of(
        name: &'static str,
        attributes: Vec<(&'static str, String)>,
        elements: Vec<Self>,
    ) -> Self {
        Self { name, attributes, inside: Inside::Elements(elements) }
    }

    /// Writes it as a whole document.
    pub fn write(&self, out: &mut Vec<u8>) {
        let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
        let declaration = Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None));
        // A vector takes every byte.
        let _ = writer.write_event(declaration).and_then(|()| self.write_in(&mut writer));
        out.push(b'\n');
    }

    fn write_in(&self, writer: &mut Writer<&mut Vec<u8>>) -> io::Result<()> {
        let mut start = BytesStart::new(self.name);
        for (key, value) in &self.attributes {
            start.push_attribute((*key, &*allowed(value)));
        }
        match &self.inside {
            Inside::Nothing => return writer.write_event(Event::Empty(start)),
            Inside::Text(text) => {
                writer.write_event(Event::Start(start))?;
                writer.write_event(Event::Text(BytesText::new(&allowed(text))))?;
            }
            Inside::Elements(elements) => {
                writer.write_event(Event::Start(start))?;
                for element in elements {
                    element.write_in(writer)?;
                }
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// The text without characters that XML has no way to write, escaped or not.
fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(|c| is_allowed(&c)) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(is_allowed).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Element;

    #[test]
    fn what_xml_cannot_say_is_left_out_and_the_rest_escaped() {
        let mut out = Vec::new();
        let inside = vec![Element::text("b", "<i> & \u{1}\u{b}\u{ffff}å😀")];
        Element::of("a", vec![("c", "\"<\u{0}".to_owned())], inside).write(&mut out);
        let expected = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
            <a c=\"&quot;&lt;\">\n  <b>&lt;i&gt; &amp; å😀</b>\n</a>\n";
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }
}
