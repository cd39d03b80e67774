//! What reports tell: how it was at the time, everything once, and nothing that the page alone has.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

#[path = "support/pictures.rs"]
mod pictures;

use std::fs;

use image::ImageFormat;

use support::reports::{PAGE, WORK, done, edit, page, report_in, run, starter};
use support::{Temp, repository, tree};

const PLAN: &str = "content/fardplan/2026.md";
const FREEZE: &[&str] = &["report", "år", "2025", "--freeze", "--adopted", "2026-01-20"];

/// The report as Markdown.
fn told(site: &Temp, report: &[&str]) -> String {
    done(&site.0, &[&["report"], report, &["--format", "md", "--out", "-"]].concat())
}

#[test]
fn a_report_tells_how_it_was_at_the_end_of_its_time() {
    let site = starter("told-then");
    edit(&site, WORK, "skede: pilot\nläge: pågår\ntidsläge: enligt plan", "läge: klart");
    edit(
        &site,
        WORK,
        "beslut:\n",
        "  - datum: 2026-01-10\n    läge: klart\n    text: Teamet lades ner.\n    källa: R 2\nbeslut:\n",
    );
    let line = |report: &str| {
        let work = report.split("# [Trygg hemgång]").nth(1).expect("the work");
        work.split("\n\n").nth(1).expect("its marks").to_owned()
    };
    assert_eq!(line(&told(&site, &["år", "2025"])), "Pågår. Pilot, steg 2 av 4");
    assert_eq!(line(&told(&site, &["år", "2026"])), "Klart");
    // Nobody has written how it was before the first step.
    assert!(!told(&site, &["år", "2025"]).contains("om det finns en slutrapport"));
    assert!(told(&site, &["år", "2026"]).contains("om det finns en slutrapport"));
}

#[test]
fn between_meetings_what_is_imprecise_is_told_once() {
    let site = starter("told-once");
    edit(&site, WORK, "    datum: 2025-06-10\n", "    datum: juni 2025\n");
    let of = |since: &str, until: &str| told(&site, &["möte", "--since", since, "--until", until]);
    let is_told = |report: &str| report.contains("Teamet ska provas i ett år.");
    assert!(!is_told(&of("2025-05-01", "2025-06-15")));
    assert!(is_told(&of("2025-06-16", "2025-07-15")));
    assert!(!is_told(&of("2025-07-16", "2025-08-15")));
}

#[test]
fn papers_for_a_meeting_say_what_is_missing_of_what_they_tell() {
    let site = starter("told-meeting");
    let quiet = told(&site, &["möte", "--since", "2025-12-20"]);
    assert!(!quiet.contains("vilka som deltar"), "{quiet}");
    edit(&site, WORK, "organisationer: [exempelkommunen, exempelregionen]\n", "");
    edit(&site, WORK, "    datum: 2025-06-10\n", "    datum: 2025-12-22\n");
    let report = told(&site, &["möte", "--since", "2025-12-20"]);
    assert!(report.contains("Det här saknas") && report.contains("vilka som deltar"), "{report}");
    assert!(
        !report.contains("Teamet ska finnas i hela kommunen."),
        "no work is told of as a whole"
    );
}

#[test]
fn a_report_for_whoever_pays_shows_the_page_on_the_money() {
    let site = starter("told-money");
    assert!(told(&site, &["finansiär", "2025"]).contains("finansiering.md"));
    site.write("content/finansiering.md", "---\ntitel: Statens pengar\n---\n\nVi fick bidrag.\n");
    let report = told(&site, &["finansiär", "2025"]);
    assert!(report.contains("Vi fick bidrag.") && !report.contains("finansiering.md"), "{report}");
    done(&site.0, &["report", "finansiär", "2025", "--page"]);
    let page = fs::read_to_string(site.join("content/rapporter/finansiar-2025/index.md"));
    assert!(page.expect("the page").contains("\nsidor: [finansiering]\n"));
}

#[test]
fn tables_as_files_have_what_the_page_shows_and_have_it_once() {
    let site = starter("told-tables");
    edit(&site, PLAN, "avser: [exempelomrade]", "avser: [exempelomrade, exempelprojekt]");
    edit(
        &site,
        WORK,
        "händelser:\n",
        "  - id: sedan\n    datum: 2026-01-12\n    av: ledningsgrupp\n    typ: uppdrag\n    text: Teamet ska växa.\n    källa: R 2\nhändelser:\n",
    );
    site.write(PAGE, "---\ntitel: Året\nrapport: år\når: 2025\n---\n");
    let shown = page(&site);
    let shown = report_in(&shown);
    let table = |name: &str| {
        let path = site.join(&format!("ut/rapporter/2025/{name}.csv"));
        fs::read_to_string(path).expect("the table")
    };
    for (name, told) in
        [("mal", "Teamet ska finnas i hela kommunen."), ("beslut", "Teamet ska växa.")]
    {
        assert!(shown.contains(told), "{told}");
        assert_eq!(table(name).matches(told).count(), 1, "{}", table(name));
    }
    // Two points of the plan name the work; it has one figure.
    site.write(PAGE, "---\ntitel: Året\nrapport: år\når: 2026\n---\n");
    edit(&site, WORK, "datum: december 2025\n", "datum: januari 2026\n");
    let shown = page(&site);
    assert_eq!(report_in(&shown).matches("Så många arbetar i teamet.").count(), 1, "{shown}");
    let again = "Arbetet beskrivs tidigare i rapporten.";
    assert_eq!(report_in(&shown).matches(again).count(), 1, "{shown}");
    assert!(!told(&site, &["halvår", "2026-1"]).contains(again));
    assert_eq!(table("nyckeltal").lines().count(), 2, "{}", table("nyckeltal"));
}

