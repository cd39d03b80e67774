//! A fact that has one value here and another there.

use super::prelude::*;
use std::collections::HashMap;

use crate::base::{FilePath, Lang};
use crate::document::KeyFigure;

pub const RULE: Rule = Rule {
    code: "K005",
    name: "two-values",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Samma uppgift med två värden", "The same fact with two values"),
    why: Text::fixed(
        "Två sidor säger olika om samma sak. Läsaren vet inte vilken som stämmer, och litar inte på någon.",
        "Two pages say different things of the same. Readers do not know which is right, and trust neither.",
    ),
    source: Text::fixed(
        "Saklighet: regeringsformen 1 kap. 9 §. Varje uppgift ska gå att spåra till ett dokument.",
        "Objectivity: the Instrument of Government 1:9. Every fact must be traceable to a document.",
    ),
    bad: Example::Text(&[
        ("content/om/a.md", "---\ntitel: A\nnyckeltal: [{id: team, värde: 4, källa: F 1}]\n---\n"),
        ("content/om/b.md", "---\ntitel: B\nnyckeltal: [{id: team, värde: «5», källa: F 1}]\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/om/a.md", "---\ntitel: A\nnyckeltal: [{id: team, värde: 4, datum: 2024, källa: F 1}]\n---\n"),
        ("content/om/b.md", "---\ntitel: B\nnyckeltal: [{id: team, värde: 5, datum: 2025, källa: F 1}]\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let mut known: HashMap<&str, Vec<(&FilePath, &KeyFigure)>> = HashMap::new();
    for document in subject.documents().filter(|document| document.route.is_original()) {
        for figure in &document.common.figures {
            let Some(id) = &figure.value.id else { continue };
            known.entry(id.value.0.as_str()).or_default().push((&document.file, &figure.value));
        }
    }
    let mut all: Vec<_> = known.into_iter().collect();
    all.sort_unstable_by_key(|(id, _)| *id);
    for (id, figures) in all {
        let Some(((first_file, first), others)) = figures.split_first() else { continue };
        for (file, figure) in others {
            let (Some(value), Some(before)) = (&figure.value, &first.value) else { continue };
            // Another day, another unit: another fact.
            let says_else = figure.date.as_ref().map(|date| &date.value) != first.date.as_ref().map(|date| &date.value)
                || figure.unit.as_ref().map(|unit| &unit.value) != first.unit.as_ref().map(|unit| &unit.value);
            if says_else || value.value == before.value {
                continue;
            }
            let (now, then) = (value.value.number(Lang::Sv), before.value.number(Lang::Sv));
            let message = Text::new(
                format!("”{id}” är {now} här, men {then} på en annan sida."),
                format!("“{id}” is {now} here, but {then} on another page."),
            );
            out.add(file, value.span, message)
                .help(Text::fixed(
                    "Rätta det som är fel. Gäller de olika tider, skriv datum: på båda. Är det två saker, ge dem var sitt id.",
                    "Correct what is wrong. If they are of different times, write datum: on both. If they are two things, give each its own id.",
                ))
                .related(Place::new(first_file, before.span), Text::fixed("Det andra värdet står här.", "The other value is here."));
        }
    }
}
