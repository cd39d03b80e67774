//! A diagnostic with its excerpt, for people at a terminal.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::base::{Diagnostic, Lang, LineIndex, Place, Severity, Span, Text};
use crate::source::Source;

use super::Colour;

pub(super) fn show(
    diagnostic: &Diagnostic,
    source: &Source,
    index: &LineIndex<'_>,
    lang: Lang,
    colour: Colour,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    };
    let label = diagnostic.severity.label();
    let named = level.with_name(Some(label.get(lang).to_owned()));
    let mut group = Group::with_title(
        named.primary_title(diagnostic.message.get(lang).to_owned()).id(diagnostic.code),
    );
    group =
        group.element(snippet(&diagnostic.place, source, index, (AnnotationKind::Primary, None)));
    for related in &diagnostic.related {
        let words = related.message.get(lang).to_owned();
        let other = LineIndex::new(source.text(&related.place.file));
        let label = (AnnotationKind::Context, Some(words));
        group = group.element(snippet(&related.place, source, &other, label));
    }
    for (name, words) in notes(diagnostic, source, lang) {
        group = group.element(Level::NOTE.with_name(Some(name)).message(words));
    }
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    let shown = renderer.decor_style(DecorStyle::Unicode).term_width(WIDTH).render(&[group]);
    format!("{shown}\n")
}

/// Long lines are cut around the marked place.
const WIDTH: usize = 120;

/// What stands below the excerpt: why it matters, how to mend it, the right line.
fn notes(diagnostic: &Diagnostic, source: &Source, lang: Lang) -> Vec<(String, String)> {
    const WHY: Text = Text::fixed("varför", "why");
    const HELP: Text = Text::fixed("hjälp", "help");
    const WRITE: Text = Text::fixed("skriv så här", "write this");
    let named = |name: &Text, words: &str| (name.get(lang).to_owned(), words.to_owned());
    let mut notes = vec![named(&WHY, diagnostic.why.get(lang))];
    if let Some(help) = &diagnostic.help {
        notes.push(named(&HELP, help.get(lang)));
    }
    if let Some(suggestion) = &diagnostic.suggestion {
        let line = suggestion.corrected_line(source.text(&diagnostic.place.file));
        notes.push(named(&WRITE, &line));
    }
    notes
}

/// The marked line, and nothing else of the file: a long page with many findings would
/// be read through for each of them.
fn snippet<'a>(
    place: &'a Place,
    source: &'a Source,
    index: &LineIndex<'_>,
    (kind, label): (AnnotationKind, Option<String>),
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = source.text(&place.file);
    let range = first_line(text, place.span);
    let line = index.position(range.start).line;
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let shown = text[start..].lines().next().unwrap_or("");
    Snippet::source(shown)
        .path(place.file.as_str())
        .line_start(line)
        .annotation(kind.span(range.start - start..range.end - start).label(label))
}

/// A finding over several lines is marked on its first: the rest would fill the screen.
fn first_line(text: &str, span: Span) -> std::ops::Range<usize> {
    let mut range = span.range();
    range.start = range.start.min(text.len());
    range.end = range.end.clamp(range.start, text.len());
    let marked = text.get(range.clone()).unwrap_or("");
    if let Some(at) = marked.find(['\r', '\n']) {
        range.end = range.start + at;
    }
    range
}
