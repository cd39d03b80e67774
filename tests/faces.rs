//! The machine-readable files, through the front door: a small site in, files out.
//! `tests/faces/check.py` holds them against schemas and readers that others wrote.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::BTreeMap;

use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, Site, has_errors, load};
use delwebb::render::{Made, PlanOptions};
use delwebb::source::read;
use serde_json::Value;
use support::Temp;

const SITE: &str = "titel: Prov
adress: \"https://prov.example/vard/\"
avsändare: {namn: Länet}
uppgifter_till: 2026-01-23
vokabulär: {arbetstyp: [projekt], beslutstyp: [uppdrag], organisationstyp: [kommun]}
";

const DOCUMENTS: &str =
    "- {id: rapport, nyckel: R, titel: Rapporten, typ: rapport, verksamhetsår: 2024}
- {id: plan, nyckel: F, titel: Planen, typ: plan}
";

/// A site of these files, with a start page, settings and documents of its own.
struct Case(Temp);

impl Case {
    fn new() -> Self {
        let temp = Temp::new("faces");
        temp.write("content/site.yaml", SITE);
        temp.write("content/index.md", "---\ntitel: Prov\n---\n");
        temp.write("content/register/dokument.yaml", DOCUMENTS);
        Self(temp)
    }

    fn with(self, path: &str, text: &str) -> Self {
        self.0.write(&format!("content/{path}"), text);
        self
    }

    /// A page whose front matter is `yaml`, besides its title.
    fn page(self, path: &str, yaml: &str) -> Self {
        let name = path.rsplit('/').next().expect("a name");
        let text = format!("---\ntitel: Om {name}\n{}\n---\n", yaml.trim());
        self.with(&format!("{path}.md"), &text)
    }

    fn load(&self) -> Site {
        let now = "2026-01-24T08:00:00Z".parse().expect("a time");
        let link = LinkOptions { now, drafts: Drafts::LeftOut };
        let options = Options { link, theme: None, base_url: None, strict: false };
        load(read(&self.0.0).expect("a site"), &options)
    }

    /// What the site becomes; there must be no errors in it.
    fn made(&self) -> Files {
        let site = self.load();
        let found = site.check();
        assert!(!has_errors(&found), "{found:#?}");
        Files::of(&site)
    }
}

/// The files of a finished site that are no pages.
struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    fn of(site: &Site) -> Self {
        let plan = site.plan(PlanOptions::default());
        let mut buffer = Vec::new();
        let mut files = BTreeMap::new();
        for (out, output) in plan.outputs() {
            let made = plan.make(output, &mut buffer).expect("an output");
            let bytes = match made {
                Made::InBuffer => buffer.clone(),
                Made::Bytes(bytes) => bytes.to_vec(),
                Made::File(path, _) => path.display().to_string().into_bytes(),
            };
            files.insert(out.to_string(), bytes);
        }
        Self(files)
    }

    fn names(&self, ending: &str) -> Vec<&str> {
        self.0.keys().map(String::as_str).filter(|name| name.ends_with(ending)).collect()
    }

    fn text(&self, name: &str) -> &str {
        let bytes = self.0.get(name).unwrap_or_else(|| panic!("no {name}: {:?}", self.0.keys()));
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_str(self.text(name)).expect("JSON")
    }

    /// The rows of a CSV file by their header.
    fn csv(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let text = self.text(name).strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader.deserialize().map(|row| row.expect("a row")).collect()
    }

    /// What stands between `<tag>` and `</tag>`, each time.
    fn all(&self, name: &str, tag: &str) -> Vec<&str> {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        let parts = self.text(name).split(&open).skip(1);
        parts.map(|part| part.split(&close).next().unwrap_or("")).collect()
    }
}

/// Two areas, a work in the first, and what was decided.
fn county() -> Case {
    Case::new()
        .with("register/organisationer.yaml", "- {id: ange, namn: Ånge, typ: kommun}\n- {id: timra, namn: Timrå, typ: kommun}\n- {id: kramfors, namn: Kramfors, typ: kommun}\n")
        // The pages are called by their addresses, which have no dots.
        .with("register/egna_ord.yaml", "- {ord: vard}\n")
        .page("omraden/vard", "organisationer: [ange]\nbeslut:\n- {text: Utan dag, källa: R 1}")
        .page("omraden/tomt", "")
        .page("projekt/arbete", "typ: projekt\nområde: vard\norganisationer: alla\nbeslut:\n- {id: uppdrag, typ: uppdrag, datum: 2025-03-01, text: Ja., källa: F 6}")
        .page("projekt/annat", "typ: projekt\norganisationer: [timra]\nbeslut:\n- {text: Nej, datum: december 2025, källa: [F 1, F 2, R 3]}")
        .page("nyheter/2025/om-arbetet", "datum: 2025-06-01\navser: [arbete]\ningress: Det händer\nkälla: F 6")
        .page("nyheter/2025/om-annat", "datum: hösten 2025\navser: [annat]")
}

