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

/// A small site with most of it in English, some of it easy to read.
fn in_two_languages(theme: &str) -> Temp {
    let temp = Temp::new(&format!("languages-two-{theme}"));
    let page = |title: &str, more: &str| format!("---\ntitel: {title}\n{more}---\n\nText.\n");
    let followed = "källversion: 2026-01-10\n";
    let work = "typ: projekt\nområde: skogen\nläge: pågår\nuppdaterad: 2026-01-10\norganisationer: [ange]\nbeslut: [{datum: 2026-01-02, text: Gruppen beslutade att börja., typ: antagande, källa: D}]\nhändelser: [{datum: 2026-03-01, titel: Konferensen om stigen, text: Alla får komma., källa: D}]\n";
    let points = "punkter: [{nr: 1, text: Vi gör stigen bred., avser: [stigen], källa: D}]\n";
    let widened = "punkter: [{nr: 1, text: We widen the path., avser: [stigen], källa: D}]\n";
    for (path, text) in [
        (
            "site.yaml",
            format!(
                "titel: Plan\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\ntema: {theme}\nmeny: [{{titel: Om, adress: /om/}}]\n"
            ),
        ),
        ("index.md", page("Planen", "")),
        ("index.en.md", page("The plan", followed)),
        ("index.lattlast.md", page("Planen i korthet", followed)),
        ("om/index.md", page("Om oss", "")),
        ("om/index.en.md", page("About us", followed)),
        ("om/index.en.lattlast.md", page("About us, briefly", followed)),
        ("register/organisationer.yaml", "- {id: ange, namn: Ånge kommun, typ: kommun}\n- {id: berg, namn: Bergs kommun, typ: kommun}\n".to_owned()),
        ("register/dokument.yaml", "- {id: d, nyckel: D, titel: Stigplan 2025, typ: rapport, format: endast på begäran}\n- {id: e, titel: Stigplan 2026, typ: rapport, format: endast på begäran, ersätter: [d]}\n".to_owned()),
        ("kommuner/ange.en.md", page("Ånge municipality", followed)),
        ("kommuner/ange.lattlast.md", page("Ånge, lättläst", followed)),
        ("dokument/d.en.md", page("The path plan 2025", followed)),
        ("dokument/e.en.md", page("The path plan 2026", followed)),
        (
            "register/ordlista.yaml",
            "- {id: stig, term: stig, förklaring: En smal väg., källa: D}\n".to_owned(),
        ),
        ("ordlista/_index.en.md", page("Words", followed)),
        ("omraden/skogen.md", page("Skogen nära dig", "uppdaterad: 2026-01-10\n")),
        ("omraden/skogen.en.md", page("The forest near you", followed)),
        ("omraden/skogen.lattlast.md", page("Skogen, lättläst", followed)),
        ("projekt/stigen.md", page("Stigen", work)),
        ("projekt/stigen.en.md", page("The path", followed)),
        ("fardplan/2026.md", page("Planen för 2026", points)),
        ("fardplan/2026.en.md", page("The plan of 2026", &format!("{followed}{widened}"))),
        ("fardplan/2026.lattlast.md", page("Planen för 2026, lättläst", followed)),
    ] {
        let path = temp.join("content").join(path);
        fs::create_dir_all(path.parent().expect("folder")).expect("folder");
        fs::write(path, text).expect("write");
    }
    let run = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
    assert!(run.status.success(), "{}{}", out(&run), err(&run));
    let pages = tree(&temp.join("public")).into_iter().filter(|(path, _)| path.ends_with(".html"));
    let pages: Vec<_> =
        pages.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8"))).collect();
    bones(&pages);
    assert!(links(&temp.join("public"), &pages) > 50);
    temp
}

fn page_of(site: &Temp, path: &str) -> String {
    let path = site.join("public").join(path).join("index.html");
    fs::read_to_string(&path).unwrap_or_else(|_| panic!("{}", path.display()))
}

