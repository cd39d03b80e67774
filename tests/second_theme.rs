//! Themes can be swapped: every site can be shown with the small theme Spång too, at the same
//! addresses, with the same facts and nothing to mend.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use delwebb::config::Config;
use delwebb::source::{Source, with_embedded_themes};
use delwebb::theme::{Choices, Theme};
use support::pages::{bones, links};
use support::{Temp, copy_tree, delwebb, err, out, repository, tree};

type Pages = Vec<(String, String)>;

/// Builds the site in `root` with the theme `name`, or its own.
fn build(root: &Path, name: Option<&str>, to: &Temp) -> (Pages, String) {
    let folder = to.join(name.unwrap_or("own"));
    let shown = folder.display().to_string();
    let mut arguments = vec!["build", "--now", "2026-01-24", "--out", &shown];
    arguments.extend(name.into_iter().flat_map(|name| ["--theme", name]));
    let run = delwebb(root, &arguments);
    assert!(run.status.success(), "{}{}", out(&run), err(&run));
    let pages = tree(&folder).into_iter().filter(|(path, _)| path.ends_with(".html"));
    let pages = pages.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8")));
    (pages.collect(), err(&run))
}

fn addresses(pages: &Pages) -> BTreeSet<&str> {
    pages.iter().map(|(path, _)| path.as_str()).collect()
}

/// The places that feeds and other pages link to.
fn anchors(html: &str) -> BTreeSet<&str> {
    let ids = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    ids.filter(|id| id.starts_with("beslut-")).collect()
}

#[test]
fn the_real_site_is_whole_with_the_other_theme() {
    let temp = Temp::new("second");
    let (own, _) = build(repository(), None, &temp);
    let (other, said) = build(repository(), Some("spang"), &temp);
    assert_eq!(addresses(&own), addresses(&other));
    assert_eq!(said.matches("varning[").count(), 2, "the same two as ever: {said}");
    bones(&other);
    assert!(links(&temp.join("spang"), &other) > 500);
    for ((path, own), (_, other)) in own.iter().zip(&other) {
        assert_eq!(other.contains("<script"), path.ends_with("sok/index.html"), "{path}");
        assert_eq!(anchors(own), anchors(other), "{path}");
    }
    // Nothing of the first theme is in it.
    let files = tree(&temp.join("spang"));
    let assets: Vec<_> = files.iter().filter(|(path, _)| path.starts_with("assets/")).collect();
    // Its sheet, its icon, and what answers searches, which is the program's.
    assert_eq!(assets.len(), 3, "{:?}", assets.iter().map(|(path, _)| path).collect::<Vec<_>>());
    for (path, bytes) in assets {
        let most = if path.ends_with(".js") { 30_000 } else { 5_000 };
        assert!(bytes.len() < most, "{path}: {} bytes", bytes.len());
    }
}

#[test]
fn what_the_law_and_honesty_ask_for_is_there_with_the_other_theme() {
    let temp = Temp::new("second-facts");
    let (pages, _) = build(repository(), Some("spang"), &temp);
    let page = |path: &str| {
        let found = pages.iter().find(|(name, _)| name == path);
        found.map_or_else(
            || panic!("{path}"),
            |(_, html)| html.replace('\u{ad}', "").replace('\u{a0}', " "),
        )
    };
    let statement = page("tillganglighet/index.html");
    for part in [
        "https://www.digg.se/tdosanmalan",
        "Ingen har bedömt webbplatsen än",
        "Region Västernorrland",
        "23 januari 2026",
        "href=\"mailto:",
        "Inte gjort än",
    ] {
        assert!(statement.contains(part), "{part}: {statement}");
    }
    let work = page("projekt/digitalt-vantrum/index.html");
    assert!(work.contains("<dt>Deltar</dt><dd><span class=\"saknas\">Uppgift saknas"), "{work}");
    let budget = page("resurser/index.html");
    assert!(budget.contains("5 900 000") && budget.contains("6 200 000"), "both sums: {budget}");
    let plans = page("lokala-planer/index.html");
    assert!(plans.contains("Kravet inte uppfyllt"), "{plans}");
    let english = page("en/index.html");
    assert!(english.contains("Skip to content") && !english.contains("Hoppa till"), "{english}");
}

#[test]
fn a_new_site_has_nothing_to_mend_with_either_theme() {
    let temp = Temp::new("second-new");
    let run = delwebb(&temp.0, &["init", "ny"]);
    assert!(run.status.success(), "{}", err(&run));
    for theme in ["strandlinje", "spang"] {
        let to = Temp::new("second-new-out");
        let (pages, said) = build(&temp.join("ny"), Some(theme), &to);
        assert!(!said.contains("varning") && !said.contains("fel["), "{said}");
        bones(&pages);
        links(&to.join(theme), &pages);
    }
}