// ---------------------------------------------------------------- which there are

#[test]
fn a_site_with_nothing_to_say_has_no_empty_files() {
    let files = Case::new().made();
    assert_eq!(files.names(".xml"), ["sitemap.xml"]);
    assert_eq!(files.names(".ics"), [""; 0]);
    // A document that reports on 2024 says nothing of it by itself.
    let json = ["data/dokument.json", "data/index.json", "data/schema.json", "data/sidor.json"];
    assert_eq!(files.names(".json"), json);
    assert_eq!(files.names(".csv"), ["data/dokument.csv", "data/sidor.csv"]);
    assert_eq!(files.names("robots.txt"), ["robots.txt"]);
}

#[test]
fn only_feeds_with_entries_are_there() {
    let files = county().made();
    assert_eq!(
        files.names("atom.xml"),
        [
            "atom.xml",
            "beslut/atom.xml",
            "kommuner/ange/atom.xml",
            "kommuner/kramfors/atom.xml",
            "kommuner/timra/atom.xml",
            "nyheter/atom.xml",
            "omraden/vard/atom.xml",
        ]
    );
}

#[test]
fn what_the_author_wrote_wins_and_nobody_is_told() {
    let case = county()
        .with("static/robots.txt", "mina regler")
        .with("static/data/beslut.json", "mitt")
        .with("static/sitemap.xml/fil.txt", "en mapp där vi har en fil")
        .with("static/OMRADEN/VARD/ATOM.XML", "samma namn på många diskar")
        .page("om/sida", "aliases: [/nyheter/atom.xml/gammal.html]");
    let site = case.load();
    assert_eq!(site.check(), []);
    let files = Files::of(&site);
    assert_eq!(files.text("robots.txt"), "content/static/robots.txt");
    assert_eq!(files.text("data/beslut.json"), "content/static/data/beslut.json");
    assert!(files.text("nyheter/atom.xml/gammal.html").contains("/vard/om/sida/"));
    let names = files.names("");
    for never in ["sitemap.xml", "omraden/vard/atom.xml", "nyheter/atom.xml"] {
        assert!(!names.contains(&never), "{never}");
    }
    assert!(names.contains(&"data/beslut.csv"), "the other half is still ours");
    let index = files.json("data/index.json");
    let decisions = index["tabeller"].as_array().expect("a list").iter();
    let decisions = decisions.clone().find(|table| table["id"] == "beslut").expect("decisions");
    assert_eq!(decisions["filer"]["json"], Value::Null, "we say nothing of a file not ours");
}

#[test]
fn a_page_and_the_menu_can_link_to_them() {
    let links =
        "[a](/atom.xml) [b](/data/beslut.json) [c](/robots.txt) [d](/omraden/vard/atom.xml)";
    let case = county()
        .with("om/index.md", &format!("---\ntitel: Om\n---\n\n{links}\n"))
        .with("site.yaml", &format!("{SITE}meny: [{{titel: Data, adress: /data/index.json}}]\n"));
    let files = case.made();
    for href in ["/vard/atom.xml", "/vard/data/beslut.json", "/vard/omraden/vard/atom.xml"] {
        assert!(files.text("om/index.html").contains(&format!("href=\"{href}\"")), "{href}");
    }
    let case = case.with("om/index.md", "---\ntitel: Om\n---\n\n[flöde](/omraden/tomt/atom.xml)\n");
    let codes: Vec<String> =
        case.load().check().iter().map(|found| found.code.to_string()).collect();
    assert_eq!(codes, ["L001"], "an area without entries has no feed");
}

// ---------------------------------------------------------------- feeds

#[test]
fn feeds_have_what_concerns_their_page_the_newest_first() {
    let files = county().made();
    let (vard, arbete, annat) = ("Beslut: Om vard", "Uppdrag: Om arbete", "Beslut: Om annat");
    let titles = |name: &str| files.all(name, "title")[1..].to_vec();
    let (news, other) = ("Om om-arbetet", "Om om-annat");
    assert_eq!(titles("atom.xml"), [annat, other, news, arbete, vard]);
    assert_eq!(titles("nyheter/atom.xml"), [other, news]);
    assert_eq!(titles("beslut/atom.xml"), [annat, arbete, vard]);
    assert_eq!(titles("omraden/vard/atom.xml"), [news, arbete, vard]);
    assert_eq!(titles("kommuner/ange/atom.xml"), [news, arbete, vard]);
    assert_eq!(titles("kommuner/timra/atom.xml"), [annat, other, news, arbete]);
    assert_eq!(titles("kommuner/kramfors/atom.xml"), [news, arbete], "alla is Kramfors too");
}