#[test]
fn a_translation_of_an_adopted_report_says_what_was_adopted() {
    let site = starter("told-translated");
    edit(&site, "content/site.yaml", "tidszon:", "språk: [sv, en]\ntidszon:");
    done(&site.0, FREEZE);
    site.write("content/rapporter/2025/index.en.md", "---\ntitel: Annual report 2025\n---\n");
    page(&site);
    let english = fs::read_to_string(site.join("ut/en/rapporter/2025/index.html")).expect("a page");
    let report = report_in(&english);
    assert!(report.contains("The report was adopted in its original language."), "{report}");
    assert!(report.contains("href=\"/rapporter/2025/\""), "{report}");
    assert!(!report.contains("20 January 2026"), "{report}");
}

#[test]
fn pictures_in_the_texts_of_a_report_are_made_smaller() {
    let site = starter("told-pictures");
    done(&site.0, &["report", "år", "2025", "--page"]);
    let photo = pictures::encoded(&pictures::flag(2400, 1600), ImageFormat::Jpeg);
    site.write("content/rapporter/2025/teamet.jpg", photo);
    let text = "---\ntitel: Förord\n---\n\n![Två personer i en bil](teamet.jpg)\n";
    site.write("content/rapporter/2025/forord.md", text);
    let page = page(&site);
    let report = report_in(&page);
    assert!(report.contains("srcset=") && report.contains(".webp"), "{report}");
}

#[test]
fn a_theme_without_the_reports_template_is_told_of_where_the_report_is() {
    let site = starter("told-theme");
    edit(&site, "content/site.yaml", "tema: strandlinje", "tema: eget");
    for (file, bytes) in tree(&repository().join("themes/spang")) {
        if !file.ends_with("rapport-ar.html") {
            site.write(&format!("themes/eget/{file}"), bytes);
        }
    }
    site.write(PAGE, "---\ntitel: Året\nrapport: år\når: 2025\n---\n");
    let (code, said, _) = run(&site.0, &["check", PAGE]);
    assert_eq!(code, 1);
    assert!(said.contains("fel[T002]") && said.contains("index.md:3:10"), "{said}");
}

#[test]
fn a_file_is_written_in_the_form_that_its_name_says_and_outside_the_content() {
    let site = starter("told-out");
    for (arguments, says) in [
        (&[][..], "Välj bland: år, halvår, möte, organisation, finansiär."),
        (&["år", "2025", "--out", "rapport.txt"], "--format docx"),
        (&["år", "2025", "--out", "rapport"], ".docx"),
        (&["år", "2025", "--out", "content/rapport.md", "--overwrite"], "--page"),
        (&["år", "2025", "--out", "ut/../content/om/index.md", "--overwrite"], "--page"),
    ] {
        fs::create_dir_all(site.join("ut")).expect("a folder");
        let (code, _, wrong) = run(&site.0, &[&["report"], arguments].concat());
        assert_eq!(code, 2, "{arguments:?}");
        assert!(wrong.contains(says), "{arguments:?}: {wrong}");
    }
    assert!(!site.join("rapport.txt").exists() && !site.join("content/rapport.md").exists());
    done(&site.0, &["report", "år", "2025", "--out", "rapport.txt", "--format", "md"]);
    assert!(fs::read_to_string(site.join("rapport.txt")).expect("read").starts_with("Årsrapport"));
}

#[test]
fn a_january_meeting_hears_of_the_goals_that_were_missed() {
    let site = starter("told-january");
    edit(&site, WORK, "tre delar.\n", "tre delar.\n    måluppfyllelse: delvis nått\n");
    let is_told = |since: &str, until: &str| {
        told(&site, &["möte", "--since", since, "--until", until]).contains("tre delar")
    };
    assert!(is_told("2025-12-01", "2025-12-31"));
    assert!(is_told("2025-12-01", "2026-01-10"));
    assert!(is_told("2025-05-01", "2025-06-30"));
    assert!(!is_told("2026-01-02", "2026-01-20"));
}

#[test]
fn a_meetings_page_with_a_last_day_is_not_the_meeting_until_today() {
    let site = starter("told-until");
    site.write(
        "content/rapporter/mote/index.md",
        "---\ntitel: Det mötet\nrapport: möte\nfrån: 2025-08-01\ntill: 2025-09-15\n---\n",
    );
    let given = told(&site, &["möte", "--since", "2025-08-01", "--until", "2025-09-15"]);
    assert!(given.contains("# Det mötet"), "{given}");
    let now = told(&site, &["möte", "--since", "2025-08-01"]);
    assert!(!now.contains("# Det mötet") && now.contains("24 januari 2026"), "{now}");
}

