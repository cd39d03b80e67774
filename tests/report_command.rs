//! `delwebb report`: what it tells, what it refuses, what freezing keeps.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::path::Path;

use delwebb::source::starter_files;

use support::{Temp, delwebb, err, out, tree};

const NOW: &str = "2026-01-24";
const PAGE: &str = "content/rapporter/2025/index.md";
const FROZEN: &str = "content/rapporter/2025/fryst.html";
const FREEZE: &[&str] = &["report", "år", "2025", "--freeze", "--adopted", "2026-01-20"];
const WORK: &str = "content/projekt/exempelprojekt.md";

/// A folder with the starter site.
fn starter(name: &str) -> Temp {
    let temp = Temp::new(name);
    for (path, bytes) in starter_files() {
        temp.write(&path, bytes);
    }
    temp
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--now", NOW]).collect();
    let output = delwebb(folder, &arguments);
    (output.status.code().unwrap_or(-1), out(&output), err(&output))
}

/// The same, which must go well; what it says.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let (code, said, wrong) = run(folder, arguments);
    assert_eq!(code, 0, "{arguments:?}\n{said}{wrong}");
    said
}

fn edit(temp: &Temp, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(temp.join(file)).expect("read");
    assert!(text.contains(from), "{file} has {from}");
    temp.write(file, text.replace(from, to));
}

/// The finished page of the report.
fn page(temp: &Temp) -> String {
    done(&temp.0, &["build", "--out", "ut"]);
    fs::read_to_string(temp.join("ut/rapporter/2025/index.html")).expect("the report's page")
}

/// The report in a finished page.
fn report_in(page: &str) -> &str {
    let begins = page.find("data-rapport").expect("a report");
    &page[page[begins..].find('>').expect("a tag") + begins + 1
        ..page.rfind("</article>").expect("its end")]
}

#[test]
fn every_word_for_a_report_gives_the_same_report() {
    let temp = starter("reports-words");
    for all in [
        &[
            &["år", "2025"][..],
            &["ar", "2025"],
            &["annual", "2025"],
            &["ÅR", "--år", "2025"],
            &["year", "--year", "2025"],
        ][..],
        &[&["halvår", "2025-2"], &["halvar", "2025-2"], &["half-year", "2", "--ar", "2025"]],
        &[
            &["möte", "--since", "2025-06-01"],
            &["mote", "2025-06-01"],
            &["meeting", "--since", "2025-06-01"],
        ],
        &[
            &["organisation", "exempelregionen", "--år", "2025"],
            &["organization", "exempelregionen", "--year", "2025"],
        ],
        &[&["finansiär", "--år", "2025"], &["finansiar", "2025"], &["funder", "2025"]],
    ] {
        let texts: Vec<String> = all
            .iter()
            .map(|words| {
                done(&temp.0, &[&["report"], *words, &["--format", "md", "--out", "-"]].concat())
            })
            .collect();
        assert!(texts[0].contains("Trygg hemgång"), "{}", texts[0]);
        for (words, text) in all.iter().zip(&texts) {
            assert_eq!(text, &texts[0], "{words:?}");
        }
    }
}

#[test]
fn an_annual_report_tells_what_the_site_knows_and_what_it_does_not() {
    let temp = starter("reports-annual");
    let before = tree(&temp.join("content"));
    let said = done(&temp.0, &["report", "år", "2025", "--out", "rapport.md"]);
    assert!(said.starts_with("Klart: rapport.md\n"), "{said}");
    assert_eq!(tree(&temp.join("content")), before, "a report changes nothing");
    let report = fs::read_to_string(temp.join("rapport.md")).expect("the report");
    for told in [
        "# Årsrapport 2025",
        "Teamet började arbeta i en av kommunens tre delar.",
        "Teamet ska provas i ett år.",
        "10 juni 2025",
        "Uppföljning av det första året",
        "Hösten 2026",
        "cirka 5 personer",
        "forord.md",
        "Ledningsgruppen",
    ] {
        assert!(report.contains(told), "{told}\n{report}");
    }
    let of_2026 = done(&temp.0, &["report", "år", "2026", "--format", "md", "--out", "-"]);
    assert!(of_2026.contains("Teamet ska finnas i hela kommunen."), "{of_2026}");
    assert!(of_2026.contains("Fler ska kunna få stöd och vård i hemmet."), "{of_2026}");
}

