//! A goal whose year has passed, and nothing is said of what came of it.

use super::prelude::*;
use crate::document::{Document, Front};

pub const RULE: Rule = Rule {
    code: "D003",
    name: "no-outcome",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ett mål utan utfall", "A goal without an outcome"),
    why: Text::fixed(
        "Året har gått. Invånarna vill veta hur det gick, också när svaret är att målet inte nåddes.",
        "The year has passed. Residents want to know how it went, also when the answer is that the goal was not reached.",
    ),
    source: Text::fixed(
        "Saklighet: regeringsformen 1 kap. 9 §. Varje uppgift ska gå att spåra till ett dokument.",
        "Objectivity: the Instrument of Government 1:9. Every fact must be traceable to a document.",
    ),
    bad: Example::Text(&[
        ("content/projekt/a.md", "---\ntitel: A\ntyp: projekt\nmål: [{år: «2024», text: Alla ska ha en plan., källa: F 1}]\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/projekt/a.md", "---\ntitel: A\ntyp: projekt\nmål: [{år: 2024, text: Alla ska ha en plan., källa: F 1}]\nutfall: [{år: 2024, text: Hälften har en plan., källa: F 2}]\n---\n"),
    ]),
    find: Find::Page(find),
};

fn find(subject: &Subject<'_>, document: &Document, out: &mut Findings) {
    let Front::Work(work) = &document.front else { return };
    if !document.route.is_original() || !document.is_whole() {
        return;
    }
    let until = subject.model.config.site.facts_until.as_ref();
    let known = until.map_or(subject.model.today, |date| date.value.start);
    let outcomes: Vec<i16> =
        work.outcomes.iter().filter_map(|row| Some(row.value.year.as_ref()?.value.0)).collect();
    let mut told: Vec<i16> = Vec::new();
    for year in work.goals.iter().filter_map(|goal| goal.value.year.as_ref()) {
        let is_over = year.value.0 < known.year();
        if !is_over || outcomes.contains(&year.value.0) || told.contains(&year.value.0) {
            continue;
        }
        told.push(year.value.0);
        let message = Text::new(
            format!("Målet för {} har inget utfall.", year.value.0),
            format!("The goal for {} has no outcome.", year.value.0),
        );
        out.add(&document.file, year.span, message).help(Text::fixed(
            "Fråga den som ansvarar. Skriv en rad i utfall: med källa. Finns inget svar än kan du tysta rådet med ett skäl.",
            "Ask whoever is responsible. Write a row in utfall: with its source. If there is no answer yet you can silence the advice with a reason.",
        ));
    }
}
