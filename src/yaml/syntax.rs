//! Why a text is not YAML, told from the line itself: the parser's own words are for programmers.

use std::ops::Range;

use crate::base::LineIndex;

use super::fault::SyntaxKind;
use super::slips::slip_in;

/// One slip: what it is, its line, and the line as it should be, when that is sure.
#[derive(Debug)]
pub(super) struct Slip {
    /// What kind of slip it most likely is.
    pub kind: SyntaxKind,
    /// The line's number, from 1.
    pub line: usize,
    /// Bytes in the line.
    pub bytes: Range<usize>,
    /// The line as it should be.
    pub suggestion: Option<String>,
}

/// Turns the parser's error into a slip with a place and, where it is sure, the right line.
pub(super) fn explain(index: &LineIndex<'_>, error: &serde_saphyr::Error) -> Slip {
    let location = error.location();
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let line = location.map_or(1, |l| number(l.line())).clamp(1, index.count().max(1));
    let column = location.map_or(1, |l| number(l.column())).max(1);
    slip(index, line, column)
}

/// The slip of a text that is YAML but no mapping: one line is no `nyckel: värde`.
pub(super) fn not_a_mapping(index: &LineIndex<'_>) -> Slip {
    let written = |line: &usize| {
        let shown = index.line(*line).trim();
        !shown.is_empty() && !shown.starts_with('#')
    };
    let line = (1..=index.count().max(1)).find(written).unwrap_or(1);
    slip(index, line, 1)
}

fn slip(index: &LineIndex<'_>, line: usize, column: usize) -> Slip {
    // A tab in the indentation makes the parser stumble at many places, seldom at its own.
    for number in 1..=index.count() {
        let text = index.line(number);
        let indent = &text[..text.len() - text.trim_start().len()];
        if indent.contains('\t')
            && let Some(found) = slip_in(text, number)
        {
            return found;
        }
    }
    if let Some(found) = runaway(index, line) {
        return found;
    }
    // The parser often notices a slip one line late: look at its line, then at those before.
    // The last one that says anything is the likeliest.
    let before = (1..line).rev().find(|number| !index.line(*number).trim().is_empty());
    for candidate in [Some(line), before].into_iter().flatten() {
        if let Some(found) = slip_in(index.line(candidate), candidate) {
            return found;
        }
    }
    unseen(index, line, column, before)
}

/// A quote or bracket that begins at or before `line` and never ends: the parser goes on
/// reading until something far below stops it.
fn runaway(index: &LineIndex<'_>, line: usize) -> Option<Slip> {
    (1..=line.min(index.count())).find_map(|number| {
        let text = index.line(number);
        let found = slip_in(text, number)?;
        if !matches!(found.kind, SyntaxKind::Quote | SyntaxKind::Bracket) {
            return None;
        }
        // What goes on further in may end there.
        let below = (number + 1..=index.count()).map(|below| index.line(below));
        let next = below.into_iter().find(|below| !below.trim().is_empty());
        let goes_on = next.is_some_and(|next| {
            indent(next) > indent(text) || next.trim_start().starts_with([']', '}'])
        });
        (number == line || !goes_on).then_some(found)
    })
}

/// A slip that no line shows by itself.
fn unseen(index: &LineIndex<'_>, line: usize, column: usize, before: Option<usize>) -> Slip {
    let shown = index.line(line);
    let start = shown.char_indices().nth(column - 1).map_or(shown.len(), |(at, _)| at);
    let end = shown.trim_end().len();
    let previous = before.map_or("", |number| index.line(number));
    let found = |kind, bytes, suggestion| Slip { kind, line, bytes, suggestion };
    if shown.trim_start().starts_with("---") {
        return found(SyntaxKind::SecondDocument, start..end.max(start), None);
    }
    if indent(shown) == indent(previous) || shown.trim().is_empty() {
        return found(SyntaxKind::Other, start..end.max(start), None);
    }
    // The first line of all is further in than the rest: it is that one.
    if let Some(first) = before
        && indent(previous) > indent(shown)
        && (1..first).all(|number| index.line(number).trim().is_empty())
    {
        let own = previous.trim();
        let suggestion = Some(format!("{}{own}", &shown[..indent(shown)]));
        let bytes = indent(previous)..previous.trim_end().len();
        return Slip { kind: SyntaxKind::Indentation, line: first, bytes, suggestion };
    }
    // Below `nyckel: värde` nothing can be further in: it belongs beside that key.
    let dashes = previous.trim_start_matches([' ', '-']);
    let beside = previous.len() - dashes.len();
    let has_value = dashes.split_once(": ").is_some_and(|(_, value)| !value.trim().is_empty());
    let own = shown.trim();
    let suggestion = (indent(shown) > beside && has_value && own.contains(':'))
        .then(|| format!("{}{own}", " ".repeat(beside)));
    found(SyntaxKind::Indentation, indent(shown)..end, suggestion)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
