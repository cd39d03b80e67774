//! Text to `Node`, through serde-saphyr.

use std::fmt;

use memchr::memchr2_iter;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};

use crate::base::{LineIndex, Span, Spanned};

use super::events;
use super::mend::Mended;
use super::node::{Entry, Node, Scalar, Value};
use super::syntax;
use super::{Fault, FaultKind, SyntaxKind};

/// Deepest nesting of lists and mappings.
pub(super) const MAX_DEPTH: usize = 32;
/// Most values in one text: far above any register, far below what could hurt.
pub(super) const MAX_NODES: usize = 1_000_000;

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
        let parsed = match events::node(&copy, offset) {
            Some(node) => Ok(node),
            None => parse(&copy).map(|raw| node(raw, &copy, offset)),
        };
        let slip = match parsed {
            Ok(mut node) => {
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
    memchr2_iter(b'[', b'{', text.as_bytes()).nth(2 * MAX_DEPTH)?;
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
    match raw.0.value {
        RawValue::Null => Node { value: Value::Null, span: span.shifted(offset) },
        RawValue::Plain => {
            let source = text.get(span.range()).unwrap_or("");
            scalar(source.to_owned(), text, span, offset)
        }
        RawValue::Text(value) => scalar(value, text, span, offset),
        RawValue::List(items) => {
            let items = items.into_iter().map(|item| node(item, text, offset)).collect();
            list(items, span, text, offset)
        }
        RawValue::Map(entries) => {
            let entries = entries.into_iter().map(|(key, value)| Entry {
                key: Spanned::new(key.value, span_of(key.referenced).shifted(offset)),
                value: node(value, text, offset),
            });
            mapping(entries.collect(), span, text, offset)
        }
    }
}

/// A list that the parser has at `span` of `text`.
pub(super) fn list(items: Vec<Node>, span: Span, text: &str, offset: usize) -> Node {
    let offset32 = Span::at(offset).start;
    let last = items.last().map(|item| item.span.end.saturating_sub(offset32));
    let end = end_of(span, last, text);
    Node { value: Value::List(items), span: Span { start: span.start, end }.shifted(offset) }
}

/// A mapping that the parser has at `span` of `text`.
pub(super) fn mapping(entries: Vec<Entry>, span: Span, text: &str, offset: usize) -> Node {
    let offset32 = Span::at(offset).start;
    let first = entries.first().map(|entry| entry.key.span.start.saturating_sub(offset32));
    let last = entries
        .last()
        .map(|entry| entry.value.span.end.max(entry.key.span.end).saturating_sub(offset32));
    let start = if span.end > span.start { span.start } else { first.unwrap_or(span.start) };
    let whole = Span { start, end: end_of(span, last, text) };
    Node { value: Value::Map(entries), span: whole.shifted(offset) }
}

/// Where a list or mapping ends: with its last item, and in brackets at its bracket, which the
/// parser's span leaves out.
fn end_of(span: Span, last: Option<u32>, text: &str) -> u32 {
    let end = span.end.max(last.unwrap_or(0));
    let close = match text.get(span.range()).and_then(|source| source.chars().next()) {
        Some('[') => ']',
        Some('{') => '}',
        _ => return end,
    };
    let rest = text.get(end as usize..).unwrap_or("");
    let skipped = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    if skipped.starts_with(close) { Span::at(text.len() - skipped.len() + 1).start } else { end }
}

/// A single value that the parser has at `span` of `text`.
pub(super) fn scalar(value: String, text: &str, span: Span, offset: usize) -> Node {
    let source = text.get(span.range()).unwrap_or("");
    let quoted = source.starts_with(['"', '\'']);
    // A block scalar's span ends after its line break; what was meant ends before.
    let start = span.range().start;
    let kept = Span::new(start, start + source.trim_end().len());
    let trimmed = value.trim();
    let text = if trimmed.len() == value.len() { value } else { trimmed.to_owned() };
    Node { value: Value::Scalar(Scalar { text, quoted }), span: kept.shifted(offset) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts with something of everything; what is odd in some must be odd in both readings.
    const TEXTS: [&str; 12] = [
        "titel: A\ningress: \"b: c\"\ntom:\ntilde: ~\nnej: no\ntal: 012\n",
        "a: [b, 'c', {d: e, f: [g]}]\nh: []\ni: {}\n",
        "- a\n- b: c\n  d: >\n    e\n    f\n\n  g: |\n    h\n- - i\n  - j\n",
        "a: b\n  c\n\n  d\ne: 'f\n  g'\nh: 1.10 # i\nj: 0x1F\nk: 2025-01-01\nl: true\n",
        "a:\n- b\n- c\nd:\n  e:\n    f: g\n",
        "{a: b, c: [d, e], f: }\n",
        "å: ”ä”\nö-1: é\u{a0}\nx_y: z\n",
        "a: &b c\nd: *b\n",
        "a: !!str 1\n",
        "---\na: b\n---\nc: d\n",
        "1: a\n~: b\n? [c]\n: d\n<<: {e: f}\n",
        "a: b\na: c\n# d\n\n",
    ];

    #[test]
    fn both_readings_of_a_text_agree() {
        let mut agreed = 0;
        for text in TEXTS {
            if let Some(quick) = events::node(text, 7) {
                let slow = parse(text).map(|raw| node(raw, text, 7));
                assert_eq!(slow.ok(), Some(quick), "{text}");
                agreed += 1;
            }
        }
        assert_eq!(agreed, 8, "the quick reading takes what is ordinary, and nothing else");
    }

    /// What texts are made of, in any order.
    const PARTS: [&str; 24] = [
        "a: ", "b", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "'", "\"", " #", "|\n",
        ">\n", ":", "~", "1.0", "true", "å", "?", "&c ", "---\n",
    ];

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 4000, failure_persistence: None, ..Default::default() })]

        #[test]
        fn both_readings_of_any_text_agree(
            parts in proptest::collection::vec(proptest::sample::select(&PARTS[..]), 0..24)
        ) {
            let text = parts.concat();
            if let Some(quick) = events::node(&text, 3) {
                proptest::prop_assert_eq!(parse(&text).map(|raw| node(raw, &text, 3)).ok(), Some(quick));
            }
        }
    }
}
