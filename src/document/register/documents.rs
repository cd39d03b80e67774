//! `dokument.yaml`: the documents that facts come from. `källa:` uses their keys.

use super::Row;
use crate::base::{Date, Spanned};
use crate::document::Dataset;
use crate::document::kind::{DocumentPage, Kind};
use crate::document::parts::{ContactTarget, DocumentTarget};
use crate::yaml::{
    Citations, Count, Flag, Id, LinkAddress, LongText, Ref, Year, record, reference,
};

reference! {
    /// A word of `vokabulär: dokumenttyp`.
    DocumentType => "dokumenttyp";
    /// A word of `vokabulär: dokumentformat`.
    DocumentFormat => "dokumentformat";
}

record! {
    /// One document.
    pub struct CitedDocument {
        id: Option<Spanned<Id>> = "id" [required], "Kort namn.";
        key: Option<Spanned<String>> = "nyckel", "Namnet som står i källa: på sidorna, till exempel Å2025.";
        title: Option<Spanned<String>> = "titel" [required], "Dokumentets titel.";
        category: Option<Spanned<Ref<DocumentType>>> = "typ" [required], "Vad för slags dokument.";
        date: Option<Spanned<Date>> = "datum", "Dokumentets datum.";
        year: Option<Spanned<Year>> = "verksamhetsår", "Året som dokumentet handlar om.";
        publisher: Option<Spanned<String>> = "utgivare", "Vem som gav ut det.";
        page: Option<Spanned<LinkAddress>> = "sida", "Adress till sidan där innehållet går att läsa direkt. Den visas före filen.";
        file: Option<Spanned<String>> = "fil", "Dokumentets fil på webbplatsen, räknad från mappen content: dokument/arsrapport.pdf.";
        link: Option<Spanned<LinkAddress>> = "länk", "Adress till dokumentet på en annan webbplats.";
        format: Option<Spanned<Ref<DocumentFormat>>> = "format", "Hur dokumentet kan fås.";
        pages: Option<Spanned<Count>> = "sidor", "Hur många sidor dokumentet har. Läses ur filen om det inte står här.";
        language: Option<Spanned<String>> = "språk", "Dokumentets språk, till exempel sv eller en. Läses ur filen om det inte står här.";
        accessible: Option<Spanned<Flag>> = "tillgängligt", "ja om filen går att läsa med hjälpmedel, till exempel en skärmläsare, annars nej.";
        contact: Option<Spanned<Ref<ContactTarget>>> = "kontakt", "Den som lämnar ut dokumentet (id). Annars webbplatsens kontakt.";
        replaces: Vec<Spanned<Ref<DocumentTarget>>> = "ersätter", "Äldre dokument som det här gäller i stället för (id).";
        description: Option<Spanned<LongText>> = "beskrivning", "Vad dokumentet innehåller.";
    }
}

impl CitedDocument {
    /// The word of `dokumentformat` for what is given to whoever asks.
    pub const ON_REQUEST: &'static str = "endast på begäran";
}

impl Row for CitedDocument {
    const NAME: &'static str = "dokument";
    const FILE: &'static str = "dokument";
    const DATA: Option<Dataset> =
        Some(Dataset { title: "Dokument", about: "Dokumenten som uppgifterna kommer från." });
    const PAGES: Option<&'static str> = Some(DocumentPage::NAME);
    const OTHER: Option<&'static str> = Some(Citations::TARGETS[0]);
    fn id(&self) -> Option<&Spanned<Id>> {
        self.id.as_ref()
    }
    fn other_id(&self) -> Option<&Spanned<String>> {
        self.key.as_ref()
    }
    fn title(&self) -> Option<&str> {
        self.title.as_ref().map(|title| title.value.as_str())
    }
}
