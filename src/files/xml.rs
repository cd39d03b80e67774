//! XML in passing: what opens, what stands in it, what closes.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// One step through a text. Names are without their prefixes.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// An element opens.
    Open(&'a str, Attributes<'a>),
    /// A piece of text.
    Text(&'a str),
    /// An element closes.
    Close(&'a str),
}

/// The attributes of an element.
#[derive(Debug)]
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of the attribute with this name, whatever its prefix.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes().flatten();
        let found = all.find(|attribute| attribute.key.local_name().into_inner() == name)?;
        Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), Into::into))
    }
}

/// Walks through `text` until `take` has had enough or it ends; one that is broken ends there.
pub(super) fn walk(text: impl BufRead, mut take: impl FnMut(Step<'_>) -> bool) {
    let mut reader = Reader::from_reader(text);
    let mut buffer = Vec::new();
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        let goes_on = match &event {
            Event::Start(tag) => take(Step::Open(tag.local_name().into_inner(), Attributes(tag))),
            Event::Empty(tag) => {
                let name = tag.local_name().into_inner();
                take(Step::Open(name, Attributes(tag))) && take(Step::Close(name))
            }
            Event::End(tag) => take(Step::Close(tag.local_name().into_inner())),
            Event::Text(text) => take(Step::Text(&text.xml10_content())),
            Event::GeneralRef(name) => {
                let written = format!("&{};", &**name);
                unescape(&written).map_or(true, |sign| take(Step::Text(&sign)))
            }
            Event::Eof => false,
            _ => true,
        };
        if !goes_on {
            return;
        }
        buffer.clear();
    }
}

/// The text of the first element called `name`.
pub(super) fn text_of(text: impl BufRead, name: &str) -> Option<String> {
    let (mut said, mut is_inside, mut is_done) = (String::new(), false, false);
    walk(text, |step| {
        match step {
            Step::Open(own, _) if own == name => is_inside = true,
            Step::Text(text) if is_inside => said.push_str(text),
            Step::Close(own) if own == name => is_done = true,
            _ => {}
        }
        !is_done
    });
    super::tidied(&said)
}
