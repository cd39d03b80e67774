//! The records that areas, works and plan editions share: goals, outcomes, decisions …

use super::{Document, Front};
use crate::base::{Date, Figure, Spanned};
use crate::yaml::{Citations, Id, LongText, Ref, RefsOrAll, Year, record, reference, vocabulary};

reference! {
    /// A development area.
    AreaTarget => "område";
    /// A work of any type.
    WorkTarget => "arbete";
    /// An area or a work.
    SubjectTarget => "område" | "arbete";
    /// An organisation.
    OrganisationTarget => "organisation";
    /// A target group.
    TargetGroupTarget => "målgrupp";
    /// One of the goals of the vision.
    GoalTarget => "delmål";
    /// A governing or cooperating group.
    GroupTarget => "grupp";
    /// A contact.
    ContactTarget => "kontakt";
    /// Who answers for a page: a group or a contact.
    ResponsibleTarget => "grupp" | "kontakt";
    /// A plain page.
    PageTarget => "sida";
    /// A document.
    DocumentTarget => "dokument";
    /// A word of `vokabulär: arbetstyp`.
    WorkType => "arbetstyp";
    /// A word of `vokabulär: beslutstyp`.
    DecisionType => "beslutstyp";
    /// A word of `vokabulär: händelsetyp`.
    EventType => "händelsetyp";
}

/// All organisations, or some.
pub type Organisations = RefsOrAll<OrganisationTarget>;

vocabulary! {
    /// How far a work has come on its way to everyday practice.
    pub enum Stage {
        /// Finding out whether and how.
        PreStudy = "förstudie",
        /// Trying on a small scale.
        Pilot = "pilot",
        /// What works is introduced everywhere.
        Rollout = "breddinförande",
        /// Everyday practice.
        Ordinary = "ordinarie",
        /// Not divided into stages.
        Continuous = "löpande",
    }
}

vocabulary! {
    /// How it goes right now.
    pub enum State {
        /// In the plan, not begun.
        Planned = "planerat",
        /// Under way.
        Ongoing = "pågår",
        /// Resting.
        Paused = "pausat",
        /// Done.
        Done = "klart",
        /// Ended without being introduced.
        Ended = "avslutat",
    }
}

vocabulary! {
    /// Whether it keeps its time.
    pub enum Timing {
        /// As planned.
        OnTime = "enligt plan",
        /// Late.
        Late = "försenat",
    }
}

record! {
    /// A goal for one year.
    pub struct Goal {
        year: Option<Spanned<Year>> = "år" [required], "Året som målet gäller.";
        text: Option<Spanned<LongText>> = "text" [required], "Målet, med egna ord.";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt, till exempel F 6.2.";
    }
}

vocabulary! {
    /// Whether a year's goal was reached.
    pub enum Reached {
        /// It was.
        Fully = "nått",
        /// In part.
        Partly = "delvis nått",
        /// It was not.
        No = "inte nått",
    }
}

record! {
    /// What came of a year's work.
    pub struct Outcome {
        year: Option<Spanned<Year>> = "år" [required], "Året som utfallet gäller.";
        text: Option<Spanned<LongText>> = "text" [required], "Utfallet, med egna ord.";
        reached: Option<Spanned<Reached>> = "måluppfyllelse", "Om årets mål nåddes. Utelämna om källan inte säger det.";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt.";
    }
}

record! {
    /// One step in the history of an area or work.
    pub struct History {
        date: Option<Spanned<Date>> = "datum" [required], "När det hände, så exakt som källan säger.";
        stage: Option<Spanned<Stage>> = "skede", "Skedet som arbetet gick in i.";
        state: Option<Spanned<State>> = "läge", "Läget som arbetet fick.";
        text: Option<Spanned<LongText>> = "text" [required], "Vad som hände.";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt.";
    }
}

