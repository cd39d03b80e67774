//! `strings/<language>.yaml`: every word the templates show, by key.

use std::collections::BTreeMap;

use crate::source::Source;
use crate::yaml::{Entry, Fault, FaultKind, Node, Shape, Value, repeated_keys};

use super::{ThemeFault, file};

/// The strings of one language, nested keys joined with dots: `läge.pågår`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strings(BTreeMap<String, String>);

impl Strings {
    /// Loads the strings of `lang`; a theme's own win over those it extends.
    pub(super) fn load(
        source: &Source,
        chain: &[String],
        lang: &str,
        faults: &mut Vec<ThemeFault>,
    ) -> Self {
        let mut all = BTreeMap::new();
        for theme in chain.iter().rev() {
            let path = file(theme, &format!("strings/{lang}.yaml"));
            if !source.files.contains_key(&path) {
                continue;
            }
            let mut found = Vec::new();
            if let Some(node) = crate::yaml::read(source.text(&path), 0).node(&mut found) {
                repeated_keys(&node, &mut found);
                flatten("", &node, &mut all, &mut found);
            }
            let faulty = found.into_iter();
            faults.extend(faulty.map(|fault| ThemeFault::Yaml { file: path.clone(), fault }));
        }
        Self(all)
    }

    /// The string named `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

fn flatten(prefix: &str, node: &Node, all: &mut BTreeMap<String, String>, faults: &mut Vec<Fault>) {
    match &node.value {
        Value::Map(entries) => {
            for Entry { key, value } in entries {
                let dot = if prefix.is_empty() { "" } else { "." };
                flatten(&format!("{prefix}{dot}{}", key.value), value, all, faults);
            }
        }
        Value::Scalar(scalar) => {
            all.insert(prefix.to_owned(), scalar.text.clone());
        }
        Value::Null => {
            all.insert(prefix.to_owned(), String::new());
        }
        Value::List(_) => faults.push(Fault {
            kind: FaultKind::WrongShape { key: "strings", expected: Shape::Text, suggestion: None },
            span: node.span,
        }),
    }
}
