//! A weekday that is not the weekday of its date.

use jiff::civil::{self, Weekday};

use super::prelude::*;
use crate::base::{Language, capital};
use crate::check::language::{WrittenDay, read_day, shown_day};
use crate::document::Document;
use crate::yaml::Shown;

pub const RULE: Rule = Rule {
    code: "S009",
    name: "wrong-weekday",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Veckodagen stämmer inte med datumet", "The weekday does not match the date"),
    why: Text::fixed(
        "Läsaren vet inte vilken dag som gäller, och kan komma en dag för sent.",
        "Readers do not know which day is meant, and may come a day late.",
    ),
    source: Text::fixed(
        "Förvaltningslagen (2017:900) 6 §: en myndighet ska ge den hjälp som behövs. Rätt dag hör dit.",
        "The Swedish Administrative Procedure Act (2017:900), section 6: an authority shall give the help that is needed. The right day is a part of it.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nVi möts «måndag» 24 januari 2025.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nVi möts fredag 24 januari 2025.\n",
    )]),
    find: Find::Passage(find),
};

/// The weekdays, Monday first.
const WEEKDAYS: [&str; 7] = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];

fn find(_: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    if passage.lang != Language::SV {
        return;
    }
    let text = &*passage.text;
    for (start, word) in passage.words() {
        let Some((weekday, ending)) = weekday(word) else { continue };
        let end = start + word.len();
        let Some(written) = following_day(&text[end..]) else { continue };
        let year = written.year.or_else(|| year_of(passage.document?, written));
        let Some(day) = year.and_then(|year| civil::Date::new(year, written.month, written.day).ok()) else {
            continue;
        };
        if day.weekday() == weekday {
            continue;
        }
        let right = WEEKDAYS[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())];
        let message = Text::new(
            format!("{} är en {right}, inte en {}.", shown_day(day), name(weekday)),
            format!("{day} is a {:?}, not a {weekday:?}.", day.weekday()),
        );
        let mended = format!("{right}{ending}");
        let mended = if word.starts_with(char::is_uppercase) { capital(&mended) } else { mended };
        out.add(passage.file, passage.span(start..end), message)
            .help(Text::fixed(
                "Kontrollera vilket som är rätt, dagen eller datumet.",
                "Check which is right, the weekday or the date.",
            ))
            .write_instead(mended);
    }
}

fn name(weekday: Weekday) -> &'static str {
    WEEKDAYS[usize::from(weekday.to_monday_zero_offset().unsigned_abs())]
}

/// A weekday, and whether it has the article at its end.
fn weekday(word: &str) -> Option<(Weekday, &'static str)> {
    // They end with `dag` or `dagen`.
    if word.len() < 6 || word.len() > 10 || !word.ends_with(['g', 'n', 'G', 'N']) {
        return None;
    }
    let lower = word.to_lowercase();
    let (stem, ending) = lower.strip_suffix("en").map_or((lower.as_str(), ""), |stem| (stem, "en"));
    let at = WEEKDAYS.iter().position(|name| *name == stem)?;
    Some((Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()?, ending))
}

/// The one day that stands right after a weekday.
fn following_day(after: &str) -> Option<WrittenDay> {
    let rest = after.strip_prefix(',').unwrap_or(after);
    let rest = rest.strip_prefix([' ', '\u{a0}'])?;
    let rest = rest.strip_prefix("den ").unwrap_or(rest);
    read_day(rest)
}

/// The year of a day that is written without one, when a date of the page is that day.
fn year_of(document: &Document, written: WrittenDay) -> Option<i16> {
    let mut years = Vec::new();
    for (_, _, shown) in document.fields() {
        each_day(&shown, &mut |day| {
            if (day.day(), day.month()) == (written.day, written.month) {
                years.push(day.year());
            }
        });
    }
    years.dedup();
    match years.as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}

fn each_day(shown: &Shown<'_>, visit: &mut dyn FnMut(civil::Date)) {
    match shown {
        Shown::Date(date) => {
            if let Some(day) = date.exact_day() {
                visit(day);
            }
        }
        Shown::List(items) => items.iter().for_each(|item| each_day(item, visit)),
        Shown::Map(entries) => entries.iter().for_each(|(_, value)| each_day(value, visit)),
        _ => {}
    }
}
