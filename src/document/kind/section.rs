//! The text and the rules of a listing: `_index.md` in a folder.

use super::Kind;
use crate::base::Spanned;
use crate::yaml::{Count, Defaults, record, vocabulary};

vocabulary! {
    /// What a listing sorts by, after `ordning`.
    pub enum SortBy {
        /// The newest first.
        Date = "datum",
        /// In Swedish alphabetical order.
        Title = "titel",
    }
}

record! {
    /// A section: how it lists, and what holds for all pages below it.
    pub struct Section {
        sort_by: Option<Spanned<SortBy>> = "sortering", "Vad listan sorteras efter när ordning inte är satt: datum (nyast först) eller titel.";
        per_page: Option<Spanned<Count>> = "per_sida", "Så många poster visas på varje sida av listan.";
        defaults: Option<Spanned<Defaults>> = "förval", "Fält som gäller för alla sidor under mappen, om de inte sätter dem själva.";
    }
}

impl Kind for Section {
    const NAME: &'static str = "avdelning";
    const FOLDER: &'static str = "";
    const TEMPLATE: &'static str = "lista.html";
}
