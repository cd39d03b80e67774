//! A diagnostic with its excerpt, for people at a terminal.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::base::{
    Diagnostic, FilePath, Lang, LineIndex, Place, Severity, Span, Text, printable, printable_line,
};
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
    group = marked(group, &diagnostic.place, source, index, (AnnotationKind::Primary, None));
    for related in &diagnostic.related {
        let words = related.message.get(lang).to_owned();
        let label = (AnnotationKind::Context, Some(words));
        // The lines of the own file are counted already.
        let is_own = related.place.file == diagnostic.place.file;
        let other = (!is_own).then(|| LineIndex::new(source.text(&related.place.file)));
        group = marked(group, &related.place, source, other.as_ref().unwrap_or(index), label);
    }
    for (name, words) in notes(diagnostic, source, lang) {
        group = group
            .element(Level::NOTE.with_name(Some(name)).message(printable(&words).into_owned()));
    }
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    let shown = renderer.decor_style(DecorStyle::Unicode).term_width(WIDTH).render(&[group]);
    format!("{shown}\n")
}

/// That a rule has more findings in a file than are shown.
pub(super) fn beyond(code: &str, count: usize, file: &FilePath, lang: Lang) -> String {
    let file = printable_line(file.as_str());
    match lang {
        Lang::Sv => format!("… och {count} till av {code} i {file}.\n"),
        Lang::En => format!("… and {count} more of {code} in {file}.\n"),
    }
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
        let (mut lines, more) = suggestion.first_changes(source.text(&diagnostic.place.file));
        if more > 0 {
            lines.push('\n');
            lines.push_str(further(more).get(lang));
        }
        notes.push(named(&WRITE, &lines));
    }
    notes
}

/// That a correction goes on below what is shown.
fn further(more: usize) -> Text {
    match more {
        1 => Text::fixed("… och en rad till ändras.", "… and one more line changes."),
        _ => Text::new(
            format!("… och {more} rader till ändras."),
            format!("… and {more} more lines change."),
        ),
    }
}

/// A line longer than this is handed on as what stands around the mark: a text of one long
/// line with many findings would be read through for each of them.
const LONG: usize = 2_000;

/// `group` with the marked line, and nothing else of the file: a long page with many findings
/// would be read through for each of them.
fn marked<'a>(
    group: Group<'a>,
    place: &'a Place,
    source: &'a Source,
    index: &LineIndex<'_>,
    (kind, label): (AnnotationKind, Option<String>),
) -> Group<'a> {
    let text = source.text(&place.file);
    let mut range = first_line(text, place.span);
    let position = index.position(range.start);
    let start = range.start - index.line_and_byte(range.start).1;
    let line = &text[start..start + index.line(position.line).len()];
    let path = printable_line(place.file.as_str());
    let (from, shown) = if line.len() > LONG {
        range.end = text.floor_char_boundary(range.end.min(range.start + WIDTH));
        let from = text.floor_char_boundary(range.start.saturating_sub(WIDTH).max(start));
        let to = text.floor_char_boundary((range.end + WIDTH).min(start + line.len()));
        (from, &text[from..to])
    } else {
        (start, line)
    };
    let snippet = Snippet::source(shown)
        .line_start(position.line)
        .annotation(kind.span(range.start - from..range.end - from).label(label));
    if from == start {
        return group.element(snippet.path(path));
    }
    // The column is that of the line in the file, not of the part that is shown.
    let origin = Origin::path(path).line(position.line).char_column(position.column);
    group.element(origin).element(snippet)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FilePath;

    #[test]
    fn of_a_long_line_only_what_stands_around_the_mark_is_shown() {
        let text = format!("a\n{}fel{}\n", "å".repeat(3_000), "ö".repeat(3_000));
        let source = Source::from_memory([("content/a.md", text.as_str())]);
        let place = Place::new(&FilePath::new("content/a.md"), Span::new(6_002, 6_005));
        let title = Level::ERROR.primary_title("x");
        let group = Group::with_title(title);
        let index = LineIndex::new(&text);
        let group = marked(group, &place, &source, &index, (AnnotationKind::Primary, None));
        let shown = Renderer::plain().term_width(WIDTH).render(&[group]);
        assert!(shown.contains("content/a.md:2:3001"), "{shown}");
        let marked = shown.lines().find(|line| line.contains("fel")).unwrap_or("");
        let under = shown.lines().find(|line| line.contains("^^^")).unwrap_or("");
        let column = |line: &str, part: &str| line.find(part).map(|at| line[..at].chars().count());
        assert_eq!(column(marked, "fel"), column(under, "^^^"), "{shown}");
        assert!(shown.len() < 2_000, "{shown}");
    }
}
