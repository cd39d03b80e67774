//! Source marks: which line of its file a block of text is written on, for those who look at the
//! page with the file beside it. Only a preview asks for them; everything else of the HTML is the
//! same byte for byte.

use pulldown_cmark::{Event, Tag};

use crate::base::LineIndex;

use super::written;

/// The attribute that has the line.
pub const MARK: &str = "data-delwebb-rad";

/// Stand round a line number after the tag that is to carry it, until the HTML is written. Both
/// are no characters, and stand in no text.
const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';

/// The lines of some of the events at hand.
#[derive(Default)]
pub(super) struct Marks(Vec<(usize, usize)>);

impl Marks {
    /// The opening tag at place `at` among the events is written on `line`.
    pub fn add(&mut self, at: Option<usize>, line: usize) {
        self.0.extend(at.map(|at| (at, line)));
    }

    /// Takes those from place `at` on, for events that are written apart.
    pub fn split_off(&mut self, at: usize) -> Self {
        let first = self.0.partition_point(|(place, _)| *place < at);
        Self(self.0.split_off(first).into_iter().map(|(place, line)| (place - at, line)).collect())
    }

    /// The HTML of `events`, with the marks.
    pub fn written(self, events: Vec<Event<'_>>) -> String {
        if self.0.is_empty() {
            return written(events);
        }
        let mut marks = self.0.into_iter().peekable();
        let mut marked = Vec::with_capacity(events.len() + marks.len());
        for (at, event) in events.into_iter().enumerate() {
            marked.push(event);
            // Events that wrote themselves: the last said is the innermost.
            let mut line = None;
            while let Some((_, found)) = marks.next_if(|(place, _)| *place <= at) {
                line = Some(found);
            }
            if let Some(line) = line {
                marked.push(Event::Html(format!("{OPEN}{line}{CLOSE}").into()));
            }
        }
        settled(&written(marked))
    }
}

/// Puts each line number into the tag before it.
fn settled(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((line, after)) = after.split_once(CLOSE) else { break };
        match before.strip_suffix('>') {
            Some(tag) => {
                out.push_str(tag);
                out.push_str(&attribute(line));
                out.push('>');
            }
            None => out.push_str(before),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn attribute(line: &str) -> String {
    format!(" {MARK}=\"{line}\"")
}

/// Whether readers see what begins here as a block of text.
pub(super) const fn is_marked(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::Item
                | Tag::CodeBlock(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition
        )
    )
}

/// The lines of a file, for those who ask by a byte of its body.
pub(super) struct Lines<'a> {
    index: LineIndex<'a>,
    offset: usize,
}

impl<'a> Lines<'a> {
    pub fn of(text: &'a str, offset: usize) -> Self {
        Self { index: LineIndex::new(text), offset }
    }

    pub fn line(&self, at: usize) -> usize {
        self.index.line_and_byte(self.offset + at).0 + 1
    }
}

/// The HTML of a component, with the line it begins on in its first tag.
pub(super) fn marked_component(html: String, line: usize) -> String {
    let bytes = html.as_bytes();
    let mut tags = memchr::memchr_iter(b'<', bytes);
    let first = tags.find(|at| bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic));
    let Some(first) = first else { return html };
    let name = bytes[first + 1..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-');
    let end = first + 1 + name.count();
    format!("{}{}{}", &html[..end], attribute(&line.to_string()), &html[end..])
}

/// `html` as a build has it.
#[must_use]
pub fn without_marks(html: &str) -> String {
    let begin = format!(" {MARK}=\"");
    let mut parts = html.split(begin.as_str());
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|sign: char| sign.is_ascii_digit());
        out.push_str(rest.strip_prefix('"').unwrap_or(rest));
    }
    out
}
