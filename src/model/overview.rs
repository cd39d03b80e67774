//! How far everything has come: the groups of the overview, and what is in each.

use crate::document::{Front, Stage, State};

use super::{DocumentId, Model, View};

/// A group of the overview, in the order they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// In the plan, not begun.
    Planned,
    /// In pre-study.
    PreStudy,
    /// In pilot.
    Pilot,
    /// Being introduced everywhere.
    Rollout,
    /// Everyday practice.
    Ordinary,
    /// Not divided into stages.
    Continuous,
    /// Under way or paused, no stage given.
    OngoingWithoutStage,
    /// Done or ended, no stage given.
    EndedWithoutStage,
    /// Nothing is said.
    Unknown,
}

impl Group {
    /// All groups, in order.
    pub const ALL: [Self; 9] = [
        Self::Planned,
        Self::PreStudy,
        Self::Pilot,
        Self::Rollout,
        Self::Ordinary,
        Self::Continuous,
        Self::OngoingWithoutStage,
        Self::EndedWithoutStage,
        Self::Unknown,
    ];

    /// The name that templates and strings use.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Planned => "planerat",
            Self::PreStudy => "förstudie",
            Self::Pilot => "pilot",
            Self::Rollout => "breddinförande",
            Self::Ordinary => "ordinarie",
            Self::Continuous => "löpande",
            Self::OngoingWithoutStage => "pågår utan skede",
            Self::EndedWithoutStage => "klart utan skede",
            Self::Unknown => "uppgift saknas",
        }
    }

    /// The group of something with this stage and state. Planned and ended decide
    /// first, then the stage, then the state.
    #[must_use]
    pub const fn of(stage: Option<Stage>, state: Option<State>) -> Self {
        match (stage, state) {
            (_, Some(State::Planned)) => Self::Planned,
            (_, Some(State::Ended)) => Self::EndedWithoutStage,
            (Some(Stage::PreStudy), _) => Self::PreStudy,
            (Some(Stage::Pilot), _) => Self::Pilot,
            (Some(Stage::Rollout), _) => Self::Rollout,
            (Some(Stage::Ordinary), _) => Self::Ordinary,
            (Some(Stage::Continuous), _) => Self::Continuous,
            (None, Some(State::Ongoing | State::Paused)) => Self::OngoingWithoutStage,
            (None, Some(State::Done)) => Self::EndedWithoutStage,
            (None, None) => Self::Unknown,
        }
    }
}

/// All published areas and works by group, empty groups included.
#[must_use]
pub fn overview(model: &Model) -> Vec<(Group, Vec<DocumentId>)> {
    let mut groups: Vec<(Group, Vec<DocumentId>)> =
        Group::ALL.into_iter().map(|group| (group, Vec::new())).collect();
    // A translation is not another work, and a tag lists what stands elsewhere.
    let listings = model.pages.iter().filter(|page| page.view == View::Listing);
    let listed = listings.flat_map(|page| &page.children).map(|page| &model.pages[*page]);
    let originals = listed.filter(|page| page.address == page.original);
    for id in originals.filter_map(|page| page.document) {
        let Some((stage, state)) = status(&model.documents[id].front) else { continue };
        let group = Group::of(stage, state);
        if let Some((_, list)) = groups.iter_mut().find(|(known, _)| *known == group) {
            list.push(id);
        }
    }
    groups
}

/// The two words of an area's or a work's status; nothing for what has none to give.
pub(super) fn status(front: &Front) -> Option<(Option<Stage>, Option<State>)> {
    let (stage, state) = match front {
        Front::Area(area) => (&area.stage, &area.state),
        Front::Work(work) => (&work.stage, &work.state),
        _ => return None,
    };
    Some((stage.as_ref().map(|stage| stage.value), state.as_ref().map(|state| state.value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planned_and_ended_decide_before_the_stage() {
        let of = |stage, state| Group::of(stage, state).id();
        assert_eq!(of(Some(Stage::Pilot), Some(State::Planned)), "planerat");
        assert_eq!(of(Some(Stage::Pilot), Some(State::Ended)), "klart utan skede");
        assert_eq!(of(Some(Stage::Ordinary), Some(State::Done)), "ordinarie");
        assert_eq!(of(None, Some(State::Paused)), "pågår utan skede");
        assert_eq!(of(None, None), "uppgift saknas");
    }
}
