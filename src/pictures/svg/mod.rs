//! Drawings in SVG, with nothing in them that does something: a list of what may be there, and
//! everything else is taken out.
//!
//! What only an editor has use for – its own elements, comments, who drew it – goes in silence.

mod allowed;
mod sides;

use std::collections::BTreeSet;

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use super::LONGEST_DRAWING;
use allowed::{attribute, is_editors, is_element, is_safe_style};

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
    /// An instruction to the program that reads it.
    Instruction(String),
    /// Shapes that show one another without end.
    Repetition,
    /// All of it: it cannot be read. What the parser says, in English.
    Everything(String),
}

/// Whether a file of this ending and length is cleaned before it is handed out.
#[must_use]
pub fn is_svg(ending: &str, len: u64) -> bool {
    ending.eq_ignore_ascii_case("svg") && len <= LONGEST_DRAWING
}

/// The drawing in `bytes`. One that cannot be read is empty, and says why.
#[must_use]
pub fn clean(bytes: &[u8]) -> Cleaned {
    let text = std::str::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned());
    match text.and_then(|text| Cleaner::default().run(text)) {
        Ok(cleaned) => cleaned,
        Err(said) => Cleaned {
            svg: "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned(),
            sides: None,
            taken: BTreeSet::from([Taken::Everything(said)]),
        },
    }
}

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
}

impl Cleaner {
    fn run(mut self, text: &str) -> Result<Cleaned, String> {
        let mut reader = Reader::from_str(text);
        let mut writer = Writer::new(Vec::new());
        loop {
            let event = reader.read_event().map_err(|error| error.to_string())?;
            let is_style = self.open.last().is_some_and(|name| name == "style");
            match event {
                Event::Eof => break,
                Event::Start(tag) => self.start(&tag, false, &mut writer)?,
                Event::Empty(tag) => self.start(&tag, true, &mut writer)?,
                Event::End(_) if self.skipped > 0 => self.skipped -= 1,
                Event::End(_) => self.end(&mut writer)?,
                _ if self.skipped > 0 || self.open.is_empty() => self.outside(&event),
                Event::Text(words) if is_style => {
                    self.style.push_str(&words);
                }
                Event::CData(words) if is_style => {
                    self.style.push_str(&words);
                }
                Event::Text(words) => written(writer.write_event(Event::Text(words)))?,
                Event::CData(words) => {
                    written(writer.write_event(Event::Text(BytesText::new(&words))))?;
                }
                Event::GeneralRef(name) => {
                    let shown = name.to_string();
                    if name.is_char_ref() || resolve_predefined_entity(&shown).is_some() {
                        written(writer.write_event(Event::GeneralRef(name)))?;
                    } else {
                        self.taken.insert(Taken::Entity(shown));
                    }
                }
                other => self.outside(&other),
            }
        }
        if !self.open.is_empty() || self.elements == 0 {
            return Err("the file ends before the drawing does".to_owned());
        }
        if self.repeated.shown() > MOST_SHOWN {
            self.taken.insert(Taken::Repetition);
            return Err("shapes that show one another without end".to_owned());
        }
        let svg = String::from_utf8(writer.into_inner()).map_err(|error| error.to_string())?;
        Ok(Cleaned { svg, sides: self.sides, taken: self.taken })
    }

