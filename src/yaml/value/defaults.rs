//! `förval:` – a mapping kept as it was read, to be read again by every page it holds for.

use super::super::fault::Fault;
use super::super::field::Shape;
use super::super::node::{Entry, Node, Value};
use super::super::shown::Shown;
use super::{Readable, wrong_shape};

/// The entries of the mapping.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Defaults(pub Vec<Entry>);

impl Readable for Defaults {
    const SHAPE: Shape = Shape::Free;

    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        if let Value::Map(entries) = &node.value {
            Some(Self(entries.clone()))
        } else {
            faults.push(wrong_shape(node, key, Self::SHAPE, None));
            None
        }
    }

    /// The pages that the defaults hold for show them.
    fn shown(&self) -> Shown<'_> {
        Shown::Nothing
    }
}
