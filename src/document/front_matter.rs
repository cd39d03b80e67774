//! Finds the YAML between the two `---` lines, and the Markdown after it.

use std::ops::Range;

use crate::base::Span;
use crate::source::Limits;

/// A fence that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingFence {
    /// The file does not begin with `---`.
    First {
        /// Where the file begins.
        at: Span,
    },
    /// The front matter is never closed.
    Last {
        /// The opening fence.
        at: Span,
    },
}

/// Where the parts of a page are.
#[derive(Debug)]
pub(super) struct Split {
    /// The YAML, without its fences.
    pub yaml: Range<usize>,
    /// The Markdown.
    pub body: Range<usize>,
    /// A fence is missing.
    pub missing: Option<MissingFence>,
    /// The front matter is larger than it may be: its length.
    pub oversize: Option<usize>,
}

/// Where the YAML of a page is, without its fences; nowhere when a fence is missing.
#[must_use]
pub fn front_matter(text: &str) -> Range<usize> {
    split(text).yaml
}

/// Splits the text of a page.
pub(super) fn split(text: &str) -> Split {
    let mut lines = lines(text).skip_while(|line| text[line.clone()].trim().is_empty());
    let Some(first) = lines.next().filter(|line| is_fence(&text[line.clone()])) else {
        let end = text.find('\n').unwrap_or(text.len());
        let at = Span::new(0, text[..end].trim_end().len());
        return Split {
            yaml: 0..0,
            body: 0..text.len(),
            missing: Some(MissingFence::First { at }),
            oversize: None,
        };
    };
    let Some(last) = lines.find(|line| is_fence(&text[line.clone()])) else {
        let at = Span::new(first.start, first.start + 3);
        return Split {
            yaml: first.end..first.end,
            body: text.len()..text.len(),
            missing: Some(MissingFence::Last { at }),
            oversize: None,
        };
    };
    let yaml = first.end..last.start;
    let oversize = (yaml.len() > Limits::FRONT_MATTER).then_some(yaml.len());
    Split { yaml, body: last.end..text.len(), missing: None, oversize }
}

/// The lines of `text` with their line breaks, as byte ranges.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    crate::base::lines(text).map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        range
    })
}

/// `---` alone on its line.
fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_yaml_and_the_body_are_found_whatever_the_line_breaks() {
        for text in ["---\ntitel: A\n---\nBody", "\n---\r\ntitel: A\r\n---\r\nBody"] {
            let found = split(text);
            assert_eq!(text[found.yaml].trim(), "titel: A");
            assert_eq!(&text[found.body], "Body");
            assert_eq!(found.missing, None);
        }
    }

    #[test]
    fn a_missing_fence_is_told_from_an_unclosed_one() {
        assert!(matches!(split("titel: A\n").missing, Some(MissingFence::First { .. })));
        assert!(matches!(split("---\ntitel: A\n").missing, Some(MissingFence::Last { .. })));
        assert!(matches!(split("").missing, Some(MissingFence::First { .. })));
    }
}
