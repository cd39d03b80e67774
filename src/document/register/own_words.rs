//! `egna_ord.yaml`: words that the dictionary lacks and the site spells so.

use super::Row;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::yaml::{Id, record};

record! {
    /// One word.
    pub struct OwnWord {
        word: Option<Spanned<String>> = "ord" [required], "Ordet, stavat som det ska. Ändelser och sammansättningar följer med av sig själva.";
    }
}

impl Row for OwnWord {
    const NAME: &'static str = "eget ord";
    const FILE: &'static str = "egna_ord";
    // A tool of the editors, and no fact about the plan.
    const DATA: Option<Dataset> = None;
    fn id(&self) -> Option<&Spanned<Id>> {
        None
    }
    fn about(&self) -> Option<Spanned<String>> {
        self.word.clone()
    }
}
