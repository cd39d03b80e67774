//! People in a picture, and no reason why they may be shown.

use super::prelude::*;
use crate::document::register::{PictureBasis, Table};

pub const RULE: Rule = Rule {
    code: "N004",
    name: "no-basis",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Personer på en bild utan grund", "People in a picture without a basis"),
    why: Text::fixed(
        "En bild där någon går att känna igen är en personuppgift. Ni behöver kunna säga varför den får visas.",
        "A picture in which somebody can be recognised is personal data. You must be able to say why it may be shown.",
    ),
    source: Text::fixed(
        "Dataskyddsförordningen (EU) 2016/679, artikel 5 och 6.",
        "The General Data Protection Regulation (EU) 2016/679, articles 5 and 6.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Karta över kommunerna](karta.png)\n"),
        ("content/om/karta.png", "bild"),
        ("content/register/bilder.yaml", "- {fil: om/karta.png, rättighet: egen bild, personer: «ja»}\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Karta över kommunerna](karta.png)\n"),
        ("content/om/karta.png", "bild"),
        ("content/register/bilder.yaml", "- {fil: om/karta.png, rättighet: egen bild, personer: ja, grund: samtycke, samtycke_till: 2028}\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in &subject.model.register_documents {
        let Table::Pictures(rows) = &document.table else { continue };
        for row in rows.iter().map(|row| &row.value) {
            let people = row.people.as_ref().filter(|people| people.value.0);
            if let Some(people) = people.filter(|_| row.basis.is_none()) {
                let message = Text::fixed(
                    "Det går att känna igen någon på bilden, men raden säger inte varför den får visas.",
                    "Somebody can be recognised in the picture, but the row does not say why it may be shown.",
                );
                out.add(&document.file, people.span, message).help(Text::fixed(
                    "Skriv grund: samtycke, avtal eller allmänt intresse. Ett samtycke ska finnas på papper eller i diariet, och kan tas tillbaka.",
                    "Write grund: samtycke, avtal or allmänt intresse. A consent must be kept on paper or in the register, and can be taken back.",
                ));
            } else if let Some(consent) = row.basis.as_ref().filter(|basis| basis.value == PictureBasis::Consent)
                && people.is_some()
                && row.consent_until.is_none()
            {
                let message = Text::fixed(
                    "Raden säger inte hur länge samtycket gäller.",
                    "The row does not say how long the consent holds.",
                );
                out.add(&document.file, consent.span, message).help(Text::fixed(
                    "Skriv samtycke_till: och dagen då ni ska fråga igen.",
                    "Write samtycke_till: and the day when you are to ask again.",
                ));
            }
        }
    }
}
