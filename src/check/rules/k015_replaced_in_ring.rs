//! Documents that replace each other, or one that two replace.

use super::prelude::*;
use crate::document::register::CitedDocument;

pub const RULE: Rule = Rule {
    code: "K015",
    name: "replaced-in-ring",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Det går inte att säga vilket dokument som gäller", "It cannot be told which document holds"),
    why: Text::fixed(
        "Sidan för ett gammalt dokument leder till det som gäller i stället. Den vägen måste ha ett slut.",
        "The page of an old document leads to the one that holds instead. That way must have one end.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date.",
    ),
    bad: Example::Text(&[
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, ersätter: [gammal]}\n- {id: gammal, titel: Gamla planen, typ: plan, ersätter: [«plan»]}\n"),
    ]),
    good: Example::Text(&[
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, ersätter: [gammal]}\n- {id: gammal, titel: Gamla planen, typ: plan}\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for knot in &model.papers.knots {
        let Some(row) = model.row_of_paper(knot.row) else { continue };
        let Some(old) = row.replaces.get(knot.at) else { continue };
        let title = |row: Option<&CitedDocument>| row.and_then(|row| row.title.as_ref()).map_or_else(String::new, |title| title.value.clone());
        let message = match knot.other {
            None => Text::new(
                format!("”{}” ersätter ett dokument som självt leder tillbaka hit.", title(Some(row))),
                format!("“{}” replaces a document that itself leads back here.", title(Some(row))),
            ),
            Some(other) => Text::new(
                format!("Dokumentet ersätts redan av ”{}”.", title(model.row_of_paper(other))),
                format!("The document is replaced by “{}” already.", title(model.row_of_paper(other))),
            ),
        };
        let file = &model.register_documents[knot.row.0].file;
        out.add(file, old.span, message).help(Text::fixed(
            "Skriv ersätter: bara på den nyare raden, och bara på en.",
            "Write ersätter: in the newer row only, and in one only.",
        ));
    }
}
