//! `organisationer.yaml`: the equal parties behind the plan.

use super::Row;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::document::kind::{Kind, OrganisationPage};
use crate::document::parts::ContactTarget;
use crate::yaml::{Id, Ref, WebAddress, record, reference};

reference! {
    /// A word of `vokabulär: organisationstyp`.
    OrganisationType => "organisationstyp";
}

record! {
    /// One organisation.
    pub struct Organisation {
        id: Option<Spanned<Id>> = "id" [required], "Kort namn; blir sista delen av adressen.";
        name: Option<Spanned<String>> = "namn" [required], "Organisationens hela namn.";
        short_name: Option<Spanned<String>> = "kortnamn", "Kortare namn för listor och kartor.";
        genitive: Option<Spanned<String>> = "genitiv", "Kortnamnets ägandeform, till exempel Storstads.";
        category: Option<Spanned<Ref<OrganisationType>>> = "typ" [required], "Vad organisationen är.";
        website: Option<Spanned<WebAddress>> = "webbplats", "Organisationens egen webbplats.";
        contact: Option<Spanned<Ref<ContactTarget>>> = "kontakt", "Kontakt hos organisationen (id).";
    }
}

impl Row for Organisation {
    const NAME: &'static str = "organisation";
    const FILE: &'static str = "organisationer";
    const DATA: Option<Dataset> =
        Some(Dataset { title: "Organisationer", about: "Parterna bakom planen." });
    const PAGES: Option<&'static str> = Some(OrganisationPage::NAME);
    fn id(&self) -> Option<&Spanned<Id>> {
        self.id.as_ref()
    }
    fn title(&self) -> Option<&str> {
        self.name.as_ref().map(|name| name.value.as_str())
    }
}
