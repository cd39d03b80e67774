//! `synonymer.yaml`: words that residents search for, and those that the site uses.

use super::Row;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::yaml::{Id, record};

record! {
    /// One word and those that say the same here.
    pub struct Synonym {
        word: Option<Spanned<String>> = "ord" [required], "Ordet som besökare söker efter.";
        said: Vec<Spanned<String>> = "betyder" [required], "Orden som webbplatsen använder i stället.";
    }
}

impl Row for Synonym {
    const NAME: &'static str = "synonym";
    const FILE: &'static str = "synonymer";
    // A tool of the search, and no fact about the plan.
    const DATA: Option<Dataset> = None;
    fn id(&self) -> Option<&Spanned<Id>> {
        None
    }
}
