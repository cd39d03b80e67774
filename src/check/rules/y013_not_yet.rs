//! Something that is said to have happened on a day that has not come.

use super::prelude::*;
use super::w001_statement_point::statements;
use crate::base::{Bound, Date, FilePath, Lang, Spanned};
use crate::document::register::AccessibilityStatement;
use crate::document::{Document, Front};
use crate::yaml::Day;

pub const RULE: Rule = Rule {
    code: "Y013",
    name: "not-yet",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Har inte hänt än", "Has not happened yet"),
    why: Text::fixed(
        "Sidan säger att något har hänt, men dagen har inte kommit. Uppgiften är falsk för den som läser.",
        "The page says that something has happened, but the day has not come. Readers are told what is false.",
    ),
    source: Text::fixed(
        "Saklighet: regeringsformen 1 kap. 9 §. Varje uppgift ska gå att spåra till ett dokument.",
        "Objectivity: the Instrument of Government 1:9. Every fact must be traceable to a document.",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Om\nuppdaterad: «2062-01-20»\n---\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\nuppdaterad: 2026-01-20\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for document in subject.documents() {
        // What is written ahead of its day, and not shown before it, tells nobody anything.
        if model.left_out.iter().any(|left| left.file == document.file) {
            continue;
        }
        for (key, date) in past(document) {
            report(subject, out, &document.file, key, &date);
        }
        let Front::Work(work) = &document.front else { continue };
        for year in work.outcomes.iter().filter_map(|row| row.value.year.as_ref()) {
            if year.value.0 > model.today.year() {
                let message = Text::new(
                    format!("Ett utfall för {}, men det året har inte börjat.", year.value.0),
                    format!("An outcome for {}, but that year has not begun.", year.value.0),
                );
                out.add(&document.file, year.span, message).help(help("utfall"));
            }
        }
    }
    for (file, statement, _) in statements(subject) {
        for (key, date) in stated(statement) {
            report(subject, out, file, key, &date);
        }
    }
}

/// Says that something is said to have happened on a day that has not come.
fn report(subject: &Subject<'_>, out: &mut Findings, file: &FilePath, key: &str, date: &Spanned<Date>) {
    // What may have happened before today, however the date is read, is let be.
    if date.value.start <= subject.model.today || date.value.bound == Bound::NoLater {
        return;
    }
    let shown = |lang| Date::show(&date.value, lang);
    let said = said(key);
    let message = Text::new(
        format!("{} {}, men den tiden har inte kommit.", said.sv, shown(Lang::Sv)),
        format!("{} {}, but that time has not come.", said.en, shown(Lang::En)),
    );
    out.add(file, date.span, message).help(help(key));
}

/// The days of an accessibility statement that say when something was done.
fn stated(statement: &AccessibilityStatement) -> Vec<(&'static str, Spanned<Date>)> {
    let checks = statement.checks.as_ref().map(|checks| checks.value.days()).unwrap_or_default();
    let own = [
        ("bedömd", &statement.assessed),
        ("redogörelsen", &statement.updated),
        ("publicerad", &statement.published),
    ];
    let made = checks.into_iter().map(|(_, day)| ("kontroller", day));
    let all = own.into_iter().chain(made);
    all.filter_map(|(key, day)| {
        let day = day.as_ref()?;
        Some((key, Spanned::new(day.value.0, day.span)))
    })
    .collect()
}

/// The dates of a page that say when something did happen, with their keys.
fn past(document: &Document) -> Vec<(&'static str, Spanned<Date>)> {
    let common = &document.common;
    let day = |day: &Option<Spanned<Day>>| day.as_ref().map(|day| Spanned::new(day.value.0, day.span));
    let (history, adopted, approved) = match &document.front {
        Front::Area(area) => (&area.history[..], None, None),
        Front::Work(work) => (&work.history[..], None, None),
        Front::Plan(plan) => {
            let adopted = plan.adopted.as_ref().and_then(|adopted| adopted.value.date.clone());
            let approved = plan.approved.as_ref().and_then(|approved| approved.value.date.clone());
            (&[][..], adopted, approved)
        }
        _ => (&[][..], None, None),
    };
    let one = [
        ("uppdaterad", day(&common.updated)),
        ("granskad", day(&common.reviewed)),
        ("antagen", adopted),
        ("godkänd", approved),
    ];
    // What a page takes from elsewhere is told of there.
    let one = one.into_iter().filter(|(key, _)| !document.defaulted.contains(key));
    let given = document.defaults.iter().flat_map(|given| {
        [("uppdaterad", day(&given.common.updated)), ("granskad", day(&given.common.reviewed))]
    });
    let history = history.iter().map(|step| ("historik", step.value.date.clone()));
    let decisions = document.decisions().iter().map(|made| ("beslut", made.value.date.clone()));
    let all = one.chain(given).chain(history).chain(decisions);
    all.filter_map(|(key, date)| Some((key, date?))).collect()
}

fn said(key: &str) -> Text {
    match key {
        "uppdaterad" => Text::fixed("Sidan sägs vara ändrad", "The page is said to have been changed"),
        "granskad" => Text::fixed("Sidan sägs vara granskad", "The page is said to have been reviewed"),
        "antagen" => Text::fixed("Utgåvan sägs vara antagen", "The edition is said to have been adopted"),
        "godkänd" => Text::fixed("Utgåvan sägs vara godkänd", "The edition is said to have been approved"),
        "bedömd" => Text::fixed("Webbplatsen sägs vara bedömd", "The site is said to have been assessed"),
        "redogörelsen" => Text::fixed("Redogörelsen sägs vara uppdaterad", "The statement is said to have been updated"),
        "publicerad" => Text::fixed("Webbplatsen sägs vara publicerad", "The site is said to have been published"),
        "kontroller" => Text::fixed("Kontrollen sägs vara gjord", "The check is said to have been made"),
        "beslut" => Text::fixed("Beslutet sägs vara taget", "The decision is said to have been made"),
        _ => Text::fixed("Steget sägs ha hänt", "The step is said to have happened"),
    }
}

fn help(key: &str) -> Text {
    match key {
        "historik" | "beslut" => Text::fixed(
            "Rätta datumet. Det som ska hända skrivs under händelser: i stället.",
            "Mend the date. What is to happen goes below händelser: instead.",
        ),
        "utfall" => Text::fixed(
            "Rätta året. Det som ska uppnås skrivs under mål: i stället.",
            "Mend the year. What is to be reached goes below mål: instead.",
        ),
        _ => Text::fixed("Rätta datumet.", "Mend the date."),
    }
}
