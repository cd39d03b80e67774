//! An event with a page of its own: `content/kalender/<slug>.md`.

use super::Kind;
use crate::base::{Date, Spanned};
use crate::document::Dataset;
use crate::document::parts::{EventType, GroupTarget, SubjectTarget};
use crate::yaml::{Ref, record};

record! {
    /// An event.
    pub struct EventPage {
        date: Option<Spanned<Date>> = "datum", "När. Utelämna om källan inte säger det.";
        end: Option<Spanned<Date>> = "slut", "Sista dagen, om händelsen pågår flera dagar.";
        date_text: Option<Spanned<String>> = "datumtext", "Vad källan säger om tiden när datum saknas.";
        place: Option<Spanned<String>> = "plats", "Var.";
        category: Option<Spanned<Ref<EventType>>> = "typ", "Vad för slags händelse.";
        concerns: Vec<Spanned<Ref<SubjectTarget>>> = "avser", "Områden och arbeten som händelsen gäller.";
        groups: Vec<Spanned<Ref<GroupTarget>>> = "grupper", "Grupper som händelsen var till för (id).";
    }
}

impl Kind for EventPage {
    const NAME: &'static str = "händelse";
    const FOLDER: &'static str = "kalender";
    const TEMPLATE: &'static str = "handelse.html";
    const NEW: &'static [&'static str] = &["händelse", "event"];
    const DATA: Option<Dataset> = Some(Dataset {
        title: "Händelser med egen sida",
        about: "Händelser som har en egen sida i kalendern.",
    });
}
