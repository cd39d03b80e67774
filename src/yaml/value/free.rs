//! `extra:` — the one mapping whose keys we do not know. Values stay as typed.

use serde::Serialize;

use super::super::fault::Fault;
use super::super::field::Shape;
use super::super::node::{Node, Value, repeated_keys};
use super::super::shown::Shown;
use super::{Readable, wrong_shape};

/// A mapping with any keys, in the order written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FreeMap(pub Vec<(String, FreeValue)>);

/// A value in such a mapping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FreeValue {
    /// Nothing.
    Nothing(()),
    /// A single value, as typed.
    Text(String),
    /// A list.
    List(Vec<FreeValue>),
    /// A mapping.
    Map(FreeMap),
}

impl Serialize for FreeMap {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Readable for FreeMap {
    const SHAPE: Shape = Shape::Free;

    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        repeated_keys(node, faults);
        if let FreeValue::Map(map) = free(node) {
            Some(map)
        } else {
            faults.push(wrong_shape(node, key, Self::SHAPE, None));
            None
        }
    }

    fn shown(&self) -> Shown<'_> {
        Shown::Free(self)
    }
}

fn free(node: &Node) -> FreeValue {
    match &node.value {
        Value::Null => FreeValue::Nothing(()),
        Value::Scalar(scalar) => FreeValue::Text(scalar.text.clone()),
        Value::List(items) => FreeValue::List(items.iter().map(free).collect()),
        Value::Map(entries) => FreeValue::Map(FreeMap(
            entries.iter().map(|entry| (entry.key.value.clone(), free(&entry.value))).collect(),
        )),
    }
}
