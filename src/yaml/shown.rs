//! A typed value as a plain tree, for templates, rules and data: one walk instead of one per type.

use crate::base::{Date, Figure};

use super::field::Reference;
use super::value::{Citation, FreeMap};

/// A value as it can be shown.
#[derive(Debug, Clone)]
pub enum Shown<'a> {
    /// Absent.
    Nothing,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A date with its precision.
    Date(&'a Date),
    /// A figure with its precision.
    Figure(&'a Figure),
    /// A word the program gives a meaning.
    Word(&'static str),
    /// A reference to something else.
    Reference(Reference<'a>),
    /// `alla`: everything of these kinds.
    All(&'static [&'static str]),
    /// A place in a document.
    Citation(&'a Citation),
    /// A list.
    List(Vec<Self>),
    /// A mapping, by the names templates use.
    Map(Vec<(&'static str, Self)>),
    /// A mapping whose keys are the writer's own.
    Free(&'a FreeMap),
}

impl<'a> Shown<'a> {
    /// Calls `visit` for every reference in the value, those of citations included.
    pub fn each_reference(&self, visit: &mut dyn FnMut(Reference<'a>)) {
        match self {
            Self::Reference(reference) => visit(*reference),
            Self::Citation(citation) => {
                if let Some(reference) = citation.reference() {
                    visit(reference);
                }
            }
            Self::List(items) => {
                for item in items {
                    item.each_reference(visit);
                }
            }
            Self::Map(entries) => {
                for (_, value) in entries {
                    value.each_reference(visit);
                }
            }
            _ => {}
        }
    }
}
