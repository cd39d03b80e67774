//! What is collected from many pages: what the latest plan changed and what came of its
//! points, decisions, the calendar.

use tera::Value;

use crate::document::{Document, Front, SubjectTarget};
use crate::model::{Calendar, DecisionAt, DocumentId, EventAt, Face, PageId, Target};
use crate::render::value::{map, value};
use crate::yaml::{self, Record};

use super::Contexts;

impl Contexts<'_> {
    /// What the latest edition of the plan changed; nothing while there is only one.
    pub(super) fn changes(&self, id: PageId) -> Option<Value> {
        let cards = &self.cards(id);
        let changes = self.model.changes()?;
        let card = |id: DocumentId| cards.target(Target::Document(id));
        let list = |ids: &[DocumentId]| {
            Value::from(ids.iter().map(|id| card(*id)).collect::<Vec<Value>>())
        };
        let adopted = match &self.model.documents[changes.latest].front {
            Front::Plan(plan) => plan.adopted.is_some(),
            _ => false,
        };
        Some(map(vec![
            ("previous", card(changes.previous)),
            ("latest", card(changes.latest)),
            ("adopted", Value::from(adopted)),
            ("new", list(&changes.new)),
            ("continued", list(&changes.continued)),
            ("finished", list(&changes.finished)),
            ("unknown", list(&changes.unknown)),
            ("unnamed", list(&changes.unnamed)),
        ]))
    }

    /// The points of a plan edition, each with what came of it: the outcomes in its year of the
    /// areas and works it concerns.
    pub(super) fn plan_points(&self, id: PageId, document: &Document) -> Value {
        let Front::Plan(plan) = &document.front else { return Value::none() };
        let cards = &self.cards(id);
        let edition = self.model.original_document(id);
        let year = edition.and_then(|edition| self.model.edition_year(edition));
        let points = plan.points.iter().map(|point| {
            let kinds = <SubjectTarget as yaml::Target>::KINDS;
            let named = point.value.concerns.iter().filter_map(|reference| {
                match self.model.targets.find(kinds, &reference.id.value) {
                    Some((_, Target::Document(id))) => Some(id),
                    _ => None,
                }
            });
            let outcomes = named.flat_map(|subject| {
                let all = self.model.documents[subject].outcomes().iter();
                let own = all.filter(|outcome| {
                    year.is_some() && outcome.value.year.as_ref().map(|year| year.value.0) == year
                });
                own.map(move |outcome| {
                    let shown = Record::shown(&outcome.value);
                    let mut entries: Vec<_> =
                        shown.iter().map(|(key, shown)| (*key, value(shown, cards))).collect();
                    entries.push(("subject", cards.target(Target::Document(subject))));
                    map(entries)
                })
            });
            let shown = Record::shown(&point.value);
            let mut entries: Vec<_> =
                shown.iter().map(|(key, shown)| (*key, value(shown, cards))).collect();
            entries.push(("outcomes", Value::from(outcomes.collect::<Vec<Value>>())));
            map(entries)
        });
        Value::from(points.collect::<Vec<Value>>())
    }

    /// These decisions, each with the page it is written on.
    pub(super) fn decisions(&self, id: PageId, decisions: &[DecisionAt]) -> Value {
        let cards = &self.cards(id);
        let all = decisions.iter().map(|at| {
            let shown = Record::shown(self.model.decision(*at));
            let mut entries: Vec<_> =
                shown.iter().map(|(key, shown)| (*key, value(shown, cards))).collect();
            entries.push(("subject", cards.target(Target::Document(at.document))));
            entries.push(("anchor", Value::from(self.model.decision_anchor(*at))));
            let year = self.model.decision_years(*at).into_iter().max();
            entries.push(("year", year.map_or_else(Value::none, Value::from)));
            map(entries)
        });
        Value::from(all.collect::<Vec<Value>>())
    }

    /// What lies ahead, the nearest first, what has been, the latest first, and what nobody
    /// says when it is.
    pub(super) fn events(&self, id: PageId, events: &[EventAt]) -> Value {
        let (mut past, mut ahead, mut undated) = (Vec::new(), Vec::new(), Vec::new());
        for at in events {
            match self.model.event_last_day(*at) {
                Some(day) if day < self.model.today => past.push(at),
                Some(_) => ahead.push(at),
                None => undated.push(at),
            }
        }
        let shown = |list: &mut dyn Iterator<Item = &EventAt>| {
            Value::from(list.map(|at| self.event(id, *at)).collect::<Vec<Value>>())
        };
        map(vec![
            ("ahead", shown(&mut ahead.into_iter())),
            ("past", shown(&mut past.into_iter().rev())),
            ("undated", shown(&mut undated.into_iter())),
            ("ics", self.face_href(Face::Calendar(Calendar::All))),
        ])
    }

    /// One event: the same names whether it has a page of its own or stands on another.
    pub(super) fn event(&self, id: PageId, at: EventAt) -> Value {
        let cards = &self.cards(id);
        let document = &self.model.documents[at.document];
        let page = cards.target(Target::Document(at.document));
        let step = at.at.map(|at| Record::shown(&document.events()[at].value));
        let own = match &document.front {
            Front::Event(event) => Some(Record::shown(event.as_ref())),
            _ => None,
        };
        let shown = step.or(own).unwrap_or_default();
        let mut entries: Vec<_> =
            shown.iter().map(|(key, shown)| (*key, value(shown, cards))).collect();
        if at.at.is_none() {
            entries.push(("title", Value::normal_string(document.title())));
            let lead = document.common.lead.as_ref().map(|lead| lead.value.0.as_str());
            entries.push(("text", lead.map_or_else(Value::none, Value::normal_string)));
            let source = document.common.source.as_ref();
            let source = source.map(|source| crate::yaml::Readable::shown(&source.value));
            entries.push(("source", source.map_or_else(Value::none, |s| value(&s, cards))));
        }
        entries.push(("has_page", Value::from(at.at.is_none())));
        entries.push(("ics", self.face_href(Face::Calendar(Calendar::One(at)))));
        entries.push(("subject", page));
        map(entries)
    }
}
