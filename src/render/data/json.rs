//! JSON as a tree whose keys keep the order they are given in.

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::Serializer;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json<'a> {
    /// Not known.
    Null,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// A number with decimals.
    Decimal(f64),
    /// Text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Self>),
    /// A mapping.
    Map(Vec<(Cow<'a, str>, Self)>),
}

impl<'a> Json<'a> {
    /// A mapping with these entries.
    pub fn map<const N: usize>(entries: [(&'a str, Self); N]) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (Cow::Borrowed(key), value)).collect())
    }

    /// Writes it so that people can read it too.
    pub fn write(&self, out: &mut Vec<u8>) {
        // A tree of text and numbers can always be written, and a vector takes every byte.
        let _ = serde_json::to_writer_pretty(&mut *out, self);
        out.push(b'\n');
    }

    /// On one line.
    pub fn line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Writes a list one item at a time, as `Json::write` writes it.
pub(super) fn write_all<T: Serialize>(items: impl Iterator<Item = T>, out: &mut Vec<u8>) {
    // As in `Json::write`, nothing here can fail.
    let _ = serde_json::Serializer::pretty(&mut *out).collect_seq(items);
    out.push(b'\n');
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Decimal(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}

impl<'a> From<&'a str> for Json<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Json<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Json<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<bool> for Json<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Vec<Self>> for Json<'_> {
    fn from(items: Vec<Self>) -> Self {
        Self::List(items)
    }
}

/// What is absent is not known.
impl<T: Into<Self>> From<Option<T>> for Json<'_> {
    fn from(found: Option<T>) -> Self {
        found.map_or(Self::Null, Into::into)
    }
}
