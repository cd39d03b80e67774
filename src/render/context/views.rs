//! What is collected from many pages: what the latest plan changed and what came of its
//! points, decisions, the calendar.

use tera::Value;

use crate::document::{Document, Front, SubjectTarget};
use crate::model::{Calendar, DecisionAt, DocumentId, EventAt, Face, PageId, Target};
use crate::render::value::{entries_in, map, value};
use crate::yaml;

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
        let Front::Plan(own) = &document.front else { return Value::none() };
        let cards = &self.cards(id);
        let edition = self.model.original_document(id);
        // A translation without points of its own shows the plan's, in the plan's words.
        let shown = match edition.map(|edition| &self.model.documents[edition]) {
            Some(original) if own.points.is_empty() => original,
            _ => document,
        };
        let Front::Plan(plan) = &shown.front else { return Value::none() };
        let (language, is_original) = (shown.route.edition.language, shown.route.is_original());
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
                let language = self.model.documents[subject].route.edition.language;
                own.map(move |outcome| {
                    let mut entries = entries_in(language, &outcome.value, cards);
                    entries.push(("subject", cards.target(Target::Document(subject))));
                    map(entries)
                })
            });
            let mut entries = entries_in(language, &point.value, cards);
            entries.push(("outcomes", Value::from(outcomes.collect::<Vec<Value>>())));
            entries.push(("quoted", Value::from(is_original)));
            map(entries)
        });
        Value::from(points.collect::<Vec<Value>>())
    }

    /// These decisions, each with the page it is written on.
    pub(super) fn decisions(&self, id: PageId, decisions: &[DecisionAt]) -> Value {
        let cards = &self.cards(id);
        let here = self.model.original_document(id);
        let all = decisions.iter().map(|at| {
            let language = self.model.documents[at.document].route.edition.language;
            let mut entries = entries_in(language, self.model.decision(*at), cards);
            // It has its place where it is written, which a translation may not have.
            let subject = if here == Some(at.document) {
                cards.target(Target::Document(at.document))
            } else {
                cards.original(at.document)
            };
            entries.push(("subject", subject));
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
        // What has a page of its own is called what the page is called in the reader's language.
        let own = at.at.is_none().then(|| self.model.page_of(at.document)).flatten();
        let own = own.map(|own| self.model.edition_in(own, cards.edition));
        let document = own.and_then(|own| self.model.document_of(own)).unwrap_or(document);
        let language = document.route.edition.language;
        let mut entries = match (at.at, &document.front) {
            (Some(at), _) => entries_in(language, &document.events()[at].value, cards),
            (None, Front::Event(event)) => entries_in(language, event.as_ref(), cards),
            _ => Vec::new(),
        };
        if at.at.is_none() {
            entries.push(("title", cards.words(language, document.title())));
            let lead = document.common.lead.as_ref().map(|lead| lead.value.0.as_str());
            let lead = lead.map_or_else(Value::none, |lead| cards.words(language, lead));
            entries.push(("text", lead));
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
