//! A status that the newest step of the history does not give.

use super::prelude::*;
use crate::base::Spanned;
use crate::document::{Front, History, Stage as WorkStage, State};

pub const RULE: Rule = Rule {
    code: "D002",
    name: "status-against-history",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Läget stämmer inte med historiken", "The status disagrees with the history"),
    why: Text::fixed(
        "Överblicken visar ett läge, och historiken på samma sida ett annat.",
        "The overview shows one status, and the history on the same page another.",
    ),
    source: Text::fixed(
        "Saklighet: regeringsformen 1 kap. 9 §. Varje uppgift ska gå att spåra till ett dokument.",
        "Objectivity: the Instrument of Government 1:9. Every fact must be traceable to a document.",
    ),
    bad: Example::Text(&[(
        "content/omraden/vard.md",
        "---\ntitel: Vård\nläge: «pågår»\nhistorik:\n- {datum: 2024, läge: pågår, text: Vi började., källa: F 1}\n- {datum: 2025, läge: klart, text: Vi blev klara., källa: F 1}\n---\n\n## Bakgrund\n",
    )]),
    good: Example::Text(&[(
        "content/omraden/vard.md",
        "---\ntitel: Vård\nläge: klart\nhistorik:\n- {datum: 2024, läge: pågår, text: Vi började., källa: F 1}\n- {datum: 2025, läge: klart, text: Vi blev klara., källa: F 1}\n---\n\n## Bakgrund\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents().filter(|d| d.route.is_original() && d.is_whole()) {
        let (stage, state, history) = match &document.front {
            Front::Work(work) => (&work.stage, &work.state, &work.history),
            Front::Area(area) => (&area.stage, &area.state, &area.history),
            _ => continue,
        };
        let mut compare = |key: &str, now: Option<(&str, Span)>, then: Option<(&str, Span)>| {
            let (Some((now, span)), Some((then, at))) = (now, then) else { return };
            if now == then {
                return;
            }
            let message = Text::new(
                format!("Här står {key}: {now}, men historiken slutar med {key}: {then}."),
                format!("Here is {key}: {now}, but the history ends with {key}: {then}."),
            );
            out.add(&document.file, span, message)
                .help(Text::fixed(
                    "Rätta det som är fel, eller lägg till steget som saknas i historik:.",
                    "Correct what is wrong, or add the missing step to historik:.",
                ))
                .related(
                    Place::new(&document.file, at),
                    Text::fixed("Det nyaste steget säger så här.", "The newest step says this."),
                );
        };
        let stage = stage.as_ref().map(|s| (WorkStage::word(s.value), s.span));
        let state = state.as_ref().map(|s| (State::word(s.value), s.span));
        let newest_stage = newest(history, |step| step.stage.as_ref().map(|s| (s.value.word(), s.span)));
        let newest_state = newest(history, |step| step.state.as_ref().map(|s| (s.value.word(), s.span)));
        compare("skede", stage, newest_stage);
        compare("läge", state, newest_state);
    }
}

/// What the newest step that says anything says. None when two of the newest may be either
/// one's successor, and differ.
fn newest<'a>(
    history: &'a [Spanned<History>],
    of: impl Fn(&'a History) -> Option<(&'static str, Span)>,
) -> Option<(&'static str, Span)> {
    let dated = history.iter().filter_map(|step| Some((step.value.date.as_ref()?.value, of(&step.value)?)));
    let dated: Vec<_> = dated.collect();
    let (date, newest) = dated.iter().max_by_key(|(date, _)| date.order())?;
    // `2025` may be before or after `2025-01-24`: then nothing is sure.
    let rivals = dated.iter().filter(|(other, _)| other.end >= date.start);
    rivals.into_iter().all(|(_, (word, _))| *word == newest.0).then_some(*newest)
}
