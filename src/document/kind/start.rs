//! The start page: `content/index.md`.

use super::Kind;
use crate::yaml::record;

record! {
    /// The start page has the common fields only.
    pub struct Start {}
}

impl Kind for Start {
    const NAME: &'static str = "startsida";
    const FOLDER: &'static str = "";
    const TEMPLATE: &'static str = "start.html";
}
