//! A document to be had on request, of nobody.

use super::prelude::*;
use crate::document::register::CitedDocument;

pub const RULE: Rule = Rule {
    code: "K017",
    name: "nobody-to-ask",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ingen att fråga om dokumentet", "Nobody to ask for the document"),
    why: Text::fixed(
        "Sidan säger att dokumentet lämnas ut till den som frågar, men inte vem man frågar.",
        "The page says that the document is given to whoever asks, but not whom to ask.",
    ),
    source: Text::fixed(
        "Tryckfrihetsförordningen 2 kap. (allmänna handlingar). Vägledning för webbutveckling, riktlinje 4: gör det lätt att kontakta er.",
        "The Swedish Freedom of the Press Act, chapter 2 (official documents). The Swedish web guidelines, guideline 4: make it easy to contact you.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\n  dokumentformat: [endast på begäran]\n"),
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, format: «endast på begäran»}\n"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\n  dokumentformat: [endast på begäran]\n"),
        ("content/register/kontakter.yaml", "- {id: arkiv, roll: Arkivet, e-post: arkivet@exempel.se}\n"),
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, format: endast på begäran, kontakt: arkiv}\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    let site = model.config.site.sender.as_ref().and_then(|sender| sender.value.contact.as_ref());
    let has_mail = |id: &str| {
        let contacts = model.registers.contacts.iter().map(|contact| &contact.value);
        let mut own = contacts.filter(|contact| contact.id.as_ref().is_some_and(|own| own.value.0 == id));
        own.any(|contact| contact.email.is_some() || contact.phone.is_some())
    };
    for ((register, _), row) in model.papers() {
        let Some(format) = row.format.as_ref().filter(|format| format.value.id.value == CitedDocument::ON_REQUEST) else { continue };
        let contact = row.contact.as_ref().map(|contact| &contact.value.id.value);
        let contact = contact.or_else(|| site.map(|contact| &contact.value.id.value));
        if contact.is_some_and(|id| has_mail(id)) {
            continue;
        }
        let message = Text::fixed(
            "Dokumentet lämnas ut på begäran, men ingen kontakt med e-post eller telefon står på raden eller i site.yaml.",
            "The document is given on request, but no contact with e-mail or telephone stands in the row or in site.yaml.",
        );
        out.add(&model.register_documents[register].file, format.span, message).help(Text::fixed(
            "Skriv kontakt: och ett id ur kontakter.yaml på raden, eller avsändare: kontakt: i site.yaml.",
            "Write kontakt: and an id from kontakter.yaml in the row, or avsändare: kontakt: in site.yaml.",
        ));
    }
}
