//! Diagnostics in words: for a terminal, for one line, for machines. Decides nothing.

mod difference;
mod github;
mod html;
mod json;
mod oneline;
mod terminal;

use std::collections::BTreeMap;

pub use difference::difference;

use crate::base::{Diagnostic, Lang, LineIndex, Position};
use crate::source::Source;

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With excerpts, for people.
    Text,
    /// One line each, for editors.
    Oneline,
    /// One JSON object a line, for programs.
    Json,
    /// GitHub's annotations.
    Github,
    /// A page to read in a browser or to send to somebody.
    Html,
}

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// They are.
    On,
    /// They are not.
    Off,
}

/// So many findings of one rule in one file are shown to people with their lines. Whoever has
/// more has one mistake many times; machines get all of them.
const MOST_SHOWN: usize = 100;

/// All of `diagnostics` in `format`, ending with a line break when there are any.
#[must_use]
pub fn present(
    diagnostics: &[Diagnostic],
    source: &Source,
    format: Format,
    lang: Lang,
    colour: Colour,
) -> String {
    if format == Format::Html {
        return html::page(diagnostics, source, lang);
    }
    let mut out = String::new();
    // Diagnostics come sorted by file: the lines of each are counted once.
    for of_file in diagnostics.chunk_by(|a, b| a.place.file == b.place.file) {
        let file = &of_file[0].place.file;
        let index = LineIndex::new(source.text(file));
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in of_file {
            let count = counts.entry(diagnostic.code).or_default();
            *count += 1;
            if format == Format::Text && *count > MOST_SHOWN {
                continue;
            }
            let shown = match format {
                Format::Text => terminal::show(diagnostic, source, &index, lang, colour),
                Format::Oneline => oneline::show(diagnostic, &index, lang),
                Format::Json => json::show(diagnostic, source, &index, lang),
                Format::Github | Format::Html => github::show(diagnostic, &index, lang),
            };
            out.push_str(&shown);
            out.push('\n');
        }
        for (code, count) in counts.into_iter().filter(|_| format == Format::Text) {
            if count > MOST_SHOWN {
                out.push_str(&terminal::beyond(code, count - MOST_SHOWN, file, lang));
                out.push('\n');
            }
        }
    }
    out
}

/// The first and last position of a diagnostic.
fn positions(diagnostic: &Diagnostic, index: &LineIndex<'_>) -> (Position, Position) {
    let range = diagnostic.place.span.range();
    (index.position(range.start), index.position(range.end))
}
