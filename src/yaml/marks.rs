//! Rows of lists that begin with something else than a hyphen and a space: `-år: 2025`,
//! `– år: 2025`, `* år: 2025`.

use crate::base;

use super::fault::OddSign;
use super::lines::{Part, is_odd_space, lines};

/// One such row.
pub(super) struct Mark {
    /// The line's number, from 0.
    pub line: usize,
    /// What is written, as bytes of the line.
    pub bytes: std::ops::Range<usize>,
    pub sign: OddSign,
    /// The line, and those below that must move with it, as they should be.
    pub mended: Vec<String>,
}

/// The signs that word processors and mail programs begin a row with.
const SIGNS: [char; 8] = ['–', '—', '−', '‐', '‑', '•', '·', '*'];

/// The rows of `text` that begin otherwise than they should. `is_mapping` when the text
/// itself is no list.
pub(super) fn marks(text: &str, is_mapping: bool) -> Vec<Mark> {
    let written: Vec<&str> = base::lines(text).map(bare).collect();
    let found: Vec<Option<(OddSign, std::ops::Range<usize>, String)>> =
        written.iter().map(|line| meant(line)).collect();
    if found.iter().all(Option::is_none) {
        return Vec::new();
    }
    // What a line belongs to shows only when the rows above it are rows.
    let right = written.iter().zip(&found);
    let right: Vec<&str> =
        right.map(|(line, found)| found.as_ref().map_or(*line, |(_, _, right)| right)).collect();
    let copy = right.join("\n");
    let parts = lines(&copy);
    let mut all = Vec::new();
    for (number, found) in found.iter().enumerate() {
        let Some((sign, bytes, mended)) = found else { continue };
        let is_field = parts.get(number).is_some_and(|line| line.part == Part::Fields);
        if !is_field || !is_row(&right, number, is_mapping) {
            continue;
        }
        let mut mended = vec![mended.clone()];
        if *sign == OddSign::TightDash {
            mended.extend(moved(&written, number));
        }
        all.push(Mark { line: number, bytes: bytes.clone(), sign: *sign, mended });
    }
    all
}

fn bare(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

/// What begins a line as a row of a list might, and the line as it was then meant.
fn meant(line: &str) -> Option<(OddSign, std::ops::Range<usize>, String)> {
    let rest = line.trim_start_matches(' ');
    let indent = &line[..line.len() - rest.len()];
    let first = rest.chars().next()?;
    let after = &rest[first.len_utf8()..];
    if first == '-' {
        let is_tight = after.starts_with(|c: char| c.is_alphabetic() || c == '{');
        let end = after.find([':', ' ', '{']).unwrap_or(after.len());
        let bytes = indent.len()..indent.len() + 1 + end;
        return is_tight.then(|| (OddSign::TightDash, bytes, format!("{indent}- {after}")));
    }
    let said = after.trim_start_matches(|c: char| c.is_whitespace() || is_odd_space(c));
    let is_mark = SIGNS.contains(&first) && said.len() < after.len() && !said.is_empty();
    let bytes = indent.len()..indent.len() + first.len_utf8();
    let gap = " ".repeat(after[..after.len() - said.len()].chars().count());
    is_mark.then(|| (OddSign::ListMark, bytes, format!("{indent}-{gap}{said}")))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a row of a list can stand at `number`: below a key without a value, or another
/// row.
fn is_row(lines: &[&str], number: usize, is_mapping: bool) -> bool {
    let own = indent(lines[number]);
    let is_said = |line: &&&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let above = lines[..number].iter().rev().filter(is_said).find(|line| indent(line) <= own);
    let Some(above) = above else { return !is_mapping };
    let is_beside = indent(above) == own && above.trim_start().starts_with("- ");
    let key = above.trim_end().strip_suffix(':');
    is_beside || key.is_some_and(|key| !key.contains(": "))
}

/// The lines of the row at `number`, which begin where its first word did before it got its
/// space.
fn moved(lines: &[&str], number: usize) -> Vec<String> {
    let own = indent(lines[number]);
    let below = lines[number + 1..].iter();
    let row: Vec<&&str> =
        below.take_while(|line| !line.trim().is_empty() && indent(line) > own).collect();
    if row.first().is_none_or(|line| indent(line) != own + 1) {
        return Vec::new();
    }
    row.into_iter().map(|line| format!(" {line}")).collect()
}
