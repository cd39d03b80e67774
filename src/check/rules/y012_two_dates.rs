//! A date and a text instead of a date, side by side.

use super::prelude::*;
use crate::document::Front;

pub const RULE: Rule = Rule {
    code: "Y012",
    name: "two-dates",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Både datum och datumtext", "Both datum and datumtext"),
    why: Text::fixed(
        "Bara datumet visas. Det som står i datumtext kommer inte med på webbplatsen.",
        "Only the date shows. What stands in datumtext is left out of the site.",
    ),
    source: Text::fixed(
        "YAML 1.2.2 och webbplatsens innehållsmodell (delwebb schema).",
        "YAML 1.2.2 and the site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/kalender/mote.md",
        "---\ntitel: Möte\ndatum: 2026-05-03\ndatumtext: «före sommaren»\nkälla: F 1\n---\n",
    )]),
    good: Example::Text(&[(
        "content/kalender/mote.md",
        "---\ntitel: Möte\ndatumtext: före sommaren\nkälla: F 1\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let mut both = Vec::new();
        for decision in document.decisions() {
            both.push((decision.value.date.is_some(), decision.value.date_text.as_ref()));
        }
        for event in document.events() {
            both.push((event.value.date.is_some(), event.value.date_text.as_ref()));
        }
        match &document.front {
            Front::Event(event) => both.push((event.date.is_some(), event.date_text.as_ref())),
            Front::Plan(plan) => both.extend(
                plan.approved.iter().map(|a| (a.value.date.is_some(), a.value.date_text.as_ref())),
            ),
            _ => {}
        }
        for text in both.into_iter().filter(|(dated, _)| *dated).filter_map(|(_, text)| text) {
            let message = Text::new(
                format!("”{}” visas inte, eftersom det också står ett datum.", text.value),
                format!("“{}” does not show, because there is a date too.", text.value),
            );
            out.add(&document.file, text.span, message).help(Text::fixed(
                "Behåll datum: om källan säger när. Ta annars bort det och behåll datumtext:.",
                "Keep datum: if the source says when. Else remove it and keep datumtext:.",
            ));
        }
    }
}
