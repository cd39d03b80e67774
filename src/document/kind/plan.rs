//! An edition of the plan: `content/fardplan/<year>.md`.

use super::Kind;
use crate::base::{Date, Spanned};
use crate::document::Dataset;
use crate::document::parts::{Decision, Event, GroupTarget, SubjectTarget};
use crate::yaml::{Citations, LongText, Quotation, Ref, record};

record! {
    /// One reading of how long the edition holds. Where documents differ, all are given.
    pub struct Validity {
        text: Option<Spanned<LongText>> = "text" [required], "Vad källan säger om giltigheten.";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt.";
    }
}

record! {
    /// When and by whom the edition was adopted.
    pub struct Adoption {
        date: Option<Spanned<Date>> = "datum" [required], "Dagen då planen antogs.";
        by: Option<Spanned<Ref<GroupTarget>>> = "av" [required], "Gruppen som antog den (id).";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt.";
    }
}

record! {
    /// Who approved the edition after its adoption.
    pub struct Approval {
        date: Option<Spanned<Date>> = "datum", "Dagen då planen godkändes.";
        date_text: Option<Spanned<String>> = "datumtext", "Vad källan säger om tiden när datum saknas.";
        by: Option<Spanned<Ref<GroupTarget>>> = "av" [required], "Gruppen som godkände den (id).";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt.";
    }
}

record! {
    /// One point of the edition, in its own words.
    pub struct Point {
        number: Option<Spanned<String>> = "nr" [required], "Punktens nummer.";
        text: Option<Spanned<Quotation>> = "text" [required], "Punkten, ordagrant ur planen.";
        concerns: Vec<Spanned<Ref<SubjectTarget>>> = "avser", "Områden och arbeten som punkten nämner.";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt.";
    }
}

/// The key of the points.
pub const POINTS: &str = "punkter";

record! {
    /// A part of the edition, as the document is divided.
    pub struct PlanPart {
        number: Option<Spanned<String>> = "nr" [required], "Avsnittets nummer, till exempel 6.1. Punkterna i det heter 6.1:1, 6.1:2 …";
        title: Option<Spanned<String>> = "titel" [required], "Vad avsnittet heter.";
    }
}

record! {
    /// An edition of the plan.
    pub struct Plan {
        validity: Vec<Spanned<Validity>> = "giltighet", "Hur länge utgåvan gäller, enligt varje källa.";
        adopted: Option<Spanned<Adoption>> = "antagen", "När och av vem utgåvan antogs.";
        approved: Option<Spanned<Approval>> = "godkänd", "Vem som godkände utgåvan.";
        parts: Vec<Spanned<PlanPart>> = "avsnitt", "Avsnitten som punkterna står i. Rapporterna följer dem.";
        points: Vec<Spanned<Point>> = "punkter" [required], "Utgåvans punkter.";
        decisions: Vec<Spanned<Decision>> = "beslut", "Beslut om utgåvan.";
        events: Vec<Spanned<Event>> = "händelser", "Händelser med datum.";
    }
}

impl Kind for Plan {
    const NAME: &'static str = "plan";
    const FOLDER: &'static str = "fardplan";
    const TEMPLATE: &'static str = "plan.html";
    const DATA: Option<Dataset> =
        Some(Dataset { title: "Planens utgåvor", about: "Varje utgåva av planen." });
}