/// Where a page is there in the reader's language, others lead to that one; else they say so.
#[test]
fn a_translated_page_leads_to_translated_pages() {
    for theme in ["strandlinje", "spang"] {
        let site = in_two_languages(theme);
        let path = page_of(&site, "en/projekt/stigen");
        for leads in [
            "<a href=\"/en/omraden/skogen/\">The forest near you</a>",
            "<a href=\"/en/kommuner/ange/\">Ånge municipality</a>",
            "<a href=\"/en/fardplan/2026/\">The plan of 2026</a>",
            "<a href=\"/projekt/\" hreflang=\"sv\"><span lang=\"sv\">",
            "href=\"/en/om/\"",
        ] {
            assert!(path.contains(leads), "{theme}: {leads} in {path}");
        }
        for not in ["href=\"/omraden/skogen/\"", "href=\"/fardplan/2026/\"", "href=\"/\" hreflang"]
        {
            let main = path.split("class=\"utgavor\"").last().unwrap_or_default();
            assert!(!main.contains(not), "{theme}: {not} in {main}");
        }
        let area = page_of(&site, "en/omraden/skogen");
        assert!(area.contains("<a href=\"/en/projekt/stigen/\">The path</a>"), "{theme}: {area}");
        let old = page_of(&site, "en/dokument/d");
        assert!(
            old.contains("<a href=\"/en/dokument/e/\">The path plan 2026</a>"),
            "{theme}: {old}"
        );
        // A variant leads to variants, and to the page itself where there is none.
        let easy = page_of(&site, "lattlast/omraden/skogen");
        assert!(easy.contains("<a href=\"/projekt/stigen/\">Stigen</a>"), "{theme}: {easy}");
        assert!(easy.contains("<a href=\"/omraden/\">"), "{theme}: its section: {easy}");
        assert!(easy.contains("href=\"/lattlast/\""), "{theme}: its start page");
        assert!(!easy.contains("hreflang=\"sv\""), "{theme}: the same language");
        // Easy English has the English start page; the site's name leads there too.
        let brief = page_of(&site, "en/lattlast/om");
        assert!(brief.matches("href=\"/en/\"").count() >= 2, "{theme}: {brief}");
        assert!(!page_of(&site, "projekt/stigen").contains("href=\"/en/omraden"), "{theme}");
    }
}

/// A row's page in another edition is called what its author says, and is not its own neighbour.
#[test]
fn another_edition_of_a_row_has_its_own_title() {
    for theme in ["strandlinje", "spang"] {
        let site = in_two_languages(theme);
        for (path, title) in [
            ("lattlast/kommuner/ange", "Ånge, lättläst"),
            ("en/kommuner/ange", "Ånge municipality"),
        ] {
            let page = page_of(&site, path);
            assert!(page.contains(&format!("<h1>{title}</h1>")), "{theme}: {page}");
            if let Some((_, others)) = page.split_once("<h2 id=\"byt_kommun\"") {
                let others = others.split("</nav>").next().unwrap_or_default();
                assert!(others.contains("Bergs kommun"), "{theme}: {others}");
                assert!(!others.contains("kommuner/ange/"), "{theme}: {others}");
            }
        }
        assert!(page_of(&site, "kommuner/ange").contains("<h1>Ånge kommun</h1>"), "{theme}");
    }
}

/// Decisions, dates and words of vocabularies are in the language of those who wrote them.
#[test]
fn what_is_gathered_on_a_translated_page_says_its_language() {
    for theme in ["strandlinje", "spang"] {
        let site = in_two_languages(theme);
        let marked = |path: &str, words: &[&str]| {
            let page = page_of(&site, path);
            for words in words {
                let span = format!("<span lang=\"sv\">{words}");
                assert!(page.contains(&span), "{theme}: {span} in {page}");
            }
        };
        marked("en/projekt/stigen", &["Projekt"]);
        marked("en/dokument/d", &["Rapport"]);
        marked("en/kommuner/ange", &["Kommun"]);
        if theme == "strandlinje" {
            let own = ["Gruppen beslutade", "antagande", "Konferensen om stigen", "Vi gör stigen"];
            marked("en/projekt/stigen", &own);
        }
        marked("en/ordlista", &["stig</span>", "En smal väg."]);
        let letters = page_of(&site, "en/ordlista").contains("<a href=\"#bokstav_s\">S</a>");
        assert!(letters || theme == "spang", "a word's letter is none of its marks");
        let page = page_of(&site, "projekt/stigen");
        assert!(page.contains("Projekt") && !page.contains("<span lang"), "{theme}");
    }
}

/// Only the plan's own words are called quotations; a translation without points shows those.
#[test]
fn translated_points_are_no_quotations() {
    let site = in_two_languages("strandlinje");
    let translated = page_of(&site, "en/fardplan/2026");
    assert!(translated.contains("We widen the path."), "{translated}");
    assert!(!translated.contains("word for word, from"), "{translated}");
    let original = "<a href=\"/fardplan/2026/#planens_punkter\" hreflang=\"sv\" lang=\"sv\">";
    assert!(translated.contains(original), "{translated}");
    let easy = page_of(&site, "lattlast/fardplan/2026");
    assert!(easy.contains("Vi gör stigen bred.") && easy.contains("ord för ord"), "{easy}");
    let start = page_of(&site, "lattlast");
    assert!(!start.contains("är på svenska"), "{start}");
    for page in ["en/om", "en/projekt/stigen"] {
        assert!(!page_of(&site, page).contains("(in Swedish)"), "each link says its language");
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
