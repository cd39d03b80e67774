//! What got another stage or another state in the time of a report.

use crate::base::Date;
use crate::document::{History, Stage, State};
use crate::model::{DocumentId, Model};

use super::Period;

/// A step by which an area or a work got another stage or another state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// The area or the work.
    pub document: DocumentId,
    /// The place of the step in its history.
    pub at: usize,
    /// The stage before, when it is known, and the new one.
    pub stage: Option<(Option<Stage>, Stage)>,
    /// The state before, when it is known, and the new one.
    pub state: Option<(Option<State>, State)>,
}

impl Model {
    /// What has changed of `subjects` in `period`, in order. The first thing that a history says
    /// is no change, unless it says that something came to its end or to a halt.
    pub(super) fn changed(&self, subjects: &[DocumentId], period: Period) -> Vec<Changed> {
        let mut all = Vec::new();
        for id in subjects {
            let (mut stage, mut state) = (None, None);
            for (at, date, step) in self.dated_steps(*id) {
                let is_told = period.may_hold(&date);
                let mut changed = Changed { document: *id, at, stage: None, state: None };
                if let Some(new) = step.stage.as_ref().map(|new| new.value) {
                    if stage.is_some_and(|old| old != new) {
                        changed.stage = Some((stage, new));
                    }
                    stage = Some(new);
                }
                if let Some(new) = step.state.as_ref().map(|new| new.value) {
                    let says_end = matches!(new, State::Done | State::Ended | State::Paused);
                    if state.map_or(says_end, |old| old != new) {
                        changed.state = Some((state, new));
                    }
                    state = Some(new);
                }
                if is_told && (changed.stage.is_some() || changed.state.is_some()) {
                    all.push((date.order(), changed));
                }
            }
        }
        all.sort_by_key(|(order, _)| *order);
        all.into_iter().map(|(_, changed)| changed).collect()
    }

    /// The steps of the history of `id` that have a date, in order, each with its place.
    pub(super) fn dated_steps(&self, id: DocumentId) -> Vec<(usize, Date, &History)> {
        let all = self.documents[id].history().iter().enumerate();
        let mut steps: Vec<_> = all
            .filter_map(|(at, step)| Some((at, step.value.date.as_ref()?.value, &step.value)))
            .collect();
        steps.sort_by_key(|(at, date, _)| (date.order(), *at));
        steps
    }
}
