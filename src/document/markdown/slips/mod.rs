//! What looks like Markdown but was not read as such, and is shown as it stands.
//!
//! What was read as Markdown – code, links, HTML, fences – is blanked in a copy of the body
//! while the events pass. Marks that are left in the copy are text on the page.

mod blocks;
mod inline;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag};

use crate::base::{Span, lines};

/// A slip, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// What.
    pub kind: SlipKind,
    /// Where.
    pub span: Span,
    /// What should stand there instead, when there is one right way.
    pub mended: Option<String>,
}

/// The slips that show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlipKind {
    /// A fence with too few colons, or with a space in it; whether a name follows.
    Fence(bool),
    /// `[text](min rapport.pdf)`.
    SpacedAddress,
    /// `[text] (sida.md)`.
    ApartAddress,
    /// `[text][namn]` with nothing of that name.
    NoReference,
    /// `##Rubrik`.
    Heading,
    /// `#Rubrik`, which may be meant as it is.
    MaybeHeading,
    /// `-punkt`.
    Item,
    /// `1.text`.
    Number,
    /// `• punkt`, `– punkt`: lines that look like a list.
    Bullet,
    /// `- [] uppgift`.
    Box,
    /// `[!VIKTIGT]`.
    UnknownAlert,
    /// `[!NOTE]` elsewhere than alone on the first line of a quotation.
    MisplacedAlert,
    /// A row of dashes that has not as many cells as the row above, or none at all.
    NoTable,
    /// A block of code that is never closed.
    OpenCode,
    /// `** fet**`.
    SpacedBold,
}

/// What stands in the copy where Markdown was: neither space, letter nor mark.
const BLANK: u8 = 1;

/// Collects the slips while the events pass.
pub(super) struct Slips<'a> {
    body: &'a str,
    /// The copy.
    left: Vec<u8>,
    /// So far everything is blanked that is: what stands in one another is blanked once.
    done: usize,
    /// Where the quotations begin that are alerts.
    alerts: Vec<usize>,
    tables: Vec<Range<usize>>,
    found: Vec<Slip>,
}

impl<'a> Slips<'a> {
    pub fn new(body: &'a str) -> Self {
        let left = body.as_bytes().to_vec();
        Self { body, left, done: 0, alerts: Vec::new(), tables: Vec::new(), found: Vec::new() }
    }

    /// Takes one event.
    pub fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                if matches!(kind, CodeBlockKind::Fenced(_)) {
                    self.open_code(range);
                }
                self.blank(range.clone());
            }
            // A bare address is a link of ours, not of the Markdown around it.
            Event::Start(Tag::Link { link_type: LinkType::Autolink, .. })
                if !self.body[range.start..].starts_with('<') => {}
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Code(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Rule => self.blank(range.clone()),
            Event::Start(Tag::Emphasis) => self.marks(range, 1),
            Event::Start(Tag::Strong) => self.marks(range, 2),
            Event::Start(Tag::BlockQuote(Some(_))) => self.alerts.push(range.start),
            Event::Start(Tag::Table(_)) => self.tables.push(range.clone()),
            _ => {}
        }
    }

    /// Something that was read as it was meant.
    pub fn blank(&mut self, range: Range<usize>) {
        let start = range.start.max(self.done);
        let bytes = self.left.get_mut(start..range.end).unwrap_or_default();
        for byte in bytes.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
            *byte = BLANK;
        }
        self.done = self.done.max(range.end);
    }

    /// Marks of so many bytes around `range`.
    fn marks(&mut self, range: &Range<usize>, len: usize) {
        let (start, end) =
            (range.start..range.start + len, range.end.saturating_sub(len)..range.end);
        for at in start.chain(end) {
            if let Some(byte) = self.left.get_mut(at) {
                *byte = BLANK;
            }
        }
    }

    /// Whether the code that stands at `range` is closed by a fence.
    fn open_code(&mut self, range: &Range<usize>) {
        let code = self.body[range.clone()].trim_end();
        let Some(mark) = code.chars().next() else { return };
        let len = code.len() - code.trim_start_matches(mark).len();
        let first = code.lines().next().unwrap_or_default();
        let last = code.lines().skip(1).last().unwrap_or_default();
        let closing = last.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
        let is_closed = closing.len() >= len && closing.chars().all(|c| c == mark);
        if !is_closed {
            self.add(SlipKind::OpenCode, range.start..range.start + first.trim_end().len(), None);
        }
    }

    fn add(&mut self, kind: SlipKind, range: Range<usize>, mended: Option<String>) {
        self.found.push(Slip { kind, span: Span::from(range), mended });
    }

    /// The slips of a body that begins at byte `offset` of its file.
    pub fn finish(mut self, offset: usize) -> Vec<Slip> {
        self.escapes();
        // Only whole characters are blanked, so that the copy is text.
        let left = std::mem::take(&mut self.left);
        let lines = self.lines(simdutf8::basic::from_utf8(&left).unwrap_or_default());
        for line in &lines {
            self.inline(line);
        }
        self.blocks(&lines);
        self.found.sort_by_key(|slip| slip.span);
        for slip in &mut self.found {
            slip.span = slip.span.shifted(offset);
        }
        self.found
    }

    /// A sign after a backslash is meant as a sign.
    fn escapes(&mut self) {
        if !self.left.contains(&b'\\') {
            return;
        }
        let mut at = 0;
        while at + 1 < self.left.len() {
            if self.left[at] == b'\\' && self.left[at + 1].is_ascii_punctuation() {
                self.left[at..at + 2].fill(BLANK);
                at += 1;
            }
            at += 1;
        }
    }

    fn lines<'b>(&self, left: &'b str) -> Vec<Line<'b>> {
        let mut start = 0;
        let mut tables = self.tables.iter().peekable();
        let lines = lines(left).map(|line| {
            while tables.next_if(|table| table.end <= start).is_some() {}
            let text = line.trim_end();
            let in_table = tables.peek().is_some_and(|table| table.start < start + line.len());
            let made = Line { start, text, at: text_start(text), in_table };
            start += line.len();
            made
        });
        lines.collect()
    }
}

