//! A row of a table that is longer than its head.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "M011",
    name: "lost-table-cell",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En cell utan kolumn", "A cell without a column"),
    why: Text::fixed(
        "Tabellen har så många kolumner som dess första rad. Det som står efter dem visas inte.",
        "The table has as many columns as its first row. What stands after them is not shown.",
    ),
    source: Text::fixed(
        "CommonMark 0.31 och webbplatsens komponenter (delwebb schema).",
        "CommonMark 0.31 and the site's components (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n| Ort | Antal |\n|-----|------:|\n| Ånge | 3 | «ungefär» |\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n| Ort | Antal | Hur säkert |\n|-----|------:|---|\n| Ånge | 3 | ungefär |\n| Sollefteå | 5 |\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let text = subject.text(&document.file);
        for span in &document.outline.lost_cells {
            let lost = text.get(span.range()).unwrap_or_default();
            let message = Text::new(
                format!("”{lost}” kommer inte med: tabellen har färre kolumner."),
                format!("“{lost}” is left out: the table has fewer columns."),
            );
            let help = Text::fixed(
                "Lägg till kolumnen i tabellens första rad och i raden med streck, eller flytta texten. Ett lodrätt streck i texten skrivs \\|.",
                "Add the column to the first row of the table and to the row of dashes, or move the text. A vertical bar in the text is written \\|.",
            );
            out.add(&document.file, *span, message).help(help);
        }
    }
}
