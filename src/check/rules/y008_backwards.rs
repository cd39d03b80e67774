//! Something that ends before it begins.

use super::prelude::*;
use crate::base::{Date, Spanned};
use crate::document::{Document, Front};

pub const RULE: Rule = Rule {
    code: "Y008",
    name: "backwards",
    severity: Severity::Error,
    stage: Stage::Content,
    title: Text::fixed("Slutar före början", "Ends before it begins"),
    why: Text::fixed(
        "Den som läser får fel dag, och kalendern visar händelsen fel.",
        "Readers get the wrong day, and the calendar shows the event wrongly.",
    ),
    bad: Example::Text(&[(
        "content/kalender/mote.md",
        "---\ntitel: Möte\ndatum: 2026-05-03\nslut: «2026-05-01»\nkälla: F 1\n---\n",
    )]),
    good: Example::Text(&[(
        "content/kalender/mote.md",
        "---\ntitel: Möte\ndatum: 2026-05-03\nslut: 2026-05-04\nkälla: F 1\n---\n",
    )]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in &subject.model.documents {
        for (start, end) in spans(document) {
            // What cannot be in that order however the dates are read.
            if end.value.end >= start.value.start {
                continue;
            }
            let message = Text::fixed("Slutet ligger före början.", "The end is before the beginning.");
            let here = Text::fixed("Här är början.", "Here is the beginning.");
            let place = Place::new(&document.file, start.span);
            out.add(&document.file, end.span, message)
                .help(Text::fixed("Byt plats på datumen, eller rätta det ena.", "Swap the dates, or mend one of them."))
                .related(place, here);
        }
    }
}

/// The beginnings and ends that a page gives.
fn spans(document: &Document) -> Vec<(Spanned<Date>, Spanned<Date>)> {
    let both = |start: &Option<Spanned<Date>>, end: &Option<Spanned<Date>>| {
        start.clone().zip(end.clone())
    };
    let own = match &document.front {
        Front::Event(event) => both(&event.date, &event.end),
        Front::Work(work) => both(&work.start, &work.end),
        _ => None,
    };
    let common = &document.common;
    let day = |day: &Spanned<crate::yaml::Day>| Spanned::new(day.value.0, day.span);
    let shown = common.publish_on.as_ref().map(day).zip(common.unpublish_on.as_ref().map(day));
    own.into_iter().chain(shown).collect()
}
