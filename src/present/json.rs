//! One JSON object per diagnostic. Lines and columns from 1, columns in characters.

use serde::Serialize;

use crate::base::{Diagnostic, Lang, LineIndex};
use crate::source::Source;

#[derive(Serialize)]
struct Object<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    why: &'a str,
    help: Option<&'a str>,
    suggestion: Option<String>,
    /// Whether `--fix` writes the suggestion, when there is one.
    sure: Option<bool>,
}

pub(super) fn show(
    diagnostic: &Diagnostic,
    source: &Source,
    index: &LineIndex<'_>,
    lang: Lang,
) -> String {
    let (start, end) = super::positions(diagnostic, index);
    let text = source.text(&diagnostic.place.file);
    let object = Object {
        code: diagnostic.code,
        name: diagnostic.name,
        severity: diagnostic.severity.id(),
        file: diagnostic.place.file.as_str(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: diagnostic.message.get(lang),
        why: diagnostic.why.get(lang),
        help: diagnostic.help.as_ref().map(|help| help.get(lang)),
        suggestion: diagnostic.suggestion.as_ref().map(|s| s.corrected_lines(text)),
        sure: diagnostic.suggestion.as_ref().map(|s| s.is_sure),
    };
    // A struct of strings and numbers always serialises; an empty line would be noticed.
    serde_json::to_string(&object).unwrap_or_default()
}
