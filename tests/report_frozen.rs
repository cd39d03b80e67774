//! `delwebb report --freeze`: what was adopted stays as it was.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;

use support::reports::{PAGE, WORK, done, edit, page, report_in, run, starter};
use support::tree;

const FROZEN: &str = "content/rapporter/2025/fryst.html";
const FREEZE: &[&str] = &["report", "år", "2025", "--freeze", "--adopted", "2026-01-20"];

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
fn pictures_of_the_same_name_and_of_any_letters_are_kept_apart() {
    let temp = starter("frozen-names");
    let drawing = |path: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"{path}\"/></svg>"
        )
    };
    done(&temp.0, &["report", "år", "2025", "--page"]);
    temp.write("content/rapporter/2025/karta.svg", drawing("M0 0h1v1z"));
    temp.write("content/om/karta.svg", drawing("M0 0h2v2z"));
    temp.write("content/rapporter/2025/översikt ett.svg", drawing("M0 0h3v3z"));
    temp.write("content/rapporter/2025/bilaga å.pdf", "%PDF-1.4");
    temp.write(
        "content/rapporter/2025/forord.md",
        "---\ntitel: Förord\n---\n\n![Ett](karta.svg)\n\n![Två](/om/karta.svg)\n\n\
         ![Tre](<översikt ett.svg>)\n\n[Bilagan](<bilaga å.pdf>) och `<a href=\"/saknas/\">`\n",
    );
    done(&temp.0, FREEZE);
    let page = page(&temp);
    let report = report_in(&page);
    for (name, path) in [("Ett", "h1v1z"), ("Två", "h2v2z"), ("Tre", "h3v3z")] {
        let tag = report.split("<img").find(|tag| tag.contains(&format!("alt=\"{name}\"")));
        let tag = tag.expect("a picture");
        let at = tag.split("src=\"/").nth(1).and_then(|rest| rest.split('"').next());
        let file = temp.join(&format!("ut/{}", at.expect("its address")));
        let drawn = fs::read_to_string(&file).expect("a file at the address");
        assert!(drawn.contains(path), "{name}: {} {drawn}", file.display());
        assert!(file.to_string_lossy().is_ascii(), "{}", file.display());
    }
    assert!(report.contains("href=\"/rapporter/2025/bilaga%20%C3%A5.pdf\""), "{report}");
    assert!(report.contains("&lt;a href=\"/saknas/\"&gt;"), "{report}");
    // A frozen report shows copies; its texts are what the next one is made of.
    let hints = done(&temp.0, &["check", "--level", "hint"]);
    assert!(!hints.contains("F009"), "{hints}");
}

#[test]
fn other_line_ends_are_no_change_of_what_is_frozen() {
    let temp = starter("frozen-lines");
    done(&temp.0, FREEZE);
    page(&temp);
    for is_windows in [false, true] {
        for (file, bytes) in tree(&temp.join("content/rapporter/2025")) {
            let text = String::from_utf8(bytes).expect("text").replace("\r\n", "\n");
            let text = if is_windows { text.replace('\n', "\r\n") } else { text };
            temp.write(&format!("content/rapporter/2025/{file}"), text);
        }
        page(&temp);
    }
}

#[test]
fn what_is_not_sealed_is_not_published_with_a_frozen_report() {
    let temp = starter("frozen-unsealed");
    done(&temp.0, FREEZE);
    temp.write("content/rapporter/2025/fryst/gammal.pdf", "%PDF-1.4");
    let (code, _, wrong) = run(&temp.0, &["build", "--out", "ut"]);
    assert_eq!(code, 1);
    assert!(wrong.contains("fel[P006]") && wrong.contains("gammal.pdf"), "{wrong}");
    fs::remove_file(temp.join("content/rapporter/2025/fryst/gammal.pdf")).expect("remove");
    // Of an earlier adoption nothing is left when there is another.
    temp.write("content/rapporter/2025/fryst/fryst-karta.svg", "<svg/>");
    fs::remove_file(temp.join(FROZEN)).expect("remove");
    page(&temp);
    assert!(!temp.join("ut/rapporter/2025/fryst-karta.svg").exists());
    done(&temp.0, &["report", "år", "2025", "--freeze"]);
    page(&temp);
    assert!(!temp.join("content/rapporter/2025/fryst/fryst-karta.svg").exists());
}

#[test]
fn what_cannot_be_frozen_says_why_and_is_left_as_it_is() {
    let temp = starter("frozen-refused");
    let flat = "content/rapporter/2024-1.md";
    let text = "---\ntitel: Halvåret\nrapport: halvår\når: 2024\nhalvår: 1\n---\n";
    temp.write(flat, text);
    let draft = "---\ntitel: Året\nrapport: år\når: 2025\nutkast: true\n---\n";
    temp.write(PAGE, draft);
    for (arguments, says) in [
        (&["halvår", "2024-1", "--adopted", "2024-08-20"][..], "content/rapporter/2024-1/index.md"),
        (&["år", "2025", "--adopted", "2026-01-20"], "utkast:"),
        (&["år", "2025"], "utkast:"),
    ] {
        let (code, _, wrong) = run(&temp.0, &[&["report"], arguments, &["--freeze"]].concat());
        assert_eq!(code, 2, "{arguments:?}");
        assert!(wrong.contains(says), "{arguments:?}: {wrong}");
    }
    assert_eq!(fs::read_to_string(temp.join(flat)).expect("read"), text);
    assert_eq!(fs::read_to_string(temp.join(PAGE)).expect("read"), draft);
    assert!(!temp.join("content/rapporter/fryst.html").exists() && !temp.join(FROZEN).exists());
    // A line that waits for the day gets it.
    temp.write(PAGE, "---\ntitel: Året\nantagen:\nrapport: år\når: 2025\n---\n");
    done(&temp.0, FREEZE);
    let page = fs::read_to_string(temp.join(PAGE)).expect("read");
    assert_eq!(page.matches("antagen:").count(), 1, "{page}");
}
