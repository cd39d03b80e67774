//! Drawings in SVG, with nothing in them that does something: a list of what may be there, and
//! everything else is taken out.
//!
//! What only an editor has use for – its own elements, comments, who drew it – goes in silence.

mod allowed;
mod repeated;
mod sides;

use std::collections::BTreeSet;

use memchr::memchr_iter;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Error, Reader, Writer};

use allowed::{attribute, is_editors, is_element, is_safe_style};
use repeated::Repeated;

/// The most elements, and the most that stand in one another.
const MOST_ELEMENTS: usize = 100_000;
const DEEPEST: usize = 200;

/// The most elements that are shown when everything that is shown more than once has been
/// written out.
const MOST_SHOWN: u64 = 1_000_000;

/// A drawing as it is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// Its text.
    pub svg: String,
    /// Its width and height, in the pixels of style sheets.
    pub sides: Option<(u32, u32)>,
    /// What was taken out that did something.
    pub taken: BTreeSet<Taken>,
}

/// Something that was taken out, by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taken {
    /// An element with all that stood in it.
    Element(String),
    /// An attribute.
    Attribute(String),
    /// An address that leads out of the drawing.
    Address(String),
    /// Words that stand for others, as the head of the file declares them.
    Entity(String),
    /// A head that declares words of its own.
    Declarations,
    /// An instruction to the program that reads it.
    Instruction(String),
}

/// Why nothing of a drawing can be handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadDrawing {
    /// Its file is longer than `LONGEST_DRAWING`: its length in bytes.
    TooLong(u64),
    /// Its letters are not UTF-8.
    NotUtf8,
    /// Something else than `<svg>` stands where that should be.
    NoDrawing,
    /// What stands on this line is no XML.
    Broken(usize),
    /// It ends before all that is open is closed.
    Cut,
    /// It has too many elements, or too many in one another.
    TooMany,
    /// Its shapes show one another so often that no browser comes to the end.
    Endless,
}

/// Whether a file of this ending is cleaned before it is handed out.
#[must_use]
pub const fn is_svg(ending: &str) -> bool {
    ending.eq_ignore_ascii_case("svg")
}

/// The drawing in `bytes`, with nothing in it that does something.
///
/// # Errors
/// When it cannot be read to its end, or must not be shown.
pub fn clean(bytes: &[u8]) -> Result<Cleaned, BadDrawing> {
    let text = std::str::from_utf8(bytes).map_err(|_| BadDrawing::NotUtf8)?;
    Cleaner::default().run(text)
}

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

#[derive(Default)]
struct Cleaner {
    taken: BTreeSet<Taken>,
    sides: Option<(u32, u32)>,
    /// The open elements: the name each is written under.
    open: Vec<String>,
    /// How many elements are open of which nothing is kept.
    skipped: usize,
    elements: usize,
    repeated: Repeated,
    style: String,
    /// What stands before the names of the drawing's own elements, and of its links.
    own: BTreeSet<String>,
    links: BTreeSet<String>,
}

impl Cleaner {
    fn run(mut self, text: &str) -> Result<Cleaned, BadDrawing> {
        let mut reader = Reader::from_str(text);
        let line = |at: u64| {
            let before = usize::try_from(at).ok().and_then(|at| text.as_bytes().get(..at));
            BadDrawing::Broken(before.map_or(1, |before| memchr_iter(b'\n', before).count() + 1))
        };
        let mut writer = Writer::new(Vec::new());
        loop {
            let event = reader.read_event().map_err(|error| match error {
                Error::Syntax(_) => BadDrawing::Cut,
                _ => line(reader.error_position()),
            })?;
            let broken = || line(reader.buffer_position());
            let is_style = self.open.last().is_some_and(|name| name == "style");
            match event {
                Event::Eof => break,
                Event::Start(tag) => self.start(&tag, false, &mut writer, &broken)?,
                Event::Empty(tag) => self.start(&tag, true, &mut writer, &broken)?,
                Event::End(_) if self.skipped > 0 => self.skipped -= 1,
                Event::End(_) => self.end(&mut writer).map_err(|_| broken())?,
                _ if self.skipped > 0 || self.open.is_empty() => self.outside(&event),
                Event::Text(words) if is_style => {
                    self.style.push_str(&words);
                }
                Event::CData(words) if is_style => {
                    self.style.push_str(&words);
                }
                Event::Text(words) => {
                    writer.write_event(Event::Text(words)).map_err(|_| broken())?;
                }
                Event::CData(words) => {
                    let text = Event::Text(BytesText::new(&words));
                    writer.write_event(text).map_err(|_| broken())?;
                }
                Event::GeneralRef(name) => {
                    // A style is looked at as browsers read it: with the signs that stand for
                    // themselves, each in its place.
                    match unescape(&format!("&{};", &*name)) {
                        Ok(sign) if is_style => self.style.push_str(&sign),
                        Ok(_) => {
                            writer.write_event(Event::GeneralRef(name)).map_err(|_| broken())?;
                        }
                        Err(_) => {
                            self.taken.insert(Taken::Entity(name.to_string()));
                        }
                    }
                }
                other => self.outside(&other),
            }
        }
        if !self.open.is_empty() || self.elements == 0 {
            return Err(if self.elements == 0 { BadDrawing::NoDrawing } else { BadDrawing::Cut });
        }
        if self.repeated.shown() > MOST_SHOWN {
            return Err(BadDrawing::Endless);
        }
        let svg = String::from_utf8(writer.into_inner()).map_err(|_| BadDrawing::NotUtf8)?;
        Ok(Cleaned { svg, sides: self.sides, taken: self.taken })
    }

