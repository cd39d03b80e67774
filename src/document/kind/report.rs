//! A report made from what the site already knows: `content/rapporter/<name>/index.md`, and the
//! texts in it that only people can write, each in a file beside.

use super::Kind;
use crate::base::{Date, Spanned};
use crate::document::Dataset;
use crate::document::parts::{OrganisationTarget, PageTarget};
use crate::yaml::{Count, Day, Ref, Year, record, vocabulary};

vocabulary! {
    /// Whom a report is for decides what it tells, and in which order.
    pub enum ReportType {
        /// Everything of a year.
        Annual = "år",
        /// What the directors have to act on, then the rest of half a year.
        HalfYear = "halvår",
        /// What has happened since the last meeting, what is coming, what has to be decided.
        Meeting = "möte",
        /// What one organisation takes part in.
        Organisation = "organisation",
        /// What whoever pays asks for.
        Funder = "finansiär",
    }
}

impl ReportType {
    /// The template that shows it. A theme needs it only when there is such a report.
    #[must_use]
    pub const fn template(self) -> &'static str {
        match self {
            Self::Annual => "rapport-ar.html",
            Self::HalfYear => "rapport-halvar.html",
            Self::Meeting => "rapport-mote.html",
            Self::Organisation => "rapport-organisation.html",
            Self::Funder => "rapport-finansiar.html",
        }
    }

    /// The texts that its template has a place for, in order: others become chapters of their own.
    #[must_use]
    pub const fn texts(self) -> &'static [&'static str] {
        match self {
            Self::Annual => &["forord", "sammanfattning", "finansiering", "uppfoljning", "slutord"],
            Self::HalfYear => &["forord", "finansiering"],
            Self::Meeting => &[],
            Self::Organisation => &["forord"],
            Self::Funder => &["sammanfattning", "finansiering"],
        }
    }
}

record! {
    /// A report.
    pub struct Report {
        report: Option<Spanned<ReportType>> = "rapport" [required], "år, halvår, möte, organisation eller finansiär.";
        year: Option<Spanned<Year>> = "år", "Året som rapporten gäller. Behövs inte för ett möte.";
        half: Option<Spanned<Count>> = "halvår", "1 eller 2, i en rapport om ett halvår.";
        since: Option<Spanned<Day>> = "från", "Dagen för förra mötet, i underlaget till ett möte.";
        until: Option<Spanned<Day>> = "till", "Sista dagen som underlaget till ett möte gäller. Annars i dag.";
        organisation: Option<Spanned<Ref<OrganisationTarget>>> = "organisation", "Organisationen som rapporten gäller (id).";
        pages: Vec<Spanned<Ref<PageTarget>>> = "sidor", "Sidor vars text är rapportens kapitel med samma namn. En fil bredvid rapporten med det namnet gäller i stället.";
        adopted: Option<Spanned<Date>> = "antagen", "När rapporten antogs.";
    }
}

impl Kind for Report {
    const NAME: &'static str = "rapport";
    const FOLDER: &'static str = "rapporter";
    const TEMPLATE: &'static str = "rapport.html";
    // `delwebb report … --page` makes one: it knows what the report is about.
    const DATA: Option<Dataset> = Some(Dataset {
        title: "Rapporter",
        about: "Årsrapporter och andra uppföljningar som görs av webbplatsens uppgifter.",
    });
}

record! {
    /// A text of a report that only people can write. It has no page of its own.
    pub struct ReportText {}
}

impl Kind for ReportText {
    const NAME: &'static str = "rapporttext";
    const FOLDER: &'static str = "";
    const TEMPLATE: &'static str = "sida.html";
}
