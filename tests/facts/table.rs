//! The tables of facts: tab-separated, with a header line.

use std::fs;

use crate::support::repository;

/// One row, and where it stands.
pub struct Row {
    pub line: usize,
    pub cells: Vec<String>,
}

impl Row {
    /// The section of the content model: `3.6` of `3.6 barnsakert`.
    pub fn section(&self) -> &str {
        self.cells[0].split(' ').next().unwrap_or("")
    }

    /// What in the section the row is about: `barnsakert` of `3.6 barnsakert`.
    pub fn item(&self) -> &str {
        self.cells[0].split_once(' ').map_or("", |(_, item)| item)
    }

    /// The source file and the place in it.
    pub fn field(&self) -> (&str, &str) {
        self.cells[2].split_once(' ').expect("a file and a field")
    }
}

/// Reads a table, and holds its header against `header`.
pub fn read(name: &str, header: &[&str]) -> Vec<Row> {
    let path = repository().join("tests/facts").join(name);
    let text = fs::read_to_string(&path).expect("a table");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(header.join("\t").as_str()), "{name}: the header");
    lines
        .enumerate()
        .map(|(index, line)| {
            let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            assert_eq!(cells.len(), header.len(), "{name}:{}: the columns", index + 2);
            Row { line: index + 2, cells }
        })
        .collect()
}
