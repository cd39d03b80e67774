//! What templates see of a report: what the site says of a time, and the texts that only people
//! can write.

use tera::{TeraResult, Value};

use crate::base::{Date, Spanned};
use crate::document::register::Table;
use crate::document::{Document, Front, Stage, State};
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
        let Some(about) = self.model.report_about(document) else { return Ok(Value::none()) };
        let facts = self.model.report(about);
        let cards = &self.cards(id);
        let target = |target: Option<Target>| target.map_or_else(Value::none, |t| cards.target(t));
        let parts = facts.parts.iter().map(|part| self.report_part(id, &facts, part));
        let others = facts.others.iter().map(|subject| self.report_subject(id, subject));
        let events = |all: &[crate::model::EventAt]| {
            Value::from(all.iter().map(|at| self.event(id, *at)).collect::<Vec<Value>>())
        };
        let mut entries = vec![
            ("type", Value::from(about.report.word())),
            ("first", date(&Date::on(about.period.first), cards)),
            ("last", date(&Date::on(about.period.last), cards)),
            ("year", Value::from(about.period.last.year())),
            ("organisation", target(about.organisation)),
            ("edition", target(facts.edition.map(Target::Document))),
            ("parts", Value::from(parts.collect::<Vec<Value>>())),
            ("others", Value::from(others.collect::<Vec<Value>>())),
            ("changed", self.report_changed(id, &facts.changed)),
            ("decisions", self.decisions(id, &facts.decisions)),
            ("decisions_since", self.decisions(id, &facts.decisions_since)),
            ("events", events(&facts.events)),
            ("ahead", events(&facts.ahead)),
            ("urgent", self.report_urgent(id, &facts.urgent)),
            ("missing", self.report_missing(id, &facts.missing)),
            ("data", self.report_data(id, &facts)),
            ("frozen", self.frozen(id, document)),
            ("texts", self.report_texts(id, document)?),
            ("figures", self.report_figures(id, &facts)),
            ("sources", {
                let cited = self.model.report_sources(&facts).into_iter();
                Value::from(cited.map(|one| citation(one, cards)).collect::<Vec<Value>>())
            }),
        ];
        entries.extend(self.report_rows(id, &facts));
        Ok(map(entries))
    }

    /// A part of the plan: its points, each with what it names.
    fn report_part(&self, id: PageId, facts: &ReportFacts, part: &PlanPartFacts) -> Value {
        let cards = &self.cards(id);
        let language = self.model.config.language();
        let edition = facts.edition.map(|edition| &self.model.documents[edition].front);
        let points = part.points.iter().filter_map(|(at, subjects)| {
            let Some(Front::Plan(plan)) = edition else { return None };
            let mut entries = entries_in(language, &plan.points.get(*at)?.value, cards);
            entries.retain(|(key, _)| *key != "concerns");
            let subjects = subjects.iter().map(|subject| self.report_subject(id, subject));
            entries.push(("subjects", Value::from(subjects.collect::<Vec<Value>>())));
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
        let decisions: Vec<_> = facts
            .decisions
            .iter()
            .map(|at| crate::model::DecisionAt { document: facts.document, at: *at })
            .collect();
        let shown = |key: &str| {
            let shown = document.front.shown_of(key);
            shown.map_or_else(Value::none, |shown| value(&shown, cards))
        };
        map(vec![
            ("page", cards.target(Target::Document(facts.document))),
            ("goals", self.report_said(id, document.goals(), &facts.goals)),
            ("goals_next", self.report_said(id, document.goals(), &facts.goals_next)),
            ("outcomes", self.report_said(id, document.outcomes(), &facts.outcomes)),
            ("history", self.report_said(id, document.history(), &facts.history)),
            ("began", self.report_said(id, document.history(), &facts.began)),
            ("history_since", self.report_said(id, document.history(), &facts.history_since)),
            ("decisions", self.decisions(id, &decisions)),
            ("events", self.report_said(id, document.events(), &facts.events)),
            ("figures", self.report_said(id, &document.common.figures, &facts.figures)),
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
        let all = facts.subjects().flat_map(|subject| {
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

    /// What has to be acted on, each with why and, where there is one, what is said of it.
    fn report_urgent(&self, id: PageId, urgent: &[Urgent]) -> Value {
        let cards = &self.cards(id);
        let all = urgent.iter().map(|urgent| {
            let document = &self.model.documents[urgent.document];
            let said = urgent.at.and_then(|at| match urgent.why {
                Urgency::DecisionNeeded => {
                    document.wanted_decisions().get(at).map(|one| self.said(id, &one.value))
                }
                Urgency::NotReached => {
                    document.outcomes().get(at).map(|one| self.said(id, &one.value))
                }
                Urgency::Late | Urgency::Paused => {
                    document.history().get(at).map(|one| self.said(id, &one.value))
                }
            });
            map(vec![
                ("why", Value::from(urgent.why.name())),
                ("page", cards.target(Target::Document(urgent.document))),
                ("said", said.unwrap_or_else(Value::none)),
            ])
        });
        Value::from(all.collect::<Vec<Value>>())
    }

    /// What got another stage or state: its page, the step, what it was and what it became.
    fn report_changed(&self, id: PageId, changed: &[Changed]) -> Value {
        let cards = &self.cards(id);
        let all = changed.iter().map(|changed| {
            let history = self.model.documents[changed.document].history();
            let step = history.get(changed.at).map(|step| self.said(id, &step.value));
            let word = |word: Option<&'static str>| word.map_or_else(Value::none, Value::from);
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

    /// The texts beside a report, by the names of their files: what each is called, and its HTML.
    fn report_texts(&self, id: PageId, report: &Document) -> TeraResult<Value> {
        let mut texts = tera::Map::default();
        for at in self.model.report_texts(report) {
            let text = &self.model.documents[at];
            let prefix = format!("{}_", text.route.slug);
            let links = &self.model.links[at];
            let inset = Inset { prefix: &prefix, deeper: 1 };
            let html = self.body_within(id, (text, links), inset)?;
            let shown = map(vec![("title", Value::normal_string(text.title())), ("body", html)]);
            texts.insert(text.route.slug.clone().into(), shown);
        }
        Ok(Value::from(texts))
    }
}