#[test]
fn a_file_that_somebody_goes_on_writing_in_is_not_overwritten() {
    let temp = starter("reports-kept");
    done(&temp.0, &["report", "år", "2025"]);
    let path = temp.join("arsrapport-2025.html");
    // The same again is no other file.
    done(&temp.0, &["report", "år", "2025"]);
    fs::write(&path, "mitt eget").expect("write");
    let (code, _, wrong) = run(&temp.0, &["report", "år", "2025"]);
    assert_eq!(code, 2);
    assert!(wrong.contains("arsrapport-2025.html") && wrong.contains("--overwrite"), "{wrong}");
    assert_eq!(fs::read_to_string(&path).expect("read"), "mitt eget");
    done(&temp.0, &["report", "år", "2025", "--overwrite"]);
    assert!(fs::read_to_string(&path).expect("read").contains("Trygg hemgång"));
}

#[test]
fn a_report_on_the_site_has_texts_of_people_and_tables_to_fetch() {
    let temp = starter("reports-page");
    let said = done(&temp.0, &["report", "år", "2025", "--page"]);
    assert!(said.contains(PAGE) && said.contains("/rapporter/2025/"), "{said}");
    let (code, _, wrong) = run(&temp.0, &["report", "år", "2025", "--page"]);
    assert_eq!(code, 2, "a page that is there is left alone");
    assert!(wrong.contains("finns redan"), "{wrong}");
    let bare = page(&temp);
    assert!(
        bare.contains("forord.md") && bare.contains("slutord.md"),
        "what is not written is said"
    );
    temp.write(
        "content/rapporter/2025/forord.md",
        "---\ntitel: Vårt förord\n---\n\nSå här gick det, se [teamet](/projekt/exempelprojekt/).\n",
    );
    temp.write(
        "content/rapporter/2025/lardomar.md",
        "---\ntitel: Det vi lärde oss\n---\n\n## Ett\n\nVi började smått.\n",
    );
    let written = page(&temp);
    let report = report_in(&written);
    assert!(report.contains("Vårt förord") && report.contains("Så här gick det"), "{report}");
    assert!(
        report.contains("Det vi lärde oss") && report.contains("Vi började smått."),
        "{report}"
    );
    assert!(!report.contains("forord.md"), "what is written is not asked for");
    assert!(!temp.join("ut/rapporter/2025/forord").exists(), "a text has no page of its own");
    let outcomes =
        fs::read_to_string(temp.join("ut/rapporter/2025/utfall.csv")).expect("the outcomes");
    assert_eq!(outcomes.lines().count(), 2, "{outcomes}");
    assert!(outcomes.contains("Teamet började arbeta"), "{outcomes}");
    let decisions =
        fs::read_to_string(temp.join("ut/rapporter/2025/beslut.json")).expect("the decisions");
    assert!(decisions.contains("Teamet ska provas i ett år."), "{decisions}");
    assert!(report.contains("href=\"/rapporter/2025/utfall.csv\""), "{report}");
}

#[test]
fn a_draft_of_a_report_is_read_and_not_published() {
    let temp = starter("reports-draft");
    temp.write(PAGE, "---\ntitel: Året som gick\nrapport: år\når: 2025\nutkast: true\n---\n");
    let report = done(&temp.0, &["report", "år", "2025", "--format", "md", "--out", "-"]);
    assert!(report.contains("# Året som gick"), "{report}");
    done(&temp.0, &["build", "--out", "ut"]);
    assert!(!temp.join("ut/rapporter/2025").exists());
}

