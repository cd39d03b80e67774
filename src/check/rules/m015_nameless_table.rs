//! A table that nothing names.

use super::prelude::*;
use crate::document::Document;

pub const RULE: Rule = Rule {
    code: "M015",
    name: "nameless-table",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En tabell utan namn", "A table without a name"),
    why: Text::fixed(
        "En tabell läses upp med rubriken ovanför som namn. När två står under samma rubrik går det inte att veta vilken det är.",
        "A table is read out by the heading above it. When two stand below the same heading nobody knows which it is.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer (nivå A), EN 301 549 9.1.3.1.",
        "WCAG 2.2 1.3.1 Info and relationships (level A), EN 301 549 9.1.3.1.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n## Antal\n\n| År | Antal |\n|---|---|\n| 2025 | 4 |\n\nOch nu:\n\n«| År | Antal |\n|---|---|\n| 2026 | 5 |\n»\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n## Antal 2025\n\n| År | Antal |\n|---|---|\n| 2025 | 4 |\n\n## Antal 2026\n\n| År | Antal |\n|---|---|\n| 2026 | 5 |\n"),
    ]),
    find: Find::Page(find),
};

fn find(_: &Subject<'_>, document: &Document, out: &mut Findings) {
    let outline = &document.outline;
    // The title of the page is a heading too.
    let mut named: Vec<Option<usize>> = Vec::new();
    for table in &outline.tables {
        let above = outline.headings.iter().rposition(|heading| heading.span.start < table.start);
        if !named.contains(&above) {
            named.push(above);
            continue;
        }
        let message = Text::fixed(
            "Tabellen står under samma rubrik som en annan.",
            "The table stands below the same heading as another.",
        );
        out.add(&document.file, *table, message).help(Text::fixed(
            "Skriv en rubrik före tabellen som säger vad den visar.",
            "Write a heading before the table that says what it shows.",
        ));
    }
}