#[test]
fn an_entry_says_no_more_of_its_date_than_the_source() {
    let files = county().made();
    let feed = |tag| files.all("beslut/atom.xml", tag);
    assert_eq!(
        feed("id"),
        [
            "https://prov.example/vard/beslut/atom.xml",
            "https://prov.example/vard/projekt/annat/#beslut-nr-1",
            "https://prov.example/vard/projekt/arbete/#beslut-uppdrag",
            "https://prov.example/vard/omraden/vard/#beslut-nr-1",
        ]
    );
    assert_eq!(
        feed("updated"),
        [
            "2025-12-31T00:00:00+01:00",
            "2025-12-31T00:00:00+01:00",
            "2025-03-01T00:00:00+01:00",
            // The year that the report is about.
            "2024-12-31T00:00:00+01:00",
        ]
    );
    assert_eq!(feed("published"), ["2025-03-01T00:00:00+01:00"], "a month is no day");
    assert_eq!(
        feed("summary"),
        [
            "Nej. Datum: december 2025. Källa: Planen, 1, 2; Rapporten, 3.",
            "Ja. Datum: 1 mars 2025. Källa: Planen, 6.",
            "Utan dag. Datum: uppgift saknas. Källa: Rapporten, 1.",
        ]
    );
    assert_eq!(files.text("beslut/atom.xml").matches("<category term=\"uppdrag\"/>").count(), 1);
}

#[test]
fn nothing_is_updated_after_the_facts_end_unless_the_page_says_so() {
    let case = |settings: &str, yaml: &str| {
        let files = Case::new()
            .with("site.yaml", &SITE.replace("uppgifter_till: 2026-01-23\n", settings))
            .page("nyheter/2026/a", yaml)
            .made();
        (files.all("atom.xml", "updated")[1].to_owned(), files.all("atom.xml", "published").len())
    };
    let facts = "uppgifter_till: 2026-01-10\n";
    assert_eq!(case(facts, "datum: 2026"), ("2026-01-10T00:00:00+01:00".to_owned(), 0));
    assert_eq!(case("", "datum: 2026"), ("2026-01-24T00:00:00+01:00".to_owned(), 0));
    assert_eq!(case(facts, "datum: senast 2026-01-05").1, 0, "a limit is no day");
    assert_eq!(case(facts, "datum: 2026-02-01").1, 0, "it has not happened yet");
    let changed = case(facts, "datum: 2025-07-01\nuppdaterad: 2026-01-20");
    assert_eq!(changed, ("2026-01-20T00:00:00+01:00".to_owned(), 1));
    let summer = case(facts, "datum: 2025-07-01");
    assert_eq!(summer.0, "2025-07-01T00:00:00+02:00", "the site's own zone");
}

#[test]
fn the_feed_of_news_has_the_twenty_newest() {
    let case = (1..=25).fold(Case::new(), |case, day| {
        case.page(&format!("nyheter/2025/n{day}"), &format!("datum: 2025-01-{day:02}"))
    });
    let titles = case.made().all("nyheter/atom.xml", "title")[1..].join(" ");
    assert!(titles.starts_with("Om n25 Om n24") && titles.ends_with("Om n6"), "{titles}");
}

// ---------------------------------------------------------------- calendars

#[test]
fn only_a_day_becomes_an_entry_of_a_calendar() {
    let step = |title: &str, date: &str| format!("- {{titel: {title}, {date}källa: F 1}}\n");
    let steps = [
        step("Möte", "datum: 2026-03-01, "),
        step("Möte", "datum: 2025-03-01, "),
        step("Alla", "datum: 2026-05-01, "),
        step("Månad", "datum: mars 2026, "),
        step("Senast", "datum: senast 2026-03-01, "),
        step("Okänt", ""),
    ];
    let files = Case::new()
        .page("projekt/arbete", &format!("typ: projekt\nhändelser:\n{}", steps.concat()))
        .page(
            "kalender/dagar",
            "datum: 2026-06-01\nslut: 2026-06-03\nplats: Ånge\nuppdaterad: 2026-01-02",
        )
        .page("kalender/okand", "datum: 2026")
        .made();
    assert_eq!(
        files.names(".ics"),
        [
            "kalender/alla.ics",
            "kalender/arbete-alla.ics",
            "kalender/arbete-mote-2.ics",
            "kalender/arbete-mote.ics",
            "kalender/dagar/dagar.ics",
        ]
    );
    let days = files.text("kalender/dagar/dagar.ics");
    for line in [
        "UID:kalender/dagar/dagar@prov.example",
        "DTSTAMP:20260102T000000Z",
        "DTSTART;VALUE=DATE:20260601",
        "DTEND;VALUE=DATE:20260604",
        "LOCATION:Ånge",
        "URL:https://prov.example/vard/kalender/dagar/",
    ] {
        assert!(days.contains(&format!("\r\n{line}\r\n")), "{line}\n{days}");
    }
    let all = files.text("kalender/alla.ics");
    let starts: Vec<&str> =
        all.lines().filter_map(|l| l.strip_prefix("DTSTART;VALUE=DATE:")).collect();
    assert_eq!(starts, ["20250301", "20260301", "20260501", "20260601"]);
}