#[test]
fn a_frozen_report_stays_as_it_was() {
    let temp = starter("reports-frozen");
    done(&temp.0, &["report", "år", "2025", "--page"]);
    temp.write("content/rapporter/2025/forord.md", "---\ntitel: Förord\n---\n\nFöre.\n");
    let (code, _, wrong) = run(&temp.0, &["report", "år", "2025", "--diff"]);
    assert_eq!(code, 2);
    assert!(wrong.contains("inte fryst"), "{wrong}");
    edit(&temp, PAGE, "rapport: år", "rapport: år\nantagen: 2026-01-20");
    let before = page(&temp);
    done(&temp.0, &["report", "år", "2025", "--freeze"]);
    let after = page(&temp);
    let bare = |page: &str| {
        let words = report_in(page).split('<').filter_map(|part| Some(part.split_once('>')?.1));
        words.collect::<String>().split_whitespace().collect::<String>()
    };
    assert_eq!(bare(&after), bare(&before), "freezing changes nothing that readers see");
    assert!(
        done(&temp.0, &["report", "år", "2025", "--diff"])
            .starts_with("Inget i rapporten har ändrats")
    );
    let outcomes = fs::read(temp.join("ut/rapporter/2025/utfall.csv")).expect("the outcomes");

    // Facts, words of people, the place of the site, even the page that it leads to.
    edit(&temp, WORK, "i en av kommunens tre delar", "i hela länet");
    temp.write("content/rapporter/2025/forord.md", "---\ntitel: Förord\n---\n\nEfter.\n");
    assert_eq!(report_in(&page(&temp)), report_in(&after));
    assert_eq!(
        fs::read(temp.join("ut/rapporter/2025/utfall.csv")).expect("the outcomes"),
        outcomes
    );
    let difference = done(&temp.0, &["report", "år", "2025", "--diff"]);
    for line in ["- Före.", "+ Efter.", "+ ", "i hela länet"] {
        assert!(difference.contains(line), "{line}\n{difference}");
    }
    let handed_on = done(&temp.0, &["report", "år", "2025", "--format", "md", "--out", "-"]);
    assert!(
        handed_on.contains("i en av kommunens tre delar") && !handed_on.contains("i hela länet")
    );

    // A second time needs a decision of a person.
    let (code, _, wrong) = run(&temp.0, &["report", "år", "2025", "--freeze"]);
    assert_eq!(code, 2);
    assert!(wrong.contains("redan fryst"), "{wrong}");
}

#[test]
fn a_frozen_report_outlives_the_pages_that_it_leads_to() {
    let temp = starter("reports-outlives");
    done(&temp.0, FREEZE);
    assert!(report_in(&page(&temp)).contains("href=\"/projekt/exempelprojekt/\""));
    fs::remove_file(temp.join(WORK)).expect("remove");
    for file in ["content/fardplan/2026.md", "content/nyheter/2026/ny-webbplats.md"] {
        let text = fs::read_to_string(temp.join(file)).expect("read");
        let kept: Vec<&str> =
            text.lines().filter(|line| !line.contains("exempelprojekt")).collect();
        temp.write(file, kept.join("\n"));
    }
    let after = page(&temp);
    let report = report_in(&after);
    assert!(
        report.contains("Trygg hemgång") && !report.contains("href=\"/projekt/exempelprojekt/\""),
        "{report}"
    );
}

#[test]
fn a_frozen_report_follows_the_place_of_the_site() {
    let temp = starter("reports-moved");
    edit(&temp, "content/site.yaml", "https://exempel.se/", "https://exempel.se/vard/");
    done(&temp.0, FREEZE);
    assert!(
        fs::read_to_string(temp.join(FROZEN))
            .expect("read")
            .contains("href=\"/projekt/exempelprojekt/\"")
    );
    assert!(report_in(&page(&temp)).contains("href=\"/vard/projekt/exempelprojekt/\""));
    edit(&temp, "content/site.yaml", "https://exempel.se/vard/", "https://exempel.se/");
    assert!(report_in(&page(&temp)).contains("href=\"/projekt/exempelprojekt/\""));
}

#[test]
fn a_change_in_a_frozen_report_stops_the_site() {
    let temp = starter("reports-tampered");
    done(&temp.0, FREEZE);
    let old = page(&temp);
    edit(&temp, FROZEN, "tre delar", "fyra delar");
    let (code, _, wrong) = run(&temp.0, &["build", "--out", "ut"]);
    assert_eq!(code, 1);
    assert!(wrong.contains("fel[P006]") && wrong.contains("fryst.html:1:1"), "{wrong}");
    assert_eq!(fs::read_to_string(temp.join("ut/rapporter/2025/index.html")).expect("read"), old);
}

