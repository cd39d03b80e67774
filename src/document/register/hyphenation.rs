//! `avstavning.yaml`: long compounds, and where they may be parted at the end of a line.

use super::Row;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::yaml::{Id, record};

record! {
    /// One word.
    pub struct HyphenatedWord {
        word: Option<Spanned<String>> = "ord" [required], "Ordet, med bindestreck där det får delas: digitaliserings-omställning.";
    }
}

impl Row for HyphenatedWord {
    const NAME: &'static str = "avstavat ord";
    const FILE: &'static str = "avstavning";
    // How words are shown, and no fact.
    const DATA: Option<Dataset> = None;
    fn id(&self) -> Option<&Spanned<Id>> {
        None
    }
    fn about(&self) -> Option<Spanned<String>> {
        let word = self.word.as_ref()?;
        Some(Spanned::new(word.value.replace('-', ""), word.span))
    }
}
