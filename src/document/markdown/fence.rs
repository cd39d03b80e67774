//! Where components begin and end: lines with `:::`, but never those in code.
//!
//! Only a full reading of the Markdown knows what is code. So the lines that may be fences
//! are replaced, byte for byte, by `***`: a thematic break ends a paragraph, a list and a
//! table just as a fence should, and comes out as an event of its own – unless it stands in
//! code, where it is only text and is put back.

use std::borrow::Cow;

use memchr::memmem;
use pulldown_cmark::{Event, Options, Parser};

/// What a fence begins with.
const FENCE: &str = ":::";
/// As long as `FENCE`.
const BREAK: &str = "***";

/// So often the text is read to tell fences from code. Once is nearly always enough; what
/// is left after that is text.
const ROUNDS: usize = 4;

/// A body with its fences found.
#[derive(Debug)]
pub(super) struct Fenced<'a> {
    /// The body, fences replaced; as long as the body.
    pub text: Cow<'a, str>,
    /// Where each fence stands, in order.
    pub at: Vec<usize>,
}

impl<'a> Fenced<'a> {
    pub fn find(body: &'a str, options: Options) -> Self {
        let mut at = candidates(body);
        for _ in 0..ROUNDS {
            if at.is_empty() {
                return Self::none(body);
            }
            let text = masked(body, &at);
            let kept = breaks(&text, &at, options);
            if kept.len() == at.len() {
                return Self { text: Cow::Owned(text), at };
            }
            at = kept;
        }
        Self { text: Cow::Owned(masked(body, &at)), at }
    }

    pub const fn none(body: &'a str) -> Self {
        Self { text: Cow::Borrowed(body), at: Vec::new() }
    }

    /// The fence that a thematic break in `range` of the text stands for.
    pub fn in_range(&self, range: &std::ops::Range<usize>) -> Option<usize> {
        found(&self.at, range)
    }
}

/// The lines that are fences if they are not in code: `:::` after nothing but indentation
/// and the marks of quotations and lists.
fn candidates(body: &str) -> Vec<usize> {
    let mut at = Vec::new();
    if memmem::find(body.as_bytes(), FENCE.as_bytes()).is_none() {
        return at;
    }
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        if let Some(column) = line.find(FENCE) {
            let mark = |c: char| " \t>-*+.)".contains(c) || c.is_ascii_digit();
            if line[..column].chars().all(mark) {
                at.push(start + column);
            }
        }
        start += line.len();
    }
    at
}

/// `body` with the lines that begin at `fences` replaced by thematic breaks.
fn masked(body: &str, fences: &[usize]) -> String {
    let mut text = String::with_capacity(body.len());
    let mut done = 0;
    for &at in fences {
        let line = line_at(body, at);
        text.push_str(&body[done..at]);
        text.push_str(BREAK);
        text.extend(std::iter::repeat_n(' ', line.len() - BREAK.len()));
        done = at + line.len();
    }
    text.push_str(&body[done..]);
    text
}

/// Those of `fences` that came out as thematic breaks.
fn breaks(text: &str, fences: &[usize], options: Options) -> Vec<usize> {
    let events = Parser::new_ext(text, options).into_offset_iter();
    events
        .filter(|(event, _)| matches!(event, Event::Rule))
        .filter_map(|(_, range)| found(fences, &range))
        .collect()
}

fn found(fences: &[usize], range: &std::ops::Range<usize>) -> Option<usize> {
    let at = *fences.get(fences.partition_point(|fence| *fence < range.start))?;
    (at < range.end).then_some(at)
}

/// The line from `at`, without its line break.
pub(super) fn line_at(body: &str, at: usize) -> &str {
    body[at..].split(['\n', '\r']).next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::extensions;

    fn fences(body: &str) -> Vec<&str> {
        let found = Fenced::find(body, extensions());
        assert_eq!(found.text.len(), body.len());
        found.at.iter().map(|at| line_at(body, *at)).collect()
    }

    #[test]
    fn fences_are_found_wherever_blocks_may_stand() {
        assert_eq!(fences("text\n:::a\nb\n:::\n"), [":::a", ":::"]);
        assert_eq!(fences("| a |\n|---|\n| b |\n:::a\n"), [":::a"]);
        assert_eq!(fences("> :::a\n> x\n> :::\n\n- b\n\n  :::c\n"), [":::a", ":::", ":::c"]);
        assert_eq!(fences("term\n: mening\n::::å {ö=\"ä\"}\r\n"), ["::::å {ö=\"ä\"}"]);
    }

    #[test]
    fn code_and_running_text_are_never_touched() {
        for text in [
            "```\n:::a\n```\n",
            "~~~~\n:::a\n~~~\n:::\n~~~~\n",
            "    :::a\n",
            "- x\n\n      :::a\n",
            "en mening\n    :::a\n",
            "\\:::a\n",
            "se `:::a`\n",
        ] {
            assert_eq!(fences(text), Vec::<&str>::new(), "{text}");
            assert_eq!(Fenced::find(text, extensions()).text, text);
        }
        assert_eq!(fences("```\n:::a\n```\n:::b\n\n    :::c\n"), [":::b"]);
    }
}