#[test]
fn what_is_asked_for_wrongly_gets_an_example() {
    let temp = starter("reports-wrong");
    for (arguments, says) in [
        (&["årr", "2025"][..], "Menade du år?"),
        (&["kvartal", "2025"], "Välj bland: år, halvår, möte, organisation, finansiär."),
        (&["år"], "delwebb report år 2025"),
        (&["år", "25"], "fyra siffror"),
        (&["halvår", "2025"], "delwebb report halvår 2025-2"),
        (&["halvår", "2025-3"], "delwebb report halvår 2025-2"),
        (&["möte"], "--since 2025-11-01"),
        (&["möte", "--since", "i går"], "2025-11-01"),
        (&["möte", "--since", "2026-02-01"], "har inte varit än"),
        (&["år", "2025", "--adopted", "2026-01-20"], "--freeze"),
        (&["år", "2025", "--freeze", "--adopted", "2024-01-20"], "före tiden"),
        (&["möte", "--since", "2025-11-01", "--until", "2025-10-01"], "kommer före"),
        (&["organisation", "--år", "2025"], "delwebb report organisation"),
        (&["organisation", "exempelregion", "--år", "2025"], "Menade du exempelregionen?"),
        (&["organisation", "exempelregionen"], "Vilket år?"),
        (&["finansiär"], "Vilket år?"),
    ] {
        let (code, said, wrong) = run(&temp.0, &[&["report"], arguments].concat());
        assert_eq!(code, 2, "{arguments:?}: {said}{wrong}");
        assert!(wrong.contains(says), "{arguments:?}: {wrong}");
    }
    let (code, _, wrong) = run(&temp.0, &["new", "rapport", "Årsrapport"]);
    assert!(code == 2 && wrong.contains("delwebb report år 2025 --page"), "{wrong}");
    let english = delwebb(&temp.0, &["report", "kvartal", "2025", "--lang", "en"]);
    assert!(
        err(&english).contains("Choose among: annual, half-year, meeting, organisation, funder.")
    );
}

#[test]
fn mistakes_in_the_content_come_before_a_report() {
    let temp = starter("reports-mistakes");
    edit(&temp, WORK, "område: exempelomrade", "område: exempelområdet");
    let (code, _, wrong) = run(&temp.0, &["report", "år", "2025"]);
    assert_eq!(code, 1);
    assert!(wrong.contains("fel[R001]") && wrong.contains("Rätta felen först"), "{wrong}");
    assert!(!temp.join("arsrapport-2025.html").exists());
}

#[test]
fn a_report_is_frozen_with_the_day_that_it_was_adopted() {
    let temp = starter("reports-adopted");
    let (code, _, wrong) = run(&temp.0, &["report", "år", "2025", "--freeze"]);
    assert_eq!(code, 2);
    assert!(wrong.contains("När antogs rapporten?") && wrong.contains("--adopted"), "{wrong}");
    assert!(!temp.join(PAGE).exists() && !temp.join(FROZEN).exists());
    done(&temp.0, FREEZE);
    let text = fs::read_to_string(temp.join(PAGE)).expect("the page");
    assert!(text.contains("\nantagen: 2026-01-20\nrapport: år\n"), "{text}");
    assert!(report_in(&page(&temp)).contains("20 januari 2026"));
    fs::remove_file(temp.join(FROZEN)).expect("remove");
    let (code, _, wrong) = run(&temp.0, FREEZE);
    assert_eq!(code, 2);
    assert!(wrong.contains("säger redan när rapporten antogs"), "{wrong}");
}

#[test]
fn a_work_cites_a_report_on_the_site() {
    let temp = starter("reports-cited");
    done(&temp.0, &["report", "år", "2025", "--page"]);
    let documents = fs::read_to_string(temp.join("content/register/dokument.yaml")).expect("read");
    let row = "- id: uppfoljning-2025\n  nyckel: U2025\n  titel: Uppföljning 2025\n  typ: rapport\n  sida: /rapporter/2025/\n";
    temp.write("content/register/dokument.yaml", documents + row);
    edit(&temp, WORK, "källa: [P 1.2, R 2]", "källa: [P 1.2, R 2, U2025 utfall]");
    done(&temp.0, &["build", "--out", "ut"]);
    let of_work =
        fs::read_to_string(temp.join("ut/projekt/exempelprojekt/index.html")).expect("the work");
    assert!(of_work.contains("/dokument/uppfoljning-2025/"), "{of_work}");
    let of_document = fs::read_to_string(temp.join("ut/dokument/uppfoljning-2025/index.html"))
        .expect("the document");
    assert!(of_document.contains("href=\"/rapporter/2025/\""), "{of_document}");
    assert!(of_document.contains("/projekt/exempelprojekt/"), "{of_document}");
}