#[test]
fn an_event_keeps_its_name_and_shares_it_with_nobody() {
    let uids = |files: &Files| -> Vec<(String, String)> {
        let all = files.text("kalender/alla.ics").split("BEGIN:VEVENT").skip(1);
        let all = all.map(|event| {
            let of = |key| event.lines().find_map(|line| line.strip_prefix(key)).expect("a line");
            (of("DTSTART;VALUE=DATE:").to_owned(), of("UID:").to_owned())
        });
        all.collect()
    };
    // The address of one is the name of the other with a hyphen for the slash.
    let files = Case::new()
        .page("kalender/sip", "datum: 2025-06-01")
        .page("kalender/sip-sip", "datum: 2025-06-02")
        .page(
            "projekt/sip",
            "typ: projekt\nhändelser: [{titel: Sip, datum: 2025-06-03, källa: F 1}]",
        )
        .made();
    let all = uids(&files);
    assert_eq!(all[0].1, "kalender/sip/sip@prov.example");
    let different: std::collections::BTreeSet<&str> = all.iter().map(|(_, u)| &**u).collect();
    assert_eq!(different.len(), 3, "{all:?}");
    // A third one gets its day.
    let with = |third: &str| {
        let steps = format!(
            "typ: projekt\nhändelser:\n- {{titel: Möte, {third}källa: F 1}}\n\
             - {{titel: Möte, datum: 2025-02-01, källa: F 1}}\n\
             - {{titel: Möte, datum: 2025-01-01, källa: F 1}}\n"
        );
        uids(&Case::new().page("projekt/arbete", &steps).made())
    };
    let (before, after) = (with(""), with("datum: 2025-03-01, "));
    assert_eq!(before[..], after[..2]);
    assert_eq!(before[0].1, "kalender/arbete-mote-3@prov.example");
    assert_eq!(after[2].1, "kalender/arbete-mote@prov.example");
}

#[test]
fn no_stamp_of_a_calendar_lies_ahead() {
    let stamp = |facts: &str, yaml: &str| {
        let files = Case::new()
            .with("site.yaml", &SITE.replace("uppgifter_till: 2026-01-23\n", facts))
            .page("kalender/dag", yaml)
            .made();
        let text = files.text("kalender/dag/dag.ics");
        text.lines().find_map(|line| line.strip_prefix("DTSTAMP:")).expect("a stamp").to_owned()
    };
    let facts = "uppgifter_till: 2026-01-10\n";
    assert_eq!(stamp(facts, "datum: 2025-06-01"), "20250601T000000Z");
    assert_eq!(stamp(facts, "datum: 2026-06-01"), "20260110T000000Z");
    assert_eq!(stamp("", "datum: 2026-06-01"), "20260124T000000Z");
    assert_eq!(stamp(facts, "datum: 2026-06-01\nuppdaterad: 2026-01-20"), "20260120T000000Z");
}

// ---------------------------------------------------------------- the site map

#[test]
fn the_site_map_has_every_page_once_and_no_invented_day() {
    let many = (1..=3)
        .fold(Case::new(), |case, n| case.page(&format!("nyheter/2025/n{n}"), "datum: 2025"));
    let files = many
        .with("site.yaml", &format!("{SITE}per_sida: 2\n"))
        .page("om/sida", "aliases: [/gammal/]\nuppdaterad: 2026-01-20")
        .made();
    let found = files.all("sitemap.xml", "loc");
    let of = |path: &str| format!("https://prov.example/vard/{path}");
    for wanted in ["", "nyheter/", "om/sida/", "data/"] {
        assert_eq!(found.iter().filter(|loc| **loc == of(wanted)).count(), 1, "{wanted}");
    }
    assert!(files.0.contains_key("nyheter/sida/2/index.html"));
    for never in ["nyheter/sida/2/", "gammal/", "404.html"] {
        assert!(!found.contains(&of(never).as_str()), "{never}");
    }
    assert_eq!(files.all("sitemap.xml", "lastmod"), ["2026-01-20"]);
    assert!(
        files.text("robots.txt").contains("\nSitemap: https://prov.example/vard/sitemap.xml\n")
    );
}

