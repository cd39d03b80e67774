//! What changes in a file, line by line, for people at a terminal.

use similar::{ChangeTag, TextDiff};

use crate::base::{FilePath, printable_line};

use super::Colour;

/// So many lines of the file stand around each change.
const AROUND: usize = 1;

/// The lines of `file` that change: a minus before those that go, a plus before those that come.
#[must_use]
pub fn difference(file: &FilePath, before: &str, after: &str, colour: Colour) -> String {
    let mut out = format!("{}\n", printable_line(file.as_str()));
    let diff = TextDiff::from_lines(before, after);
    for (at, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if at > 0 {
            out.push_str("     ⋮\n");
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let (sign, number, start) = match change.tag() {
                ChangeTag::Delete => ('-', change.old_index(), "\u{1b}[31m"),
                ChangeTag::Insert => ('+', change.new_index(), "\u{1b}[32m"),
                ChangeTag::Equal => (' ', change.new_index(), ""),
            };
            let number = number.map_or(0, |at| at + 1);
            let text = change.value().trim_end_matches(['\n', '\r']);
            let line = format!("{number:>4} {sign} {}", printable_line(text));
            let (start, end) = match colour {
                Colour::On if !start.is_empty() => (start, "\u{1b}[0m"),
                _ => ("", ""),
            };
            out.push_str(&format!("{start}{}{end}\n", line.trim_end()));
        }
    }
    out
}
