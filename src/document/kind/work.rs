//! A work of any type – project, action plan, assignment …: `content/projekt/<slug>.md`.

use super::Kind;
use crate::base::{Date, Spanned};
use crate::document::Dataset;
use crate::document::parts::{
    AreaTarget, ContactTarget, Decision, DocumentTarget, Event, Goal, GoalTarget, GroupTarget,
    History, OrganisationTarget, Organisations, Outcome, Stage, State, TargetGroupTarget, Timing,
    WantedDecision, WorkTarget, WorkType,
};
use crate::yaml::{Flag, LongText, Ref, record};

record! {
    /// Where a work was tried first.
    pub struct Pilot {
        organisations: Vec<Spanned<Ref<OrganisationTarget>>> = "organisationer" [required], "Organisationerna som provade först (id).";
    }
}

record! {
    /// The final report of a work.
    pub struct FinalReport {
        exists: Option<Spanned<Flag>> = "finns" [required], "ja eller nej.";
        document: Option<Spanned<Ref<DocumentTarget>>> = "dokument", "Rapporten i dokumentregistret (id).";
    }
}

record! {
    /// A work.
    pub struct Work {
        short_title: Option<Spanned<String>> = "kortnamn", "Kortare namn eller förkortning.";
        in_short: Option<Spanned<LongText>> = "kort_sagt", "Två eller tre meningar som står först på sidan.";
        category: Option<Spanned<Ref<WorkType>>> = "typ" [required], "Vad arbetet är: projekt, utvecklingsarbete …";
        parent: Option<Spanned<Ref<WorkTarget>>> = "förälder", "Arbetet som detta är ett tilläggsuppdrag till.";
        area: Option<Spanned<Ref<AreaTarget>>> = "område", "Området som arbetet hör till. Utelämna om dokumenten inte nämner något.";
        organisations: Option<Spanned<Organisations>> = "organisationer", "alla, eller en lista med id.";
        pilot: Option<Spanned<Pilot>> = "pilot", "Var arbetet provades först.";
        target_groups: Vec<Spanned<Ref<TargetGroupTarget>>> = "målgrupper", "Målgrupper som ett dokument nämner (id).";
        goals_2030: Vec<Spanned<Ref<GoalTarget>>> = "delmål", "Delmål i målbilden. Lämna tomt om dokumenten inte säger det.";
        stage: Option<Spanned<Stage>> = "skede", "Hur långt på vägen till vardag.";
        state: Option<Spanned<State>> = "läge", "Hur det går just nu.";
        timing: Option<Spanned<Timing>> = "tidsläge", "Om arbetet håller tiden.";
        start: Option<Spanned<Date>> = "start", "När arbetet började.";
        end: Option<Spanned<Date>> = "slut", "När arbetet slutade.";
        decided_by: Option<Spanned<Ref<GroupTarget>>> = "beslutar", "Gruppen som beslutar (id).";
        contact: Option<Spanned<Ref<ContactTarget>>> = "kontakt", "Kontakten för frågor (id).";
        final_report: Option<Spanned<FinalReport>> = "slutrapport", "Om det finns en slutrapport.";
        goals: Vec<Spanned<Goal>> = "mål", "Mål år för år.";
        outcomes: Vec<Spanned<Outcome>> = "utfall", "Utfall år för år.";
        history: Vec<Spanned<History>> = "historik", "Vad som har hänt, steg för steg.";
        decisions: Vec<Spanned<Decision>> = "beslut", "Beslut om arbetet.";
        wanted: Vec<Spanned<WantedDecision>> = "beslut_behövs", "Beslut som behövs för att arbetet ska gå vidare.";
        events: Vec<Spanned<Event>> = "händelser", "Händelser med datum.";
    }
}

impl Kind for Work {
    const NAME: &'static str = "arbete";
    const FOLDER: &'static str = "projekt";
    const TEMPLATE: &'static str = "arbete.html";
    const NEW: &'static [&'static str] = &["projekt", "arbete", "project", "work"];
    const DATA: Option<Dataset> = Some(Dataset {
        title: "Arbeten",
        about: "Projekt, handlingsplaner, uppdrag och andra arbeten.",
    });
}
