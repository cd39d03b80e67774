//! `grupper.yaml`: who decides, who leads, who supports.

use super::Row;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::document::kind::{GroupPage, Kind};
use crate::document::parts::{ContactTarget, GroupTarget};
use crate::yaml::{Citations, Id, LongText, Ref, record, reference};

reference! {
    /// A word of `vokabulär: gruppnivå`.
    GroupLevel => "gruppnivå";
}

record! {
    /// One group.
    pub struct Group {
        id: Option<Spanned<Id>> = "id" [required], "Kort namn.";
        name: Option<Spanned<String>> = "namn" [required], "Gruppens namn.";
        short_name: Option<Spanned<String>> = "kortnamn", "Kortare namn.";
        level: Option<Spanned<Ref<GroupLevel>>> = "nivå", "På vilken nivå gruppen arbetar.";
        task: Option<Spanned<LongText>> = "uppgift", "Vad gruppen gör.";
        members: Vec<Spanned<String>> = "består_av", "Roller och organisationer i gruppen. Aldrig namn på personer.";
        meetings: Option<Spanned<LongText>> = "möten", "När och hur ofta gruppen möts.";
        reports_to: Option<Spanned<Ref<GroupTarget>>> = "rapporterar_till", "Gruppen den rapporterar till (id).";
        contact: Option<Spanned<Ref<ContactTarget>>> = "kontakt", "Kontakt (id).";
        source: Option<Spanned<Citations>> = "källa", "Dokument och avsnitt.";
    }
}

impl Row for Group {
    const NAME: &'static str = "grupp";
    const FILE: &'static str = "grupper";
    const DATA: Option<Dataset> =
        Some(Dataset { title: "Grupper", about: "Grupperna som styr, leder och stöder arbetet." });
    const PAGES: Option<&'static str> = Some(GroupPage::NAME);
    fn id(&self) -> Option<&Spanned<Id>> {
        self.id.as_ref()
    }
    fn title(&self) -> Option<&str> {
        self.name.as_ref().map(|name| name.value.as_str())
    }
}
