//! A copy of a YAML text whose slips are mended one by one, so that all of them are found in
//! one go. Every line of the copy stands for the same line of the text.

use std::borrow::Cow;

use crate::base::{self, LineIndex, Span, Suggestion};

use super::fault::{Fault, FaultKind, OddSign, SyntaxKind};
use super::lines::{Line, Part, is_curly, is_invisible, is_odd_space, lines, may_be_odd};
use super::marks::{Mark, marks};
use super::node::{Node, Value};
use super::slips::in_quotes;
use super::syntax::Slip;

/// The copy.
pub(super) struct Mended<'a> {
    text: &'a str,
    offset: usize,
    /// The lines with their line breaks.
    lines: Vec<Cow<'a, str>>,
    /// Where each line begins in the text.
    starts: Vec<usize>,
    is_changed: bool,
    /// The lines that slipped already.
    slipped: Vec<usize>,
    /// Slips found that no line shows by itself.
    unseen: usize,
    pub faults: Vec<Fault>,
}

/// Whoever has more slips than this in one file has another worry than the last of them.
const MOST_SLIPS: usize = 20;
/// A text is read once more for each slip: so many bytes at most, all readings together.
const MOST_READ: usize = 8 << 20;

impl<'a> Mended<'a> {
    pub fn new(text: &'a str, offset: usize, is_mapping: bool) -> Self {
        let mut starts = Vec::new();
        let mut start = 0;
        let lines = base::lines(text).map(|line| {
            starts.push(start);
            start += line.len();
            Cow::Borrowed(line)
        });
        let lines = lines.collect();
        let (is_changed, slipped, faults) = (false, Vec::new(), Vec::new());
        let mut copy = Self { text, offset, lines, starts, is_changed, slipped, unseen: 0, faults };
        let marked = copy.begin_rows(is_mapping);
        copy.tidy(&marked);
        copy
    }

