//! `källa: Å2025 4.1:3` — the document a fact comes from, and where in it.

use crate::base::{Span, Spanned};

use super::super::fault::Fault;
use super::super::field::{Reference, Shape};
use super::super::node::{Node, Value};
use super::super::shown::Shown;
use super::{Readable, scalar};

/// One place in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The document's key, such as `Å2025`.
    pub key: Spanned<String>,
    /// The section, such as `4.1:3`; empty for the whole document.
    pub section: String,
}

impl Citation {
    /// Reads `Å2025 4.1:3`: a key, and what follows the first space.
    #[must_use]
    pub fn parse(written: &str, span: Span) -> Self {
        let (key, section) = written.split_once(char::is_whitespace).unwrap_or((written, ""));
        Self { key: Spanned::new(key.to_owned(), span), section: section.trim().to_owned() }
    }

    /// The document it points to. `None` when the figure is our own arithmetic.
    #[must_use]
    pub fn reference(&self) -> Option<Reference<'_>> {
        (self.key.value != Citations::COMPUTED)
            .then_some(Reference { targets: Citations::TARGETS, id: &self.key })
    }
}

/// One or more citations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citations(pub Vec<Citation>);

impl Citations {
    /// The word that stands instead of a key when a figure is our own arithmetic.
    pub const COMPUTED: &'static str = "beräknat";
    /// What a citation's key may point to.
    pub const TARGETS: &'static [&'static str] = &["källnyckel"];
}

impl Readable for Citations {
    const SHAPE: Shape = Shape::Sources;

    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        let one = |node: &Node, faults: &mut Vec<Fault>| {
            let written = scalar(node, key, Self::SHAPE, faults)?;
            if written.text.is_empty() {
                return None;
            }
            let mut citation = Citation::parse(&written.text, node.span);
            // Signs that are lost or invisible are no part of the text, but of the span.
            let range = node.span.range();
            if !written.quoted && range.len() == written.text.len() {
                citation.key.span = Span::new(range.start, range.start + citation.key.value.len());
            }
            Some(citation)
        };
        let citations: Vec<Citation> = match &node.value {
            Value::List(items) => items.iter().filter_map(|item| one(item, faults)).collect(),
            _ => one(node, faults).into_iter().collect(),
        };
        (!citations.is_empty()).then_some(Self(citations))
    }

    fn shown(&self) -> Shown<'_> {
        Shown::List(self.0.iter().map(Shown::Citation).collect())
    }
}
