//! XML as Word's parts need it: elements that are opened and closed, and text.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::paper::chars::is_nothing;

/// A part while it is written. A vector takes every byte, so nothing here fails.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Default for Xml {
    fn default() -> Self {
        Self(Writer::new(Vec::new()))
    }
}

impl Xml {
    /// A whole part, whose root element is open.
    pub fn part(root: &str, attributes: &[(&str, &str)]) -> Self {
        let mut xml = Self::default();
        let _ = xml.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml.open(root, attributes);
        xml
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = self.0.write_event(Event::Start(start(name, attributes)));
    }

    /// Closes an element.
    pub fn close(&mut self, name: &str) {
        let _ = self.0.write_event(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing inside.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = self.0.write_event(Event::Empty(start(name, attributes)));
    }

    /// An element that has one attribute, `w:val`.
    pub fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        let _ = self.0.write_event(Event::Text(BytesText::new(&allowed(text))));
    }

    /// An element with text inside, whose spaces count.
    pub fn spaced(&mut self, name: &str, text: &str) {
        self.open(name, &[("xml:space", "preserve")]);
        self.text(text);
        self.close(name);
    }

    /// Adds what another has written.
    pub fn add(&mut self, other: Self) {
        self.0.get_mut().extend(other.bytes());
    }

    /// What has been written.
    pub fn bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, allowed(value).as_str()));
    }
    start
}

/// XML has no way to write most controls.
fn allowed(text: &str) -> String {
    text.chars().filter(|c| !is_nothing(*c)).collect()
}
