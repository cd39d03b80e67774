//! What a mapping may hold, as data: the list that reader, suggestions, schema and manual share.

use crate::base::Spanned;

/// One key of a mapping.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The key, in Swedish.
    pub key: &'static str,
    /// What may stand after it.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it is for, in the writer's language.
    pub doc: &'static str,
}

/// What a value may look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A line of text.
    Text,
    /// Text of one or more sentences.
    LongText,
    /// A short name in a–z, 0–9 and hyphens.
    Id,
    /// `ja` or `nej`.
    Flag,
    /// A whole number.
    Number,
    /// A whole number, one at least.
    Count,
    /// A year of four digits.
    Year,
    /// A date at any precision.
    Date,
    /// A time of day, such as `08:30`.
    Clock,
    /// A figure, such as `ca 15`.
    Figure,
    /// A full address, with `https://`.
    Url,
    /// A full address, or an address of the site.
    Link,
    /// An e-mail address.
    Email,
    /// A date that is exactly one day.
    Day,
    /// The tag of a language.
    Language,
    /// The name of a time zone.
    TimeZone,
    /// `KEY section`, or a list of such.
    Sources,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The id or slug of something of these kinds.
    Reference(&'static [&'static str]),
    /// `alla`, or a list of ids.
    ReferencesOrAll(&'static [&'static str]),
    /// A list.
    List(&'static Shape),
    /// A mapping with these keys.
    Mapping(&'static [Field]),
    /// A mapping with any keys.
    Free,
}

/// A reference found in a document: what it may point to, and the id as written.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'a> {
    /// The kinds it may point to.
    pub targets: &'static [&'static str],
    /// The id.
    pub id: &'a Spanned<String>,
}

impl Shape {
    /// Whether a value of this shape may refer to something.
    #[must_use]
    pub fn may_refer(self) -> bool {
        match self {
            Self::Reference(_) | Self::ReferencesOrAll(_) | Self::Sources => true,
            Self::List(item) => item.may_refer(),
            Self::Mapping(fields) => fields.iter().any(|field| field.shape.may_refer()),
            _ => false,
        }
    }
}
