//! A column without a name.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "M009",
    name: "empty-table-head",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En kolumn saknar rubrik", "A column has no heading"),
    why: Text::fixed(
        "Den som lyssnar på tabellen får inte veta vad siffrorna i kolumnen är (WCAG 1.3.1).",
        "Whoever listens to the table is not told what the column holds (WCAG 1.3.1).",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer (nivå A), EN 301 549 9.1.3.1.",
        "WCAG 2.2 1.3.1 Info and relationships (level A), EN 301 549 9.1.3.1.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n| Ort |«  »|\n|-----|--|\n| Ånge | 3 |\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n| Ort | Antal |\n|-----|------:|\n| Ånge | 3 |\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        for span in &document.outline.empty_heads {
            let message = Text::fixed("Kolumnen har ingen rubrik.", "The column has no heading.");
            let help = Text::fixed(
                "Skriv i tabellens första rad vad kolumnen visar.",
                "Write in the first row of the table what the column shows.",
            );
            out.add(&document.file, *span, message).help(help);
        }
    }
}
