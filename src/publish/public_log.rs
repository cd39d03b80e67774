//! The log that everybody may read: a row for each publication in `content/register/`, which a
//! page with `visar: publiceringar` shows.
//!
//! The row of a publication is reckoned into the very site that is published, so that the page
//! says at once what it says; the file gets the row when visitors see the site. In between, and
//! for whoever publishes from another copy of the site, the list of the release holds the row.
//! It says what visitors could see before and after, and nothing of accounts.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::base::FilePath;
use crate::document::kind::KINDS;
use crate::document::register::{
    Publication, PublicationKind, RegisterDocument, Row, TABLES, Table,
};
use crate::yaml::{Field, Shape};

use super::difference::{Changed, Difference, FactChange, Moved, Named};
use super::log::Event;
use super::release::Release;

/// What an empty log begins with.
const HEAD: &str = "# Skrivs av delwebb publish och visas på sidan med visar: publiceringar.\n";

/// The file, in the site's folder.
#[must_use]
pub fn public_log() -> FilePath {
    FilePath::new(&format!("content/register/{}.yaml", Publication::FILE))
}

/// The row of a publication, as YAML: what it was, when, and the pages that are otherwise than in
/// the `live` release. Nothing when no page is.
#[must_use]
pub fn row(
    difference: &Difference,
    event: Event,
    live: Option<&Release>,
    (made, zone): (&str, &str),
) -> Option<String> {
    let kind = match (event, live) {
        (Event::Publication, None) => PublicationKind::First,
        (Event::Publication, Some(_)) => PublicationKind::New,
        (Event::Rollback, _) => PublicationKind::Back,
    };
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let time = made.parse::<Timestamp>().ok()?.to_zoned(zone);
    let mut out = format!(
        "- datum: {}\n  klockan: \"{}\"\n",
        time.strftime("%Y-%m-%d"),
        time.strftime("%H:%M")
    );
    if kind != PublicationKind::New {
        out.push_str(&format!("  slag: {}\n", kind.word()));
    }
    // Of a site that is there for the first time all is new.
    if kind == PublicationKind::First {
        return Some(out);
    }
    let empty = out.len();
    list("nya", &difference.new, new, &mut out);
    list("ändrade", &difference.changed, changed, &mut out);
    list("flyttade", &difference.moved, moved, &mut out);
    list("borttagna", &difference.removed, |gone, out| new(&gone.page, out), &mut out);
    (out.len() > empty || kind == PublicationKind::Back).then_some(out)
}

/// `log` with one row more.
#[must_use]
pub fn with_row(log: &str, row: &str) -> String {
    // A list that somebody has emptied.
    let kept = if log.trim() == "[]" { "" } else { log.trim_end() };
    match kept {
        "" => format!("{HEAD}{row}"),
        kept => format!("{kept}\n{row}"),
    }
}

/// Whether `log` has the row, by its time: whoever has put it otherwise has meant that.
#[must_use]
pub fn has_row(log: &str, row: &str) -> bool {
    let times = |text: &str| -> Vec<(String, String)> {
        let Some(info) = TABLES.iter().find(|table| table.file == Publication::FILE) else {
            return Vec::new();
        };
        let Table::Publications(rows) = RegisterDocument::parse(&public_log(), info, text).table
        else {
            return Vec::new();
        };
        let times = rows.iter().filter_map(|row| {
            let (date, time) = (row.value.date.as_ref()?, row.value.time.as_ref()?);
            Some((date.value.0.start.to_string(), time.value.0.clone()))
        });
        times.collect()
    };
    let known = times(log);
    times(row).iter().all(|time| known.contains(time))
}

fn list<T>(key: &str, pages: &[T], write: impl Fn(&T, &mut String), out: &mut String) {
    if !pages.is_empty() {
        out.push_str(&format!("  {key}:\n"));
        for page in pages {
            write(page, out);
        }
    }
}

fn new(page: &Named, out: &mut String) {
    out.push_str(&format!(
        "    - sida: {}\n      adress: {}\n",
        quoted(&page.title),
        quoted(&page.address)
    ));
}

fn moved(page: &Moved, out: &mut String) {
    new(&page.to, out);
    out.push_str(&format!("      från: {}\n", quoted(&page.from)));
}

fn changed(page: &Changed, out: &mut String) {
    new(&page.page, out);
    if page.text {
        out.push_str("      text: ja\n");
    }
    if !page.facts.is_empty() {
        out.push_str("      uppgifter:\n");
    }
    for fact in &page.facts {
        let FactChange { key, before, after } = fact;
        out.push_str(&format!("        - uppgift: {}\n", quoted(key)));
        // Only what is a word or a day is told: text stands on the page, and an id says nothing.
        if is_plain(key)
            && let ([before], [after]) = (&before[..], &after[..])
        {
            let (before, after) = (quoted(before), quoted(after));
            out.push_str(&format!("          före: {before}\n          efter: {after}\n"));
        }
    }
}

/// Text in quotes, as YAML and JSON both read it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Whether every field called so is a word, a day, a number or a yes.
fn is_plain(key: &str) -> bool {
    let is_short = |shape: Shape| {
        matches!(
            shape,
            Shape::Word(_) | Shape::Date | Shape::Day | Shape::Number | Shape::Year | Shape::Flag
        )
    };
    let own = KINDS.iter().flat_map(|kind| kind.fields);
    let all: Vec<&Field> = own.filter(|field| field.key == key).collect();
    key == "titel" || (!all.is_empty() && all.iter().all(|field| is_short(field.shape)))
}
