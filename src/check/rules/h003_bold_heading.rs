//! A line in bold that stands where a heading belongs.

use super::prelude::*;
use crate::document::Document;
use crate::document::markdown::BlockKind;

pub const RULE: Rule = Rule {
    code: "H003",
    name: "bold-heading",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En fet rad i stället för en rubrik", "A bold line in the place of a heading"),
    why: Text::fixed(
        "Den ser ut som en rubrik men är ingen. Den som hoppar mellan rubriker med en skärmläsare hittar inte avsnittet.",
        "It looks like a heading but is none. Whoever moves between headings with a screen reader does not find the section.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer (nivå A), EN 301 549 9.1.3.1.",
        "WCAG 2.2 1.3.1 Info and relationships (level A), EN 301 549 9.1.3.1.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n## Stöd\n\n«**Så ansöker du**»\n\nRing kommunens växel.\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n## Stöd\n\n### Så ansöker du\n\nRing kommunens växel.\n"),
    ]),
    find: Find::Page(find),
};

/// A longer line is a sentence that somebody wanted to stress.
const MOST_WORDS: usize = 10;

fn find(subject: &Subject<'_>, document: &Document, out: &mut Findings) {
    let text = subject.text(&document.file);
    let running = &document.outline.running;
    for (at, block) in running.blocks.iter().enumerate() {
        if block.kind != BlockKind::Paragraph || !block.is_strong || at + 1 == running.blocks.len() {
            continue;
        }
        let pieces = running.of(block);
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { continue };
        let words = text.get(first.range().start..last.range().end).unwrap_or_default();
        let is_sentence = words.ends_with(['.', '!', ',', ';']);
        if is_sentence || words.contains('\n') || words.split_whitespace().count() > MOST_WORDS {
            continue;
        }
        // The whole line, with its marks.
        let line = line_of(text, *first);
        let written = text.get(line.range()).unwrap_or_default().trim();
        if !written.starts_with("**") && !written.starts_with("__") {
            continue;
        }
        let before = document.outline.headings.iter().rev();
        let above = before.into_iter().find(|heading| heading.span.start < first.start);
        let level = above.map_or(2, |heading| (heading.level + 1).clamp(2, 4));
        let title = words.trim_end_matches(':').trim_matches('*');
        let heading = format!("{} {title}", "#".repeat(usize::from(level)));
        let message = Text::new(
            format!("”{title}” är fet men ingen rubrik."),
            format!("“{title}” is bold but no heading."),
        );
        out.add(&document.file, line, message)
            .help(Text::fixed(
                "Är det en rubrik, skriv # i stället för stjärnorna. Annars: låt det stå i en mening.",
                "If it is a heading, write # in the place of the stars. Else let it stand in a sentence.",
            ))
            .guess(line, heading);
    }
}

/// The line that `span` begins on, without the blanks around it.
fn line_of(text: &str, span: Span) -> Span {
    let at = span.range().start;
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let inner = line.trim();
    let start = start + line.len() - line.trim_start().len();
    Span::new(start, start + inner.len())
}
