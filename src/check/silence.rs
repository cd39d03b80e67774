//! Rules that a writer has silenced: for a line or a block, by a comment beside it, or for a
//! page, in its front matter. Each says why; one that silences nothing is a finding itself.
//!
//! In Markdown `<!-- tysta S004: ordet är lagens eget -->`, in YAML `# tysta S004: …`: on the
//! line itself, or on a line of its own above it. Errors cannot be silenced.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::{Diagnostic, FilePath, Severity, Span};
use crate::document::Document;
use crate::source::{CONTENT, Content, Source};

use super::settings::rule_called;
use super::{Rule, Subject};

/// Everything that is silenced.
#[derive(Debug, Default)]
pub struct Silences {
    /// In order of file.
    all: Vec<Silence>,
    /// Comments that look like one but cannot be read.
    pub odd: Vec<Odd>,
}

/// One rule, silenced in a part of a file.
#[derive(Debug)]
pub struct Silence {
    /// The rule.
    pub rule: &'static Rule,
    /// The file.
    pub file: FilePath,
    /// Where it is silenced from.
    pub place: Span,
    /// The bytes where it is silent.
    covers: Range<usize>,
    is_used: AtomicBool,
}

/// What is wrong with a comment that was to silence a rule.
#[derive(Debug)]
pub struct Odd {
    /// The file.
    pub file: FilePath,
    /// Where it stands.
    pub place: Span,
    /// What is wrong.
    pub kind: OddKind,
}

/// What can be wrong with it.
#[derive(Debug, PartialEq, Eq)]
pub enum OddKind {
    /// It names no rule.
    NoRule,
    /// It names a rule that there is not.
    UnknownRule(String),
    /// The rule's findings are errors, which cannot be silenced.
    Error(&'static str),
    /// It does not say why.
    NoReason,
}

/// The word that silences.
const WORD: &str = "tysta";

impl Silences {
    /// Finds them in the content.
    #[must_use]
    pub fn of(subject: &Subject<'_>) -> Self {
        let mut found = Self::default();
        for document in subject.documents() {
            found.of_page(document, subject.text(&document.file));
        }
        found.of_yaml(subject.source);
        found.all.sort_by(|a, b| (&a.file, a.place).cmp(&(&b.file, b.place)));
        found.odd.sort_by(|a, b| (&a.file, a.place).cmp(&(&b.file, b.place)));
        found
    }

    /// Takes out what is silenced.
    #[must_use]
    pub fn quieten(&self, mut all: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.all.is_empty() {
            return all;
        }
        let mut found: BTreeMap<(&FilePath, &str), Vec<usize>> = BTreeMap::new();
        for one in all.iter().filter(|one| one.severity != Severity::Error) {
            let starts = found.entry((&one.place.file, one.code)).or_default();
            starts.push(one.place.span.range().start);
        }
        for starts in found.values_mut() {
            starts.sort_unstable();
        }
        let mut silent: BTreeMap<(FilePath, &str), Vec<Range<usize>>> = BTreeMap::new();
        for silence in &self.all {
            let Some(starts) = found.get(&(&silence.file, silence.rule.code)) else { continue };
            let first = starts.partition_point(|start| *start < silence.covers.start);
            if starts.get(first).is_some_and(|start| *start < silence.covers.end) {
                silence.is_used.store(true, Ordering::Relaxed);
                let key = (silence.file.clone(), silence.rule.code);
                silent.entry(key).or_default().push(silence.covers.clone());
            }
        }
        silent.values_mut().for_each(joined);
        all.retain(|one| {
            let start = one.place.span.range().start;
            let places = silent.get(&(one.place.file.clone(), one.code));
            let is_silent = places.is_some_and(|places| {
                let after = places.partition_point(|place| place.start <= start);
                after.checked_sub(1).and_then(|at| places.get(at)).is_some_and(|at| start < at.end)
            });
            !is_silent || one.severity == Severity::Error
        });
        all
    }

    /// Those that have silenced nothing, of the rules that `were_asked`.
    pub fn unused(&self, were_asked: impl Fn(&Rule) -> bool) -> impl Iterator<Item = &Silence> {
        let is_unused = |silence: &&Silence| !silence.is_used.load(Ordering::Relaxed);
        self.all.iter().filter(is_unused).filter(move |silence| were_asked(silence.rule))
    }

    fn of_page(&mut self, document: &Document, text: &str) {
        let whole = 0..text.len() + 1;
        for row in &document.common.silenced {
            let (Some(rule), Some(_)) = (&row.value.rule, &row.value.reason) else { continue };
            self.add(&document.file, rule.span, &rule.value, &whole);
        }
        let mut last = 0..0;
        for html in &document.outline.raw_html {
            let range = html.range();
            let written = text.get(range.clone()).unwrap_or_default();
            for (start, inner) in comments(written) {
                let place = Span::new(range.start + start, range.start + start + inner.len() + 7);
                let covers = block(text, place.range(), &mut last);
                self.read(&document.file, place, inner, &covers);
            }
        }
    }

