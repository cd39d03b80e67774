//! Pages in several languages, as both themes show them: what the menu has, what search engines
//! are told, what is said of a page that has fallen behind, and which words are marked.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::BTreeMap;
use std::fs;

use support::pages::{bones, links};
use support::{Temp, copy_tree, delwebb, err, out, repository, tree};

/// The golden site in five languages, with a theme of the program's.
fn built(theme: &str) -> (Temp, BTreeMap<String, String>) {
    let temp = Temp::new(&format!("languages-{theme}"));
    copy_tree(&repository().join("tests/sites/flera-sprak/content"), &temp.join("content"));
    let settings = temp.join("content/site.yaml");
    let written = fs::read_to_string(&settings).expect("site.yaml");
    let written = written.replace("tema: eget", &format!("tema: {theme}"));
    fs::write(&settings, written.replace("exempel.se/vard/", "exempel.se/")).expect("write");
    let run = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
    assert!(run.status.success(), "{}{}", out(&run), err(&run));
    let pages = tree(&temp.join("public")).into_iter().filter(|(path, _)| path.ends_with(".html"));
    let pages: Vec<_> =
        pages.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8"))).collect();
    bones(&pages);
    assert!(links(&temp.join("public"), &pages) > 50);
    (temp, pages.into_iter().collect())
}

#[test]
fn both_themes_show_what_there_is_of_a_page_and_no_more() {
    for theme in ["strandlinje", "spang"] {
        let (_site, pages) = built(theme);
        let page = |path: &str| pages[&format!("{path}index.html")].as_str();
        // Every language that the page is in, by its own name, and no other.
        for name in ["lang=\"sv\"", "English", "العربية", ">Svenska<"] {
            assert!(page("fi/om/").contains(name), "{theme}: {name}");
        }
        assert!(!page("om/").contains("arjelsaemien"), "{theme}");
        assert!(page("om/sprak/").contains("<span lang=\"sma\">Åarjelsaemien</span> (sydsamiska)"));
        assert!(page("om/sprak/").contains("Inget är översatt än."), "{theme}");
        // A variant is in the same language: no search engine is told that it is another.
        let head = |path: &str| page(path).split("</head>").next().unwrap_or("").to_owned();
        assert_eq!(head("om/").matches("hreflang=\"sv\"").count(), 1, "{theme}");
        assert!(head("om/").contains("hreflang=\"x-default\" href=\"https://exempel.se/om/\""));
        assert!(!head("lattlast/om/").contains("hreflang"), "{theme}");
        assert!(head("lattlast/om/").contains("href=\"https://exempel.se/om/\""), "{theme}");
        assert!(head("om/").contains("href=\"https://exempel.se/lattlast/om/\""), "{theme}");
        // Easy to read follows the original of today; the film and the Finnish page do not.
        let says = |path: &str| page(path).contains("Originalet ändrades");
        assert!(says("teckensprak/om/") && says("fi/om/"), "{theme}");
        assert!(!says("lattlast/om/") && !says("om/") && !says("fi/"), "{theme}");
        // The day of the original is always there.
        assert!(page("lattlast/om/").contains("10 januari 2026"), "{theme}");
        assert!(page("fi/").contains("2026-01-10"), "{theme}");
    }
}

#[test]
fn news_in_a_language_have_a_feed_in_it() {
    for theme in ["strandlinje", "spang"] {
        let (site, pages) = built(theme);
        let read = |path: &str| fs::read_to_string(site.join("public").join(path)).expect(path);
        let feed = read("fi/atom.xml");
        assert!(feed.contains("xml:lang=\"fi\""), "{feed}");
        assert!(feed.contains("<id>https://exempel.se/fi/nyheter/2026/a/</id>"), "{feed}");
        assert!(feed.contains("href=\"https://exempel.se/fi/\""), "{feed}");
        assert_eq!(feed.matches("<entry>").count(), 1, "{feed}");
        // The Swedish one has the original, once; where nothing is translated there is no feed.
        assert!(!read("atom.xml").contains("/fi/"), "{theme}");
        assert!(!site.join("public/en/atom.xml").exists(), "{theme}");
        // Its own pages lead to it, others do not.
        for (page, leads) in [("fi/om/", true), ("fi/", true), ("om/", false), ("en/om/", false)] {
            let html = &pages[&format!("{page}index.html")];
            assert_eq!(html.contains("href=\"/fi/atom.xml\""), leads, "{theme}: {page}");
        }
    }
}

