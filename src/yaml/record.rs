//! `record!`: a Rust struct, its Swedish keys, its reader and its values, from one description.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Span;

use super::fault::{Fault, FaultKind};
use super::field::{Field, Shape};
use super::node::{Entry, Node, Value};
use super::shown::Shown;
use super::value::{FieldValue, Readable, Visit};

/// A mapping with known keys.
pub trait Record: Default {
    /// Its keys, in the order they are documented.
    const FIELDS: &'static [Field];

    /// Takes this record's keys out of `fields`. Faults go to `fields`.
    fn take(fields: &mut Fields<'_>) -> Self;

    /// The required keys that are not there.
    fn missing(&self) -> Vec<&'static str>;

    /// Its values by the names templates know them by: the Rust fields' names.
    fn shown(&self) -> Vec<(&'static str, Shown<'_>)>;

    /// The value of `key` alone.
    fn shown_of(&self, key: &str) -> Option<Shown<'_>>;

    /// The fields that are `wanted`, by field and the name templates use, with their values.
    fn shown_where<'a>(&'a self, wanted: &mut Wanted<'_>, out: &mut Vec<FieldShown<'a>>);

    /// Visits every text that the author wrote in it, however deep.
    fn each_text<'a>(&'a self, visit: &mut Visit<'_, 'a>);
}

/// Which fields somebody wants to see, by field and the name templates use.
pub type Wanted<'w> = dyn FnMut(&'static Field, &'static str) -> bool + 'w;

/// A field, the name templates use, and its value.
pub type FieldShown<'a> = (&'static Field, &'static str, Shown<'a>);

/// The entries of one mapping while records take their keys from it.
#[derive(Debug)]
pub struct Fields<'a> {
    entries: BTreeMap<&'a str, &'a Entry>,
    known: Vec<&'a str>,
    /// The known keys that stand in the mapping.
    used: Vec<&'a str>,
    /// What keys that are not there mean all the same.
    defaults: &'a [Entry],
    /// The keys that were taken from the defaults.
    pub defaulted: Vec<&'static str>,
    /// The faults found so far.
    pub faults: Vec<Fault>,
}

impl<'a> Fields<'a> {
    /// Opens the mapping in `node`, and reports keys that stand twice. `None` when it is none.
    #[must_use]
    pub fn open(node: &'a Node) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            return None;
        };
        let mut fields = Self {
            entries: BTreeMap::new(),
            known: Vec::new(),
            used: Vec::new(),
            defaults: &[],
            defaulted: Vec::new(),
            faults: Vec::new(),
        };
        for entry in entries {
            if let Some(first) = fields.entries.get(entry.key.value.as_str()) {
                let (key, first) = (entry.key.value.clone(), first.key.span);
                let kind = FaultKind::DuplicateKey { key, first };
                fields.faults.push(Fault { kind, span: entry.key.span });
            } else {
                fields.entries.insert(&entry.key.value, entry);
            }
        }
        Some(fields)
    }

    /// Takes the values of keys that are not there from `defaults`; what is wrong in those
    /// is not this mapping's fault. A key without a value is as good as not there: nobody
    /// publishes a draft by emptying a line.
    #[must_use]
    pub const fn or(mut self, defaults: &'a [Entry]) -> Self {
        self.defaults = defaults;
        self
    }

    /// Takes the value of a key that only this site has. What is wrong in a default is not
    /// this mapping's fault.
    pub fn own<T: Default>(
        &mut self,
        key: &'a str,
        read: impl FnOnce(&Node, &mut Vec<Fault>) -> T,
    ) -> T {
        let written = self.entries.remove(key);
        self.knows(key, written.is_some());
        if let Some(entry) = written.filter(|entry| entry.value.value != Value::Null) {
            return read(&entry.value, &mut self.faults);
        }
        let default = self.defaults.iter().find(|entry| entry.key.value == key);
        default.map(|entry| read(&entry.value, &mut Vec::new())).unwrap_or_default()
    }

    /// Takes the keys of one record.
    pub fn take<R: Record>(&mut self) -> R {
        R::take(self)
    }

    /// Takes the value of `key`.
    pub fn field<T: FieldValue>(&mut self, key: &'static str) -> T {
        let found = self.entries.remove(key);
        self.knows(key, found.is_some());
        match found {
            Some(entry) if entry.value.value != Value::Null => {
                T::read(&entry.value, key, &mut self.faults)
            }
            _ => self.default(key),
        }
    }

    /// A key that is not there yet is likelier meant by a misspelt one than a key that is.
    fn knows(&mut self, key: &'a str, is_used: bool) {
        if is_used { self.used.push(key) } else { self.known.push(key) }
    }

    fn default<T: FieldValue>(&mut self, key: &'static str) -> T {
        let Some(entry) = self.defaults.iter().find(|entry| entry.key.value == key) else {
            return T::default();
        };
        self.defaulted.push(key);
        T::read(&entry.value, key, &mut Vec::new())
    }

    /// Reports the keys that nobody took, and gives back all faults.
    #[must_use]
    pub fn close(mut self) -> Vec<Fault> {
        if self.entries.is_empty() {
            return self.faults;
        }
        let known: Arc<[String]> =
            self.known.iter().chain(&self.used).map(|key| (*key).to_owned()).collect();
        for entry in self.entries.values() {
            let kind =
                FaultKind::UnknownKey { key: entry.key.value.clone(), known: Arc::clone(&known) };
            self.faults.push(Fault { kind, span: entry.key.span });
        }
        self.faults
    }
}

