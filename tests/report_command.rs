//! `delwebb report`: what it takes, what it makes, what it refuses.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;

use support::reports::{PAGE, WORK, done, edit, page, report_in, run, starter};
use support::{delwebb, err, tree};

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
        let swedish = [&["rapport"], all[0], &["--format", "md", "--out", "-"]].concat();
        assert_eq!(done(&temp.0, &swedish), texts[0]);
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
        (&["år", "2024", "--since", "2024-06-01"], "--since"),
        (&["år", "2024", "--år", "2023"], "--year"),
        (&["möte", "2024-11-01", "--since", "2024-12-01"], "--since"),
        (&["möte", "--since", "2024-12-01", "--år", "2024"], "--year"),
        (&["organisation", "exempelregionen", "--år", "2025", "--until", "2025-03-01"], "--until"),
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
    let said = done(&temp.0, &["report", "år", "2031", "--out", "rapport.md"]);
    assert!(said.contains("uppgifter saknas"), "{said}");
    let report = fs::read_to_string(temp.join("rapport.md")).expect("the report");
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
