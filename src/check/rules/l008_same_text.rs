//! Links with the same text that lead to different places.

use super::prelude::*;
use std::collections::HashMap;

use crate::model::ResolvedLink;

pub const RULE: Rule = Rule {
    code: "L008",
    name: "same-text",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Samma länktext till två ställen", "The same link text to two places"),
    why: Text::fixed(
        "Den som lyssnar på sidans länkar hör samma ord två gånger och vet inte vilken länk som leder vart.",
        "Whoever listens to the page’s links hears the same words twice and does not know which leads where.",
    ),
    source: Text::fixed(
        "WCAG 2.2 2.4.4 Syfte med en länk (nivå A), EN 301 549 9.2.4.4.",
        "WCAG 2.2 2.4.4 Link purpose (level A), EN 301 549 9.2.4.4.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n[Stöd till anhöriga](/omraden/vard/) och «[stöd till anhöriga](/)».\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n[Stöd till anhöriga](/omraden/vard/) och [start](/).\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (id, document) in subject.documents().enumerate() {
        let Some(resolved) = subject.model.links.get(id) else { continue };
        let mut first: HashMap<String, (&ResolvedLink, Span)> = HashMap::new();
        let links = document.outline.links.iter().zip(resolved);
        let whole = links.filter(|(link, _)| !link.picture && !link.text.trim().is_empty());
        for (link, target) in whole.filter_map(|(link, to)| Some((link, to.as_ref().ok()?))) {
            let text = link.text.trim().to_lowercase();
            let Some((known, span)) = first.get(&text) else {
                first.insert(text, (target, link.span));
                continue;
            };
            // A vague text has a finding of its own.
            if *known == target || super::l006_vague_link_text::is_vague(&text) {
                continue;
            }
            let message = Text::new(
                format!("”{}” är också texten till en länk som leder någon annanstans.", link.text),
                format!("“{}” is also the text of a link that leads elsewhere.", link.text),
            );
            out.add(&document.file, link.span, message)
                .help(Text::fixed(
                    "Låt länkarna säga vad som skiljer dem åt.",
                    "Let the links say what sets them apart.",
                ))
                .related(
                    Place::new(&document.file, *span),
                    Text::fixed("Den första länken står här.", "The first link is here."),
                );
        }
    }
}
