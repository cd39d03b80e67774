//! The real site: clean, whole, and honest about what is left out.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::BTreeMap;

use support::{Temp, delwebb, err, out, repository, tree};

fn build() -> (Temp, Vec<(String, String)>) {
    let temp = Temp::new("real");
    let folder = temp.join("site").display().to_string();
    let output =
        delwebb(repository(), &["build", "--now", "2026-01-24", "--strict", "--out", &folder]);
    assert!(output.status.success(), "{}{}", out(&output), err(&output));
    let pages = tree(&temp.join("site"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8")))
        .collect();
    (temp, pages)
}

#[test]
fn nothing_is_to_mend() {
    let output = delwebb(repository(), &["check", "--now", "2026-01-24", "--strict"]);
    assert_eq!(out(&output), "");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
}

#[test]
fn every_page_of_this_part_is_there() {
    let (_temp, pages) = build();
    let names: Vec<&str> = pages.iter().map(|(path, _)| path.as_str()).collect();
    for wanted in [
        "index.html",
        "laget/index.html",
        "omraden/index.html",
        "omraden/digitaliseringsomstallning/index.html",
        "projekt/index.html",
        "projekt/sip-pa-distans/index.html",
        "projekt/distansvard/index.html",
        "projekt/sammanhallen-dokumentation/index.html",
        "projekt/digitalt-vantrum/index.html",
        "fardplan/2025/index.html",
        "nyheter/index.html",
        "kommuner/index.html",
        "kommuner/region-vasternorrland/index.html",
        "kommuner/harnosand/index.html",
        "kommuner/kramfors/index.html",
        "kommuner/solleftea/index.html",
        "kommuner/sundsvall/index.html",
        "kommuner/timra/index.html",
        "kommuner/ange/index.html",
        "kommuner/ornskoldsvik/index.html",
    ] {
        assert!(names.contains(&wanted), "{wanted}");
    }
}

#[test]
fn every_page_has_the_bones_of_an_accessible_page() {
    let (_temp, pages) = build();
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    for (path, html) in &pages {
        let once = |part: &str| assert_eq!(html.matches(part).count(), 1, "{path}: {part}");
        for part in ["<h1", "<main", "<title>", "<html lang=\"sv\"", "rel=\"canonical\""] {
            once(part);
        }
        for never in ["<script", " style=", "onclick", "http://", "javascript:"] {
            let svg_namespace = "http://www.w3.org/2000/svg";
            assert!(!html.replace(svg_namespace, "").contains(never), "{path}: {never}");
        }
        let title = html.split("<title>").nth(1).and_then(|rest| rest.split('<').next());
        let title = title.expect("a title").to_owned();
        if let Some(other) = titles.insert(title.clone(), path.clone()) {
            panic!("{path} and {other} are both called {title}");
        }
    }
}

#[test]
fn every_link_of_every_page_leads_to_a_file_and_a_place() {
    let (temp, pages) = build();
    let mut links = 0;
    for (path, html) in &pages {
        for part in html.split("href=\"").skip(1).chain(html.split("src=\"").skip(1)) {
            let target = part.split('"').next().expect("a target").replace("&amp;", "&");
            if target.starts_with("mailto:") || target.starts_with("https://") {
                continue;
            }
            links += 1;
            let (address, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let file = match address {
                "" => path.clone(),
                _ if address.ends_with('/') => format!("{}index.html", &address[1..]),
                _ => address[1..].to_owned(),
            };
            let found = temp.join("site").join(&file);
            assert!(found.is_file(), "{path}: {target}");
            if !anchor.is_empty() {
                let text = std::fs::read_to_string(found).expect("a page");
                assert!(text.contains(&format!("id=\"{anchor}\"")), "{path}: {target}");
            }
        }
    }
    assert!(links > 500, "{links} links were looked at");
}

#[test]
fn what_the_documents_do_not_say_shows_as_unknown() {
    let (_temp, pages) = build();
    let page = |path: &str| {
        let found = pages.iter().find(|(name, _)| name == path);
        found.map_or_else(|| panic!("{path}"), |(_, html)| html.as_str())
    };
    let work = page("projekt/digitalt-vantrum/index.html");
    assert!(work.contains("Uppgift saknas"), "organisations and target groups are not known");
    assert!(work.contains("Inget utfall redovisat än"), "2026 has no outcome yet");
    assert!(work.contains("Inte granskad än"));
    let start = page("index.html");
    assert!(
        start.contains("cirka") && start.contains("av 8"),
        "what failed stands beside what worked"
    );
}
