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

    /// Whether `other` says the same, wherever in its file it stands.
    #[must_use]
    pub fn says_the_same(&self, other: &Shown<'_>) -> bool {
        match (self, other) {
            (Self::Nothing, Shown::Nothing) => true,
            (Self::Text(a), Shown::Text(b)) => a == b,
            (Self::Number(a), Shown::Number(b)) => a == b,
            (Self::Flag(a), Shown::Flag(b)) => a == b,
            (Self::Date(a), Shown::Date(b)) => a == b,
            (Self::Figure(a), Shown::Figure(b)) => a == b,
            (Self::Word(a), Shown::Word(b)) => a == b,
            (Self::Reference(a), Shown::Reference(b)) => {
                a.targets == b.targets && a.id.value == b.id.value
            }
            (Self::All(a), Shown::All(b)) => a == b,
            (Self::Citation(a), Shown::Citation(b)) => {
                a.key.value == b.key.value && a.section == b.section
            }
            (Self::List(a), Shown::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says_the_same(b))
            }
            (Self::Map(a), Shown::Map(b)) => {
                let same = |((key, a), (other, b)): (&(_, Self), &(_, Shown<'_>))| {
                    *key == *other && a.says_the_same(b)
                };
                a.len() == b.len() && a.iter().zip(b).all(same)
            }
            (Self::Free(a), Shown::Free(b)) => a == b,
            _ => false,
        }
    }
}
