//! Another county uses the theme as it is: its own goals, municipalities, colours, map and start
//! page, with no line of a template or of the program changed.

#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::path::Path;

use support::{Temp, delwebb, err};

/// The whole site of three municipalities.
const FILES: [(&str, &str); 12] = [
    (
        "site.yaml",
        r##"titel: Vård nära dig i Björklän
beskrivning: Tre kommuner visar hur arbetet går.
adress: "https://bjorklan.example/vard/"
avsändare: {namn: Björkläns kommuner, kontakt: kansli}
uppgifter_till: 2026-01-10
temaval:
  startsidan: [kommuner, målbild, områden, text]
  landskap: nej
  logga: /logga.svg
  sidfot: Kommunerna i Björklän svarar för webbplatsen.
  karta:
    - {id: nordby, kolumn: 1, rad: 1, bredd: 8}
    - {id: mellanby, kolumn: 1, rad: 2, bredd: 4}
    - {id: soderby, kolumn: 5, rad: 2, bredd: 4}
  länk: {ljust: "#5B1A6B", mörkt: "#E3B4F0"}
  länk-vid-pekning: {ljust: "#3D0F49", mörkt: "#F2D9F8"}
  knapptext: {ljust: "#FFF", mörkt: "#2A0A33"}
meny:
  - {titel: Så går det, adress: /laget/}
"##,
    ),
    (
        "index.md",
        "---\ntitel: Vård nära dig\ningress: Så går arbetet i Björklän.\n---\n\nHär visar vi hur det går.\n",
    ),
    (
        "static/logga.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><path d=\"M0 0h10v10z\"/></svg>",
    ),
    (
        "register/organisationer.yaml",
        "- {id: nordby, namn: Nordby kommun, kortnamn: Nordby, typ: kommun}\n- {id: mellanby, namn: Mellanby kommun, kortnamn: Mellanby, typ: kommun}\n- {id: soderby, namn: Söderby kommun, kortnamn: Söderby, typ: kommun}\n",
    ),
    (
        "register/delmal.yaml",
        "- {id: 1, text: \"Jag får hjälp samma dag.\", källa: Plan 1}\n- {id: 2, text: \"Jag möter någon som känner mig.\", källa: Plan 1}\n",
    ),
    (
        "register/dokument.yaml",
        "- {id: plan, nyckel: Plan, titel: Plan för vården i Björklän, typ: plan, format: pdf}\n",
    ),
    (
        "register/kontakter.yaml",
        "- {id: kansli, roll: Kansliet, e-post: kansli@bjorklan.example}\n",
    ),
    ("register/malgrupper.yaml", "- {id: alla-invanare, namn: Alla invånare}\n"),
    ("register/grupper.yaml", "- {id: kansligruppen, namn: Kansligruppen, nivå: stöd}\n"),
    (
        "omraden/samtal.md",
        "---\ntitel: Samtal på nätet\ningress: Du kan träffa vården på nätet.\nkälla: Plan 2\nläge: pågår\n---\n\nSå fungerar det.\n",
    ),
    (
        "projekt/video.md",
        "---\ntitel: Videosamtal\ningress: Samtal med bild.\ntyp: projekt\nområde: samtal\norganisationer: [nordby, soderby]\nskede: pilot\nläge: pågår\nkälla: Plan 2\n---\n\nSå fungerar det.\n",
    ),
    (
        "fardplan/2026.md",
        "---\ntitel: Planen för 2026\npunkter:\n  - {nr: 1, text: \"Prova videosamtal.\", avser: [video], källa: Plan 2}\nkälla: Plan 2\n---\n\nPlanen.\n",
    ),
];

/// Words of the county that the program was first made for.
const OTHERS: [&str; 6] =
    ["Västernorrland", "Sundsvall", "Örnsköldsvik", "Ånge", "HälSam", "naravard@"];

fn county() -> Temp {
    let folder = Temp::new("county");
    for (file, text) in FILES {
        folder.write(&format!("content/{file}"), text);
    }
    folder
}

fn pages(folder: &Path, out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            pages(&path, out);
        } else if let Ok(text) = fs::read_to_string(&path) {
            out.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn three_other_municipalities_look_like_themselves() {
    let county = county();
    let run = delwebb(&county.0, &["build", "--now", "2026-01-24"]);
    assert!(run.status.success(), "{}", err(&run));
    let public = county.join("public");
    let start = fs::read_to_string(public.join("index.html")).expect("a start page");
    // Its own colours, in light and in dark, and its own logo below its own path.
    let sheets = fs::read_dir(public.join("assets")).expect("assets");
    let sheets = sheets.map(|entry| entry.expect("an entry").path());
    let sheet = sheets.filter(|path| path.extension().is_some_and(|ending| ending == "css"));
    let css: String = sheet.map(|path| fs::read_to_string(path).expect("a style sheet")).collect();
    assert!(css.contains(":root{--fjard:#5B1A6B;"), "{css}");
    assert!(css.contains("@media (prefers-color-scheme:dark){:root{--fjard:#E3B4F0;"), "{css}");
    // In no page, so that a server's security policy does not depend on them.
    assert!(!start.contains("--fjard"), "{start}");
    assert!(start.contains("<img src=\"/vard/logga.svg\""), "{start}");
    // Its own map, in its own order, and nothing that it did not choose.
    let at = |words: &str| start.find(words).unwrap_or_else(|| panic!("{words}: {start}"));
    assert!(start.contains("#karta_nordby{grid-area:1/1/span 1/span 8}"), "{start}");
    assert!(at("Nordby") < at("Mellanby") && at("Mellanby") < at("Söderby"));
    assert!(at("Söderby") < at("Jag får hjälp samma dag."), "the map comes first");
    assert!(!start.contains("class=\"landskap\""), "{start}");
    assert!(start.contains("Kommunerna i Björklän svarar för webbplatsen."), "{start}");
    // Nothing of the county that the theme was made for.
    let mut all = Vec::new();
    pages(&public, &mut all);
    assert!(all.len() > 20, "{}", all.len());
    for (file, text) in &all {
        for word in OTHERS {
            assert!(!text.contains(word), "{word} in {file}");
        }
    }
}

#[test]
fn a_choice_that_cannot_be_read_is_an_error_at_its_place() {
    let county = county();
    let settings =
        FILES[0].1.replace("id: soderby,", "id: soderbi,").replace("\"#3D0F49\"", "\"#B58CC0\"");
    county.write("content/site.yaml", settings.replace("landskap: nej", "landskap: kanske"));
    let run = delwebb(&county.0, &["build", "--now", "2026-01-24"]);
    let said = err(&run);
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("Menade du ”soderby”?"), "{said}");
    assert!(said.contains("ja eller nej"), "{said}");
    assert!(said.contains("”länk-vid-pekning” syns för dåligt mot"), "{said}");
    assert!(!county.join("public/index.html").exists());
}