    /// What stands in no element that is kept.
    fn outside(&mut self, event: &Event<'_>) {
        match event {
            Event::DocType(words) if words.contains('[') => {
                self.taken.insert(Taken::Declarations);
            }
            Event::PI(words) => {
                let name = words.split_whitespace().next().unwrap_or_default();
                self.taken.insert(Taken::Instruction(name.to_owned()));
            }
            _ => {}
        }
    }

    fn start(
        &mut self,
        tag: &BytesStart<'_>,
        is_empty: bool,
        writer: &mut Writer<Vec<u8>>,
        broken: &dyn Fn() -> BadDrawing,
    ) -> Result<(), BadDrawing> {
        self.elements += 1;
        if self.elements > MOST_ELEMENTS || self.open.len() + self.skipped > DEEPEST {
            return Err(BadDrawing::TooMany);
        }
        if self.skipped > 0 {
            self.skipped += usize::from(!is_empty);
            return Ok(());
        }
        self.prefixes(tag);
        let name = tag.name().into_inner().to_owned();
        let own = name.split_once(':').filter(|(prefix, _)| self.own.contains(*prefix));
        let plain = own.map_or(name.as_str(), |(_, plain)| plain);
        let is_first = self.open.is_empty();
        if is_first && plain != "svg" {
            return Err(BadDrawing::NoDrawing);
        }
        // A link is none in a picture, but what it shows is.
        let kept = if plain == "a" { "g" } else { plain };
        if plain == "a" {
            self.taken.insert(Taken::Element("a".to_owned()));
        }
        if !is_element(kept) {
            if own.is_some() || !is_editors(&name) {
                self.taken.insert(Taken::Element(name));
            }
            self.skipped += usize::from(!is_empty);
            return Ok(());
        }
        let mut out = BytesStart::new(kept);
        if is_first {
            out.push_attribute(("xmlns", SVG));
            out.push_attribute(("xmlns:xlink", XLINK));
        }
        let kept_attributes = if plain == "a" {
            Vec::new()
        } else {
            self.attributes(tag, kept).ok_or_else(broken)?
        };
        for (key, value) in &kept_attributes {
            out.push_attribute((key.as_str(), value.as_str()));
        }
        if is_first {
            self.sides = sides::of(&kept_attributes);
        }
        self.repeated.open(kept, &kept_attributes);
        if is_empty {
            self.repeated.close();
            return writer.write_event(Event::Empty(out)).map_err(|_| broken());
        }
        self.open.push(kept.to_owned());
        writer.write_event(Event::Start(out)).map_err(|_| broken())
    }

    /// Takes down what a tag calls the drawing's own names, and those of links. Programs choose
    /// freely; what is handed out has them all under the common ones.
    fn prefixes(&mut self, tag: &BytesStart<'_>) {
        if self.elements == 1 {
            self.own.insert("svg".to_owned());
            self.links.insert("xlink".to_owned());
        }
        for found in tag.attributes().flatten() {
            let Some(prefix) = found.key.into_inner().strip_prefix("xmlns:") else { continue };
            match &*found.value {
                SVG => self.own.insert(prefix.to_owned()),
                XLINK => self.links.insert(prefix.to_owned()),
                _ => false,
            };
        }
    }

    /// The attributes of a tag that may stay; nothing when they are no XML.
    fn attributes(&mut self, tag: &BytesStart<'_>, element: &str) -> Option<Vec<(String, String)>> {
        let mut all: Vec<(String, String)> = Vec::new();
        for found in tag.attributes() {
            let found = found.ok()?;
            let key = found.key.into_inner();
            let link = key.split_once(':').filter(|(prefix, _)| self.links.contains(*prefix));
            let key = link.map_or_else(|| key.to_owned(), |(_, rest)| format!("xlink:{rest}"));
            // The same under two names would be no XML.
            if all.iter().any(|(own, _)| *own == key) {
                continue;
            }
            let Ok(value) = unescape(&found.value) else {
                self.taken.insert(Taken::Attribute(key));
                continue;
            };
            match attribute(element, &key, &value) {
                Ok(true) => all.push((key, value.into_owned())),
                Ok(false) => {}
                Err(taken) => {
                    self.taken.insert(taken);
                }
            }
        }
        Some(all)
    }

    fn end(&mut self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let Some(name) = self.open.pop() else { return Ok(()) };
        if name == "style" {
            let style = std::mem::take(&mut self.style);
            if is_safe_style(&style) {
                self.repeated.style(&style);
                writer.write_event(Event::Text(BytesText::new(&style)))?;
            } else {
                self.taken.insert(Taken::Element("style".to_owned()));
            }
        }
        self.repeated.close();
        writer.write_event(Event::End(BytesEnd::new(name)))
    }
}

#[cfg(test)]
mod tests;
