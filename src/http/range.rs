//! Which bytes of an answer are asked for.

use std::ops::Range;

/// What `Range` means for a body.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// All of it: nothing was asked, or something that may be passed over.
    All,
    /// These bytes.
    Part(Range<u64>),
    /// Bytes that it does not have.
    Outside,
}

/// Reads `bytes=0-99`, `bytes=100-` and `bytes=-100` for a body of `len` bytes. Several ranges at
/// once are answered with everything, as a server may.
pub(super) fn asked(written: Option<&str>, len: u64) -> Asked {
    let Some((from, to)) = written
        .and_then(|written| written.strip_prefix("bytes="))
        .and_then(|range| range.split_once('-'))
    else {
        return Asked::All;
    };
    let range = match (number(from), number(to)) {
        (Some(from), Some(to)) if from <= to => from..to.saturating_add(1).min(len),
        (Some(from), None) if to.trim().is_empty() => from..len,
        (None, Some(last)) if from.trim().is_empty() => len.saturating_sub(last)..len,
        _ => return Asked::All,
    };
    if range.start < range.end { Asked::Part(range) } else { Asked::Outside }
}

fn number(written: &str) -> Option<u64> {
    let written = written.trim();
    written.bytes().all(|b| b.is_ascii_digit()).then(|| written.parse().ok())?
}
