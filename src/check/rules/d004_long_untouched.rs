//! A work under way of which nothing has been said for long.

use super::prelude::*;
use jiff::{ToSpan, civil};

use crate::base::{Date, Lang};
use crate::document::{Document, Front, State};

pub const RULE: Rule = Rule {
    code: "D004",
    name: "long-untouched",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: Some(Limit { value: 12, of: Text::fixed("Så många månader får gå", "So many months may pass") }),
    stage: Stage::Content,
    title: Text::fixed("Läget är länge orört", "Nothing has been said for long"),
    why: Text::fixed(
        "Det står att arbetet pågår, men inget har hänt på sidan på länge. Läsaren vet inte om det stämmer än.",
        "The page says that the work is under way, but nothing has happened on it for long. Readers do not know whether it still holds.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 24: märk information som är inaktuell.",
        "The Swedish web guidelines, guideline 24: mark information that is out of date.",
    ),
    bad: Example::Text(&[
        ("content/projekt/a.md", "---\ntitel: A\ntyp: projekt\nläge: «pågår»\nuppdaterad: 2023-05-02\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/projekt/a.md", "---\ntitel: A\ntyp: projekt\nläge: pågår\nuppdaterad: 2025-11-02\n---\n"),
    ]),
    find: Find::Page(find),
};

fn find(subject: &Subject<'_>, document: &Document, out: &mut Findings) {
    let Front::Work(work) = &document.front else { return };
    let Some(state) = &work.state else { return };
    let is_under_way = matches!(state.value, State::Ongoing | State::Planned | State::Paused);
    if !is_under_way || !document.route.is_original() || !document.is_whole() {
        return;
    }
    let days = [&document.common.updated, &document.common.reviewed];
    let days = days.into_iter().flatten().map(|day| day.value.0.end);
    let steps = work.history.iter().filter_map(|step| Some(step.value.date.as_ref()?.value.end));
    let Some(last) = days.chain(steps).max() else { return };
    let months = subject.settings.limit(&RULE, &document.file);
    let since = i32::try_from(months).ok().and_then(|months| last.checked_add(months.months()).ok());
    if since.is_none_or(|due| due >= subject.model.today) {
        return;
    }
    let (sv, en) = (shown(last, Lang::Sv), shown(last, Lang::En));
    let message = Text::new(
        format!("Det senaste som står om arbetet är från {sv}."),
        format!("The latest that is said of the work is from {en}."),
    );
    out.add(&document.file, state.span, message).help(Text::fixed(
        "Stäm av med den som ansvarar. Skriv vad som har hänt i historik:, eller dagens datum i granskad: om läget är detsamma.",
        "Check with whoever is responsible. Write what has happened in historik:, or today's date in granskad: when it is the same.",
    ));
}

fn shown(day: civil::Date, lang: Lang) -> String {
    Date::parse(&day.to_string()).map_or_else(|_| day.to_string(), |date| date.show(lang))
}