    /// The comments in registers, settings and front matter.
    fn of_yaml(&mut self, source: &Source) {
        let finder = memchr::memmem::Finder::new(WORD);
        for (file, found) in source.below(CONTENT) {
            let Content::Text(text) = &found.content else { continue };
            let range = match file.extension() {
                "yaml" => 0..text.len(),
                "md" => crate::document::front_matter(text),
                _ => continue,
            };
            let yaml = &text[range.clone()];
            let mut last = (0..0, 0);
            for at in finder.find_iter(yaml.as_bytes()) {
                let before = yaml[..at].trim_end_matches(' ');
                let is_comment = before
                    .strip_suffix('#')
                    .is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace));
                if !is_comment {
                    continue;
                }
                let start = range.start + before.len() - 1;
                let end = text[start..range.end].find('\n').map_or(range.end, |len| start + len);
                let place = Span::new(start, end);
                let covers = rows(text, start..end, range.end, &mut last);
                self.read(file, place, &text[start + 1..end], &covers);
            }
        }
    }

    /// Reads what a comment says.
    fn read(&mut self, file: &FilePath, place: Span, comment: &str, covers: &Range<usize>) {
        let said = comment.trim();
        let Some(rest) = said.strip_prefix(WORD) else { return };
        if !rest.is_empty() && !rest.starts_with([' ', ':']) {
            return;
        }
        let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
        let mut odd = |kind| self.odd.push(Odd { file: file.clone(), place, kind });
        let is_separator = |c: char| c == ',' || c.is_whitespace();
        let names: Vec<&str> = names.split(is_separator).filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            // A new page has the field `tysta` as a comment, for whoever wants it.
            let is_field = reason.trim().is_empty() || reason.trim_start().starts_with(['#', '[']);
            if !is_field {
                odd(OddKind::NoRule);
            }
            return;
        }
        if reason.trim().is_empty() {
            return odd(OddKind::NoReason);
        }
        for name in names {
            self.add(file, place, name, covers);
        }
    }

    fn add(&mut self, file: &FilePath, place: Span, name: &str, covers: &Range<usize>) {
        let kind = match rule_called(name) {
            Some(rule) if rule.severity == Severity::Error => OddKind::Error(rule.code),
            Some(rule) => {
                let (file, covers) = (file.clone(), covers.clone());
                let is_used = AtomicBool::new(false);
                self.all.push(Silence { rule, file, place, covers, is_used });
                return;
            }
            None => OddKind::UnknownRule(name.to_owned()),
        };
        self.odd.push(Odd { file: file.clone(), place, kind });
    }
}

/// The comments in a piece of HTML: where each begins, and what stands in it.
fn comments(html: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + html[at..].find("<!--")?;
        let inner = start + "<!--".len();
        let len = html[inner..].find("-->")?;
        at = inner + len + "-->".len();
        Some((start, &html[inner..inner + len]))
    })
}

/// Puts places in order, and those that overlap together.
fn joined(places: &mut Vec<Range<usize>>) {
    places.sort_unstable_by_key(|place| place.start);
    places.dedup_by(|next, last| {
        let overlaps = next.start <= last.end;
        if overlaps {
            last.end = last.end.max(next.end);
        }
        overlaps
    });
}

/// What a comment in Markdown speaks of: the line it stands on, or the block below it when it
/// stands alone. `last` keeps what the last one that stood alone spoke of: a comment inside that
/// speaks of what is left of it, and nothing is read twice.
fn block(text: &str, comment: Range<usize>, last: &mut Range<usize>) -> Range<usize> {
    let line_start = text[..comment.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[comment.end..].find('\n').map_or(text.len(), |len| comment.end + len);
    let is_alone = text[line_start..comment.start].trim().is_empty()
        && text[comment.end..line_end].trim().is_empty();
    if !is_alone {
        return line_start..line_end;
    }
    // A block ends with a line of its own, unless there is none to the end of the text.
    if last.contains(&line_start)
        && (last.end == text.len() || !ends_with_comment(&text[last.clone()]))
    {
        return line_start..last.end;
    }
    let mut end = line_end;
    let mut has_begun = false;
    for line in text[line_end..].split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if is_blank && has_begun {
            break;
        }
        // More comments may stand between it and its block.
        has_begun |= !is_blank && !is_comment(line);
        end += line.len();
    }
    *last = line_start..end;
    line_start..end
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("<!--")
}

fn ends_with_comment(block: &str) -> bool {
    block.trim_end().lines().next_back().is_some_and(is_comment)
}

/// What a comment in YAML speaks of: the line it stands on, or the entry below it when it stands
/// alone: the next line, and those that are further in. `last` keeps the comments before the last
/// such entry, and where it ends: nothing is read twice.
fn rows(
    text: &str,
    comment: Range<usize>,
    stop: usize,
    last: &mut (Range<usize>, usize),
) -> Range<usize> {
    let line_start = text[..comment.start].rfind('\n').map_or(0, |at| at + 1);
    if !text[line_start..comment.start].trim().is_empty() {
        return line_start..comment.end;
    }
    if last.0.contains(&line_start) {
        return line_start..last.1;
    }
    let mut end = comment.end;
    let (mut indent, mut entry) = (None, stop);
    for line in text[comment.end..stop].split_inclusive('\n') {
        let depth = line.len() - line.trim_start().len();
        let is_told = line.trim().is_empty() || line.trim_start().starts_with('#');
        match indent {
            None if !is_told => (indent, entry) = (Some(depth), end),
            Some(first) if !is_told && depth <= first => break,
            _ => {}
        }
        end += line.len();
    }
    *last = (line_start..entry, end);
    line_start..end
}
