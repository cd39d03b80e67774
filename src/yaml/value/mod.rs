//! The types a value can have, each with its shape and its reader.

mod address;
mod citation;
mod defaults;
mod free;
mod kept;
mod plain;
mod reference;
mod vocabulary;

pub use address::{Day, Email, LinkAddress, WebAddress};
pub use citation::{Citation, Citations};
pub use defaults::Defaults;
pub use free::{FreeMap, FreeValue};
pub use kept::Kept;
pub(crate) use plain::word;
pub use plain::{Clock, Count, Flag, Id, LongText, Quotation, Year};
use reference::ids;
pub(crate) use reference::reference;
pub use reference::{Ref, RefsOrAll, Target};
pub(crate) use vocabulary::vocabulary;

use std::borrow::Cow;

use crate::base::{Span, Spanned, Suggestion};

use super::fault::{Fault, FaultKind, OddSign};
use super::field::{Field, Shape};
use super::lines::{is_curly, is_invisible, is_odd_space};
use super::node::{Node, Scalar, Value};
use super::shown::Shown;
use super::slips::in_quotes;

/// A type that can be read from one node.
pub trait Readable: Sized {
    /// What the node may look like.
    const SHAPE: Shape;

    /// Reads `node`, the value of `key`. `None` and a fault when it cannot.
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self>;

    /// The value as templates and rules see it.
    fn shown(&self) -> Shown<'_>;

    /// Visits the texts in it that the author wrote; it stands at `span`, in `field`.
    fn each_text<'a>(&'a self, field: &'static Field, span: Span, visit: &mut Visit<'_, 'a>) {
        let _ = (field, span, visit);
    }
}

/// Somebody who wants to see texts: the field, where the text stands, and what it says.
pub type Visit<'v, 'a> = dyn FnMut(&'static Field, Span, &'a str) + 'v;

/// A type that a field of a record can have: a value that may be absent, or a list.
pub trait FieldValue: Default {
    /// What may stand after the key.
    const SHAPE: Shape;

    /// Reads the value of `key`.
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Self;

    /// Whether nothing is there.
    fn is_missing(&self) -> bool;

    /// The value as templates and rules see it.
    fn shown(&self) -> Shown<'_>;

    /// Visits the texts in it that the author wrote.
    fn each_text<'a>(&'a self, field: &'static Field, visit: &mut Visit<'_, 'a>) {
        let _ = (field, visit);
    }
}

impl<T: Readable> FieldValue for Option<Spanned<T>> {
    const SHAPE: Shape = T::SHAPE;

    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Self {
        T::read(node, key, faults).map(|value| Spanned::new(value, node.span))
    }

    fn is_missing(&self) -> bool {
        self.is_none()
    }

    fn shown(&self) -> Shown<'_> {
        self.as_ref().map_or(Shown::Nothing, |spanned| spanned.value.shown())
    }

    fn each_text<'a>(&'a self, field: &'static Field, visit: &mut Visit<'_, 'a>) {
        if let Some(spanned) = self {
            spanned.value.each_text(field, spanned.span, visit);
        }
    }
}

impl<T: Readable> FieldValue for Vec<Spanned<T>> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Self {
        if let Value::List(items) = &node.value {
            return items
                .iter()
                .filter_map(|item| {
                    T::read(item, key, faults).map(|value| Spanned::new(value, item.span))
                })
                .collect();
        }
        // A list of mappings cannot be made of one word, nor a list of words of a mapping.
        let simple = !matches!(T::SHAPE, Shape::Mapping(_));
        let is_map = matches!(node.value, Value::Map(_));
        let written = node.scalar().filter(|_| simple);
        // An id is one word; a tag may well be ”barn och unga”.
        let is_id = matches!(T::SHAPE, Shape::Reference(_));
        let words =
            written.map(|scalar| if is_id { ids(&scalar.text) } else { scalar.text.clone() });
        let suggestion = words.as_deref().map(listed);
        faults.push(wrong_shape(node, key, <Self as FieldValue>::SHAPE, suggestion));
        if !simple && is_map {
            // One row without its dash: its own slips are found all the same.
            let one = T::read(node, key, faults).map(|value| Spanned::new(value, node.span));
            return one.into_iter().collect();
        }
        // Read what was meant all the same, so that one slip gives one message. Several
        // words on one line are not one of them.
        if words.is_some_and(|words| words.contains(',')) {
            return Vec::new();
        }
        let mut quiet = Vec::new();
        T::read(node, key, &mut quiet)
            .map(|value| Spanned::new(value, node.span))
            .into_iter()
            .collect()
    }

    fn is_missing(&self) -> bool {
        self.is_empty()
    }

    fn shown(&self) -> Shown<'_> {
        Shown::List(self.iter().map(|item| item.value.shown()).collect())
    }

    fn each_text<'a>(&'a self, field: &'static Field, visit: &mut Visit<'_, 'a>) {
        for spanned in self {
            spanned.value.each_text(field, spanned.span, visit);
        }
    }
}

