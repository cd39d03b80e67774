//! `strings/<language>.yaml`: every word the templates show, by key.

use std::collections::BTreeMap;

use crate::base::{FilePath, Language, Place, Span};
use crate::source::Source;
use crate::yaml::{Entry, Fault, FaultKind, Node, Shape, Value, repeated_keys};

use super::{ThemeFault, file};

/// What the program asks for below `markdown`, to put into the text of pages. It has words of
/// its own where a theme has none.
pub const MARKDOWN_WORDS: [&str; 16] = [
    "att_veta",
    "tips",
    "viktigt",
    "varning",
    "var_forsiktig",
    "klar",
    "ej_klar",
    "annan_webbplats",
    "tabell",
    "fotnot",
    "fotnoter",
    "foto",
    "till_texten",
    "sida",
    "sidor",
    "kalkylblad",
];

/// Whether the program itself asks for `key`: those words, and the titles of pages that no
/// author has named.
pub(super) fn is_ours(key: &str) -> bool {
    match key.split_once('.') {
        Some(("markdown", word)) => MARKDOWN_WORDS.contains(&word),
        Some((group, _)) => group == "sida",
        None => false,
    }
}

/// Whether a language may have the string by itself: how it writes dates, what it is called.
pub(super) fn is_of_one_language(key: &str) -> bool {
    matches!(key.split_once('.'), Some(("datum" | "språk", _)))
}

/// One string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// What is shown.
    pub text: String,
    /// The last part of its key.
    pub key: Place,
    /// What is written after it.
    pub value: Span,
}

/// The strings of one language, nested keys joined with dots: `läge.pågår`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strings(BTreeMap<String, Word>);

impl Strings {
    /// Loads the strings of `language`; a theme's own win over those it extends.
    pub(super) fn load(
        source: &Source,
        chain: &[String],
        language: Language,
        faults: &mut Vec<ThemeFault>,
    ) -> Self {
        let mut all = Self::default();
        // What a country or a script has of its own adds to what the language has.
        let (base, tag) = (language.base(), language.tag());
        let tags = std::iter::once(base).chain((base != tag).then_some(tag));
        let files = tags.flat_map(|tag| chain.iter().rev().map(move |theme| file_of(theme, tag)));
        for path in files {
            if !source.files.contains_key(&path) {
                continue;
            }
            let mut found = Vec::new();
            if let Some(node) = crate::yaml::read(source.text(&path), 0).node(&mut found) {
                repeated_keys(&node, &mut found);
                all.flatten("", &Place::new(&path, node.span), &node, &mut found);
            }
            let faulty = found.into_iter();
            faults.extend(faulty.map(|fault| ThemeFault::Yaml { file: path.clone(), fault }));
        }
        all
    }

    /// The string named `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(|word| word.text.as_str())
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// All strings with their keys.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &Word)> {
        self.0.iter().map(|(key, word)| (key.as_str(), word))
    }

    /// The string named `key`, and where it stands.
    pub(super) fn word(&self, key: &str) -> Option<&Word> {
        self.0.get(key)
    }

    fn flatten(&mut self, prefix: &str, at: &Place, node: &Node, faults: &mut Vec<Fault>) {
        let mut add = |text: &str| {
            let word = Word { text: text.to_owned(), key: at.clone(), value: node.span };
            self.0.insert(prefix.to_owned(), word);
        };
        match &node.value {
            Value::Map(entries) => {
                for Entry { key, value } in entries {
                    let dot = if prefix.is_empty() { "" } else { "." };
                    let place = Place::new(&at.file, key.span);
                    self.flatten(&format!("{prefix}{dot}{}", key.value), &place, value, faults);
                }
            }
            Value::Scalar(scalar) => add(&scalar.text),
            Value::Null => add(""),
            Value::List(_) => faults.push(Fault {
                kind: FaultKind::WrongShape {
                    key: "strings",
                    expected: Shape::Text,
                    suggestion: None,
                },
                span: node.span,
            }),
        }
    }
}

/// The file with a theme's strings in a language.
pub(super) fn file_of(theme: &str, lang: &str) -> FilePath {
    file(theme, &format!("strings/{lang}.yaml"))
}
