//! `publiceringar.yaml`: what has been published and when, for everybody to read. `delwebb publish`
//! adds a row for each publication that changed pages; a page with `visar: publiceringar` shows
//! them.

use super::Row;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::yaml::{Clock, Day, Flag, Id, Quotation, record, vocabulary};

vocabulary! {
    /// What a publication was.
    pub enum PublicationKind {
        /// New text.
        New = "publicering",
        /// The whole site, for the first time.
        First = "första publiceringen",
        /// An earlier site again.
        Back = "återgång",
    }
}

record! {
    /// A fact of a page that changed.
    pub struct PublishedFact {
        key: Option<Spanned<Quotation>> = "uppgift" [required], "Fältets namn, till exempel läge.";
        before: Option<Spanned<Quotation>> = "före", "Det som stod, när det är ett ord eller en dag.";
        after: Option<Spanned<Quotation>> = "efter", "Det som står, när det är ett ord eller en dag.";
    }
}

record! {
    /// A page that a publication changed.
    pub struct PublishedPage {
        title: Option<Spanned<Quotation>> = "sida" [required], "Vad sidan hette när den publicerades.";
        address: Option<Spanned<Quotation>> = "adress" [required], "Sidans adress då, på webbplatsen.";
        from: Option<Spanned<Quotation>> = "från", "Adressen som en flyttad sida hade förut.";
        facts: Vec<Spanned<PublishedFact>> = "uppgifter", "Uppgifter på en ändrad sida som blev annorlunda.";
        text: Option<Spanned<Flag>> = "text", "ja: texten på en ändrad sida blev annorlunda.";
    }
}

record! {
    /// One publication.
    pub struct Publication {
        date: Option<Spanned<Day>> = "datum" [required], "Dagen då den gjordes.";
        time: Option<Spanned<Clock>> = "klockan" [required], "Klockslaget då den gjordes, i webbplatsens tidszon.";
        kind: Option<Spanned<PublicationKind>> = "slag", "Vad den var. publicering om inget annat sägs.";
        new: Vec<Spanned<PublishedPage>> = "nya", "Sidor som kom till.";
        changed: Vec<Spanned<PublishedPage>> = "ändrade", "Sidor som ändrades.";
        moved: Vec<Spanned<PublishedPage>> = "flyttade", "Sidor som fick en ny adress.";
        removed: Vec<Spanned<PublishedPage>> = "borttagna", "Sidor som togs bort.";
    }
}

impl Row for Publication {
    const NAME: &'static str = "publicering";
    const FILE: &'static str = "publiceringar";
    const DATA: Option<Dataset> = None;
    fn id(&self) -> Option<&Spanned<Id>> {
        None
    }
}

impl Publication {
    /// What it was.
    #[must_use]
    pub fn what(&self) -> PublicationKind {
        self.kind.as_ref().map_or(PublicationKind::New, |kind| kind.value)
    }
}
