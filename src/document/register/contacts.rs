//! `kontakter.yaml`: role addresses. Never names of persons.

use super::Row;
use crate::base::{Date, Spanned};
use crate::document::Dataset;
use crate::document::parts::OrganisationTarget;
use crate::yaml::{Citations, Email, Id, LongText, Ref, record};

record! {
    /// One contact.
    pub struct Contact {
        id: Option<Spanned<Id>> = "id" [required], "Kort namn.";
        role: Option<Spanned<String>> = "roll" [required], "Rollen eller funktionen.";
        email: Option<Spanned<Email>> = "e-post", "Rollens e-postadress.";
        phone: Option<Spanned<String>> = "telefon", "Rollens telefonnummer.";
        valid_until: Option<Spanned<Date>> = "giltig_till", "När uppgiften behöver kontrolleras.";
        organisation: Option<Spanned<Ref<OrganisationTarget>>> = "organisation", "Organisationen (id).";
        description: Option<Spanned<LongText>> = "beskrivning", "Vad man kan fråga om.";
        source: Option<Spanned<Citations>> = "källa", "Dokument och avsnitt.";
    }
}

impl Row for Contact {
    const NAME: &'static str = "kontakt";
    const FILE: &'static str = "kontakter";
    const DATA: Option<Dataset> =
        Some(Dataset { title: "Kontakter", about: "Roller att fråga. Aldrig namn på personer." });
    fn id(&self) -> Option<&Spanned<Id>> {
        self.id.as_ref()
    }
}