/// A record inside another: required keys are checked at once, because no
/// folder default can fill them in.
impl<R: Record> Readable for R {
    const SHAPE: Shape = Shape::Mapping(R::FIELDS);

    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        let Some(mut fields) = Fields::open(node) else {
            let suggestion = spaced(node).or_else(|| only_required(R::FIELDS, node));
            let kind = FaultKind::WrongShape { key, expected: Self::SHAPE, suggestion };
            faults.push(Fault { kind, span: node.span });
            return None;
        };
        let record = R::take(&mut fields);
        let own = fields.close();
        let missing = record.missing();
        let missing = missing.into_iter().filter(|key| !own.iter().any(|f| f.is_about(key)));
        for key in missing {
            let kind =
                if key == "källa" { FaultKind::Unsourced } else { FaultKind::MissingKey { key } };
            faults.push(Fault { kind, span: first_key(node) });
        }
        faults.extend(own);
        Some(record)
    }

    fn shown(&self) -> Shown<'_> {
        Shown::Map(Record::shown(self))
    }

    fn each_text<'a>(&'a self, _: &'static Field, _: Span, visit: &mut Visit<'_, 'a>) {
        Record::each_text(self, visit);
    }
}

/// `nyckel:värde` alone, where a mapping belongs: a space is missing.
fn spaced(node: &Node) -> Option<String> {
    let text = &node.scalar()?.text;
    let (key, value) = text.split_once(':')?;
    let is_key = key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    let is_close = !value.is_empty() && !value.starts_with(char::is_whitespace);
    (is_key && is_close && !text.contains(": ")).then(|| format!("{key}: {value}"))
}

/// A value alone, where a mapping belongs that must have one key only: it is that key's.
fn only_required(fields: &[Field], node: &Node) -> Option<String> {
    let mut required = fields.iter().filter(|field| field.required);
    let (field, None) = (required.next()?, required.next()) else { return None };
    let text = match &node.value {
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::List(items) if matches!(field.shape, Shape::List(_)) => {
            let words: Option<Vec<&str>> =
                items.iter().map(|item| item.scalar().map(|word| word.text.as_str())).collect();
            words?.join(", ")
        }
        _ => return None,
    };
    let is_plain = |text: &str| !text.contains([':', '#', '{', '}', '[', ']', '"']);
    if !is_plain(&text) {
        return None;
    }
    match field.shape {
        Shape::Flag if !matches!(text.as_str(), "ja" | "nej" | "true" | "false") => None,
        Shape::List(_) => Some(format!("{{{}: [{text}]}}", field.key)),
        _ if text.contains(',') => None,
        _ => Some(format!("{{{}: {text}}}", field.key)),
    }
}

/// Where a mapping is marked: at its first key, not over all its lines.
fn first_key(node: &Node) -> Span {
    match &node.value {
        Value::Map(entries) => entries.first().map_or(node.span, |entry| entry.key.span),
        _ => node.span,
    }
}

/// Describes a mapping once: struct, keys, reader, required keys, values for templates.
///
/// `name: Type = "nyckel", "What it is for.";` — `[required]` after the key says it must be there.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($field:ident : $ty:ty = $key:literal $([$required:ident])? , $doc:literal ;)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default)]
        pub struct $name {
            $(#[doc = $doc] pub $field: $ty,)*
        }

        impl $crate::yaml::Record for $name {
            const FIELDS: &'static [$crate::yaml::Field] = &[
                $($crate::yaml::Field {
                    key: $key,
                    shape: <$ty as $crate::yaml::FieldValue>::SHAPE,
                    required: $crate::yaml::record!(@ $($required)?),
                    doc: $doc,
                },)*
            ];

            fn take(fields: &mut $crate::yaml::Fields<'_>) -> Self {
                let _ = &fields;
                Self { $($field: fields.field($key),)* }
            }

            fn missing(&self) -> Vec<&'static str> {
                let all: &[(&'static str, bool)] = &[$((
                    $key,
                    $crate::yaml::record!(@ $($required)?)
                        && $crate::yaml::FieldValue::is_missing(&self.$field),
                ),)*];
                all.iter().filter_map(|(key, missing)| missing.then_some(*key)).collect()
            }

            fn shown(&self) -> Vec<(&'static str, $crate::yaml::Shown<'_>)> {
                vec![$((
                    stringify!($field),
                    $crate::yaml::FieldValue::shown(&self.$field),
                ),)*]
            }

            fn shown_of(&self, key: &str) -> Option<$crate::yaml::Shown<'_>> {
                match key {
                    $($key => Some($crate::yaml::FieldValue::shown(&self.$field)),)*
                    _ => None,
                }
            }

            fn shown_where<'a>(
                &'a self,
                wanted: &mut $crate::yaml::Wanted<'_>,
                out: &mut Vec<$crate::yaml::FieldShown<'a>>,
            ) {
                let fields = &mut <Self as $crate::yaml::Record>::FIELDS.iter();
                $(if let Some(field) = fields.next()
                    && wanted(field, stringify!($field))
                {
                    let shown = $crate::yaml::FieldValue::shown(&self.$field);
                    out.push((field, stringify!($field), shown));
                })*
                let _ = (fields, wanted, out);
            }

            fn each_text<'a>(&'a self, visit: &mut $crate::yaml::Visit<'_, 'a>) {
                let fields = &mut <Self as $crate::yaml::Record>::FIELDS.iter();
                $(if let Some(field) = fields.next() {
                    $crate::yaml::FieldValue::each_text(&self.$field, field, visit);
                })*
                let _ = (fields, visit);
            }
        }
    };
    (@ required) => { true };
    (@) => { false };
}
pub(crate) use record;
