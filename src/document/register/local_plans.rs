//! `lokala_planer.yaml`: whether each organisation has a local plan, year by year.

use super::Row;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::document::parts::{DocumentTarget, OrganisationTarget};
use crate::yaml::{Citations, Id, LinkAddress, LongText, Ref, Year, record, vocabulary};

vocabulary! {
    /// How it stands with a local plan.
    pub enum LocalPlanStatus {
        /// There is one.
        Exists = "finns",
        /// It is being made.
        UnderWay = "under arbete",
        /// What the plan asks for was not met.
        NotMet = "kravet inte uppfyllt",
        /// The documents do not say.
        Unknown = "uppgift saknas",
    }
}

record! {
    /// One organisation's local plan for one year.
    pub struct LocalPlan {
        organisation: Option<Spanned<Ref<OrganisationTarget>>> = "organisation" [required], "Organisationen (id).";
        year: Option<Spanned<Year>> = "år" [required], "Året som planen gäller.";
        status: Option<Spanned<LocalPlanStatus>> = "status" [required], "Om planen finns.";
        link: Option<Spanned<LinkAddress>> = "länk", "Adress till planen.";
        document: Option<Spanned<Ref<DocumentTarget>>> = "dokument", "Planen i dokumentregistret (id).";
        text: Option<Spanned<LongText>> = "text", "En mening till.";
        source: Option<Spanned<Citations>> = "källa", "Dokument och avsnitt. Krävs när uppgiften är känd.";
    }
}

impl Row for LocalPlan {
    const NAME: &'static str = "lokal plan";
    const FILE: &'static str = "lokala_planer";
    const DATA: Option<Dataset> = Some(Dataset {
        title: "Lokala planer",
        about: "Om varje organisation har en lokal plan, år för år.",
    });
    const VIEW: Option<&'static str> = Some("lokala-planer");
    fn about(&self) -> Option<Spanned<String>> {
        let (organisation, year) = (self.organisation.as_ref()?, self.year.as_ref()?);
        let about = format!("{} {}", organisation.value.id.value, year.value.0);
        Some(Spanned::new(about, year.span))
    }
    fn id(&self) -> Option<&Spanned<Id>> {
        None
    }
}
