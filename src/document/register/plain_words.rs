//! `ordbyten.yaml`: officialese and the plain words to write instead.

use super::Row;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::yaml::{Id, LongText, record};

record! {
    /// One word and a plainer one.
    pub struct PlainWord {
        word: Option<Spanned<String>> = "ord" [required], "Ordet att undvika.";
        forms: Vec<Spanned<String>> = "former", "Ordets böjningar.";
        plain: Option<Spanned<String>> = "hellre" [required], "Det enklare ordet.";
        except: Vec<Spanned<String>> = "utom", "Uttryck där ordet är rätt, som ”i detta avseende”.";
        reason: Option<Spanned<LongText>> = "varför", "Varför det är bättre.";
    }
}

impl Row for PlainWord {
    const NAME: &'static str = "ordbyte";
    const FILE: &'static str = "ordbyten";
    // A tool of the editors, and no fact about the plan.
    const DATA: Option<Dataset> = None;
    fn id(&self) -> Option<&Spanned<Id>> {
        None
    }
}
