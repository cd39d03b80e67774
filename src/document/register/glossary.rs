//! `ordlista.yaml`: words that need explaining, and their abbreviations.

use super::Row;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::yaml::{Citations, Flag, Id, LongText, Ref, record, reference};

reference! {
    /// Another entry of the glossary.
    EntryTarget => "begrepp";
}

record! {
    /// One word and what it means.
    pub struct GlossaryEntry {
        id: Option<Spanned<Id>> = "id" [required], "Kort namn.";
        term: Option<Spanned<String>> = "term" [required], "Ordet, utskrivet.";
        abbreviation: Option<Spanned<String>> = "förkortning", "Förkortningen.";
        explanation: Option<Spanned<LongText>> = "förklaring" [required], "Vad ordet betyder, så att alla förstår.";
        synonyms: Vec<Spanned<String>> = "synonymer", "Andra ord och böjningar för samma sak.";
        avoided: Vec<Spanned<String>> = "undvik", "Ord att inte använda för samma sak. Granskningen säger till om dem.";
        needs_explaining: Option<Spanned<Flag>> = "kräver_förklaring", "ja om ordet aldrig får stå utan förklaring.";
        see: Vec<Spanned<Ref<EntryTarget>>> = "se", "Andra ord i ordlistan (id).";
        source: Option<Spanned<Citations>> = "källa", "Dokumenten som använder ordet.";
    }
}

impl Row for GlossaryEntry {
    const NAME: &'static str = "begrepp";
    const FILE: &'static str = "ordlista";
    const DATA: Option<Dataset> =
        Some(Dataset { title: "Ordlista", about: "Ord och förkortningar, förklarade." });
    const VIEW: Option<&'static str> = Some("ordlista");
    fn id(&self) -> Option<&Spanned<Id>> {
        self.id.as_ref()
    }
    fn title(&self) -> Option<&str> {
        self.term.as_ref().map(|term| term.value.as_str())
    }
}
