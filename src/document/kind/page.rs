//! A plain page, anywhere in `content/`.

use super::Kind;
use crate::base::Spanned;
use crate::yaml::{record, vocabulary};

vocabulary! {
    /// What a page gathers besides its own text.
    pub enum Gathered {
        /// What has been published, and when.
        Publications = "publiceringar",
    }
}

record! {
    /// A plain page has the common fields, and may show a register.
    pub struct Page {
        shows: Option<Spanned<Gathered>> = "visar", "publiceringar: sidan visar vad som har ändrats på webbplatsen, och när.";
    }
}

impl Kind for Page {
    const NAME: &'static str = "sida";
    const FOLDER: &'static str = "";
    const TEMPLATE: &'static str = "sida.html";
    const NEW: &'static [&'static str] = &["sida", "page"];
}
