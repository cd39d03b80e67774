//! `lsg.yaml`: which local cooperation groups there are, municipality by target group.

use super::Row;
use crate::base::{Date, Spanned};
use crate::document::Dataset;
use crate::document::parts::{OrganisationTarget, TargetGroupTarget};
use crate::yaml::{Citations, Id, LongText, Ref, record, vocabulary};

vocabulary! {
    /// Whether a local group is there and at work.
    pub enum CoverageStatus {
        /// It is at work.
        Working = "finns och arbetar",
        /// It is there, but has not begun.
        NotBegun = "finns men ej igång",
        /// There is none.
        Missing = "saknas",
        /// The documents do not say.
        Unknown = "uppgift saknas",
    }
}

record! {
    /// One cell of the coverage: a municipality and a target group.
    pub struct Coverage {
        organisation: Option<Spanned<Ref<OrganisationTarget>>> = "kommun" [required], "Kommunen (id).";
        target_group: Option<Spanned<Ref<TargetGroupTarget>>> = "målgrupp" [required], "Målgruppen (id).";
        status: Option<Spanned<CoverageStatus>> = "status" [required], "Om gruppen finns och arbetar.";
        date: Option<Spanned<Date>> = "datum", "När uppgiften gällde.";
        text: Option<Spanned<LongText>> = "text", "En mening till.";
        source: Option<Spanned<Citations>> = "källa", "Dokument och avsnitt. Krävs när uppgiften är känd.";
    }
}

impl Row for Coverage {
    const NAME: &'static str = "lokal samverkansgrupp";
    const FILE: &'static str = "lsg";
    const DATA: Option<Dataset> = Some(Dataset {
        title: "Lokala samverkansgrupper",
        about: "Vilka grupper som finns, per kommun och målgrupp.",
    });
    const VIEW: Option<&'static str> = Some("lokal-samverkan");
    fn about(&self) -> Option<Spanned<String>> {
        let (organisation, group) = (self.organisation.as_ref()?, self.target_group.as_ref()?);
        let about = format!("{} {}", organisation.value.id.value, group.value.id.value);
        Some(Spanned::new(about, group.span))
    }
    fn id(&self) -> Option<&Spanned<Id>> {
        None
    }
}
