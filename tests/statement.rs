//! The accessibility statement as readers see it: Digg's headings in Digg's order, the fixed
//! sentence, every way to report, and nothing claimed that nobody has looked at.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

use std::collections::BTreeMap;

use delwebb::check::base_site;
use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, load};
use delwebb::render::{Made, PlanOptions};

const ACTORS: (&str, &str) = (
    "content/register/organisationer.yaml",
    "- {id: norra, namn: Norra kommunen, typ: kommun}\n- {id: sodra, namn: Södra kommunen, typ: kommun}\n",
);
const CONTACTS: (&str, &str) = (
    "content/register/kontakter.yaml",
    "- {id: webb, roll: Webbplatsen, e-post: webb@exempel.se, telefon: 0611-123 45}\n",
);
const SITE: (&str, &str) = (
    "content/site.yaml",
    "titel: Exempel\nadress: \"https://exempel.se/\"\navsändare: {namn: Norra och Södra, kontakt: webb}\nvokabulär:\n  arbetstyp: [projekt]\n",
);
const STATEMENT: &str = "content/register/tillganglighet.yaml";
const HEAD: &str = "aktörer: alla\nwebbplatser:\n  - namn: Exempel\n    adress: https://exempel.se/\nuppdaterad: 2026-01-20\nkontakt: webb\nsvarstid: två arbetsdagar\nanmälan: https://www.digg.se/tdosanmalan\n";
const ASSESSED: &str = "bedömd: 2026-01-19\nmetod: Stickprov på tio sidor.\n";
const DEFICIENCY: &str = "brister:\n  - vad: Kartan går inte att läsa upp.\n    situationer: [nedsatt syn, utan synförmåga]\n    wcag: [1.1.1, 1.4.5]\n    orsak: Den är en bild.\n    åtgärdas: hösten 2026\n    alternativ: Orterna står i en lista.\n";
const CHECKS: &str = "kontroller:\n  tangentbord: 2026-01-18\n  skärmläsare: 2026-01-18\n  förstorad_text: 2026-01-18\n  smal_skärm: 2026-01-18\n  rubriker: 2026-01-18\n  länktexter: 2026-01-18\n  bildtexter: 2026-01-18\n  textning: 2026-01-18\n";

/// Digg's headings, in Digg's order.
const HEADINGS: [&str; 7] = [
    "Hur tillgänglig är webbplatsen?",
    "Vad kan du göra om du inte kan använda delar av webbplatsen?",
    "Rapportera brister i webbplatsens tillgänglighet",
    "Tillsyn",
    "Teknisk information om webbplatsens tillgänglighet",
    "Innehåll som inte är tillgängligt",
    "Hur vi testat webbplatsen",
];

/// The site with this statement and these files, by file.
fn built(statement: Option<&str>, more: &[(&str, &str)]) -> BTreeMap<String, String> {
    let own = statement.map(|text| (STATEMENT, text));
    let files: Vec<(String, String)> = [SITE, ACTORS, CONTACTS]
        .into_iter()
        .chain(own)
        .chain(more.iter().copied())
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::LeftOut };
    let options = Options { link, theme: None, base_url: None, strict: false };
    let site = load(base_site(&files), &options);
    assert_eq!(site.check(), []);
    let plan = site.plan(PlanOptions::default());
    let mut buffer = Vec::new();
    let mut made = BTreeMap::new();
    for (out, output) in plan.outputs().iter().filter(|(out, _)| out.to_string().ends_with(".html"))
    {
        if let Made::InBuffer = plan.make(output, &mut buffer).expect("an output") {
            made.insert(out.to_string(), String::from_utf8_lossy(&buffer).into_owned());
        }
    }
    made
}

fn page(statement: &str) -> String {
    built(Some(statement), &[])["tillganglighet/index.html"].clone()
}

/// Every heading of level 2 in the statement itself.
fn headings(page: &str) -> Vec<String> {
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next());
    let parts = main.expect("main").split("<h2>").skip(1);
    parts.map(|part| part.split("</h2>").next().expect("an end").replace('\u{ad}', "")).collect()
}

