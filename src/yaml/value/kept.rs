//! A value kept as it stands: what it may hold is told by somebody who comes later, such as a
//! theme.

use super::super::fault::Fault;
use super::super::field::Shape;
use super::super::node::{Node, Value, repeated_keys};
use super::super::shown::Shown;
use super::Readable;

/// Any value, with its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept(pub Node);

impl Readable for Kept {
    const SHAPE: Shape = Shape::Free;

    fn read(node: &Node, _: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        repeated_keys(node, faults);
        (node.value != Value::Null).then(|| Self(node.clone()))
    }

    fn shown(&self) -> Shown<'_> {
        Shown::Nothing
    }
}