fn theme(name: &str) -> Theme {
    let source = with_embedded_themes(Source::default());
    let choices = Choices { file: Config::file(), theme: name, values: None };
    Theme::load(&source, name, "", Vec::new(), &choices)
}

/// Texts can be shown with both: the same components with the same attributes.
#[test]
fn the_themes_take_the_same_texts() {
    let [one, other] = ["strandlinje", "spang"].map(theme);
    assert!(other.faults.is_empty(), "{:?}", other.faults);
    let told = |theme: &Theme| -> Vec<String> {
        let shown = theme.components.iter().map(|component| {
            let attributes: Vec<String> = component
                .attributes
                .iter()
                .map(|attribute| {
                    let of = &attribute.value;
                    let name = of.name.as_ref().map(|name| name.value.clone());
                    format!("{name:?} {:?}", of.form.as_ref().map(|form| form.value))
                })
                .collect();
            format!("{} {attributes:?}", component.name())
        });
        shown.collect()
    };
    assert_eq!(told(&one), told(&other));
    assert_eq!(one.components.len(), 12);
}

/// What the site in `site` is told with `theme`, one line each.
fn told(site: &Temp, theme: &str) -> Vec<String> {
    let arguments = ["check", "--now", "2026-01-24", "--theme", theme, "--format", "oneline"];
    out(&delwebb(&site.0, &arguments)).lines().map(str::to_owned).collect()
}

/// A site in two languages.
fn bilingual(name: &str) -> Temp {
    let site = Temp::new(name);
    site.write(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\n",
    );
    site.write("content/index.md", "---\ntitel: Start\ningress: Hej.\n---\n");
    site.write("content/index.en.md", "---\ntitel: Home\ningress: Hello.\n---\n");
    site
}

/// The programs' own themes have every text they ask for, in both languages, and no other.
#[test]
fn no_theme_lacks_a_text_or_has_one_too_many() {
    for theme in ["strandlinje", "spang"] {
        let site = bilingual("texts");
        let own = format!("themes/{theme}");
        copy_tree(&repository().join(&own), &site.join(&own));
        assert_eq!(told(&site, theme), Vec::<String>::new());
        // The same without one of them, with one more, and with a name that nothing fills in.
        let english = format!("{own}/strings/en.yaml");
        let strings = std::fs::read_to_string(site.join(&english)).expect("strings");
        let harmed = strings.replacen("  start:", "  strat:", 1).replacen("{nr}", "{n}", 1);
        site.write(&english, format!("{harmed}överflödig:\n  text: Hej\n"));
        let found = told(&site, theme).join("\n");
        for code in ["T007", "T008", "T009"] {
            assert_eq!(found.matches(code).count(), 1, "{theme} {code}: {found}");
        }
    }
}

/// A theme that lacks templates is told which, each once and by the one that would stand in.
#[test]
fn a_theme_without_templates_is_told_what_it_needs() {
    let site = bilingual("bare");
    site.write("themes/tomt/theme.yaml", "namn: Tomt\n");
    let found = told(&site, "tomt");
    let names: Vec<&str> = found
        .iter()
        .map(|line| line.split(':').next().expect("a file").rsplit('/').next().expect("a name"))
        .collect();
    let wanted = [
        "beslut.html",
        "data.html",
        "kalender.html",
        "laget.html",
        "lista.html",
        "lokal-samverkan.html",
        "lokala-planer.html",
        "omdirigering.html",
        "ordlista.html",
        "resurser.html",
        "sida.html",
        "tillganglighet.html",
        "trender.html",
    ];
    assert_eq!(names, wanted, "{found:?}");
    assert!(found.iter().all(|line| line.contains("T002")), "{found:?}");
}

#[test]
fn a_theme_of_the_sites_own_wins_over_the_programs() {
    let site = Temp::new("second-own");
    site.write(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\n",
    );
    site.write("content/index.md", "---\ntitel: Start\ningress: Hej.\n---\n");
    site.write("themes/spang/theme.yaml", "namn: Vår\nutökar: strandlinje\n");
    site.write("themes/spang/templates/start.html", "<h1>Vår egen</h1>");
    let (pages, _) = build(&site.0, Some("spang"), &site);
    let start = pages.iter().find(|(path, _)| path == "index.html").expect("a start page");
    assert_eq!(start.1, "<h1>Vår egen</h1>");
}
