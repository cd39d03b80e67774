//! A picture without a description.

use super::prelude::*;
use crate::render::component::says_nothing;

pub const RULE: Rule = Rule {
    code: "L007",
    name: "no-alt-text",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Bild utan beskrivning", "Picture without a description"),
    why: Text::fixed(
        "Den som inte ser bilden får inte veta vad den visar.",
        "Whoever does not see the picture is not told what it shows.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.1.1 Icke-textuellt innehåll (nivå A), EN 301 549 9.1.1.1.",
        "WCAG 2.2 1.1.1 Non-text content (level A), EN 301 549 9.1.1.1.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n«![](karta.png)»\n"),
        ("content/om/karta.png", "bild"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Karta över de sju kommunerna](karta.png)\n"),
        ("content/om/karta.png", "bild"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        for picture in document.outline.links.iter().filter(|link| link.picture) {
            let text = picture.text.trim();
            let name = picture.target.rsplit('/').next().unwrap_or("");
            let message = if text.is_empty() {
                Text::fixed("Bilden har ingen beskrivning.", "The picture has no description.")
            } else if says_nothing(text) || text == name {
                Text::new(
                    format!("”{text}” säger inte vad bilden visar."),
                    format!("“{text}” does not say what the picture shows."),
                )
            } else {
                continue;
            };
            out.add(&document.file, picture.span, message).help(Text::new(
                format!("Skriv mellan hakparenteserna det som bilden säger: ![Karta över de sju kommunerna]({name}). En bild som bara är till prydnad hör hemma i temat."),
                format!("Write between the brackets what the picture says: ![Map of the seven municipalities]({name}). A picture that only decorates belongs in the theme."),
            ));
        }
    }
}
