//! The tree that any YAML text becomes before it is given a type.

use std::collections::BTreeMap;

use crate::base::{Span, Spanned};

use super::fault::{Fault, FaultKind};

/// One value and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes in the file. A list or mapping reaches to its last item.
    pub span: Span,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing after the colon, `~` or `null`.
    Null,
    /// A single value, exactly as typed.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order written, duplicates included.
    Map(Vec<Entry>),
}

/// A single value: its text is what the writer typed, so `012` and `no` stay that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text, without quotes and outer white space.
    pub text: String,
    /// Whether it was written in quotes.
    pub quoted: bool,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key, NFC.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The text of a single value.
    #[must_use]
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }
}

/// Reports the keys that stand twice, however deep.
pub fn repeated_keys(node: &Node, faults: &mut Vec<Fault>) {
    match &node.value {
        Value::Map(entries) => {
            let mut seen = BTreeMap::new();
            for entry in entries {
                if let Some(first) = seen.insert(&entry.key.value, entry.key.span) {
                    let kind = FaultKind::DuplicateKey { key: entry.key.value.clone(), first };
                    faults.push(Fault { kind, span: entry.key.span });
                }
                repeated_keys(&entry.value, faults);
            }
        }
        Value::List(items) => items.iter().for_each(|item| repeated_keys(item, faults)),
        Value::Null | Value::Scalar(_) => {}
    }
}