/// One line of the copy.
struct Line<'b> {
    /// Where it begins in the body.
    start: usize,
    /// Without its line break.
    text: &'b str,
    /// Where the text begins on the line, after indentation and the marks of quotations and
    /// lists.
    at: usize,
    in_table: bool,
}

impl<'b> Line<'b> {
    /// The text after the marks.
    fn inner(&self) -> &'b str {
        &self.text[self.at..]
    }

    /// The marks before the text.
    fn marks(&self) -> &'b str {
        &self.text[..self.at]
    }

    /// A range of its text as one of the body.
    const fn range(&self, start: usize, end: usize) -> Range<usize> {
        self.start + start..self.start + end
    }

    /// Whether it has a mark of a list.
    fn is_item(&self) -> bool {
        self.marks().contains(|c: char| c != '>' && !c.is_whitespace())
    }
}

fn text_start(line: &str) -> usize {
    // Nearly no line begins with a mark, a digit or a space, which some letters of other
    // alphabets share their first byte with.
    let is_special = |first: u8| matches!(first, b'\t'..=b' ' | b'>' | b'-' | b'*' | b'+' | b'0'..=b'9' | 0xc2 | 0xe1..=0xe3);
    if !line.bytes().next().is_some_and(is_special) {
        return 0;
    }
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mark = if digits > 0 { [".", ")", ")"] } else { ["-", "*", "+"] };
        let after = mark.iter().find_map(|mark| rest[digits..].strip_prefix(mark));
        match after.filter(|after| after.starts_with([' ', '\t'])) {
            Some(after) => rest = after,
            None => return line.len() - rest.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Outline;
    use super::SlipKind;

    fn slips(body: &str) -> Vec<(SlipKind, &str)> {
        let found = Outline::of(body, 0, &[]).slips;
        found.iter().map(|slip| (slip.kind, &body[slip.span.range()])).collect()
    }

    #[test]
    fn what_is_read_as_it_was_meant_is_no_slip() {
        for body in [
            "[a](b.md) [c](<d e.md>) ![f](g.png) [h][i]\n\n[i]: j.md\n",
            "`[a](b c)` `**a **` \\[a](b c) \\**a **\n",
            "```\n[a](b c)\n#A\n-b\n-c\n```\n\n    ```\n    #A\n",
            "- a\n- [ ] b\n- [x] (c.md)\n1. d\n2) e\n",
            "> [!NOTE]\n> a\n\n> > [!TIP]\n> > b\n",
            "| a | b |\n|---|---|\n| c | d |\n\n> | a |\n> |---|\n",
            "**a** ***b*** _c_ ~~d~~ 2**3 och 4**5\n\n***\n\n* * *\n",
            "::: a\n:::\n\n:::: a\n::::\n\nterm\n: mening\n",
            "> ```\n> a\n> ```\n\n- ~~~\n  a\n  ~~~\n",
            "#1 är bäst\n\n#vård #skola\n\n-5 grader\n\n1.5 miljoner\n",
            "[…] (se sidan 4) [1][2] [^1]\n\n[^1]: a\n",
        ] {
            assert_eq!(slips(body), [], "{body}");
        }
    }

    #[test]
    fn code_that_is_never_closed_is_found_also_in_lists_and_quotations() {
        let found = |body| slips(body).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
        assert_eq!(slips("a\n\n```rust\nb\n"), [(SlipKind::OpenCode, "```rust")]);
        assert_eq!(found("- ```\n  a\n\nb\n"), [SlipKind::OpenCode]);
        assert_eq!(found("> ~~~\n> a\n\nb\n"), [SlipKind::OpenCode]);
        assert_eq!(found("```"), [SlipKind::OpenCode]);
        assert_eq!(found("````\na\n```\n"), [SlipKind::OpenCode]);
    }

    #[test]
    fn hostile_texts_are_read_in_a_line() {
        let n = 20_000;
        for part in ["[", "![", "[a](", "[a](b c", "**a ", "]", "- ", "> ", "|", "::", "[!"] {
            // Quadratic reading of these would take minutes.
            let _ = Outline::of(&part.repeat(n), 0, &[]);
        }
        let deep = format!("{}a{}", "![".repeat(3000), "](b)".repeat(3000));
        let links = Outline::of(&deep, 0, &[]).links;
        assert!(links.iter().map(|link| link.text.len()).sum::<usize>() < 10);
    }
}