#[test]
fn a_site_of_more_pages_than_one_file_may_have_gets_a_list_of_site_maps() {
    let rows = (1..=50_010).map(|n| format!("- {{id: o{n}, namn: O, typ: kommun}}\n"));
    let site = Case::new().with("register/organisationer.yaml", &rows.collect::<String>()).load();
    let plan = site.plan(PlanOptions::default());
    let text = |name: &str| {
        let wanted = plan.outputs().iter().find(|(out, _)| out.as_str() == name);
        let mut buffer = Vec::new();
        plan.make(wanted.expect("a file").1, &mut buffer).expect("an output");
        String::from_utf8(buffer).expect("UTF-8")
    };
    let list = text("sitemap.xml");
    assert!(list.contains("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"));
    for number in [1, 2] {
        let loc = format!("<loc>https://prov.example/vard/sitemap-{number}.xml</loc>");
        assert!(list.contains(&format!("<sitemap>\n    {loc}\n  </sitemap>")), "{list}");
    }
    let (first, second) = (text("sitemap-1.xml"), text("sitemap-2.xml"));
    let count = |text: &str| text.matches("<loc>").count();
    assert_eq!((count(&list), count(&first)), (2, 50_000));
    assert_eq!(count(&second), site.model.addresses().count() - 50_000);
    assert!(!plan.outputs().keys().any(|out| out.as_str() == "sitemap-3.xml"));
}

// ---------------------------------------------------------------- decisions

#[test]
fn every_way_to_a_decision_leads_to_its_place() {
    let decisions = "beslut:\n- {text: A, källa: F 1}\n- {id: '1', text: B, källa: F 2}\n\
                     - {id: rutin, text: C, källa: F 3}";
    let link = |anchor: &str| format!("---\ntitel: Om\n---\n\n[x](/projekt/a/#{anchor})\n");
    let case = Case::new().page("projekt/a", &format!("typ: projekt\n{decisions}"));
    let case = case.with("om/index.md", &link("beslut-rutin"));
    let files = case.made();
    let page = files.text("projekt/a/index.html");
    for anchor in ["beslut-nr-1", "beslut-1", "beslut-rutin"] {
        assert_eq!(page.matches(&format!("id=\"{anchor}\"")).count(), 1, "{anchor}");
        let href = format!("/vard/projekt/a/#{anchor}");
        assert!(files.text("beslut/index.html").contains(&href), "{anchor}");
        assert!(files.text("beslut/atom.xml").contains(&href), "{anchor}");
    }
    assert!(files.text("om/index.html").contains("/vard/projekt/a/#beslut-rutin"));
    let found = case.with("om/index.md", &link("beslut-rutinn")).load().check();
    let codes: Vec<&str> = found.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["L002"]);
    let help = found[0].help.as_ref().expect("help");
    assert_eq!(help.en, "Did you mean “#beslut-rutin”?");
}

// ---------------------------------------------------------------- open data

#[test]
fn what_is_not_known_is_null_and_never_guessed() {
    let files = Case::new()
        .page("projekt/tomt", "typ: projekt")
        .page(
            "projekt/fullt",
            "typ: projekt\norganisationer: alla\nstart: senast hösten 2025\nuppdaterad: 2026-01-02\n\
             slutrapport: {finns: nej}\nkälla: [F 6.2, R]\nnyckeltal:\n\
             - {id: ett, värde: ca 15, källa: F 1}\n- {id: tva, värde: '12,5', av: 30, källa: beräknat}",
        )
        .made();
    let works = files.json("data/projekt.json");
    // In the order of the listing: by title.
    let (full, empty) = (&works[0], &works[1]);
    for key in
        ["organisationer", "målgrupper", "start", "läge", "slutrapport", "källa", "uppdaterad"]
    {
        assert_eq!(empty[key], Value::Null, "{key}");
    }
    assert_eq!(full["organisationer"], "alla");
    assert_eq!(full["uppdaterad"], "2026-01-02");
    let start = serde_json::json!({"text": "senast hösten 2025", "från": "2025-09-01",
        "till": "2025-11-30", "precision": "årstid", "gräns": "senast"});
    assert_eq!(full["start"], start);
    assert_eq!(full["slutrapport"], serde_json::json!({"finns": false, "dokument": null}));
    let sources =
        serde_json::json!([{"nyckel": "F", "avsnitt": "6.2"}, {"nyckel": "R", "avsnitt": null}]);
    assert_eq!(full["källa"], sources);
    assert!(full.get("nyckeltal").is_none(), "it has a table of its own");
    assert!(full.get("aliases").is_none(), "it steers the site");
    let figures = files.json("data/nyckeltal.json");
    assert_eq!(
        figures[0]["värde"],
        serde_json::json!({"text": "cirka 15", "värde": 15, "ungefärlig": true})
    );
    assert_eq!(figures[1]["värde"]["värde"], 12.5);
    assert_eq!(figures[0]["sida"], "fullt");

    let row = &files.csv("data/projekt.csv")[0];
    for (key, cell) in [
        ("start", "senast hösten 2025"),
        ("start_från", "2025-09-01"),
        ("start_till", "2025-11-30"),
        ("start_precision", "årstid"),
        ("start_gräns", "senast"),
        ("organisationer", "alla"),
        ("slutrapport_finns", "nej"),
        ("slutrapport_dokument", ""),
        ("källa", "F 6.2; R"),
        ("läge", ""),
    ] {
        assert_eq!(row[key], cell, "{key}");
    }
    let figures = files.csv("data/nyckeltal.csv");
    assert_eq!((&*figures[0]["värde"], &*figures[0]["värde_ungefärlig"]), ("15", "ja"));
    assert_eq!((&*figures[0]["av"], &*figures[0]["av_ungefärlig"]), ("", ""));
    assert_eq!(&*figures[1]["värde"], "12.5");
}

