//! Text to `Node`, straight from the parser's events: four times as fast as through serde.
//!
//! Only for texts in which nothing is wrong or out of the ordinary. Every other text gives
//! nothing here; `read.rs` reads it through serde-saphyr, which knows budgets and says what is
//! wrong. A test holds both readings against each other.

use serde_saphyr::granit_parser::{Event, Options, Parser, ScalarStyle, Span as Place, options};

use crate::base::Span;

use super::node::{Entry, Node, Value};
use super::read::{MAX_DEPTH, MAX_NODES, list, mapping, scalar};

/// What `text` says; nothing when it has to be read with more care.
pub(super) fn node(text: &str, offset: usize) -> Option<Node> {
    let parser = Parser::new_from_str_with_options(text, parser_options());
    let mut reader = Reader { text, offset, parser, nodes: 0 };
    reader.expect(&Event::StreamStart)?;
    if !matches!(reader.next()?.0, Event::DocumentStart(false, None)) {
        return None;
    }
    let first = reader.next()?;
    let node = reader.node(first, 0)?;
    reader.expect(&Event::DocumentEnd)?;
    reader.expect(&Event::StreamEnd)?;
    Some(node)
}

fn parser_options() -> Options {
    options! { emit_comments: false, flow_nesting_limit: MAX_DEPTH }
}

struct Reader<'a> {
    text: &'a str,
    offset: usize,
    parser: Parser<'a, serde_saphyr::granit_parser::StrInput<'a>>,
    nodes: usize,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Place)> {
        self.parser.next_event()?.ok()
    }

    fn expect(&mut self, wanted: &Event<'_>) -> Option<()> {
        (self.next()?.0 == *wanted).then_some(())
    }

    fn node(&mut self, (event, place): (Event<'a>, Place), depth: usize) -> Option<Node> {
        self.nodes += 1;
        if depth >= MAX_DEPTH || self.nodes > MAX_NODES {
            return None;
        }
        let span = span_of(&place)?;
        match event {
            Event::Scalar(value, style, 0, None) => {
                let is_plain = style == ScalarStyle::Plain;
                if is_plain && is_null(&value) {
                    return Some(Node { value: Value::Null, span: span.shifted(self.offset) });
                }
                Some(scalar(value.into_owned(), self.text, span, self.offset))
            }
            Event::SequenceStart(_, 0, None) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => break,
                        item => items.push(self.node(item, depth + 1)?),
                    }
                }
                Some(list(items, span, self.text, self.offset))
            }
            Event::MappingStart(_, 0, None) => {
                let mut entries = Vec::new();
                loop {
                    match self.next()? {
                        (Event::MappingEnd, _) => break,
                        (key, place) => entries.push(self.entry(&key, &place, depth)?),
                    }
                }
                Some(mapping(entries, span, self.text, self.offset))
            }
            _ => None,
        }
    }

    fn entry(&mut self, key: &Event<'a>, place: &Place, depth: usize) -> Option<Entry> {
        let Event::Scalar(name, ScalarStyle::Plain, 0, None) = key else { return None };
        // A word and nothing else: `<<`, `null` and `1.0` may mean more than they say.
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        if !name.starts_with(char::is_alphabetic) || !name.chars().all(is_word) || is_null(name) {
            return None;
        }
        let span = span_of(place)?.shifted(self.offset);
        let key = crate::base::Spanned::new(name.clone().into_owned(), span);
        let value = self.next()?;
        Some(Entry { key, value: self.node(value, depth + 1)? })
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn span_of(place: &Place) -> Option<Span> {
    place.byte_range().map(Span::from)
}