#[test]
fn words_that_a_theme_lacks_are_marked_and_leave_no_trace_elsewhere() {
    for theme in ["strandlinje", "spang"] {
        let (site, pages) = built(theme);
        let finnish = &pages["fi/om/index.html"];
        assert!(finnish.starts_with("<!DOCTYPE html>\n<html lang=\"fi\">"), "{theme}");
        assert!(finnish.contains("<span lang=\"sv\">Originalet ändrades 2026-01-10"), "{theme}");
        assert!(!finnish.contains("og:locale"), "{theme}: a place nobody has named");
        let arabic = &pages["ar/om/index.html"];
        assert!(arabic.contains("<html lang=\"ar\" dir=\"rtl\">"), "{theme}");
        assert!(arabic.contains("<span lang=\"sv\" dir=\"ltr\">"), "{theme}");
        // Swedish and English the theme has; only what is linked to is in another language.
        assert!(!pages["om/index.html"].contains("<span lang=\"sv\">"), "{theme}");
        assert!(!pages["en/om/index.html"].contains("<span lang=\"sv\">Originalet"), "{theme}");
        let texts = [".html", ".xml", ".json", ".svg", ".ics", ".csv"];
        let files = tree(&site.join("public")).into_iter();
        let files = files.filter(|(path, _)| texts.iter().any(|ending| path.ends_with(ending)));
        for (path, bytes) in files {
            let text = String::from_utf8_lossy(&bytes);
            let mark = text.contains(['\u{fdd0}', '\u{fdd1}', '\u{fdd2}']);
            assert!(!mark, "{theme}: a mark is left in {path}");
        }
    }
}

/// What a translated page shows of others is theirs: it says which language it is in.
#[test]
fn what_is_shown_of_pages_and_rows_in_another_language_is_marked() {
    for theme in ["strandlinje", "spang"] {
        let temp = Temp::new(&format!("languages-cards-{theme}"));
        for (path, text) in [
            (
                "site.yaml",
                "titel: Plan\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\ntema: {tema}\n",
            ),
            ("index.md", "---\ntitel: Plan\n---\n"),
            ("register/grupper.yaml", "- {id: styr, namn: Styrande gruppen, nivå: ledning}\n"),
            ("omraden/skogen.md", "---\ntitel: Skogen nära dig\n---\n"),
            (
                "projekt/stigen.md",
                "---\ntitel: Stigen\ntyp: projekt\nområde: skogen\nläge: pågår\nbeslutar: styr\nuppdaterad: 2026-01-10\n---\n\nText.\n",
            ),
            (
                "projekt/stigen.en.md",
                "---\ntitel: The path\nkällversion: 2026-01-10\n---\n\nText.\n",
            ),
        ] {
            let path = temp.join("content").join(path);
            fs::create_dir_all(path.parent().expect("folder")).expect("folder");
            fs::write(path, text.replace("{tema}", theme)).expect("write");
        }
        let run = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
        assert!(run.status.success(), "{}{}", out(&run), err(&run));
        let page = |path: &str| {
            fs::read_to_string(temp.join("public").join(path).join("index.html")).expect("page")
        };
        let translated = page("en/projekt/stigen");
        for words in ["Skogen nära dig", "Styrande gruppen"] {
            let marked = format!("<span lang=\"sv\">{words}</span>");
            assert!(translated.contains(&marked), "{theme}: {words} in {translated}");
        }
        assert!(!translated.contains("<span lang=\"en\">"), "{theme}: its own words need no mark");
        assert!(!page("projekt/stigen").contains("<span lang=\"sv\">"), "{theme}");
    }
}

/// A theme lacks the site's first language just as it may lack another.
#[test]
fn a_first_language_that_the_theme_lacks_is_told_of() {
    let temp = Temp::new("languages-first");
    fs::create_dir_all(temp.join("content")).expect("folder");
    let settings =
        "titel: Lääni\nadress: \"https://exempel.se/\"\nspråk: [fi, sv]\ntema: strandlinje\n";
    fs::write(temp.join("content/site.yaml"), settings).expect("write");
    fs::write(temp.join("content/index.md"), "---\ntitel: Lääni\n---\n\nHei.\n").expect("write");
    let run = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
    let said = out(&run) + &err(&run);
    assert!(run.status.success(), "{said}");
    assert!(said.contains("varning[T012]: Temat strandlinje saknar"), "{said}");
    assert!(said.contains("på finska. De visas på svenska, märkta som svenska."), "{said}");
    assert_eq!(said.matches("T012").count(), 1, "the Swedish words are all there: {said}");
    let start = fs::read_to_string(temp.join("public/index.html")).expect("page");
    assert!(
        start.contains("<span lang=\"sv\">Öppna data</span>"),
        "the title of a page nobody wrote"
    );
}
