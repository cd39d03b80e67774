//! `malgrupper.yaml`: whom the works are for.

use super::Row;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::document::kind::{Kind, TargetGroupPage};
use crate::yaml::{Citations, Flag, Id, LongText, record};

record! {
    /// One target group.
    pub struct TargetGroup {
        id: Option<Spanned<Id>> = "id" [required], "Kort namn.";
        name: Option<Spanned<String>> = "namn" [required], "Målgruppens namn.";
        description: Option<Spanned<LongText>> = "beskrivning", "Vilka det gäller.";
        prioritised: Option<Spanned<Flag>> = "prioriterad", "ja om planen pekar ut gruppen.";
        source: Option<Spanned<Citations>> = "källa", "Dokument och avsnitt.";
    }
}

impl Row for TargetGroup {
    const NAME: &'static str = "målgrupp";
    const FILE: &'static str = "malgrupper";
    const DATA: Option<Dataset> =
        Some(Dataset { title: "Målgrupper", about: "Vilka arbetena är till för." });
    const PAGES: Option<&'static str> = Some(TargetGroupPage::NAME);
    fn id(&self) -> Option<&Spanned<Id>> {
        self.id.as_ref()
    }
    fn title(&self) -> Option<&str> {
        self.name.as_ref().map(|name| name.value.as_str())
    }
}