#[test]
fn nothing_of_a_page_that_is_left_out_is_in_any_file() {
    let files = Case::new()
        .page("omraden/hemligt", "utkast: ja")
        .page("projekt/hemligare", "typ: projekt\npubliceras: 2026-06-01")
        .page("omraden/synligt", "")
        .page("projekt/arbete", "typ: projekt\nområde: hemligt")
        .page("projekt/annat", "typ: projekt\nområde: synligt")
        .page("nyheter/2025/en", "datum: 2025\navser: [hemligt, synligt, hemligare]")
        .page("nyheter/2025/tva", "datum: 2025\navser: [hemligt]")
        .page(
            "fardplan/2025",
            "punkter:\n- {nr: \"1\", text: Ett, avser: [hemligt, synligt], källa: F 1}\n\
             - {nr: \"2\", text: Två, avser: [hemligare], källa: F 2}",
        )
        .made();
    for (name, bytes) in &files.0 {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("hemlig"), "{name}: {text}");
    }
    let works = files.json("data/projekt.json");
    assert_eq!((&works[0]["område"], &works[1]["område"]), (&"synligt".into(), &Value::Null));
    let news = files.json("data/nyheter.json");
    assert_eq!(news[0]["avser"], serde_json::json!(["synligt"]));
    assert_eq!(news[1]["avser"], Value::Null, "what is not known is no empty list");
    let points = files.csv("data/punkter.csv");
    assert_eq!((&*points[0]["avser"], &*points[1]["avser"]), ("synligt", ""));
}

#[test]
fn every_table_has_as_many_rows_as_the_catalogue_says_in_both_forms() {
    let files = county().page("om/sida", "aliases: [/gammal/]").made();
    let index = files.json("data/index.json");
    let tables = index["tabeller"].as_array().expect("a list");
    assert!(tables.len() > 6);
    for table in tables {
        let id = table["id"].as_str().expect("an id");
        let rows = files.json(&format!("data/{id}.json"));
        assert_eq!(table["antal"], rows.as_array().expect("a list").len(), "{id}");
        assert_eq!(table["antal"], files.csv(&format!("data/{id}.csv")).len(), "{id}");
    }
    let redirect = serde_json::json!([{"från": "https://prov.example/vard/gammal/",
        "till": "https://prov.example/vard/om/sida/"}]);
    assert_eq!(files.json("data/omdirigeringar.json"), redirect);
}

#[test]
fn rows_come_in_the_order_of_the_site() {
    let files = county().page("omraden/sist", "ordning: 1").made();
    let column = |name: &str, key: &str| -> Vec<String> {
        let rows = files.json(name);
        let rows = rows.as_array().expect("a list").iter();
        rows.map(|row| row[key].as_str().unwrap_or("?").to_owned()).collect()
    };
    assert_eq!(column("data/organisationer.json", "id"), ["ange", "timra", "kramfors"]);
    assert_eq!(column("data/omraden.json", "slug"), ["sist", "tomt", "vard"]);
    assert_eq!(column("data/beslut.json", "sida"), ["annat", "arbete", "vard"]);
    assert_eq!(column("data/nyheter.json", "slug"), ["om-annat", "om-arbetet"]);
}

#[test]
fn the_editors_own_words_are_no_open_data() {
    let files =
        Case::new().with("register/ordbyten.yaml", "- {ord: ombesörja, hellre: ordna}\n").made();
    assert!(!files.0.keys().any(|name| name.contains("ordbyten")));
}

#[test]
fn a_budget_keeps_both_sums_and_a_column_without_figures_has_none() {
    let budget = "- år: 2025\n  källa: R 4\n  summa_angiven: {budget: 100}\n  poster:\n  \
        - {post: A, budget: 70}\n  - {post: B, budget: 50, källa: R 5}\n";
    let files = Case::new().with("register/lansstod.yaml", budget).made();
    let sums = files.json("data/budgetsummor.json");
    let values =
        |row: usize| ["angiven", "beräknad", "skillnad"].map(|key| sums[row][key]["värde"].clone());
    assert_eq!(values(1), [100, 120, 20].map(Value::from));
    assert_eq!(values(2), [Value::Null, Value::Null, Value::Null]);
    let posts = files.csv("data/budgetposter.csv");
    assert_eq!(
        (&*posts[0]["år"], &*posts[0]["källa"], &*posts[1]["källa"]),
        ("2025", "R 4", "R 5")
    );
    let year = files.json("data/ar/2025.json");
    assert_eq!(year["länsstöd"][0]["poster"][1]["budget"]["värde"], 50);
    assert_eq!(year["länsstöd"][0]["summor"], sums);
    assert!(files.json("data/lansstod.json")[0].get("poster").is_none());
}

