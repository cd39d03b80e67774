//! A news item: `content/nyheter/<year>/<slug>.md`.

use super::Kind;
use crate::base::{Date, Spanned};
use crate::document::Dataset;
use crate::document::parts::SubjectTarget;
use crate::yaml::{Ref, record};

record! {
    /// A news item.
    pub struct News {
        date: Option<Spanned<Date>> = "datum" [required], "När det hände, så exakt som källan säger.";
        concerns: Vec<Spanned<Ref<SubjectTarget>>> = "avser", "Områden och arbeten som nyheten handlar om.";
    }
}

impl Kind for News {
    const NAME: &'static str = "nyhet";
    const FOLDER: &'static str = "nyheter";
    const TEMPLATE: &'static str = "nyhet.html";
    const NEW: &'static [&'static str] = &["nyhet", "news"];
    const DATA: Option<Dataset> =
        Some(Dataset { title: "Nyheter", about: "Det som har hänt, med datum och källa." });
}