    pub fn copy(&self) -> Cow<'a, str> {
        if self.is_changed { Cow::Owned(self.lines.concat()) } else { Cow::Borrowed(self.text) }
    }

    /// Gives the rows of lists their hyphen and space. Returns the lines that lacked them.
    fn begin_rows(&mut self, is_mapping: bool) -> Vec<usize> {
        let found = marks(self.text, is_mapping);
        let numbers = found.iter().map(|mark| mark.line).collect();
        for Mark { line, bytes, sign, mut mended } in found {
            // What else a word processor left in the line goes with it.
            let own = Line { start: 0, text: &mended[0], part: Part::Fields };
            if let Some((_, tidied)) = tidied(&own) {
                mended[0] = tidied;
            }
            let start = self.starts[line];
            let last = line + mended.len() - 1;
            let end = self.starts[last] + self.lines[last].trim_end_matches(['\n', '\r']).len();
            let whole = Span::new(start, end).shifted(self.offset);
            let span = Span::from(bytes).shifted(self.offset + start);
            let text = mended.join("\n");
            let kind = FaultKind::OddSign {
                sign,
                mended: Suggestion { span: whole, text, is_sure: true },
            };
            self.faults.push(Fault { kind, span });
            for (at, mended) in mended.iter().enumerate() {
                self.set(line + at, mended);
            }
        }
        numbers
    }

    /// Takes away what a word processor left between keys, colons and values.
    fn tidy(&mut self, marked: &[usize]) {
        let is_odd = |c: char| is_odd_space(c) || is_invisible(c) || is_curly(c) || is_never(c);
        let has_odd = may_be_odd(self.text) && self.text.contains(is_odd);
        if !has_odd && !self.text.contains(": #") && !self.text.contains("- #") {
            return;
        }
        let copy = self.copy().into_owned();
        let all = lines(&copy);
        for (number, line) in all.iter().copied().enumerate() {
            if marked.binary_search(&number).is_ok() {
                continue;
            }
            let legible: String = line.text.chars().filter(|c| *c != '\u{feff}').collect();
            let legible = legible.replace(is_never, " ");
            if legible != line.text {
                // Another rule speaks of these.
                self.set(number, &legible);
            }
            let tidied = tidied(&Line { text: &legible, ..line });
            if let Some((sign, tidied)) = tidied {
                let changed = changed(line.text, &tidied);
                let start = self.offset + self.starts[number];
                let span = Span::from(changed).shifted(start);
                let whole = Span::new(start, start + line.text.len());
                let mended = Suggestion { span: whole, text: tidied.clone(), is_sure: true };
                self.faults.push(Fault { kind: FaultKind::OddSign { sign, mended }, span });
                self.set(number, &tidied);
            } else if let Some((bytes, tidied)) = hash_first(&Line { text: &legible, ..line })
                && !has_rows(&line, &all[number + 1..])
            {
                let kind = SyntaxKind::TakenSign;
                self.slipped.push(number);
                self.report(number, kind, bytes, Some(tidied.clone()));
                self.set(number, &tidied);
            }
        }
    }

    /// Takes a slip, and mends it or sets its entry aside. False when there is no sense in
    /// reading on.
    pub fn take(&mut self, slip: Slip) -> bool {
        let number = slip.line - 1;
        let Some(line) = self.lines.get(number) else {
            self.faults.push(Fault {
                kind: FaultKind::Syntax { kind: slip.kind, suggestion: None },
                span: Span::at(self.offset),
            });
            return false;
        };
        let is_blank = line.trim().is_empty();
        let again = self.slipped.contains(&number);
        let unseen = matches!(slip.kind, SyntaxKind::Other | SyntaxKind::Indentation);
        // What is left of one slip that could not be placed must not become another.
        if (again && is_blank) || (unseen && self.unseen > 0 && !again) {
            return false;
        }
        self.unseen += usize::from(unseen);
        if !again {
            self.slipped.push(number);
            self.report(number, slip.kind, slip.bytes, slip.suggestion.clone());
        }
        match slip.suggestion.filter(|_| !again) {
            Some(line) => self.set(number, &line),
            None => self.set_aside(number),
        }
        let readings = self.slipped.len();
        readings < MOST_SLIPS && readings * self.text.len() < MOST_READ
    }

    fn report(
        &mut self,
        number: usize,
        kind: SyntaxKind,
        bytes: std::ops::Range<usize>,
        suggestion: Option<String>,
    ) {
        let place = |at| self.place(number, at) + self.offset;
        let span = Span::new(place(bytes.start), place(bytes.end));
        self.faults.push(Fault { kind: FaultKind::Syntax { kind, suggestion }, span });
    }

    fn set(&mut self, number: usize, line: &str) {
        let old = &self.lines[number];
        let end = &old[old.trim_end_matches(['\n', '\r']).len()..];
        self.lines[number] = Cow::Owned(format!("{line}{end}"));
        self.is_changed = true;
    }

    /// Empties a line and the lines that belong to it.
    fn set_aside(&mut self, number: usize) {
        let line = self.lines[number].clone();
        let own = indent(&line);
        let is_item = line.trim_start().starts_with("- ");
        let belongs = |below: &str| {
            let further = indent(below) > own;
            let item = !is_item && indent(below) == own && below.trim_start().starts_with("- ");
            below.trim().is_empty() || further || item
        };
        let below = self.lines[number + 1..].iter().take_while(|below| belongs(below)).count();
        for at in number..=number + below {
            self.set(at, "");
        }
    }

    /// A byte of a line of the copy as a byte of the text.
    fn place(&self, number: usize, at: usize) -> usize {
        let Some(start) = self.starts.get(number) else { return self.text.len() };
        let rest = &self.text[*start..];
        let original = rest.split_inclusive('\n').next().unwrap_or("");
        let copy = &self.lines[number];
        let same = original.bytes().zip(copy.bytes()).take_while(|(a, b)| a == b).count();
        let after = original.bytes().rev().zip(copy.bytes().rev());
        let most = original.len().min(copy.len()) - same;
        let after = after.take(most).take_while(|(a, b)| a == b).count();
        let at = if at <= same {
            at
        } else if at >= copy.len() - after {
            original.len() - (copy.len() - at.min(copy.len()))
        } else {
            at.min(original.len() - after)
        };
        let mut at = start + at.min(original.trim_end_matches(['\n', '\r']).len().max(same));
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// Gives the spans of a node that was read from the copy their places in the text.
    pub fn settle(&self, node: &mut Node) {
        if !self.is_changed {
            return;
        }
        let copy = self.lines.concat();
        let index = LineIndex::new(&copy);
        self.settle_node(node, &index);
    }

    fn settle_node(&self, node: &mut Node, index: &LineIndex<'_>) {
        node.span = self.settle_span(node.span, index);
        match &mut node.value {
            Value::List(items) => items.iter_mut().for_each(|item| self.settle_node(item, index)),
            Value::Map(entries) => {
                for entry in entries {
                    entry.key.span = self.settle_span(entry.key.span, index);
                    self.settle_node(&mut entry.value, index);
                }
            }
            Value::Null | Value::Scalar(_) => {}
        }
    }

    fn settle_span(&self, span: Span, index: &LineIndex<'_>) -> Span {
        let range = span.range();
        let settled = |at: usize| {
            let (line, within) = index.line_and_byte(at.saturating_sub(self.offset));
            self.offset + self.place(line, within)
        };
        Span::new(settled(range.start), settled(range.end))
    }
}

/// A sign that belongs in no text at all: what copying left of something else.
#[must_use]
pub fn is_never(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffd}' | '\u{fffe}' | '\u{ffff}')
        || matches!(c, '\u{e000}'..='\u{f8ff}')
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// `titel: #1 i länet`: the value is a comment to the parser, and gone without a word.
fn hash_first(line: &Line<'_>) -> Option<(std::ops::Range<usize>, String)> {
    let places = line.places().filter(|_| line.part == Part::Fields)?;
    let value = line.text.get(places.value.clone())?;
    let said = value.strip_prefix('#')?;
    let is_meant = said.starts_with(char::is_alphanumeric);
    let before = &line.text[..places.value.start];
    is_meant.then(|| (places.value, format!("{before}{}", in_quotes(value))))
}