#[test]
fn a_year_has_everything_that_is_said_of_it() {
    let figure = "nyckeltal: [{id: tal, värde: 1, datum: 2025, källa: F 1}]";
    let files = county()
        .page(
            "omraden/mal",
            "mål:\n- {år: 2025, text: M, källa: F 1}\n- {år: 2026, text: N, källa: F 1}\n\
             utfall:\n- {år: 2025, text: U, källa: R 1}\nhändelser:\n- {titel: H, datum: 2025–2026, källa: F 2}",
        )
        .page("kalender/dag", "datum: 2025-02-01")
        .page("om/z", figure)
        .page("om/a", figure)
        .page("om/forst", &format!("ordning: 1\n{figure}"))
        .made();
    let year = files.json("data/ar/2025.json");
    let texts = |list: &str, key: &str| -> Vec<&str> {
        let rows = year[list].as_array().expect("a list").iter();
        rows.map(|row| row[key].as_str().unwrap_or("?")).collect()
    };
    assert_eq!(texts("mål", "text"), ["M"]);
    assert_eq!(texts("utfall", "text"), ["U"]);
    assert_eq!(texts("nyckeltal", "sida"), ["forst", "a", "z"], "as the site lists them");
    assert_eq!(texts("beslut", "text"), ["Ja.", "Nej"], "a year is told from its beginning");
    assert_eq!(texts("händelser", "titel"), ["Om dag", "H"]);
    assert_eq!(files.json("data/ar/2026.json")["händelser"][0]["titel"], "H");
    assert!(files.json("data/ar/2024.json")["beslut"][0]["datum"].is_null());
}

#[test]
fn what_has_no_date_stands_last_wherever_it_is_listed() {
    let files = Case::new()
        .with("register/dokument.yaml", "- {id: a, nyckel: A, titel: A, typ: rapport, verksamhetsår: 2024}\n- {id: b, nyckel: B, titel: B, typ: rapport, verksamhetsår: 2025}\n- {id: f, nyckel: F, titel: F, typ: plan}\n")
        .page("omraden/vard", "beslut:\n- {text: årlöst, källa: F 1}\n- {text: utan 2024, källa: A 1}\n- {text: '2024-03', datum: 2024-03-01, källa: F 1}\n- {text: utan 2025, källa: B 1}\n- {text: 2025-02 a, datum: 2025-02-01, källa: F 1}\n- {text: 2025-02 b, datum: 2025-02-01, källa: F 1}\n- {text: 2025-05, datum: 2025-05-01, källa: F 1}\n\
             händelser:\n- {titel: okänd, källa: F 1}\n- {titel: år 2024, källa: A 1}\n- {titel: 'juni', datum: juni 2024, källa: F 1}\n- {titel: maj, datum: maj 2024, källa: F 1}")
        .made();
    let column = |rows: &Value, key: &str| -> Vec<String> {
        let rows = rows.as_array().expect("a list").iter();
        rows.map(|row| row[key].as_str().unwrap_or("?").to_owned()).collect()
    };
    let log = ["2025-05", "2025-02 a", "2025-02 b", "utan 2025", "2024-03", "utan 2024", "årlöst"]
        .map(str::to_owned);
    assert_eq!(column(&files.json("data/beslut.json"), "text"), log);
    let page = files.text("beslut/index.html");
    let at: Vec<Option<usize>> = log.iter().map(|text| page.find(&format!(">{text}<"))).collect();
    assert!(at.is_sorted() && at[0].is_some(), "{at:?}");
    assert_eq!(
        column(&files.json("data/handelser.json"), "titel"),
        ["maj", "juni", "år 2024", "okänd"]
    );
    let year = files.json("data/ar/2025.json");
    assert_eq!(column(&year["beslut"], "text"), ["2025-02 a", "2025-02 b", "2025-05", "utan 2025"]);
    let year = files.json("data/ar/2024.json");
    assert_eq!(column(&year["beslut"], "text"), ["2024-03", "utan 2024"]);
    assert_eq!(column(&year["händelser"], "titel"), ["maj", "juni", "år 2024"]);
}

#[test]
fn a_year_of_a_mistyped_last_day_makes_no_thousand_files() {
    let files = Case::new().page("kalender/dag", "datum: 2026-06-01\nslut: 3026-06-03").made();
    assert_eq!(files.names(".json").iter().filter(|name| name.contains("/ar/")).count(), 31);
}

// ---------------------------------------------------------------- what templates see

