//! References: the id or slug of something else, typed by what it may point to.

use std::marker::PhantomData;

use crate::base::{Spanned, nearest};

use super::super::fault::Fault;
use super::super::field::{Reference, Shape};
use super::super::node::{Node, Value};
use super::super::shown::Shown;
use super::{Readable, listed, scalar, wrong_shape};

/// What a reference may point to, as a type.
pub trait Target {
    /// The kinds it may be, by the names that kinds, registers and vocabularies have.
    const KINDS: &'static [&'static str];
}

/// Declares the targets of references: `reference! { AreaTarget => "område"; }`.
macro_rules! reference {
    ($($(#[$meta:meta])* $name:ident => $($kind:literal)|+ ;)*) => {
        $($(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name;

        impl $crate::yaml::Target for $name {
            const KINDS: &'static [&'static str] = &[$($kind),+];
        })*
    };
}
pub(crate) use reference;

/// One reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ref<T> {
    /// The id as written, and its place.
    pub id: Spanned<String>,
    target: PhantomData<T>,
}

impl<T: Target> Readable for Ref<T> {
    const SHAPE: Shape = Shape::Reference(T::KINDS);

    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        let written = scalar(node, key, Self::SHAPE, faults)?;
        let id = Spanned::new(written.text.clone(), node.span);
        Some(Self { id, target: PhantomData })
    }

    fn shown(&self) -> Shown<'_> {
        Shown::Reference(Reference { targets: T::KINDS, id: &self.id })
    }
}

/// `alla`, or a list of references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefsOrAll<T> {
    /// All there are.
    All,
    /// These.
    Listed(Vec<Ref<T>>),
}

fn is_all(node: &Node) -> bool {
    node.scalar().is_some_and(|scalar| scalar.text == "alla")
}

/// Whether a word was meant to be `alla`.
fn is_all_word(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower == "samtliga" || lower == "all" || nearest(&lower, ["alla"]).is_some()
}

/// Ids with commas between them, where they stood with words.
pub(super) fn ids(text: &str) -> String {
    text.replace(" och ", ", ").replace(" samt ", ", ").replace(" & ", ", ")
}

impl<T: Target> Readable for RefsOrAll<T> {
    const SHAPE: Shape = Shape::ReferencesOrAll(T::KINDS);

    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        match &node.value {
            Value::Scalar(_) if is_all(node) => Some(Self::All),
            Value::List(items) if items.iter().any(is_all) => {
                let suggestion = (items.len() == 1).then(|| "alla".to_owned());
                faults.push(wrong_shape(node, key, Self::SHAPE, suggestion));
                Some(Self::All)
            }
            Value::List(items) => Some(Self::Listed(
                items.iter().filter_map(|item| Ref::read(item, key, faults)).collect(),
            )),
            _ => {
                let all = node.scalar().filter(|scalar| is_all_word(&scalar.text));
                let suggestion = match all {
                    Some(_) => Some("alla".to_owned()),
                    None => node.scalar().map(|scalar| listed(&ids(&scalar.text))),
                };
                faults.push(wrong_shape(node, key, Self::SHAPE, suggestion));
                let several =
                    node.scalar().is_some_and(|scalar| ids(&scalar.text).contains([',', ';']));
                if all.is_some() || several {
                    return None;
                }
                let mut quiet = Vec::new();
                Ref::read(node, key, &mut quiet).map(|one| Self::Listed(vec![one]))
            }
        }
    }

    fn shown(&self) -> Shown<'_> {
        match self {
            Self::All => Shown::All(T::KINDS),
            Self::Listed(references) => {
                Shown::List(references.iter().map(Readable::shown).collect())
            }
        }
    }
}
