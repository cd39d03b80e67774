//! A heading of the first level in the text: the title is that already.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "H001",
    name: "second-h1",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En huvudrubrik till", "A second main heading"),
    why: Text::fixed(
        "Sidan har redan en huvudrubrik: titel:. Med två vet den som lyssnar på sidan inte var den börjar.",
        "The page has a main heading already: titel:. With two, whoever listens to it cannot tell where it begins.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer (nivå A), EN 301 549 9.1.3.1.",
        "WCAG 2.2 1.3.1 Info and relationships (level A), EN 301 549 9.1.3.1.",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n\n«# Om oss»\n\nText.\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n\n## Om oss\n\nText.\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        for heading in document.outline.headings.iter().filter(|heading| heading.level == 1) {
            let text = subject.text(&document.file);
            let span = own_line(text, heading.span);
            let message = Text::new(
                format!("”{}” är en huvudrubrik, men sidan har redan en i titel:.", heading.text),
                format!("“{}” is a main heading, but the page has one in titel: already.", heading.text),
            );
            let finding = out.add(&document.file, span, message);
            let same = document.common.title.as_ref().is_some_and(|title| title.value == heading.text);
            finding.help(if same {
                Text::fixed(
                    "Ta bort raden: rubriken visas ändå. Är det ett avsnitt, skriv ## före.",
                    "Remove the line: the title shows anyway. If it is a section, write ## before it.",
                )
            } else {
                Text::fixed("Skriv ## före rubriken till ett avsnitt.", "Write ## before a section's heading.")
            });
            if let Some(rest) = text.get(span.range()).and_then(|line| line.strip_prefix('#')) {
                finding.write_instead(format!("##{rest}"));
            }
        }
    }
}

/// The heading without the line break after it.
pub(super) fn own_line(text: &str, span: Span) -> Span {
    let written = text.get(span.range()).unwrap_or("");
    let first = written.lines().next().unwrap_or("").trim_end();
    let start = span.range().start;
    Span::new(start, start + first.len())
}
