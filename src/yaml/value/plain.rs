//! Text, numbers, dates, figures, yes and no.

use crate::base::{Date, Figure, Lang, Language, Span, meant, slug};

use super::super::fault::{Fault, FaultKind};
use super::super::field::{Field, Shape};
use super::super::node::Node;
use super::super::shown::Shown;
use super::{Readable, Visit, scalar, wrong_shape};

/// Reads a single value with `parse`; the fault is a wrong shape when it gives `None`, and the
/// value is then what `meant` says it was meant to be, if anything.
pub(super) fn parsed<T>(
    node: &Node,
    key: &'static str,
    shape: Shape,
    faults: &mut Vec<Fault>,
    parse: impl Fn(&str) -> Option<T>,
    meant: impl Fn(&str) -> Option<String>,
) -> Option<T> {
    let written = scalar(node, key, shape, faults)?;
    let value = parse(&written.text);
    if value.is_some() {
        return value;
    }
    let meant = meant(&written.text).filter(|meant| parse(meant).is_some());
    let value = meant.as_deref().and_then(parse);
    faults.push(wrong_shape(node, key, shape, meant));
    value
}

/// The text of a single value that is one of some words.
pub(crate) fn word(
    node: &Node,
    key: &'static str,
    shape: Shape,
    faults: &mut Vec<Fault>,
) -> Option<String> {
    text(node, key, shape, faults)
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
    fn each_text<'a>(&'a self, field: &'static Field, span: Span, visit: &mut Visit<'_, 'a>) {
        visit(field, span, self);
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
    fn each_text<'a>(&'a self, field: &'static Field, span: Span, visit: &mut Visit<'_, 'a>) {
        visit(field, span, &self.0);
    }
}

/// The very words of a document: not the author's own, and not to be put otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quotation(pub String);

impl Readable for Quotation {
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
        parsed(
            node,
            key,
            Self::SHAPE,
            faults,
            |text| match text {
                "ja" | "true" => Some(Self(true)),
                "nej" | "false" => Some(Self(false)),
                _ => None,
            },
            meant::flag,
        )
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Flag(self.0)
    }
}

/// A whole number.
impl Readable for i64 {
    const SHAPE: Shape = Shape::Number;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        parsed(node, key, Self::SHAPE, faults, |text| text.parse().ok(), meant::whole)
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Number(*self)
    }
}

/// A language by its tag: `sv`, `fi`, `sma`.
impl Readable for Language {
    const SHAPE: Shape = Shape::Language;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        let meant = |text: &str| Self::parse(text).err().and_then(|unknown| unknown.meant);
        parsed(node, key, Self::SHAPE, faults, |text| Self::parse(text).ok(), meant)
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
        parsed(node, key, Self::SHAPE, faults, |text| text.parse().ok().map(Self), meant::whole)
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
        parsed(
            node,
            key,
            Self::SHAPE,
            faults,
            |text| {
                let year = (text.len() == 4).then(|| text.parse().ok())??;
                (year >= 1000).then_some(Self(year))
            },
            meant::year,
        )
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
                let meant = Self::meant(&written.text);
                let date = meant.as_deref().and_then(|meant| Self::parse(meant).ok());
                let written = written.text.clone();
                faults.push(Fault {
                    kind: FaultKind::BadDate { key, written, why, meant },
                    span: node.span,
                });
                // What was meant is read all the same, so that one slip gives one finding.
                date
            }
        }
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Date(self)
    }
}

/// A time of day, to the minute: `08:30`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Clock(pub String);

impl Clock {
    /// How a time of day is written: a regular expression.
    pub const PATTERN: &'static str = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    /// Reads `08:30`; nothing that is otherwise.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let is_below = |part: &str, most: u8| {
            let is_two = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            is_two && part.parse::<u8>().is_ok_and(|number| number < most)
        };
        (is_below(hours, 24) && is_below(minutes, 60)).then(|| Self(text.to_owned()))
    }

    /// As it is said: `08.30` in Swedish, `08:30` in English.
    #[must_use]
    pub fn show(&self, language: Language) -> String {
        match language.spoken() {
            Some(Lang::Sv) => self.0.replace(':', "."),
            Some(Lang::En) | None => self.0.clone(),
        }
    }
}

impl Readable for Clock {
    const SHAPE: Shape = Shape::Clock;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        parsed(node, key, Self::SHAPE, faults, Self::parse, meant::clock)
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Text(&self.0)
    }
}

impl Readable for Figure {
    const SHAPE: Shape = Shape::Figure;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        parsed(node, key, Self::SHAPE, faults, Self::parse, meant::figure)
    }
    fn shown(&self) -> Shown<'_> {
        Shown::Figure(self)
    }
}
