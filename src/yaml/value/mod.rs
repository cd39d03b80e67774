//! The types a value can have, each with its shape and its reader.

mod address;
mod citation;
mod defaults;
mod free;
mod plain;
mod reference;
mod vocabulary;

pub use address::{Day, Email, LinkAddress, WebAddress};
pub use citation::{Citation, Citations};
pub use defaults::Defaults;
pub use free::{FreeMap, FreeValue};
pub use plain::{Count, Flag, Id, LongText, Year};
pub(crate) use reference::reference;
pub use reference::{Ref, RefsOrAll, Target};
pub(crate) use vocabulary::vocabulary;

use crate::base::Spanned;

use super::fault::{Fault, FaultKind};
use super::field::Shape;
use super::node::{Node, Scalar, Value};
use super::shown::Shown;

/// A type that can be read from one node.
pub trait Readable: Sized {
    /// What the node may look like.
    const SHAPE: Shape;

    /// Reads `node`, the value of `key`. `None` and a fault when it cannot.
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self>;

    /// The value as templates and rules see it.
    fn shown(&self) -> Shown<'_>;
}

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
        // A list of mappings cannot be made of one word.
        let simple = !matches!(T::SHAPE, Shape::Mapping(_));
        let written = node.scalar().filter(|_| simple);
        let suggestion = written.map(|scalar| format!("[{}]", scalar.text));
        faults.push(wrong_shape(node, key, <Self as FieldValue>::SHAPE, suggestion));
        // Read what was meant all the same, so that one slip gives one message. Several
        // words on one line are not one of them.
        if written.is_some_and(|scalar| scalar.text.contains(',')) {
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
) -> Option<&'a Scalar> {
    let found = node.scalar();
    if found.is_none() {
        // A list of one where a single value belongs has only one right reading.
        let suggestion = match &node.value {
            Value::List(items) => match items.as_slice() {
                [only] => only.scalar().map(|scalar| scalar.text.clone()),
                _ => None,
            },
            _ => None,
        };
        faults.push(wrong_shape(node, key, expected, suggestion));
    }
    found
}