#[test]
fn the_tables_and_pictures_of_a_frozen_report_are_sealed_with_it() {
    let temp = starter("reports-sealed");
    let drawing = |side: u8| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v{side}z\"/></svg>"
        )
    };
    done(&temp.0, &["report", "år", "2025", "--page"]);
    temp.write("content/rapporter/2025/karta.svg", drawing(9));
    let text = "---\ntitel: Förord\n---\n\n![Karta över kommunen](karta.svg)\n";
    temp.write("content/rapporter/2025/forord.md", text);
    done(&temp.0, FREEZE);
    let before = page(&temp);
    let picture = report_in(&before).split("src=\"/").nth(1).expect("a picture");
    let picture = format!("ut/{}", picture.split('"').next().expect("its address"));
    let bytes = fs::read(temp.join(&picture)).expect("the picture");

    // The text's own picture is another now; the report's is what it was.
    temp.write("content/rapporter/2025/karta.svg", drawing(8));
    assert_eq!(report_in(&page(&temp)), report_in(&before));
    assert_eq!(fs::read(temp.join(&picture)).expect("the picture"), bytes);

    let table = "content/rapporter/2025/fryst/utfall.csv";
    let kept = fs::read_to_string(temp.join(table)).expect("the table");
    for change in [Some(kept.replace("tre delar", "fyra delar")), None] {
        match change {
            Some(text) => drop(temp.write(table, text)),
            None => fs::remove_file(temp.join(table)).expect("remove"),
        }
        let (code, _, wrong) = run(&temp.0, &["build", "--out", "ut"]);
        assert_eq!(code, 1);
        assert!(wrong.contains("fel[P006]") && wrong.contains("utfall.csv"), "{wrong}");
    }
    temp.write(table, kept);
    page(&temp);
}

#[test]
fn a_report_that_is_adopted_anew_has_new_tables() {
    let temp = starter("reports-anew");
    done(&temp.0, FREEZE);
    page(&temp);
    edit(&temp, WORK, "i en av kommunens tre delar", "i hela länet");
    fs::remove_file(temp.join(FROZEN)).expect("remove");
    let table =
        || fs::read_to_string(temp.join("ut/rapporter/2025/utfall.csv")).expect("the table");
    page(&temp);
    assert!(table().contains("i hela länet"), "{}", table());
    done(&temp.0, &["report", "år", "2025", "--freeze"]);
    let again = page(&temp);
    assert!(table().contains("i hela länet"), "{}", table());
    assert!(report_in(&again).contains("href=\"/rapporter/2025/utfall.csv\""), "{again}");
}

#[test]
fn a_report_is_found_by_what_it_is_about() {
    let temp = starter("reports-found");
    temp.write(
        "content/rapporter/arsrapporten/index.md",
        "---\ntitel: Årsrapporten\nrapport: år\når: 2025\n---\n",
    );
    let report = done(&temp.0, &["report", "år", "2025", "--format", "md", "--out", "-"]);
    assert!(report.contains("# Årsrapporten"), "{report}");
    temp.write(
        "content/rapporter/2024/index.md",
        "---\ntitel: Fel år\nrapport: år\når: 2023\n---\n",
    );
    let (code, _, wrong) = run(&temp.0, &["report", "år", "2024"]);
    assert_eq!(code, 2);
    assert!(wrong.contains("redan rapportens plats"), "{wrong}");
}

#[test]
fn what_is_missing_is_said_even_when_it_is_all() {
    let temp = starter("reports-empty");
    let report = done(&temp.0, &["report", "år", "2031", "--format", "md", "--out", "-"]);
    assert!(!report.contains("Alla uppgifter som rapporten frågar efter finns"), "{report}");
    for missing in ["rets plan", "rets budget", "årets trender", "årets lokala planer"] {
        assert!(report.contains(missing), "{missing}\n{report}");
    }
}

#[test]
fn a_decision_without_a_day_is_in_either_half_of_its_year() {
    let temp = starter("reports-halves");
    let of =
        |half: &str| done(&temp.0, &["report", "halvår", half, "--format", "md", "--out", "-"]);
    assert!(of("2025-1").contains("Teamet ska provas i ett år."));
    assert!(!of("2025-2").contains("Teamet ska provas i ett år."));
    edit(&temp, WORK, "    datum: 2025-06-10\n", "    datumtext: efter sommaren\n");
    assert!(of("2025-1").contains("Teamet ska provas i ett år."));
    assert!(of("2025-2").contains("Teamet ska provas i ett år."));
}
