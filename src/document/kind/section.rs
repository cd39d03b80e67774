//! The text of a listing: `_index.md` in a folder.

use super::Kind;
use crate::yaml::record;

record! {
    /// A section has the common fields only.
    pub struct Section {}
}

impl Kind for Section {
    const NAME: &'static str = "avdelning";
    const FOLDER: &'static str = "";
    const TEMPLATE: &'static str = "lista.html";
}
