//! `delmal.yaml`: the goals of the vision, word for word.

use super::Row;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::document::kind::{GoalPage, Kind};
use crate::yaml::{Citations, Id, Quotation, record};

record! {
    /// One goal of the vision.
    pub struct GoalOf2030 {
        id: Option<Spanned<Id>> = "id" [required], "Delmålets nummer.";
        text: Option<Spanned<Quotation>> = "text" [required], "Delmålet, ordagrant.";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt.";
    }
}

impl Row for GoalOf2030 {
    const NAME: &'static str = "delmål";
    const FILE: &'static str = "delmal";
    const DATA: Option<Dataset> =
        Some(Dataset { title: "Delmål", about: "Målbildens delmål, ord för ord." });
    const PAGES: Option<&'static str> = Some(GoalPage::NAME);
    fn id(&self) -> Option<&Spanned<Id>> {
        self.id.as_ref()
    }
    fn title(&self) -> Option<&str> {
        self.text.as_ref().map(|text| text.value.0.as_str())
    }
}