    /// What stands in no element that is kept.
    fn outside(&mut self, event: &Event<'_>) {
        match event {
            Event::DocType(words) if words.contains('[') => {
                self.taken.insert(Taken::Entity("DOCTYPE".to_owned()));
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
    ) -> Result<(), String> {
        self.elements += 1;
        if self.elements > MOST_ELEMENTS || self.open.len() + self.skipped > DEEPEST {
            return Err("too many elements".to_owned());
        }
        if self.skipped > 0 {
            self.skipped += usize::from(!is_empty);
            return Ok(());
        }
        let name = tag.name().into_inner().to_owned();
        let plain = name.strip_prefix("svg:").unwrap_or(&name);
        let is_first = self.open.is_empty();
        if is_first && plain != "svg" {
            return Err(format!("<{name}> where <svg> should be"));
        }
        // A link is none in a picture, but what it shows is.
        let kept = if plain == "a" { "g" } else { plain };
        if plain == "a" {
            self.taken.insert(Taken::Element("a".to_owned()));
        }
        if !is_element(kept) {
            if !is_editors(&name) {
                self.taken.insert(Taken::Element(name));
            }
            self.skipped += usize::from(!is_empty);
            return Ok(());
        }
        let mut out = BytesStart::new(kept);
        if is_first {
            out.push_attribute(("xmlns", "http://www.w3.org/2000/svg"));
            out.push_attribute(("xmlns:xlink", "http://www.w3.org/1999/xlink"));
        }
        let kept_attributes = if plain == "a" { Vec::new() } else { self.attributes(tag, kept)? };
        for (key, value) in &kept_attributes {
            out.push_attribute((key.as_str(), value.as_str()));
        }
        if is_first {
            self.sides = sides::of(&kept_attributes);
        }
        self.repeated.open(kept, &kept_attributes);
        if is_empty {
            self.repeated.close();
            return written(writer.write_event(Event::Empty(out)));
        }
        self.open.push(kept.to_owned());
        written(writer.write_event(Event::Start(out)))
    }

    /// The attributes of a tag that may stay.
    fn attributes(
        &mut self,
        tag: &BytesStart<'_>,
        element: &str,
    ) -> Result<Vec<(String, String)>, String> {
        let mut all: Vec<(String, String)> = Vec::new();
        for found in tag.attributes() {
            let found = found.map_err(|error| error.to_string())?;
            let key = found.key.into_inner().to_owned();
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
        Ok(all)
    }

    fn end(&mut self, writer: &mut Writer<Vec<u8>>) -> Result<(), String> {
        let Some(name) = self.open.pop() else { return Ok(()) };
        if name == "style" {
            let style = std::mem::take(&mut self.style);
            if is_safe_style(&style) {
                written(writer.write_event(Event::Text(BytesText::new(&style))))?;
            } else {
                self.taken.insert(Taken::Element("style".to_owned()));
            }
        }
        self.repeated.close();
        written(writer.write_event(Event::End(BytesEnd::new(name))))
    }
}

fn written<E: std::fmt::Display>(result: Result<(), E>) -> Result<(), String> {
    result.map_err(|error| error.to_string())
}

/// What is shown more than once: a few lines can ask a browser for a thousand million shapes.
#[derive(Default)]
struct Repeated {
    /// The elements that are open: the place of each in `all`.
    open: Vec<usize>,
    /// Each element: its id, what stands in it, and what it shows besides.
    all: Vec<(Option<String>, Vec<usize>, Option<String>)>,
}

impl Repeated {
    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let get = |key: &str| attributes.iter().find(|(own, _)| own == key).map(|(_, value)| value);
        let shows = get("href").or_else(|| get("xlink:href")).filter(|_| name == "use");
        let shows = shows.map(|address| address.trim().trim_start_matches('#').to_owned());
        let at = self.all.len();
        self.all.push((get("id").cloned(), Vec::new(), shows));
        if let Some(above) = self.open.last() {
            self.all[*above].1.push(at);
        }
        self.open.push(at);
    }

    fn close(&mut self) {
        self.open.pop();
    }

    /// How many elements are shown in all; very many for a ring.
    fn shown(&self) -> u64 {
        if self.all.iter().all(|(_, _, shows)| shows.is_none()) {
            return self.all.len() as u64;
        }
        let ids = self.all.iter().enumerate();
        let ids = ids.filter_map(|(at, (id, ..))| Some((id.as_deref()?, at))).collect();
        let mut known = vec![None; self.all.len()];
        if self.all.is_empty() { 0 } else { self.count(0, &ids, &mut known, 0) }
    }

    fn count(
        &self,
        at: usize,
        ids: &std::collections::BTreeMap<&str, usize>,
        known: &mut [Option<u64>],
        depth: usize,
    ) -> u64 {
        if depth > 2 * DEEPEST {
            return u64::MAX;
        }
        if let Some(count) = known[at] {
            return count;
        }
        let (_, inside, shows) = &self.all[at];
        let shown = shows.as_ref().and_then(|id| ids.get(id.as_str()));
        let sum = inside
            .iter()
            .chain(shown)
            .fold(1_u64, |sum, next| sum.saturating_add(self.count(*next, ids, known, depth + 1)));
        known[at] = Some(sum);
        sum
    }
}

#[cfg(test)]
mod tests;
