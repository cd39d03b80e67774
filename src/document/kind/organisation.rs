//! The text of an organisation's page: `content/kommuner/<id>.md`. The page itself
//! is made from the register, with or without this text.

use super::Kind;
use crate::yaml::record;

record! {
    /// An organisation's text has the common fields only.
    pub struct OrganisationPage {}
}

impl Kind for OrganisationPage {
    const NAME: &'static str = "organisationssida";
    const FOLDER: &'static str = "kommuner";
    const TEMPLATE: &'static str = "kommun.html";
}
