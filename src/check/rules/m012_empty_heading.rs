//! A heading without text.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "M012",
    name: "empty-heading",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En rubrik utan text", "A heading without text"),
    why: Text::fixed(
        "Den som använder skärmläsare hör en rubrik utan namn, och texten under den hör till ingenting (WCAG 1.3.1).",
        "A screen reader reads out a heading without a name, and the text below belongs to nothing (WCAG 1.3.1).",
    ),
    source: Text::fixed(
        "WCAG 2.2 2.4.6 Rubriker och etiketter (nivå AA), EN 301 549 9.2.4.6.",
        "WCAG 2.2 2.4.6 Headings and labels (level AA), EN 301 549 9.2.4.6.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n«##»\n\nText.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n## Bakgrund\n\nText.\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let text = subject.text(&document.file);
        let outline = &document.outline;
        for heading in outline.headings.iter().filter(|heading| heading.text.trim().is_empty()) {
            let range = heading.span.range();
            // Nor is it empty to the writer when its text stands in braces.
            let has_own = |braces: &Span| range.contains(&braces.range().start);
            let is_told = outline.braces.iter().any(|braces| {
                has_own(&braces.span) && !braces.value.trim_start().starts_with('#')
            });
            if is_told {
                continue;
            }
            let written = text.get(range.clone()).unwrap_or_default().trim_end();
            let message = Text::fixed("Rubriken är tom.", "The heading is empty.");
            let help = Text::fixed(
                "Skriv rubrikens text efter ##, eller ta bort raden. En bild i en rubrik behöver en text.",
                "Write the text of the heading after ##, or remove the line. A picture in a heading needs a text.",
            );
            let span = Span::new(range.start, range.start + written.len());
            out.add(&document.file, span, message).help(help);
        }
    }
}
