//! What templates see of a report: what the site says of a time, and the texts that only people
//! can write.

use std::collections::BTreeSet;

use tera::{TeraResult, Value};

use crate::base::{Date, Spanned};
use crate::document::kind::ReportType;
use crate::document::register::Table;
use crate::document::{Document, Front, Stage, State, Timing};
use crate::model::{
    Changed, Face, Format, Missing, PageId, PlanPartFacts, ReportFacts, SubjectFacts, Target,
    Urgency, Urgent,
};
use crate::render::body::Inset;
use crate::render::value::{citation, date, entries_in, map, value};
use crate::yaml::Record;

use super::Contexts;

impl Contexts<'_> {
    /// What a report tells; nothing on other pages, and where it is not said what it is about.
    pub(super) fn report(&self, id: PageId, document: &Document) -> TeraResult<Value> {
        let own = self.model.pages[id].document;
        let facts = own.and_then(|own| self.model.reports.get(&own));
        let Some(facts) = facts else { return Ok(Value::none()) };
        let about = facts.about;
        let cards = &self.cards(id);
        let target = |target: Option<Target>| target.map_or_else(Value::none, |t| cards.target(t));
        let subjects = facts.subjects.iter().map(|subject| self.report_subject(id, subject));
        let subjects: Vec<Value> = subjects.collect();
        let mut told = BTreeSet::new();
        let parts = facts.parts.iter();
        let parts = parts.map(|part| self.report_part(id, facts, part, &subjects, &mut told));
        let events = |all: &[crate::model::EventAt]| {
            Value::from(all.iter().map(|at| self.event(id, *at)).collect::<Vec<Value>>())
        };
        let (texts, chapters) = self.report_texts(id, document, about.report)?;
        let mut entries = vec![
            ("type", Value::from(about.report.word())),
            ("first", date(&Date::on(about.period.first), cards)),
            ("last", date(&Date::on(about.period.last), cards)),
            ("year", Value::from(about.period.last.year())),
            ("organisation", target(about.organisation)),
            ("edition", target(facts.edition.map(Target::Document))),
            ("parts", Value::from(parts.collect::<Vec<Value>>())),
            ("others", Value::from(subjects[facts.others..].to_vec())),
            ("subjects", Value::from(subjects.clone())),
            ("changed", self.report_changed(id, &facts.changed)),
            ("decisions", self.decisions(id, &facts.decisions)),
            ("decisions_since", self.decisions(id, &facts.decisions_since)),
            ("events", events(&facts.events)),
            ("ahead", events(&facts.ahead)),
            ("urgent", self.report_urgent(id, &facts.urgent)),
            ("missing", self.report_missing(id, &facts.missing)),
            ("data", self.report_data(id, facts)),
            ("frozen", self.frozen(id, document)),
            ("follows_frozen", Value::from(self.follows_frozen(id))),
            ("texts", texts),
            ("chapters", chapters),
            ("figures", self.report_figures(id, facts)),
            ("sources", {
                let cited = self.model.report_sources(facts).into_iter();
                Value::from(cited.map(|one| citation(one, cards)).collect::<Vec<Value>>())
            }),
        ];
        entries.extend(self.report_rows(id, facts));
        Ok(map(entries))
    }

    /// A part of the plan: its points, each with what it names. What an earlier point has told of
    /// is not told again.
    fn report_part(
        &self,
        id: PageId,
        facts: &ReportFacts,
        part: &PlanPartFacts,
        subjects: &[Value],
        told: &mut BTreeSet<usize>,
    ) -> Value {
        let cards = &self.cards(id);
        let language = self.model.config.language();
        let edition = facts.edition.map(|edition| &self.model.documents[edition].front);
        let points = part.points.iter().filter_map(|(at, named)| {
            let Some(Front::Plan(plan)) = edition else { return None };
            let mut entries = entries_in(language, &plan.points.get(*at)?.value, cards);
            entries.retain(|(key, _)| *key != "concerns");
            let named = named.iter().map(|place| {
                if told.insert(*place) {
                    return subjects[*place].clone();
                }
                let page = cards.target(Target::Document(facts.subjects[*place].document));
                map(vec![("page", page), ("is_told", Value::from(true))])
            });
            entries.push(("subjects", Value::from(named.collect::<Vec<Value>>())));
            Some(map(entries))
        });
        map(vec![
            ("number", Value::normal_string(&part.number)),
            ("title", part.title.as_deref().map_or_else(Value::none, Value::normal_string)),
            ("points", Value::from(points.collect::<Vec<Value>>())),
        ])
    }

    /// What is said of an area or a work in the time of the report.
    fn report_subject(&self, id: PageId, facts: &SubjectFacts) -> Value {
        let cards = &self.cards(id);
        let document = &self.model.documents[facts.document];
        let shown = |key: &str| {
            let shown = document.front.shown_of(key);
            shown.map_or_else(Value::none, |shown| value(&shown, cards))
        };
        map(vec![
            ("page", cards.target(Target::Document(facts.document))),
            ("is_told", Value::from(false)),
            ("has_begun", Value::from(facts.has_begun)),
            ("stage", word(facts.stage.map(Stage::word))),
            ("state", word(facts.state.map(State::word))),
            ("timing", word(facts.timing.map(Timing::word))),
            ("goals", self.report_said(id, document.goals(), &facts.goals)),
            ("goals_next", self.report_said(id, document.goals(), &facts.goals_next)),
            ("outcomes", self.report_said(id, document.outcomes(), &facts.outcomes)),
            ("history", self.report_said(id, document.history(), &facts.history)),
            ("began", self.report_said(id, document.history(), facts.began.as_slice())),
            ("history_since", self.report_said(id, document.history(), &facts.history_since)),
            ("pilot", shown("pilot")),
            ("final_report", shown("slutrapport")),
        ])
    }

    /// What is written at `places` of a list.
    fn report_said<R: Record>(
        &self,
        id: PageId,
        written: &[Spanned<R>],
        places: &[usize],
    ) -> Value {
        let told = places.iter().filter_map(|at| written.get(*at));
        Value::from(told.map(|one| self.said(id, &one.value)).collect::<Vec<Value>>())
    }

    /// All that is said of one thing.
    fn said<R: Record>(&self, id: PageId, said: &R) -> Value {
        map(entries_in(self.model.config.language(), said, &self.cards(id)))
    }

    /// The figures of everything that is told of, each with its page.
    fn report_figures(&self, id: PageId, facts: &ReportFacts) -> Value {
        let (language, cards) = (self.model.config.language(), &self.cards(id));
        let all = facts.subjects.iter().flat_map(|subject| {
            let figures = &self.model.documents[subject.document].common.figures;
            let told = subject.figures.iter().filter_map(|at| figures.get(*at));
            told.map(|figure| {
                let mut entries = entries_in(language, &figure.value, cards);
                entries.push(("subject", cards.target(Target::Document(subject.document))));
                map(entries)
            })
        });
        Value::from(all.collect::<Vec<Value>>())
    }

    /// What has to be acted on, each with why and, where there is one, what is said of it. Rows
    /// that say the same stand together.
    fn report_urgent(&self, id: PageId, urgent: &[Urgent]) -> Value {
        let cards = &self.cards(id);
        let together = urgent.chunk_by(|one, next| match (one.of, next.of) {
            (Target::Row(register, row), Target::Row(other, next)) => {
                register == other && self.model.says_the_same(register, (row, next))
            }
            _ => false,
        });
        let all = together.filter_map(|together| {
            let urgent = together.first()?;
            let rows: Vec<Value> =
                together.iter().filter_map(|one| self.urgent_row(id, one)).collect();
            let (page, said) = match urgent.of {
                Target::Document(about) => {
                    let said = self.urgent_said(id, &self.model.documents[about], urgent);
                    (cards.target(urgent.of), said)
                }
                _ => (Value::none(), rows.first().cloned()),
            };
            Some(map(vec![
                ("why", Value::from(urgent.why.name())),
                ("page", page),
                ("rows", Value::from(rows)),
                ("said", said.unwrap_or_else(Value::none)),
            ]))
        });
        Value::from(all.collect::<Vec<Value>>())
    }

    /// The row of a register that has to be acted on.
    fn urgent_row(&self, id: PageId, urgent: &Urgent) -> Option<Value> {
        let Target::Row(register, at) = urgent.of else { return None };
        let table = &self.model.register_documents[register].table;
        Some(self.shown_row(id, table, (at, &table.row(at)?)))
    }

    /// What its page says of something that has to be acted on.
    fn urgent_said(&self, id: PageId, about: &Document, urgent: &Urgent) -> Option<Value> {
        let at = urgent.at?;
        match urgent.why {
            Urgency::DecisionNeeded => {
                Some(self.said(id, &about.wanted_decisions().get(at)?.value))
            }
            Urgency::NotReached => Some(self.said(id, &about.outcomes().get(at)?.value)),
            Urgency::Late | Urgency::Paused => Some(self.said(id, &about.history().get(at)?.value)),
            Urgency::PlanLacking => None,
        }
    }

    /// What got another stage or state: its page, the step, what it was and what it became.
    fn report_changed(&self, id: PageId, changed: &[Changed]) -> Value {
        let cards = &self.cards(id);
        let all = changed.iter().map(|changed| {
            let history = self.model.documents[changed.document].history();
            let step = history.get(changed.at).map(|step| self.said(id, &step.value));
            let (stage, state) = (changed.stage, changed.state);
            map(vec![
                ("page", cards.target(Target::Document(changed.document))),
                ("step", step.unwrap_or_else(Value::none)),
                ("stage", word(stage.map(|(_, new)| new.word()))),
                ("stage_before", word(stage.and_then(|(old, _)| old).map(Stage::word))),
                ("state", word(state.map(|(_, new)| new.word()))),
                ("state_before", word(state.and_then(|(old, _)| old).map(State::word))),
            ])
        });
        Value::from(all.collect::<Vec<Value>>())
    }

    /// What is not known, by who answers for it; those nobody answers for stand last. What is not
    /// known of one page stands together, and so do the rows that lack the same.
    fn report_missing(&self, id: PageId, missing: &[Missing]) -> Value {
        let mut by_responsible: Vec<(Option<Target>, Vec<&Missing>)> = Vec::new();
        for one in missing {
            match by_responsible.iter_mut().find(|(known, _)| *known == one.responsible) {
                Some((_, all)) => all.push(one),
                None => by_responsible.push((one.responsible, vec![one])),
            }
        }
        by_responsible.sort_by_key(|(responsible, _)| responsible.is_none());
        let cards = &self.cards(id);
        let all = by_responsible.into_iter().map(|(responsible, all)| {
            let of = responsible.map_or_else(Value::none, |target| cards.target(target));
            let together = all.chunk_by(|one, next| match (one.of, next.of) {
                (Some(Target::Row(register, _)), Some(Target::Row(other, _))) => {
                    register == other && one.what == next.what
                }
                (of, other) => of == other,
            });
            let items = together.map(|together| self.report_missing_of(id, together));
            map(vec![("responsible", of), ("items", Value::from(items.collect::<Vec<Value>>()))])
        });
        Value::from(all.collect::<Vec<Value>>())
    }

    /// The tables of the report as files.
    fn report_data(&self, id: PageId, facts: &ReportFacts) -> Value {
        let Some(id) = self.model.pages[id].document else { return Value::none() };
        let tables = self.model.report_tables(facts).into_iter().map(|table| {
            let href = |format| self.face_href(Face::Report(id, table, format));
            map(vec![
                ("title", Value::from(table.title())),
                ("json", href(Format::Json)),
                ("csv", href(Format::Csv)),
            ])
        });
        Value::from(tables.collect::<Vec<Value>>())
    }

    /// What is not known of one page, or of some rows.
    fn report_missing_of(&self, id: PageId, together: &[&Missing]) -> Value {
        let mut what: Vec<&str> = together.iter().map(|one| one.what.name()).collect();
        what.dedup();
        let page = together.iter().find_map(|one| match one.of {
            Some(of @ Target::Document(_)) => Some(self.cards(id).target(of)),
            _ => None,
        });
        let rows = together.iter().filter_map(|one| {
            let Some(Target::Row(register, at)) = one.of else { return None };
            let table = &self.model.register_documents[register].table;
            Some(self.shown_row(id, table, (at, &table.row(at)?)))
        });
        map(vec![
            ("page", page.unwrap_or_else(Value::none)),
            ("rows", Value::from(rows.collect::<Vec<Value>>())),
            ("what", Value::from(what)),
        ])
    }

    /// The rows of registers, by the register's file.
    fn report_rows(&self, id: PageId, facts: &ReportFacts) -> Vec<(&'static str, Value)> {
        let of = |is_it: fn(&Table) -> bool| {
            let rows = facts.rows.iter().filter_map(|(register, at)| {
                let table = &self.model.register_documents[*register].table;
                let row = table.row(*at).filter(|_| is_it(table))?;
                Some(self.shown_row(id, table, (*at, &row)))
            });
            Value::from(rows.collect::<Vec<Value>>())
        };
        vec![
            ("budgets", of(|table| matches!(table, Table::Budgets(_)))),
            ("local_plans", of(|table| matches!(table, Table::LocalPlans(_)))),
            ("coverage", of(|table| matches!(table, Table::Coverage(_)))),
            ("trends", of(|table| matches!(table, Table::Trends(_)))),
        ]
    }

    /// The texts that only people can write: those that the template has a place for by name, and
    /// the others, which are chapters of their own.
    fn report_texts(
        &self,
        id: PageId,
        report: &Document,
        about: ReportType,
    ) -> TeraResult<(Value, Value)> {
        let (mut texts, mut chapters) = (tera::Map::default(), Vec::new());
        for at in self.model.report_texts(report) {
            let text = &self.model.documents[at];
            let name = text.route.slug.as_str();
            let prefix = format!("{name}_");
            let links = &self.model.links[at];
            let inset = Inset { prefix: &prefix, deeper: 1 };
            let html = self.body_within(id, (text, links), inset)?;
            let mut shown = vec![("title", Value::normal_string(text.title())), ("body", html)];
            if about.texts().contains(&name) {
                texts.insert(name.to_owned().into(), map(shown));
            } else {
                // Its name may be that of a chapter that the template has.
                shown.push(("id", Value::from(format!("text_{name}"))));
                chapters.push(map(shown));
            }
        }
        Ok((Value::from(texts), Value::from(chapters)))
    }
}

fn word(word: Option<&'static str>) -> Value {
    word.map_or_else(Value::none, Value::from)
}