/// The findings of a site with this statement: code and Swedish words.
fn told(statement: &str) -> Vec<(&'static str, String)> {
    let files = [SITE, ACTORS, CONTACTS, (STATEMENT, statement)];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::LeftOut };
    let options = Options { link, theme: None, base_url: None, strict: false };
    let found = load(base_site(&files), &options).check();
    found.into_iter().map(|one| (one.code, one.message.sv.into_owned())).collect()
}

#[test]
fn each_point_that_is_left_out_is_told_of_by_name() {
    let whole = format!(
        "aktörer: alla\nwebbplatser: [{{namn: Exempel}}]\nbedömning: oberoende granskning\ngranskare: Granskarna\nföljsamhet: delvis förenlig\n{ASSESSED}uppdaterad: 2026-01-20\nkontakt: webb\nanmälan: https://www.digg.se/tdosanmalan\n{DEFICIENCY}oskäligt_betungande:\n  - vad: Gamla protokoll.\n    skäl: De är få.\n"
    );
    assert_eq!(told(&whole), []);
    let mut points = 0;
    for line in whole.lines() {
        let key = line.trim_start_matches([' ', '-']).split(':').next().expect("a key");
        // The first key of a row takes the row's dash with it, and a list its rows.
        if line.trim_start().starts_with('-') || line.ends_with(':') {
            continue;
        }
        let without = whole.replacen(&format!("{line}\n"), "", 1);
        let found = told(&without);
        assert_eq!(found.len(), 1, "{key}: {found:?}");
        let named = format!("Redogörelsen saknar ”{key}”. ");
        assert!(found[0].0 == "W001" && found[0].1.starts_with(&named), "{key}: {found:?}");
        points += 1;
    }
    assert_eq!(points, 16);
}

#[test]
fn every_statement_has_the_headings_of_the_template_in_order() {
    for (how, more) in [
        ("bedömning: ej genomförd\n", String::new()),
        (
            "bedömning: självskattning\nföljsamhet: delvis förenlig\n",
            format!("{ASSESSED}{DEFICIENCY}"),
        ),
        (
            "bedömning: självskattning\nföljsamhet: inte förenlig\n",
            format!("{ASSESSED}{DEFICIENCY}"),
        ),
        ("bedömning: självskattning\nföljsamhet: helt förenlig\n", format!("{ASSESSED}{CHECKS}")),
    ] {
        let page = page(&format!("{HEAD}{how}{more}"));
        assert_eq!(headings(&page)[..7], HEADINGS, "{how}");
        assert!(page.contains("<h1>Tillgänglighet för Exempel</h1>"), "{how}");
        for needed in [
            "Norra kommunen och Södra kommunen står bakom",
            "href=\"https://www.digg.se/tdosanmalan\"",
            "href=\"https://exempel.se/\"",
            "0611-123 45",
            "två arbetsdagar",
            "allmän handling",
            "Redogörelsen uppdaterades senast den <time datetime=\"2026-01-20\">",
        ] {
            assert!(page.contains(needed), "{how}: {needed}");
        }
    }
}

#[test]
fn the_answer_is_the_fixed_sentence_and_no_other() {
    const LAW: &str = "förenlig med lagen om tillgänglighet till digital offentlig service";
    let said = |page: &str| {
        ["helt", "delvis", "inte"]
            .map(|word| page.contains(&format!("Den här webbplatsen är {word} {LAW}")))
    };
    let own = format!("{HEAD}bedömning: självskattning\n{ASSESSED}");
    let whole = page(&format!("{own}följsamhet: helt förenlig\n{CHECKS}"));
    assert_eq!(said(&whole), [true, false, false]);
    let part = page(&format!("{own}följsamhet: delvis förenlig\n{DEFICIENCY}"));
    assert_eq!(said(&part), [false, true, false]);
    let none = page(&format!("{own}följsamhet: inte förenlig\n{DEFICIENCY}"));
    assert_eq!(said(&none), [false, false, true]);
    let open = page(&format!("{HEAD}bedömning: ej genomförd\n"));
    assert_eq!(said(&open), [false, false, false]);
    assert!(open.contains("Ingen bedömning är gjord"));
    assert!(open.contains(&format!("Det är inte bedömt om webbplatsen är {LAW}.")));
    assert!(!open.contains("Senaste bedömningen"));
    assert_eq!(open.matches("Inte kontrollerat än").count(), 8);
    assert_eq!(whole.matches("Inte kontrollerat än").count(), 0);
}

