//! Why a text is not YAML, told from the line itself: the parser's own words are for programmers.

use crate::base::{LineIndex, Span};

use super::fault::{Fault, FaultKind, SyntaxKind};

/// Turns the parser's error into a fault with a place and, where it is sure, the right line.
pub(super) fn explain(text: &str, offset: usize, error: &serde_saphyr::Error) -> Fault {
    let index = LineIndex::new(text);
    let location = error.location();
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let line = location.map_or(1, |l| number(l.line())).max(1);
    let column = location.map_or(1, |l| number(l.column())).max(1);
    let slip = slip(&index, line, column);
    fault(text, offset, &index, slip)
}

/// The fault of a text that is YAML but no mapping: one line is no `nyckel: värde`.
pub(super) fn not_a_mapping(text: &str, offset: usize) -> Fault {
    let index = LineIndex::new(text);
    let lines = 1..=text.lines().count().max(1);
    let written = |line: &usize| {
        let shown = index.line(*line).trim();
        !shown.is_empty() && !shown.starts_with('#')
    };
    let line = lines.into_iter().find(written).unwrap_or(1);
    fault(text, offset, &index, slip(&index, line, 1))
}

fn fault(text: &str, offset: usize, index: &LineIndex<'_>, slip: Slip) -> Fault {
    let line_start = offset_of(text, slip.line);
    let shown = index.line(slip.line);
    let bytes = slip.bytes.start.min(shown.len())..slip.bytes.end.min(shown.len());
    Fault {
        kind: FaultKind::Syntax { kind: slip.kind, suggestion: slip.suggestion },
        span: Span::from(bytes).shifted(line_start + offset),
    }
}

struct Slip {
    kind: SyntaxKind,
    line: usize,
    /// Bytes in the line.
    bytes: std::ops::Range<usize>,
    suggestion: Option<String>,
}

fn offset_of(text: &str, line: usize) -> usize {
    text.split_inclusive('\n').take(line - 1).map(str::len).sum()
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
    // The parser often notices a slip one line late: look at its line, then at the one before.
    for candidate in [line, line.saturating_sub(1)] {
        if candidate > 0
            && let Some(found) = slip_in(index.line(candidate), candidate)
        {
            return found;
        }
    }
    let shown = index.line(line);
    let start = shown.char_indices().nth(column - 1).map_or(shown.len(), |(at, _)| at);
    let indent = shown.len() - shown.trim_start().len();
    let previous = index.line(line.saturating_sub(1));
    let previous_indent = previous.len() - previous.trim_start().len();
    let kind = if shown.trim_start().starts_with("---") {
        SyntaxKind::SecondDocument
    } else if indent != previous_indent && !shown.trim().is_empty() {
        SyntaxKind::Indentation
    } else {
        SyntaxKind::Other
    };
    let bytes = match kind {
        SyntaxKind::Indentation => indent..shown.trim_end().len(),
        _ => start..shown.trim_end().len().max(start),
    };
    Slip { kind, line, bytes, suggestion: None }
}

/// The slip that can be seen in one line alone.
fn slip_in(line: &str, number: usize) -> Option<Slip> {
    let indent = line.len() - line.trim_start().len();
    let rest = line.trim();
    let end = indent + rest.len();
    let found = |kind, bytes, suggestion| Some(Slip { kind, line: number, bytes, suggestion });
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    if let Some(tab) = line[..indent].find('\t') {
        let spaces = line[..indent].replace('\t', "  ");
        return found(SyntaxKind::Tab, tab..tab + 1, Some(format!("{spaces}{rest}")));
    }
    let item = rest.strip_prefix("- ").unwrap_or(rest);
    let item_at = indent + (rest.len() - item.len());
    let Some((key, value)) = item.split_once(':') else {
        let listed = rest.starts_with('-');
        let flow = rest.contains(['[', ']', '{', '}', '"', '\'']);
        return if listed || flow { None } else { found(SyntaxKind::NoColon, indent..end, None) };
    };
    let value_at = item_at + key.len() + 1;
    let is_key =
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    if !is_key {
        return None;
    }
    if !value.is_empty() && !value.starts_with(char::is_whitespace) {
        let fixed = format!("{}{key}: {value}", &line[..item_at]);
        return found(SyntaxKind::NoSpaceAfterColon, item_at..value_at, Some(fixed));
    }
    let written = value.trim();
    let written_at = value_at + (value.len() - value.trim_start().len());
    let whole = written_at..written_at + written.len();
    let quoted = || Some(format!("{}{key}: \"{}\"", &line[..item_at], written.replace('"', "'")));
    match written.chars().next()? {
        quote @ ('"' | '\'') => {
            let closed = written.len() > 1 && written.ends_with(quote);
            let inner = written.trim_matches(quote).contains(quote);
            (!closed || inner).then_some(())?;
            let suggestion = (!inner).then(|| format!("{line}{quote}"));
            found(SyntaxKind::Quote, whole, suggestion)
        }
        open @ ('[' | '{') => {
            let close = if open == '[' { ']' } else { '}' };
            let balance = written.matches(open).count() == written.matches(close).count();
            (!balance).then_some(())?;
            let suggestion =
                (written.matches(close).count() == 0).then(|| format!("{line}{close}"));
            found(SyntaxKind::Bracket, whole, suggestion)
        }
        ']' | '}' | ',' => found(SyntaxKind::Bracket, whole, quoted()),
        '@' | '%' | '`' | '&' | '*' | '!' => found(SyntaxKind::TakenSign, whole, quoted()),
        _ if written.contains(": ") || written.ends_with(':') => {
            found(SyntaxKind::ColonInValue, whole, quoted())
        }
        _ => None,
    }
}
