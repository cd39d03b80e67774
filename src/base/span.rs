//! Where in a text something stands: byte ranges, and lines and columns for people.

use std::cell::Cell;
use std::ops::Range;

/// A byte range in the text of one file, as `Source` holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// A span over `start..end`. Texts are capped far below 4 GiB before they get here.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// An empty span at `at`.
    #[must_use]
    pub fn at(at: usize) -> Self {
        Self::new(at, at)
    }

    /// The same span in a text where this one's text begins at `offset`.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        let range = self.range();
        Self::new(range.start + offset, range.end + offset)
    }

    /// The span with whole characters of `text`: a place in a line that was mended may fall
    /// inside one.
    #[must_use]
    pub fn settled(self, text: &str) -> Self {
        let range = self.range();
        let (mut start, mut end) = (range.start.min(text.len()), range.end.min(text.len()));
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Self::new(start, end)
    }

    /// The span as a range of byte offsets.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts a value and its place together.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// A place as an editor shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, counted in characters.
    pub column: usize,
}

/// The line starts of one text, to turn bytes into lines and columns.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// The last place asked for, and the characters before it on its line: places come nearly in
    /// order, and a long line is counted through once and not for each of them.
    last: Cell<(usize, usize)>,
}

impl<'a> LineIndex<'a> {
    /// Finds the lines of `text`. A line ends with LF; a CR before it belongs to the line break.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { text, starts, last: Cell::default() }
    }

    /// The line and column of byte `at`; past the end it is the end, inside a
    /// character it is that character.
    #[must_use]
    pub fn position(&self, at: usize) -> Position {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts[line - 1];
        let (known, before) = self.last.get();
        let count = |range: Range<usize>| self.text[range].chars().count();
        let is_behind = known > at && self.starts.get(line).is_none_or(|next| known < *next);
        let before = if (start..=at).contains(&known) {
            before + count(known..at)
        } else if is_behind && known - at < at - start {
            before - count(at..known)
        } else {
            count(start..at)
        };
        self.last.set((at, before));
        Position { line, column: before + 1 }
    }

    /// The line that holds byte `at`, from 0, and the byte in it.
    #[must_use]
    pub fn line_and_byte(&self, at: usize) -> (usize, usize) {
        let at = at.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        (line, at - self.starts[line])
    }

    /// How many lines there are; a final line break begins no new one.
    #[must_use]
    pub fn count(&self) -> usize {
        let ends_with_break = self.starts.last().is_some_and(|last| *last >= self.text.len());
        self.starts.len() - usize::from(ends_with_break)
    }

    /// The text of line number `line` (from 1), without its line break.
    #[must_use]
    pub fn line(&self, line: usize) -> &'a str {
        let Some(start) = line.checked_sub(1).and_then(|at| self.starts.get(at)) else {
            return "";
        };
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        self.text[*start..end].trim_end_matches('\r')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters_and_lines_from_one() {
        let index = LineIndex::new("åä\r\nö: x\n");
        assert_eq!(index.position(0), Position { line: 1, column: 1 });
        assert_eq!(index.position(4), Position { line: 1, column: 3 });
        assert_eq!(index.position(6), Position { line: 2, column: 1 });
        assert_eq!(index.position(7), Position { line: 2, column: 1 });
        assert_eq!(index.position(8), Position { line: 2, column: 2 });
        // Whatever was asked for before.
        let index = LineIndex::new("a\nåäöåäöåäö\nb");
        for (at, line, column) in
            [(20, 2, 10), (16, 2, 8), (14, 2, 7), (4, 2, 2), (21, 3, 1), (20, 2, 10), (0, 1, 1)]
        {
            assert_eq!(index.position(at), Position { line, column }, "{at}");
        }
        let index = LineIndex::new("åä\r\nö: x\n");
        assert_eq!(index.line(1), "åä");
        assert_eq!(index.line(2), "ö: x");
        assert_eq!(index.line(9), "");
        for (text, lines) in [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("\n", 1), ("\n\n", 2)] {
            assert_eq!(LineIndex::new(text).count(), lines, "{text:?}");
        }
    }
}
