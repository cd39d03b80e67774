//! The tables of the proof: tab-separated, with a header line.

use std::fs;

use crate::support::repository;

/// Reads a table of `tests/report/`, and holds its header against `header`: each line's number
/// and cells.
pub fn read<const N: usize>(name: &str, header: [&str; N]) -> Vec<(usize, [String; N])> {
    let path = repository().join("tests/report").join(name);
    let text = fs::read_to_string(&path).expect("a table");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(header.join("\t").as_str()), "{name}: the header");
    let rows = lines.enumerate().map(|(index, line)| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let cells = cells.try_into().unwrap_or_else(|_| panic!("{name}:{}: columns", index + 2));
        (index + 2, cells)
    });
    rows.collect()
}
