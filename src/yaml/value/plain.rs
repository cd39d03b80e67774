//! Text, numbers, dates, figures, yes and no.

use crate::base::{Date, Figure, Lang, slug};

use super::super::fault::{Fault, FaultKind};
use super::super::field::Shape;
use super::super::node::Node;
use super::super::shown::Shown;
use super::{Readable, scalar, wrong_shape};

/// Reads a single value with `parse`; the fault is a wrong shape when it gives `None`.
pub(super) fn parsed<T>(
    node: &Node,
    key: &'static str,
    shape: Shape,
    faults: &mut Vec<Fault>,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let written = scalar(node, key, shape, faults)?;
    let value = parse(&written.text);
    if value.is_none() {
        faults.push(wrong_shape(node, key, shape, None));
    }
    value
}

/// The text of a single value; nothing when it is empty, as if the key were not there.
fn text(node: &Node, key: &'static str, shape: Shape, faults: &mut Vec<Fault>) -> Option<String> {
    let written = scalar(node, key, shape, faults)?;
    (!written.text.is_empty()).then(|| written.text.clone())
}

/// A line of text, exactly as typed: `no` stays `no`, `1.10` stays `1.10`.
impl Readable for String {
    const SHAPE: Shape = Shape::Text;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        text(node, key, Self::SHAPE, faults)
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Text(self)
    }
}

/// Text of several sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LongText(pub String);

impl Readable for LongText {
    const SHAPE: Shape = Shape::LongText;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        text(node, key, Self::SHAPE, faults).map(Self)
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Text(&self.0)
    }
}

/// The id of a register's row: already a slug.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Id(pub String);

impl Readable for Id {
    const SHAPE: Shape = Shape::Id;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        let written = scalar(node, key, Self::SHAPE, faults)?;
        let plain = slug(&written.text);
        if plain != written.text {
            let suggestion = (!plain.is_empty()).then(|| plain.clone());
            faults.push(wrong_shape(node, key, Self::SHAPE, suggestion));
        }
        (!plain.is_empty()).then_some(Self(plain))
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Text(&self.0)
    }
}

/// `ja` or `nej`; `true` and `false` are taken too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flag(pub bool);

impl Readable for Flag {
    const SHAPE: Shape = Shape::Flag;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        parsed(node, key, Self::SHAPE, faults, |text| match text {
            "ja" | "true" => Some(Self(true)),
            "nej" | "false" => Some(Self(false)),
            _ => None,
        })
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Flag(self.0)
    }
}

/// A whole number.
impl Readable for i64 {
    const SHAPE: Shape = Shape::Number;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        parsed(node, key, Self::SHAPE, faults, |text| text.parse().ok())
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Number(*self)
    }
}

/// A language the program speaks: `sv` or `en`.
impl Readable for Lang {
    const SHAPE: Shape = Shape::Word(&["sv", "en"]);
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        parsed(node, key, Self::SHAPE, faults, |text| {
            [Self::Sv, Self::En].into_iter().find(|lang| lang.tag() == text)
        })
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Word(self.tag())
    }
}

/// How many: a whole number, one at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub std::num::NonZeroU32);

impl Readable for Count {
    const SHAPE: Shape = Shape::Count;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        parsed(node, key, Self::SHAPE, faults, |text| text.parse().ok().map(Self))
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Number(i64::from(self.0.get()))
    }
}

/// A year of four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Year(pub i16);

impl Readable for Year {
    const SHAPE: Shape = Shape::Year;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        parsed(node, key, Self::SHAPE, faults, |text| {
            let year = (text.len() == 4).then(|| text.parse().ok())??;
            (year >= 1000).then_some(Self(year))
        })
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Number(i64::from(self.0))
    }
}

impl Readable for Date {
    const SHAPE: Shape = Shape::Date;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        let written = scalar(node, key, Self::SHAPE, faults)?;
        match Self::parse(&written.text) {
            Ok(date) => Some(date),
            Err(why) => {
                let kind = FaultKind::BadDate { key, written: written.text.clone(), why };
                faults.push(Fault { kind, span: node.span });
                None
            }
        }
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Date(self)
    }
}

impl Readable for Figure {
    const SHAPE: Shape = Shape::Figure;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        parsed(node, key, Self::SHAPE, faults, Self::parse)
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Figure(self)
    }
}
