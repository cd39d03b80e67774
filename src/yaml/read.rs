//! Text to `Node`, through serde-saphyr.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};

use crate::base::{LineIndex, Span};

use super::mend::Mended;
use super::node::{Entry, Node, Scalar, Value};
use super::syntax;
use super::{Fault, FaultKind, SyntaxKind};

/// Deepest nesting of lists and mappings.
const MAX_DEPTH: usize = 32;
/// Most values in one text: far above any register, far below what could hurt.
const MAX_NODES: usize = 1_000_000;

/// What came of reading a text.
#[derive(Debug)]
pub struct Reading {
    /// What it says. What is wrong in it is mended where that is sure, and else left out.
    pub node: Option<Node>,
    /// What is wrong with it as YAML.
    pub faults: Vec<Fault>,
}

impl Reading {
    /// What it says, and nothing else; nothing when it is no YAML at all.
    #[must_use]
    pub fn node(self, faults: &mut Vec<Fault>) -> Option<Node> {
        faults.extend(self.faults);
        self.node
    }
}

/// Reads one YAML text. `offset` is where it begins in its file, and is added to every span.
///
/// A slip does not stop the reading: it is mended in a copy, or what it stands in is set
/// aside, so that everything else in the text is read and found too.
#[must_use]
pub fn read(text: &str, offset: usize) -> Reading {
    reading(text, offset, false)
}

/// Reads a text that must be a mapping, such as front matter. Nothing at all is an
/// empty mapping.
#[must_use]
pub fn read_mapping(text: &str, offset: usize) -> Reading {
    reading(text, offset, true)
}

fn reading(text: &str, offset: usize, mapping: bool) -> Reading {
    // The parser recurses on nested brackets; a text with many is refused before it gets there.
    if let Some(at) = too_deep(text) {
        let kind = FaultKind::Syntax { kind: SyntaxKind::TooDeep, suggestion: None };
        let faults = vec![Fault { kind, span: Span::at(at + offset) }];
        return Reading { node: None, faults };
    }
    let mut mended = Mended::new(text, offset, mapping);
    loop {
        let copy = mended.copy();
        let slip = match parse(&copy) {
            Ok(raw) => {
                let mut node = node(raw, &copy, offset);
                if mapping && node.value == Value::Null {
                    node.value = Value::Map(Vec::new());
                }
                if mapping && !matches!(node.value, Value::Map(_)) {
                    syntax::not_a_mapping(&LineIndex::new(&copy))
                } else {
                    mended.settle(&mut node);
                    return Reading { node: Some(node), faults: mended.faults };
                }
            }
            Err(error) => syntax::explain(&LineIndex::new(&copy), &error),
        };
        if !mended.take(slip) {
            return Reading { node: None, faults: mended.faults };
        }
    }
}

fn parse(text: &str) -> Result<Raw, serde_saphyr::Error> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: MAX_DEPTH,
            flow_nesting_limit: MAX_DEPTH,
            max_nodes: MAX_NODES,
            max_events: 4 * MAX_NODES,
            max_anchors: 0,
            max_aliases: 0,
            max_documents: 1,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        reject_unsupported_tags: true,
        non_finite_float_policy: serde_saphyr::options::NonFiniteFloatPolicy::AsString,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(text, options)
}

fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                if depth > 2 * MAX_DEPTH {
                    return Some(at);
                }
            }
            b']' | b'}' | b'\n' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// A value as the parser gives it: a plain scalar's text is fetched from the
/// source afterwards, because the parser has already made a number of it.
struct Raw(serde_saphyr::Spanned<RawValue>);

enum RawValue {
    Null,
    Plain,
    Text(String),
    List(Vec<Raw>),
    Map(Vec<(serde_saphyr::Spanned<String>, Raw)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_saphyr::Spanned::deserialize(deserializer).map(Self)
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }
    fn visit_bool<E>(self, _: bool) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }
    fn visit_i64<E>(self, _: i64) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }
    fn visit_u64<E>(self, _: u64) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }
    fn visit_i128<E>(self, _: i128) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }
    fn visit_u128<E>(self, _: u128) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }
    fn visit_f64<E>(self, _: f64) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }
    fn visit_str<E>(self, text: &str) -> Result<RawValue, E> {
        Ok(RawValue::Text(text.to_owned()))
    }
    fn visit_string<E>(self, text: String) -> Result<RawValue, E> {
        Ok(RawValue::Text(text))
    }
    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }
    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawValue, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(RawValue::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<RawValue, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(RawValue::Map(map))
    }
}

fn span_of(location: serde_saphyr::Location) -> Span {
    let span = location.span();
    let number = |n: Option<u64>| usize::try_from(n.unwrap_or(0)).unwrap_or(usize::MAX);
    let start = number(span.byte_offset());
    Span::new(start, start.saturating_add(number(span.byte_len())))
}

fn node(raw: Raw, text: &str, offset: usize) -> Node {
    let span = span_of(raw.0.referenced);
    let source = text.get(span.range()).unwrap_or("");
    let until = |last: Option<u32>| {
        let end = span.end.max(last.unwrap_or(0));
        Span { start: span.start, end: flow_end(source, text, end) }
    };
    match raw.0.value {
        RawValue::Null => Node { value: Value::Null, span: span.shifted(offset) },
        RawValue::Plain => scalar(source.to_owned(), false, span.shifted(offset)),
        RawValue::Text(value) => {
            let quoted = source.starts_with(['"', '\'']);
            // A block scalar's span ends after its line break; what was meant ends before.
            let kept = Span::new(span.range().start, span.range().start + source.trim_end().len());
            scalar(value, quoted, kept.shifted(offset))
        }
        RawValue::List(items) => {
            let items: Vec<Node> = items.into_iter().map(|item| node(item, text, offset)).collect();
            let offset32 = Span::at(offset).start;
            let last = items.last().map(|item| item.span.end.saturating_sub(offset32));
            Node { value: Value::List(items), span: until(last).shifted(offset) }
        }
        RawValue::Map(entries) => {
            let offset32 = Span::at(offset).start;
            let entries: Vec<Entry> = entries
                .into_iter()
                .map(|(key, value)| Entry {
                    key: crate::base::Spanned::new(
                        key.value,
                        span_of(key.referenced).shifted(offset),
                    ),
                    value: node(value, text, offset),
                })
                .collect();
            let first = entries.first().map(|entry| entry.key.span.start.saturating_sub(offset32));
            let last = entries
                .last()
                .map(|entry| entry.value.span.end.max(entry.key.span.end).saturating_sub(offset32));
            let start =
                if span.end > span.start { span.start } else { first.unwrap_or(span.start) };
            let whole = Span { start, end: until(last).end };
            Node { value: Value::Map(entries), span: whole.shifted(offset) }
        }
    }
}

/// Where a list or mapping in brackets ends: at its bracket, which the parser's span leaves out.
fn flow_end(source: &str, text: &str, end: u32) -> u32 {
    let close = match source.chars().next() {
        Some('[') => ']',
        Some('{') => '}',
        _ => return end,
    };
    let rest = text.get(end as usize..).unwrap_or("");
    let skipped = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    if skipped.starts_with(close) { Span::at(text.len() - skipped.len() + 1).start } else { end }
}

fn scalar(text: String, quoted: bool, span: Span) -> Node {
    let trimmed = text.trim();
    let text = if trimmed.len() == text.len() { text } else { trimmed.to_owned() };
    Node { value: Value::Scalar(Scalar { text, quoted }), span }
}
