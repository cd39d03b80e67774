//! The content as its author wrote it: every value by its file and its place there.

use std::collections::BTreeMap;

use delwebb::yaml::{self, Node, Value};

use crate::support::{repository, tree};

/// Fields of running text: a fact is a part of them, not all of them.
const TEXTS: [&str; 8] =
    ["titel", "ingress", "text", "uppgift", "beskrivning", "förklaring", "anmärkning", "kort_sagt"];

/// Every front matter and register, with the text below it.
pub struct Content(BTreeMap<String, (Node, String)>);

/// A single value, where it stands, and the same place with its indexes left out.
pub struct Leaf {
    pub field: String,
    pub pattern: String,
    pub text: String,
}

enum Step<'a> {
    Key(&'a str),
    Index(usize),
    Any,
}

impl Content {
    /// Everything below `content/`.
    pub fn read() -> Self {
        let files = tree(&repository().join("content")).into_iter();
        let parsed = files.filter_map(|(name, bytes)| {
            let text = String::from_utf8(bytes).ok()?;
            let parts = parse(&name, &text)?;
            Some((format!("content/{name}"), parts))
        });
        Self(parsed.collect())
    }

    /// What stands at a place. `[*]` is any item of a list, `*` any name of a file.
    pub fn at(&self, file: &str, field: &str) -> Vec<String> {
        self.files(file).iter().flat_map(|(node, _)| walk(node, field)).collect()
    }

    /// Whether a value stands at a place: all of it, or a part of running text.
    pub fn holds(&self, file: &str, field: &str, value: &str) -> bool {
        if field == "#body" {
            return self.files(file).iter().any(|(_, body)| body.contains(value));
        }
        let last = field.rsplit('.').next().unwrap_or(field);
        let part = TEXTS.contains(&last);
        let mut found = self.at(file, field).into_iter();
        found.any(|text| text == value || part && text.contains(value))
    }

    /// Whether there is such a file at all.
    pub fn has(&self, file: &str) -> bool {
        !self.files(file).is_empty()
    }

    /// Every single value of every file.
    pub fn leaves(&self) -> Vec<Leaf> {
        let mut all = Vec::new();
        for (file, (node, _)) in &self.0 {
            let place = Place { field: format!("{file} "), pattern: String::new() };
            collect(node, &place, &mut all);
        }
        all
    }

    fn files(&self, file: &str) -> Vec<&(Node, String)> {
        let Some((folder, ending)) = file.split_once('*') else {
            return self.0.get(file).into_iter().collect();
        };
        let inside = |name: &str| {
            let middle = name.strip_prefix(folder).and_then(|rest| rest.strip_suffix(ending));
            middle.is_some_and(|middle| !middle.contains('/'))
        };
        self.0.iter().filter(|(name, _)| inside(name)).map(|(_, parts)| parts).collect()
    }
}

/// One line with single spaces.
pub fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn parse(name: &str, text: &str) -> Option<(Node, String)> {
    if name.ends_with(".yaml") {
        return Some((yaml::read(text, 0).node?, String::new()));
    }
    let rest = name.ends_with(".md").then(|| text.strip_prefix("---\n"))??;
    let (front, body) = rest.split_once("\n---\n")?;
    Some((yaml::read_mapping(front, 0).node?, collapse(body)))
}

fn steps(field: &str) -> Vec<Step<'_>> {
    let parts = field.split(['.', '[']).filter(|part| !part.is_empty());
    parts
        .map(|part| match part.strip_suffix(']') {
            None => Step::Key(part),
            Some("*") => Step::Any,
            Some(number) => Step::Index(number.parse().expect("an index")),
        })
        .collect()
}

fn walk(node: &Node, field: &str) -> Vec<String> {
    let mut nodes = vec![node];
    for step in steps(field) {
        nodes = nodes.into_iter().flat_map(|node| inside(node, &step)).collect();
    }
    nodes.into_iter().map(written).collect()
}

fn inside<'a>(node: &'a Node, step: &Step<'_>) -> Vec<&'a Node> {
    match (step, &node.value) {
        (Step::Key(key), Value::Map(entries)) => {
            let own = entries.iter().filter(|entry| entry.key.value == *key);
            own.map(|entry| &entry.value).collect()
        }
        (Step::Index(index), Value::List(items)) => items.get(*index).into_iter().collect(),
        (Step::Any, Value::List(items)) => items.iter().collect(),
        (Step::Any, Value::Scalar(_)) => vec![node],
        _ => Vec::new(),
    }
}

fn written(node: &Node) -> String {
    node.scalar().map_or_else(|| "…".to_owned(), |scalar| collapse(&scalar.text))
}

struct Place {
    field: String,
    pattern: String,
}

impl Place {
    fn key(&self, key: &str) -> Self {
        let dot = if self.pattern.is_empty() { "" } else { "." };
        let add = |text: &str| format!("{text}{dot}{key}");
        Self { field: add(&self.field), pattern: add(&self.pattern) }
    }

    fn index(&self, index: usize) -> Self {
        let field = format!("{}[{index}]", self.field);
        Self { field, pattern: format!("{}[]", self.pattern) }
    }
}

fn collect(node: &Node, place: &Place, all: &mut Vec<Leaf>) {
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                collect(&entry.value, &place.key(&entry.key.value), all);
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &place.index(index), all);
            }
        }
        Value::Scalar(_) => all.push(Leaf {
            field: place.field.clone(),
            pattern: place.pattern.clone(),
            text: written(node),
        }),
        Value::Null => {}
    }
}
