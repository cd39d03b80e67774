//! What was perhaps meant as a heading or a list.

use super::prelude::*;
use crate::document::markdown::SlipKind as Kind;

pub const RULE: Rule = Rule {
    code: "M014",
    name: "maybe-markdown",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Kanske en rubrik eller en lista", "Perhaps a heading or a list"),
    why: Text::fixed(
        "Utan mellanslag efter tecknet blir det vanlig text, och flera rader blir ett enda stycke.",
        "Without a space after the sign it is plain text, and many lines become one paragraph.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer (nivå A), EN 301 549 9.1.3.1.",
        "WCAG 2.2 1.3.1 Info and relationships (level A), EN 301 549 9.1.3.1.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n«-»den enda punkten\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n- en punkt\n- en till\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        for slip in &document.outline.slips {
            let (message, help) = match slip.kind {
                Kind::MaybeHeading => (
                    Text::fixed("Det här blir ingen rubrik.", "This does not become a heading."),
                    Text::fixed(
                        "Skriv ## och ett mellanslag före rubriken. Ska det stå # i texten skriver du \\#.",
                        "Write ## and a space before the heading. For a # in the text write \\#.",
                    ),
                ),
                Kind::Item => (
                    Text::fixed(
                        "Det här blir ingen punkt i en lista.",
                        "This does not become an item of a list.",
                    ),
                    Text::fixed(
                        "Skriv ett mellanslag efter strecket. Ska raden börja med ett streck skriver du \\- eller –.",
                        "Write a space after the dash. For a line that begins with a dash write \\- or –.",
                    ),
                ),
                Kind::Bullet => (
                    Text::fixed(
                        "Raderna ser ut som en lista, men blir ingen.",
                        "The lines look like a list, but make none.",
                    ),
                    Text::fixed(
                        "Skriv - och ett mellanslag före varje punkt. Är det någon som talar, skriv ett stycke för varje replik.",
                        "Write - and a space before each item. If somebody speaks, write a paragraph for each line.",
                    ),
                ),
                Kind::Number => (
                    Text::fixed(
                        "Det här blir ingen punkt i en numrerad lista.",
                        "This does not become an item of a numbered list.",
                    ),
                    Text::fixed(
                        "Skriv ett mellanslag efter siffran och tecknet. Är det ingen lista skriver du \\ före tecknet.",
                        "Write a space after the number and its sign. If it is no list, write \\ before the sign.",
                    ),
                ),
                _ => continue,
            };
            let found = out.add(&document.file, slip.span, message);
            found.help(help);
            if let Some(mended) = &slip.mended {
                found.guess(slip.span, mended);
            }
        }
    }
}
