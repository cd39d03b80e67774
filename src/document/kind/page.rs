//! A plain page, anywhere in `content/`.

use super::Kind;
use crate::base::Spanned;
use crate::yaml::{record, vocabulary};

vocabulary! {
    /// What a page gathers besides its own text.
    pub enum Gathered {
        /// What has been published, and when.
        Publications = "publiceringar",
        /// What there is in other languages, and what there is not.
        Languages = "språk",
    }
}

impl Gathered {
    /// The template that shows it. A theme needs it only when a page asks for it.
    #[must_use]
    pub const fn template(self) -> &'static str {
        match self {
            Self::Publications => "publiceringar.html",
            Self::Languages => "sprak.html",
        }
    }
}

record! {
    /// A plain page has the common fields, and may show a register.
    pub struct Page {
        shows: Option<Spanned<Gathered>> = "visar", "publiceringar: sidan visar vad som har ändrats på webbplatsen, och när. språk: sidan visar vad som finns på andra språk, som lättläst och på teckenspråk.";
    }
}

impl Kind for Page {
    const NAME: &'static str = "sida";
    const FOLDER: &'static str = "";
    const TEMPLATE: &'static str = "sida.html";
    const NEW: &'static [&'static str] = &["sida", "page"];
}