/// Words as a list on one line.
pub(super) fn listed(text: &str) -> String {
    let split = text.replace(';', ",");
    let words: Vec<&str> =
        split.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
    format!("[{}]", words.join(", "))
}

/// The fault of a value that does not look like `expected`.
fn wrong_shape(
    node: &Node,
    key: &'static str,
    expected: Shape,
    suggestion: Option<String>,
) -> Fault {
    let kind = FaultKind::WrongShape { key, expected, suggestion };
    Fault { kind, span: node.span }
}

/// The single value in `node`, or a fault that says what was expected.
fn scalar<'a>(
    node: &'a Node,
    key: &'static str,
    expected: Shape,
    faults: &mut Vec<Fault>,
) -> Option<Cow<'a, Scalar>> {
    let found = node.scalar();
    if let Some((found, (sign, text))) = found.and_then(|s| Some((s, odd_sign(&s.text, expected)?)))
    {
        let mended =
            Suggestion { span: node.span, text: written(&text, found.quoted), is_sure: true };
        faults.push(Fault { kind: FaultKind::OddSign { sign, mended }, span: node.span });
        return Some(Cow::Owned(Scalar { text, quoted: found.quoted }));
    }
    if found.is_none() {
        // A list of one where a single value belongs has only one right reading, and so has
        // text with a colon.
        let is_text = matches!(expected, Shape::Text | Shape::LongText);
        let suggestion = match &node.value {
            Value::List(items) => match items.as_slice() {
                [only] => only.scalar().map(|scalar| scalar.text.clone()),
                _ => None,
            },
            Value::Map(entries) if is_text => match entries.as_slice() {
                [only] => only
                    .value
                    .scalar()
                    .map(|scalar| in_quotes(&format!("{}: {}", only.key.value, scalar.text))),
                _ => None,
            },
            _ => None,
        };
        faults.push(wrong_shape(node, key, expected, suggestion));
    }
    found.map(Cow::Borrowed)
}

/// A text as it is written in a file: in quotes when it was, or when it needs them.
fn written(text: &str, quoted: bool) -> String {
    let signs = ['[', ']', '{', '}', ',', '"', '\'', '#', '&', '*', '!', '|', '>', '%', '@', '`'];
    let needs = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    if quoted || needs || text.starts_with(signs) { in_quotes(text) } else { text.to_owned() }
}

/// A sign of a word processor's in a value that is no running text, and the value without it.
fn odd_sign(text: &str, shape: Shape) -> Option<(OddSign, String)> {
    if text.is_ascii() || matches!(shape, Shape::Text | Shape::LongText) {
        return None;
    }
    // Between the words of a date and the digits of a figure a hard space is right.
    let spaced = matches!(shape, Shape::Date | Shape::Day | Shape::Figure | Shape::Sources);
    let sign = if text.starts_with(is_curly) && text.ends_with(is_curly) {
        OddSign::Quote
    } else if text.contains(is_invisible) {
        OddSign::Invisible
    } else if !spaced && text.contains(is_odd_space) {
        OddSign::Space
    } else {
        return None;
    };
    let kept = text.trim_matches(is_curly).chars().filter(|c| !is_invisible(*c));
    let clean: String = kept.map(|c| if is_odd_space(c) { ' ' } else { c }).collect();
    Some((sign, clean.trim().to_owned()))
}