record! {
    /// A decision, written once where it belongs.
    pub struct Decision {
        id: Option<Spanned<Id>> = "id", "Kort namn, så att andra kan hänvisa till beslutet.";
        date: Option<Spanned<Date>> = "datum", "När beslutet togs. Utelämna om källan inte säger det.";
        date_text: Option<Spanned<String>> = "datumtext", "Vad källan säger om tiden när datum saknas.";
        by: Option<Spanned<Ref<GroupTarget>>> = "av", "Gruppen som beslutade (id).";
        category: Option<Spanned<Ref<DecisionType>>> = "typ", "Vad för slags beslut.";
        text: Option<Spanned<LongText>> = "text" [required], "Vad som beslutades.";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt.";
    }
}

record! {
    /// A decision that somebody has to make for the work to go on.
    pub struct WantedDecision {
        text: Option<Spanned<LongText>> = "text" [required], "Vad som behöver beslutas.";
        by: Option<Spanned<Ref<GroupTarget>>> = "av", "Gruppen som ska besluta (id).";
        date: Option<Spanned<Date>> = "datum", "När beslutet behövs, till exempel senast mars 2026.";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt.";
    }
}

record! {
    /// A dated step ahead or behind.
    pub struct Event {
        title: Option<Spanned<String>> = "titel" [required], "Vad som händer.";
        date: Option<Spanned<Date>> = "datum", "När. Utelämna om källan inte säger det.";
        date_text: Option<Spanned<String>> = "datumtext", "Vad källan säger om tiden när datum saknas.";
        category: Option<Spanned<Ref<EventType>>> = "typ", "Vad för slags händelse.";
        place: Option<Spanned<String>> = "plats", "Var.";
        text: Option<Spanned<LongText>> = "text", "En mening till.";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt.";
    }
}

record! {
    /// A figure with its source. Never typed without one.
    pub struct KeyFigure {
        id: Option<Spanned<Id>> = "id" [required], "Kort namn.";
        text: Option<Spanned<LongText>> = "text", "Vad siffran betyder.";
        value: Option<Spanned<Figure>> = "värde" [required], "Talet: 30, ca 15 eller 12,5.";
        of: Option<Spanned<Figure>> = "av", "Helheten: 30 i ”30 av 30”.";
        unit: Option<Spanned<String>> = "enhet", "Enheten, till exempel kronor.";
        date: Option<Spanned<Date>> = "datum", "När siffran gällde.";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt, eller beräknat.";
    }
}

impl Document {
    /// The decisions written on the page.
    #[must_use]
    pub fn decisions(&self) -> &[Spanned<Decision>] {
        match &self.front {
            Front::Area(area) => &area.decisions,
            Front::Work(work) => &work.decisions,
            Front::Plan(plan) => &plan.decisions,
            _ => &[],
        }
    }

    /// The decisions that the work waits for.
    #[must_use]
    pub fn wanted_decisions(&self) -> &[Spanned<WantedDecision>] {
        match &self.front {
            Front::Area(area) => &area.wanted,
            Front::Work(work) => &work.wanted,
            _ => &[],
        }
    }

    /// The steps of the page's history.
    #[must_use]
    pub fn history(&self) -> &[Spanned<History>] {
        match &self.front {
            Front::Area(area) => &area.history,
            Front::Work(work) => &work.history,
            _ => &[],
        }
    }

    /// The dated steps written on the page.
    #[must_use]
    pub fn events(&self) -> &[Spanned<Event>] {
        match &self.front {
            Front::Area(area) => &area.events,
            Front::Work(work) => &work.events,
            Front::Plan(plan) => &plan.events,
            _ => &[],
        }
    }

    /// The part of the page's address that leads to decision `at`: `beslut-` and its id, or,
    /// when it has none, `beslut-nr-` and its number on the page, from 1.
    #[must_use]
    pub fn decision_anchor(&self, at: usize) -> String {
        match self.decisions().get(at).and_then(|decision| decision.id.as_ref()) {
            Some(id) => format!("beslut-{}", id.value.0),
            None => format!("beslut-nr-{}", at + 1),
        }
    }

    /// The anchors of the decisions, in the order they are written.
    pub fn decision_anchors(&self) -> impl Iterator<Item = String> {
        (0..self.decisions().len()).map(|at| self.decision_anchor(at))
    }
}
