//! `trender.yaml`: what a year's follow-up saw on the whole.

use super::Row;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::yaml::{Citations, Id, LongText, Year, record};

record! {
    /// One trend.
    pub struct Trend {
        id: Option<Spanned<Id>> = "id" [required], "Kort namn.";
        year: Option<Spanned<Year>> = "år" [required], "Året som trenden gäller.";
        title: Option<Spanned<String>> = "titel" [required], "Trenden i några ord.";
        text: Option<Spanned<LongText>> = "text" [required], "Vad den betyder, med egna ord.";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt.";
    }
}

impl Row for Trend {
    const NAME: &'static str = "trend";
    const FILE: &'static str = "trender";
    const DATA: Option<Dataset> = Some(Dataset {
        title: "Trender",
        about: "Det som ett års uppföljning såg på det hela.",
    });
    const VIEW: Option<&'static str> = Some("trender");
    fn id(&self) -> Option<&Spanned<Id>> {
        self.id.as_ref()
    }
    fn title(&self) -> Option<&str> {
        self.title.as_ref().map(|title| title.value.as_str())
    }
}
