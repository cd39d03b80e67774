//! Diagnostics in words: for a terminal, for one line, for machines. Decides nothing.

mod github;
mod json;
mod oneline;
mod terminal;

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
}

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// They are.
    On,
    /// They are not.
    Off,
}

/// All of `diagnostics` in `format`, ending with a line break when there are any.
#[must_use]
pub fn present(
    diagnostics: &[Diagnostic],
    source: &Source,
    format: Format,
    lang: Lang,
    colour: Colour,
) -> String {
    let mut out = String::new();
    // Diagnostics come sorted by file: the lines of each are counted once.
    for of_file in diagnostics.chunk_by(|a, b| a.place.file == b.place.file) {
        let index = LineIndex::new(source.text(&of_file[0].place.file));
        for diagnostic in of_file {
            let shown = match format {
                Format::Text => terminal::show(diagnostic, source, &index, lang, colour),
                Format::Oneline => oneline::show(diagnostic, &index, lang),
                Format::Json => json::show(diagnostic, source, &index, lang),
                Format::Github => github::show(diagnostic, &index, lang),
            };
            out.push_str(&shown);
            out.push('\n');
        }
    }
    out
}

/// The first and last position of a diagnostic.
fn positions(diagnostic: &Diagnostic, index: &LineIndex<'_>) -> (Position, Position) {
    let range = diagnostic.place.span.range();
    (index.position(range.start), index.position(range.end))
}