#[test]
fn a_deficiency_stands_with_each_situation_it_affects_in_order() {
    let own = format!("{HEAD}bedömning: oberoende granskning\ngranskare: Granskarna\n{ASSESSED}");
    let exempt = "oskäligt_betungande:\n  - {vad: Gamla protokoll., skäl: De är få som läser dem.}\nutanför_lagen:\n  - {vad: Kartor., skäl: De är inte till för att hitta.}\n";
    let page = page(&format!("{own}följsamhet: delvis förenlig\n{DEFICIENCY}{exempt}"));
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
    let order = [
        "Bristande förenlighet med lagkraven",
        "Problem vid användning utan synförmåga",
        "Problem vid användning med nedsatt syn",
        "Oskäligt betungande anpassning",
        "Innehåll som inte omfattas av lagen",
        "Granskarna har gjort en oberoende granskning av Exempel.",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
    assert!(!page.contains("Problem vid användning utan hörsel"));
    for needed in
        ["Kartan går inte att läsa upp.", "WCAG 1.1.1, 1.4.5", "Hösten 2026", "Den är en bild."]
    {
        assert_eq!(page.matches(needed).count(), 2, "{needed}");
    }
    assert!(
        page.contains("De är få som läser dem.") && page.contains("De är inte till för att hitta.")
    );
}

#[test]
fn every_page_links_to_the_statement_and_begins_a_report() {
    let pages = built(Some(&format!("{HEAD}bedömning: ej genomförd\n")), &[]);
    for (path, html) in &pages {
        let foot = html.split("<footer").nth(1).expect("a foot");
        assert!(foot.contains("href=\"/tillganglighet/\""), "{path}");
        let report = foot.split("href=\"mailto:webb@exempel.se?").nth(1).expect("a report");
        let report = report.split('"').next().expect("an end").replace("&amp;", "&");
        let address = path.trim_end_matches("index.html").replace('/', "%2F");
        let version = env!("CARGO_PKG_VERSION");
        assert!(
            report.contains(&format!("https%3A%2F%2Fexempel.se%2F{address}%0D%0A")),
            "{path}: {report}"
        );
        assert!(report.ends_with(&format!("delwebb%20{version}")), "{path}: {report}");
        assert!(!report.contains([' ', '\n', '<']), "{path}: {report}");
        assert!(foot.contains("Ditt mejl blir allmän handling."), "{path}");
    }
}

#[test]
fn without_a_statement_there_is_neither_page_nor_link() {
    let empty = [(STATEMENT, "# Kommer sedan.\n")];
    for pages in [built(None, &[]), built(None, &empty)] {
        assert!(!pages.contains_key("tillganglighet/index.html"));
        assert!(pages.values().all(|html| !html.contains("/tillganglighet/")));
    }
}

#[test]
fn a_text_of_its_own_and_a_translation_stand_on_the_page() {
    let site = "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\nvokabulär:\n  arbetstyp: [projekt]\n";
    let more = [
        ("content/site.yaml", site),
        (
            "content/tillganglighet/_index.md",
            "---\ntitel: Redogörelse\n---\n\nVi provar igen hösten 2026.\n",
        ),
        ("content/tillganglighet/_index.en.md", "---\ntitel: Statement\n---\n\nWe try again.\n"),
    ];
    let statement = format!(
        "{HEAD}bedömning: självskattning\n{ASSESSED}följsamhet: delvis förenlig\n{DEFICIENCY}"
    );
    let pages = built(Some(&statement), &more);
    assert!(pages["tillganglighet/index.html"].contains("Vi provar igen hösten 2026."));
    let english = &pages["en/tillganglighet/index.html"];
    let name = "<h1>Accessibility of <span lang=\"sv\">Exempel</span></h1>";
    assert!(english.contains(name), "{english}");
    assert!(english.contains("<ul lang=\"sv\">") && english.contains("partially compliant"));
}
