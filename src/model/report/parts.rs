//! The areas and works of a report in the order of the plan: those that its points name, each with
//! what was added to it, and then the others.

use std::collections::BTreeMap;

use crate::document::kind::Point;
use crate::document::{Front, SubjectTarget, WorkTarget};
use crate::model::{DocumentId, Model, Target};
use crate::yaml;

use super::{PlanPartFacts, SubjectFacts};

/// What a report tells of one by one, by the documents of their pages.
pub(super) type Facts = BTreeMap<DocumentId, SubjectFacts>;

/// Areas and works in the order of the plan.
#[derive(Debug, Default)]
pub(super) struct Ordered {
    /// Each once.
    pub subjects: Vec<DocumentId>,
    /// The parts of the plan, whose points name places among those.
    pub parts: Vec<PlanPartFacts>,
    places: BTreeMap<DocumentId, usize>,
}

impl Ordered {
    /// The place of `id`; a new one when it has none.
    fn place(&mut self, id: DocumentId) -> usize {
        *self.places.entry(id).or_insert_with(|| {
            self.subjects.push(id);
            self.subjects.len() - 1
        })
    }
}

impl Model {
    /// Those of `facts` that the points of `edition` name, in its order.
    pub(super) fn in_order_of(&self, edition: Option<DocumentId>, facts: &Facts) -> Ordered {
        let mut ordered = Ordered::default();
        let plan = edition.map(|edition| &self.documents[edition].front);
        let Some(Front::Plan(plan)) = plan else { return ordered };
        let added = self.added(facts);
        for (at, point) in plan.points.iter().enumerate() {
            let number = point.value.number.as_ref().map_or("", |number| number.value.as_str());
            let number = number.split_once(':').map_or(number, |(part, _)| part);
            let mut told: Vec<usize> = Vec::new();
            for id in self.named_by(&point.value, facts) {
                // What was added to a work is told with it.
                for id in [id].iter().chain(added.get(&id).into_iter().flatten()) {
                    let place = ordered.place(*id);
                    if !told.contains(&place) {
                        told.push(place);
                    }
                }
            }
            match ordered.parts.last_mut().filter(|part| part.number == number) {
                Some(part) => part.points.push((at, told)),
                None => ordered.parts.push(PlanPartFacts {
                    number: number.to_owned(),
                    title: plan.parts.iter().find_map(|part| {
                        let is_it = part.value.number.as_ref()?.value == number;
                        part.value.title.as_ref().filter(|_| is_it).map(|title| title.value.clone())
                    }),
                    points: vec![(at, told)],
                }),
            }
        }
        ordered
    }

    /// The areas and works that a point of the plan names.
    fn named_by(&self, point: &Point, facts: &Facts) -> Vec<DocumentId> {
        let kinds = <SubjectTarget as yaml::Target>::KINDS;
        let named = point.concerns.iter().filter_map(|named| {
            match self.targets.find(kinds, &named.value.id.value) {
                Some((_, Target::Document(id))) if facts.contains_key(&id) => Some(id),
                _ => None,
            }
        });
        named.collect()
    }

    /// The works of which something is said and that are additions to another, by that one, in the
    /// order of the site.
    fn added(&self, facts: &Facts) -> BTreeMap<DocumentId, Vec<DocumentId>> {
        let mut added: BTreeMap<DocumentId, Vec<DocumentId>> = BTreeMap::new();
        for (id, document) in self.listed() {
            let Front::Work(work) = &document.front else { continue };
            let Some(parent) = work.parent.as_ref() else { continue };
            let kinds = <WorkTarget as yaml::Target>::KINDS;
            let found = self.targets.find(kinds, &parent.value.id.value);
            if let Some((_, Target::Document(parent))) = found
                && facts.get(&id).is_some_and(SubjectFacts::says_something)
            {
                added.entry(parent).or_default().push(id);
            }
        }
        added
    }
}