#[test]
fn an_event_is_past_when_it_is_over_and_one_without_a_date_is_neither() {
    let case = Case::new()
        .page("kalender/pagar", "datum: 2025-12-01\nslut: 2026-02-01")
        .page("kalender/over", "datum: 2025-12-02\nslut: 2026-01-23")
        .page("kalender/idag", "datum: 2026-01-24")
        .page("kalender/okand", "källa: R 1");
    let site = case.load();
    let plan = site.plan(PlanOptions::default());
    let calendar = site.model.by_address.iter().find(|(known, _)| known.as_str() == "/kalender/");
    let mut entries = plan.context(*calendar.expect("a page").1).expect("a context").into_iter();
    let events = entries.find(|(key, _)| *key == "events").expect("a name").1;
    let events = serde_json::to_value(&events).expect("a value");
    let titles = |list: &str| -> Vec<&str> {
        let events = events[list].as_array().expect("a list").iter();
        events.map(|event| event["title"].as_str().unwrap_or("?")).collect()
    };
    assert_eq!(titles("ahead"), ["Om pagar", "Om idag"]);
    assert_eq!(titles("past"), ["Om over"]);
    assert_eq!(titles("undated"), ["Om okand"]);
    let files = case.made();
    assert!(files.text("kalender/index.html").contains("<h2>Datum saknas</h2>"));
    let rows = files.json("data/ar/2026.json")["händelser"].as_array().expect("a list").len();
    assert_eq!(rows, 3, "two of them go on into the year");
    let dated = Case::new().page("kalender/dag", "datum: 2026").made();
    assert!(!dated.text("kalender/index.html").contains("Datum saknas"));
}

#[test]
fn pages_show_the_way_to_their_feeds_calendars_and_tables() {
    let case = county().page("kalender/dag", "datum: 2026-02-01\ningress: En dag");
    let site = case.load();
    let plan = site.plan(PlanOptions::default());
    let context = |address: &str, name: &str| -> Value {
        let found = site.model.by_address.iter().find(|(known, _)| known.as_str() == address);
        let (_, page) = found.unwrap_or_else(|| panic!("no {address}"));
        let mut entries = plan.context(*page).expect("a context").into_iter();
        let value = entries.find(|(key, _)| *key == name).expect("a name").1;
        serde_json::to_value(&value).expect("a value")
    };
    let feeds = |address: &str| -> Vec<String> {
        let feeds = context(address, "page")["feeds"].clone();
        let feeds = feeds.as_array().expect("a list").iter();
        feeds.map(|feed| feed["href"].as_str().unwrap_or("?").to_owned()).collect()
    };
    assert_eq!(feeds("/"), ["/vard/atom.xml"]);
    assert_eq!(feeds("/projekt/arbete/"), ["/vard/atom.xml"]);
    assert_eq!(feeds("/omraden/vard/"), ["/vard/omraden/vard/atom.xml", "/vard/atom.xml"]);
    assert_eq!(feeds("/kommuner/ange/"), ["/vard/kommuner/ange/atom.xml", "/vard/atom.xml"]);
    assert_eq!(feeds("/beslut/"), ["/vard/beslut/atom.xml", "/vard/atom.xml"]);
    let title = &context("/omraden/vard/", "page")["feeds"][0]["title"];
    assert_eq!(*title, "Prov – Om vard");
    let ics = "/vard/kalender/dag/dag.ics";
    assert_eq!(context("/kalender/dag/", "page")["ics"], ics);
    assert_eq!(context("/", "page")["ics"], Value::Null);
    let events = context("/kalender/", "events");
    assert_eq!(events["ics"], "/vard/kalender/alla.ics");
    assert_eq!(events["ahead"][0]["ics"], ics);
    assert_eq!(context("/beslut/", "decisions")[1]["anchor"], "beslut-uppdrag");
    let tables = context("/data/", "data");
    let organisations = tables.as_array().expect("a list").iter();
    let organisations =
        organisations.clone().find(|t| t["id"] == "organisationer").expect("a table");
    assert_eq!(organisations["count"], 3);
    assert_eq!(organisations["csv"], "/vard/data/organisationer.csv");
    assert_eq!(organisations["fields"][1]["key"], "namn");
    assert_eq!(organisations["fields"][1]["required"], true);
}

#[test]
fn a_broken_address_of_the_site_breaks_nothing_else() {
    let case = county().with("site.yaml", &SITE.replace("https://prov.example/vard/", "prov"));
    let site = case.load();
    assert!(has_errors(&site.check()));
    assert_eq!(Files::of(&site).all("atom.xml", "id")[0], "/atom.xml");
}

#[test]
fn a_title_longer_than_a_file_name_may_be_gets_a_short_one() {
    let title = "ord".repeat(130);
    let step = format!("händelser: [{{titel: {title}, datum: 2026-01-02, källa: F 1}}]");
    let files = Case::new().page("projekt/w", &format!("typ: projekt\n{step}")).made();
    let names = files.names(".ics");
    assert!(names.iter().any(|name| name.starts_with("kalender/w-ord")), "{names:?}");
    assert!(names.iter().all(|name| name.split('/').all(|part| part.len() < 200)), "{names:?}");
}