/// Whether the lines below are the value of `line`: then what stands after its key is a
/// comment.
fn has_rows(line: &Line<'_>, below: &[Line<'_>]) -> bool {
    let next = below.iter().find(|below| !below.text.trim().is_empty());
    next.is_some_and(|next| {
        let (own, next_indent) = (indent(line.text), indent(next.text));
        next_indent > own || (next_indent == own && next.text.trim_start().starts_with("- "))
    })
}

/// A line without the odd signs where only YAML's own can be meant, and which there were.
fn tidied(line: &Line<'_>) -> Option<(OddSign, String)> {
    let text = line.text;
    let is_gap = |c: char| c.is_whitespace() || is_invisible(c);
    let indent = &text[..text.len() - text.trim_start_matches(is_gap).len()];
    let odd = |c: char| is_odd_space(c) || is_invisible(c);
    // What goes on from above keeps its signs, unless it only seems to: a key after spaces
    // that are none.
    let seems = line.part == Part::Continued && indent.contains(odd);
    if line.part != Part::Fields && !seems {
        return None;
    }
    let mut out = spaces(indent);
    let mut rest = &text[indent.len()..];
    while let Some(after) = rest.strip_prefix('-') {
        let gap = &after[..after.len() - after.trim_start_matches(is_gap).len()];
        if gap.is_empty() {
            break;
        }
        out.push('-');
        out.push_str(&spaces(gap));
        rest = &after[gap.len()..];
    }
    let key = rest.match_indices(':').map(|(at, _)| at).find_map(|at| {
        let is_end = rest[at + 1..].chars().next().is_none_or(is_gap);
        let key = bare_key(&rest[..at]).filter(|_| is_end)?;
        Some((key, at))
    });
    if let Some((key, at)) = key {
        let after = &rest[at + 1..];
        let gap = &after[..after.len() - after.trim_start_matches(is_gap).len()];
        let value = &after[gap.len()..];
        out.push_str(&key);
        out.push(':');
        let gap = spaces(gap);
        out.push_str(if gap.is_empty() && !value.is_empty() { " " } else { &gap });
        rest = value;
    } else if seems {
        return None;
    }
    if rest.starts_with(['[', '{']) {
        out.push_str(&in_brackets(rest));
    } else {
        out.push_str(rest);
    }
    if out.trim_end() == text.trim_end() {
        return None;
    }
    let gone = &text[changed(text, &out)];
    let sign = if gone.contains(is_curly) {
        OddSign::Quote
    } else if gone.contains(is_invisible) {
        OddSign::Invisible
    } else {
        OddSign::Space
    };
    Some((sign, out))
}

/// A gap of ordinary spaces.
fn spaces(gap: &str) -> String {
    gap.chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| if is_odd_space(c) { ' ' } else { c })
        .collect()
}

/// A key as it was meant. None when the text is no key.
fn bare_key(text: &str) -> Option<String> {
    let odd = |c: char| is_odd_space(c) || is_invisible(c);
    let quoted = text.trim_matches(|c: char| odd(c) || c == ' ');
    if quoted.starts_with(['"', '\'']) {
        return Some(text.to_owned());
    }
    let bare: String = quoted.chars().filter(|c| !is_invisible(*c)).collect();
    let bare = bare.trim_matches(is_curly);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '\u{300}'..='\u{36f}');
    let kept = &text[text.trim_end_matches(' ').len()..];
    (!bare.is_empty() && bare.chars().all(is_word)).then(|| format!("{bare}{kept}"))
}

/// A list or mapping on one line with ordinary spaces around its signs.
fn in_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote = None;
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        if matches!(c, '"' | '\'') && quote.is_none_or(|open| open == c) {
            quote = if quote.is_none() { Some(c) } else { None };
        }
        let beside = out.ends_with(['[', '{', ',', ':', ' '])
            || signs.peek().is_some_and(|next| matches!(next, ']' | '}' | ',' | ':'));
        if quote.is_none() && beside && is_invisible(c) {
            continue;
        }
        out.push(if quote.is_none() && beside && is_odd_space(c) { ' ' } else { c });
    }
    out
}

/// The bytes of `line` that `mended` has otherwise.
fn changed(line: &str, mended: &str) -> std::ops::Range<usize> {
    let same = line.char_indices().zip(mended.chars()).find(|((_, a), b)| a != b);
    let start = same.map_or(line.len().min(mended.len()), |((at, _), _)| at);
    let after = line[start..].chars().rev().zip(mended.get(start..).unwrap_or("").chars().rev());
    let kept: usize = after.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    start..line.len() - kept
}
