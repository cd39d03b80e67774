//! Texts for the pages that registers make: `content/kommuner/<id>.md` and the like.
//!
//! The page itself is made from the row, with or without a text.

use super::Kind;
use crate::yaml::record;

/// A text has the common fields only; the row has the rest.
macro_rules! texts {
    ($($(#[$meta:meta])* $ty:ident: $name:literal in $folder:literal with $template:literal;)*) => {
        $(record! {
            $(#[$meta])*
            pub struct $ty {}
        }

        impl Kind for $ty {
            const NAME: &'static str = $name;
            const FOLDER: &'static str = $folder;
            const TEMPLATE: &'static str = $template;
        })*
    };
}

texts! {
    /// The text of an organisation's page.
    OrganisationPage: "organisationssida" in "kommuner" with "kommun.html";
    /// The text of a target group's page.
    TargetGroupPage: "målgruppssida" in "malgrupper" with "malgrupp.html";
    /// The text of a page of one of the vision's goals.
    GoalPage: "delmålssida" in "malbild" with "delmal.html";
    /// The text of a group's page.
    GroupPage: "gruppsida" in "grupper" with "grupp.html";
    /// The text of a document's page.
    DocumentPage: "dokumentsida" in "dokument" with "dokument.html";
}
