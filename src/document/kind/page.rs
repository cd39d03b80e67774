//! A plain page, anywhere in `content/`.

use super::Kind;
use crate::yaml::record;

record! {
    /// A plain page has the common fields only.
    pub struct Page {}
}

impl Kind for Page {
    const NAME: &'static str = "sida";
    const FOLDER: &'static str = "";
    const TEMPLATE: &'static str = "sida.html";
    const NEW: &'static [&'static str] = &["sida", "page"];
}
