//! The overview through the front door: which works are in it, the plan years of each, and
//! what the latest edition of the plan changed. Small sites in memory, no theme.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

use delwebb::model::{Changes, DocumentId, Drafts, LinkOptions, overview};
use delwebb::pipeline::{Options, Site, load};
use delwebb::source::Source;

/// A site with a work of each status, and an area; `editions` are plan editions by year.
fn site(editions: &[(&str, &str)]) -> Site {
    let mut files = vec![
        ("content/site.yaml".to_owned(), "titel: Prov\n".to_owned()),
        ("content/index.md".to_owned(), page("titel: Prov")),
        ("content/projekt/_index.md".to_owned(), page("titel: Arbeten")),
        ("content/omraden/_index.md".to_owned(), page("titel: Områden")),
        ("content/omraden/omradet.md".to_owned(), page("titel: Området\nläge: pågår")),
    ];
    for (slug, status) in [
        ("pagar", "läge: pågår"),
        ("klart", "läge: klart"),
        ("avslutat", "läge: avslutat"),
        ("vardag", "skede: ordinarie"),
        ("pausat", "läge: pausat"),
        ("okant", ""),
    ] {
        let text = page(&format!("titel: {slug}\ntyp: projekt\n{status}"));
        files.push((format!("content/projekt/{slug}.md"), text));
    }
    for (year, text) in editions {
        files.push((format!("content/fardplan/{year}.md"), page(text)));
    }
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::LeftOut };
    let options = Options { link, theme: None, base_url: None, strict: false };
    load(Source::from_memory(files.iter().map(|(p, t)| (p.as_str(), t.as_str()))), &options)
}

fn page(front: &str) -> String {
    format!("---\n{front}\n---\n")
}

/// An edition with one point for each list of slugs.
fn edition(points: &[&str]) -> String {
    let points = points.iter().zip(1..).map(|(slugs, number)| {
        format!("\n  - {{nr: {number}, text: Så., avser: [{slugs}], källa: F 1}}")
    });
    format!("titel: Planen\npunkter:{}", points.collect::<String>())
}

fn slugs(site: &Site, ids: &[DocumentId]) -> Vec<String> {
    ids.iter().map(|id| site.model.documents[*id].route.slug.clone()).collect()
}

/// The five lists of what changed, by the works' names.
fn lists(site: &Site) -> Option<[Vec<String>; 5]> {
    let Changes { new, continued, finished, unknown, unnamed, .. } = site.model.changes()?;
    Some([new, continued, finished, unknown, unnamed].map(|ids| slugs(site, &ids)))
}

#[test]
fn every_area_and_work_is_in_one_group_each() {
    let site = site(&[]);
    let groups = overview(&site.model);
    assert_eq!(groups.len(), 9, "empty groups are there");
    let found: Vec<(&str, Vec<String>)> = groups
        .iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(group, ids)| (group.id(), slugs(&site, ids)))
        .collect();
    let expected = [
        ("ordinarie", vec!["vardag"]),
        ("pågår utan skede", vec!["omradet", "pagar", "pausat"]),
        ("klart utan skede", vec!["avslutat", "klart"]),
        ("uppgift saknas", vec!["okant"]),
    ];
    assert_eq!(found, expected.map(|(id, all)| (id, all.into_iter().map(str::to_owned).collect())));
}

#[test]
fn the_last_two_editions_are_compared_and_a_silence_is_not_an_end() {
    let oldest = edition(&["okant"]);
    let previous = edition(&["omradet, klart", "pausat, pagar", "avslutat"]);
    let latest = edition(&["omradet", "vardag, pagar", "omradet"]);
    // The order of the files says nothing of the order of the years.
    let site = site(&[("2026", &latest), ("2024", &oldest), ("2025", &previous)]);
    let changes = site.model.changes().expect("three editions");
    let year = |id: DocumentId| site.model.documents[id].route.slug.as_str();
    assert_eq!([year(changes.previous), year(changes.latest)], ["2025", "2026"]);
    let all = lists(&site).expect("three editions");
    let all: Vec<Vec<&str>> =
        all.iter().map(|list| list.iter().map(String::as_str).collect()).collect();
    assert_eq!(
        all,
        [
            vec![],
            vec!["omradet", "pagar"],
            vec!["vardag", "avslutat", "klart"],
            vec!["pausat"],
            // An older edition than the last two says nothing of what changed between them.
            vec!["okant"],
        ]
    );
}

#[test]
fn what_only_the_latest_edition_names_is_new() {
    let site = site(&[("2025", &edition(&["pagar"])), ("2026", &edition(&["pagar, okant"]))]);
    let [new, continued, ..] = lists(&site).expect("two editions");
    assert_eq!([new, continued], [vec!["okant".to_owned()], vec!["pagar".to_owned()]]);
}

#[test]
fn one_edition_and_drafts_compare_nothing() {
    let only = edition(&["pagar"]);
    assert_eq!(lists(&site(&[])), None);
    assert_eq!(lists(&site(&[("2025", &only)])), None);
    let draft = format!("utkast: ja\n{only}");
    assert_eq!(lists(&site(&[("2025", &only), ("2026", &draft)])), None);
    // Not a year: its own finding says so.
    assert_eq!(lists(&site(&[("2025", &only), ("senare", &only)])), None);
}

#[test]
fn plan_years_come_from_the_editions_each_once_and_in_order() {
    let site =
        site(&[("2026", &edition(&["pagar", "omradet, pagar"])), ("2025", &edition(&["pagar"]))]);
    let years = |slug: &str| {
        let found = site.model.documents.iter().position(|document| document.route.slug == slug);
        site.model.plan_years(found.expect("a document"))
    };
    assert_eq!(years("pagar"), [2025, 2026]);
    assert_eq!(years("omradet"), [2026]);
    assert!(years("okant").is_empty());
}
