//! A development area: `content/omraden/<slug>.md`.

use super::Kind;
use crate::base::Spanned;
use crate::document::Dataset;
use crate::document::parts::{
    ContactTarget, Decision, Event, Goal, GoalTarget, GroupTarget, History, Organisations, Outcome,
    Stage, State, TargetGroupTarget, Timing, WantedDecision,
};
use crate::yaml::{LongText, Ref, record};

record! {
    /// A development area of the plan.
    pub struct Area {
        short_title: Option<Spanned<String>> = "kortnamn", "Kortare namn för trånga ställen.";
        in_short: Option<Spanned<LongText>> = "kort_sagt", "Två eller tre meningar som står först på sidan.";
        priority: Option<Spanned<String>> = "prioritet", "Hur området är prioriterat, till exempel genomgående.";
        organisations: Option<Spanned<Organisations>> = "organisationer", "alla, eller en lista med id.";
        target_groups: Vec<Spanned<Ref<TargetGroupTarget>>> = "målgrupper", "Målgrupper som ett dokument nämner (id).";
        goals_2030: Vec<Spanned<Ref<GoalTarget>>> = "delmål", "Delmål i målbilden. Lämna tomt om dokumenten inte säger det.";
        stage: Option<Spanned<Stage>> = "skede", "Hur långt på vägen till vardag.";
        state: Option<Spanned<State>> = "läge", "Hur det går just nu.";
        timing: Option<Spanned<Timing>> = "tidsläge", "Om arbetet håller tiden.";
        decided_by: Option<Spanned<Ref<GroupTarget>>> = "beslutar", "Gruppen som beslutar (id).";
        contact: Option<Spanned<Ref<ContactTarget>>> = "kontakt", "Kontakten för frågor (id).";
        goals: Vec<Spanned<Goal>> = "mål", "Mål år för år.";
        outcomes: Vec<Spanned<Outcome>> = "utfall", "Utfall år för år.";
        history: Vec<Spanned<History>> = "historik", "Vad som har hänt, steg för steg.";
        decisions: Vec<Spanned<Decision>> = "beslut", "Beslut om området.";
        wanted: Vec<Spanned<WantedDecision>> = "beslut_behövs", "Beslut som behövs för att arbetet ska gå vidare.";
        events: Vec<Spanned<Event>> = "händelser", "Händelser med datum.";
    }
}

impl Kind for Area {
    const NAME: &'static str = "område";
    const FOLDER: &'static str = "omraden";
    const TEMPLATE: &'static str = "omrade.html";
    const NEW: &'static [&'static str] = &["område", "area"];
    const DATA: Option<Dataset> =
        Some(Dataset { title: "Områden", about: "Områdena som planen pekar ut." });
}