#[test]
fn an_organisation_hears_of_the_events_that_concern_its_works() {
    let site = starter("told-events");
    site.write(
        "content/kalender/oppet-hus.md",
        "---\ntitel: Öppet hus om hemgång\ndatum: 2025-10-02\navser: [exempelprojekt]\n---\n\nKom.\n",
    );
    let of = |id: &str| told(&site, &["organisation", id, "--year", "2025"]);
    assert!(of("exempelregionen").contains("Öppet hus om hemgång"));
    edit(
        &site,
        WORK,
        "organisationer: [exempelkommunen, exempelregionen]",
        "organisationer: [exempelkommunen]",
    );
    assert!(!of("exempelregionen").contains("Öppet hus om hemgång"));
}

#[test]
fn only_a_report_on_an_organisation_is_narrowed_to_one() {
    let site = starter("told-narrow");
    site.write(
        PAGE,
        "---\ntitel: Året\nrapport: år\når: 2025\norganisation: exempelregionen\n---\n",
    );
    let (code, said, _) = run(&site.0, &["check", PAGE]);
    assert_eq!(code, 1);
    assert!(said.contains("fel[P007]") && said.contains("index.md:5:"), "{said}");
    site.write(PAGE, "---\ntitel: Möte\nrapport: möte\nfrån: 2027-01-01\n---\n");
    let (code, said, _) = run(&site.0, &["check", PAGE]);
    assert_eq!(code, 1);
    assert!(said.contains("fel[P007]") && said.contains("har inte varit än"), "{said}");
}

#[test]
fn what_is_known_not_to_come_before_is_still_to_come() {
    let site = starter("told-open");
    edit(&site, WORK, "    datum: hösten 2026\n", "    datum: tidigast mars 2025\n");
    let report = told(&site, &["år", "2025"]);
    let (_, ahead) = report.split_once("Det här väntar").expect("what comes");
    assert!(ahead.contains("Uppföljning av det första året"), "{report}");
    assert_eq!(report.matches("Uppföljning av det första året").count(), 1, "{report}");
}

#[test]
fn a_work_is_told_from_its_first_step_however_its_history_is_written() {
    let site = starter("told-first");
    edit(
        &site,
        WORK,
        "beslut:\n",
        "  - datum: 2023-05-01\n    text: Idén kom från en anhörig.\n    källa: R 2\n\
         \x20 - datum: 2024-03-01\n    text: En grupp tog fram ett förslag.\n    källa: R 2\nbeslut:\n",
    );
    let report = told(&site, &["år", "2025"]);
    assert!(report.contains("Idén kom") && !report.contains("En grupp tog fram"), "{report}");
    // Nobody is asked how it went with what had not begun.
    edit(&site, WORK, "  - år: 2026\n", "  - år: 2022\n");
    edit(&site, WORK, "    skede: pilot\n    läge: pågår\n", "    läge: pågår\n");
    let early = told(&site, &["halvår", "2022-1"]);
    assert!(early.contains("Hade inte börjat") && !early.contains("läge"), "{early}");
}

#[test]
fn a_decision_that_no_year_is_known_of_is_asked_for() {
    let site = starter("told-undated");
    edit(&site, WORK, "    datum: 2025-06-10\n", "    datumtext: före sommaren\n");
    edit(
        &site,
        WORK,
        "    text: Teamet ska provas i ett år.\n    källa: R 2\n",
        "    text: Teamet ska provas i ett år.\n    källa: P 2\n",
    );
    let report = told(&site, &["år", "2025"]);
    let (_, missing) = report.split_once("Det här saknas").expect("what is missing");
    assert!(missing.contains("datum för ett beslut"), "{missing}");
}

#[test]
fn what_is_missing_is_named_in_words_in_the_table_too() {
    let site = starter("told-missing");
    edit(&site, WORK, "organisationer: [exempelkommunen, exempelregionen]\n", "");
    edit(&site, WORK, "ansvarig: ledningsgrupp\n", "ansvarig: samordning\n");
    site.write(PAGE, "---\ntitel: Året\nrapport: år\når: 2025\n---\n");
    page(&site);
    let table = fs::read_to_string(site.join("ut/rapporter/2025/saknas.csv")).expect("the table");
    let line = table.lines().find(|line| line.contains("organisationer")).expect("a line");
    assert!(line.contains("Trygg hemgång") && line.contains("Samordning"), "{line}");
}

#[test]
fn headings_of_a_reports_own_text_take_no_chapters_place() {
    let site = starter("told-ids");
    let own = "## Beslut\n\nVi bestämde.\n\n## Källor\n\nAllt.\n\n## Saknas\n\nInget.\n";
    site.write(PAGE, format!("---\ntitel: Året\nrapport: år\når: 2025\n---\n\n{own}"));
    let (code, said, _) = run(&site.0, &["check", "--level", "hint"]);
    assert!(code == 0 && !said.contains("X005"), "{said}");
    let page = page(&site);
    for id in ["beslut", "kallor", "saknas"] {
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
}
