//! Two decisions at one place of a page.

use super::prelude::*;
use crate::document::Document;

pub const RULE: Rule = Rule {
    code: "R006",
    name: "repeated-decision",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Samma beslut två gånger", "One decision twice"),
    why: Text::fixed(
        "Länkar och flöden leder till beslutet med dess id. Med två beslut går det inte att veta vilket som menas.",
        "Links and feeds lead to the decision by its id. With two decisions it cannot be known which is meant.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/omraden/vard.md",
        "---\ntitel: Vård\nbeslut:\n- {id: rutin, text: Ja, källa: F 6}\n- {id: «rutin», text: Nej, källa: F 7}\n---\n",
    )]),
    good: Example::Text(&[(
        "content/omraden/vard.md",
        "---\ntitel: Vård\nbeslut:\n- {id: rutin, text: Ja, källa: F 6}\n- {id: rutin-2, text: Nej, källa: F 7}\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let anchors: Vec<String> = document.decision_anchors().collect();
        for (at, anchor) in anchors.iter().enumerate() {
            let Some(first) = anchors[..at].iter().position(|before| before == anchor) else {
                continue;
            };
            // One of them has an id: without, each has a number of its own.
            let (own, other) = (span_of_id(document, at), span_of_id(document, first));
            let Some(span) = own.or(other) else { continue };
            let message = Text::new(
                format!("Två beslut på sidan har adressen #{anchor}."),
                format!("Two decisions on the page have the address #{anchor}."),
            );
            let finding = out.add(&document.file, span, message);
            finding.help(Text::fixed(
                "Ge beslutet ett eget id, eller ta bort det om det är en dubblett.",
                "Give the decision an id of its own, or remove it if it is a duplicate.",
            ));
            if let (Some(_), Some(first)) = (own, other) {
                let first = Place::new(&document.file, first);
                let words = Text::fixed("Det första finns här.", "The first one is here.");
                finding.related(first, words);
            }
        }
    }
}

fn span_of_id(document: &Document, at: usize) -> Option<Span> {
    document.decisions()[at].value.id.as_ref().map(|id| id.span)
}
