//! What a person can ask of `check`: which findings, how serious they are, what is silenced, the
//! baseline, corrections written, and the forms a report is given in.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::path::Path;

use support::{Temp, delwebb, err, out, tree};

const SITE: &str =
    "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\n";

/// A page with a hint (S006) on line 6 and, when it is `broken`, an error (L001) on line 8.
fn page(title: &str, broken: bool) -> String {
    let link = if broken { "\nLäs [mer om planen](/finns-inte/).\n" } else { "" };
    format!("---\ntitel: {title}\ningress: Om {title}.\n---\n\nRing dem och/eller oss.\n{link}")
}

fn site(name: &str) -> Temp {
    let temp = Temp::new(name);
    temp.write("content/site.yaml", SITE);
    temp.write("content/index.md", "---\ntitel: Start\ningress: Här börjar det.\n---\n");
    temp.write("content/om/a.md", page("A", false));
    temp.write("content/om/b.md", page("B", true));
    temp.write("content/stod/c.md", page("C", false));
    temp
}

fn check(root: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    let arguments = [&["check", "--now", "2026-01-24"], more].concat();
    let output = delwebb(root, &arguments);
    (output.status.code(), out(&output), err(&output))
}

/// Code and place of each finding.
fn found(root: &Path, more: &[&str]) -> Vec<String> {
    let arguments = [&["--format", "oneline"], more].concat();
    let (_, printed, _) = check(root, &arguments);
    printed
        .lines()
        .map(|line| {
            let (place, rest) = line.split_once(": ").expect("a place");
            let code = rest.split(['[', ']']).nth(1).expect("a code");
            format!("{code} {place}")
        })
        .collect()
}

const A: &str = "S006 content/om/a.md:6:10";
const B: &str = "S006 content/om/b.md:6:10";
const BROKEN: &str = "L001 content/om/b.md:8:5";
const C: &str = "S006 content/stod/c.md:6:10";

#[test]
fn findings_are_asked_for_by_place_rule_and_severity() {
    let temp = site("checks-asked");
    let root = &temp.0;
    assert_eq!(found(root, &[]), [A, B, BROKEN, C]);
    for place in ["content/om", "om", "content/om/", "./om", "om/"] {
        assert_eq!(found(root, &[place]), [A, B, BROKEN], "{place}");
    }
    for place in ["content/om/a.md", "om/a.md", "/om/a/"] {
        assert_eq!(found(root, &[place]), [A], "{place}");
    }
    assert_eq!(found(root, &["om/a.md", "stod"]), [A, C]);
    // From the folder that the person stands in.
    assert_eq!(found(&temp.join("content/om"), &["b.md"]), [B, BROKEN]);
    for rule in ["L001", "l001", "broken-link", "L", "L001,L002"] {
        assert_eq!(found(root, &["--only", rule]), [BROKEN], "{rule}");
    }
    assert_eq!(found(root, &["--only", "L001", "--only", "S006"]), [A, B, BROKEN, C]);
    assert_eq!(found(root, &["--allow", "slash,L002"]), [BROKEN]);
    assert_eq!(found(root, &["--level", "varning"]), [BROKEN]);
    assert_eq!(found(root, &["--level", "fel", "stod"]), Vec::<String>::new());
    // The exit code is about what was asked for.
    assert_eq!(check(root, &[]).0, Some(1));
    assert_eq!(check(root, &["stod"]).0, Some(0));
    assert_eq!(check(root, &["--allow", "L001"]).0, Some(0));
}

#[test]
fn what_is_not_there_is_said_with_the_nearest_that_is() {
    let temp = site("checks-missing");
    for (asked, says) in [
        (&["omm"][..], "”omm”"),
        (&["--only", "S06"], "S006"),
        (&["--only", "broken-lnk"], "broken-link"),
        (&["--allow", "!"], "explain"),
        (&["--level", "mycket"], "fel"),
    ] {
        let (code, printed, said) = check(&temp.0, asked);
        assert!(code == Some(2) || code == Some(3), "{asked:?}: {code:?}");
        assert!(printed.is_empty() && said.contains(says), "{asked:?}: {said}");
    }
}

#[test]
fn the_site_decides_how_serious_a_rule_is_and_where() {
    let temp = site("checks-settings");
    let settings = |rows: &str| {
        temp.write("content/site.yaml", format!("{SITE}granskning:\n{rows}"));
        let (_, printed, _) = check(&temp.0, &["--only", "S", "--format", "oneline"]);
        let row = |line: &str| {
            let (place, rest) = line.split_once(": ").expect("a place");
            let file = place.rsplit('/').next().expect("a name");
            format!("{} {}", &file[..4], rest.split('[').next().expect("a severity"))
        };
        printed.lines().map(row).collect::<Vec<_>>()
    };
    let off = "  - {regel: S006, nivå: av}\n";
    assert_eq!(settings(off), Vec::<String>::new());
    let error = "  - {regel: slash, nivå: fel}\n";
    assert_eq!(settings(error), ["a.md fel", "b.md fel", "c.md fel"]);
    // The longest path decides, whatever the order.
    let below = "  - {regel: S006, nivå: varning, under: om}\n  - {regel: S006, nivå: fel, under: om/b.md}\n";
    assert_eq!(settings(below), ["a.md varning", "b.md fel", "c.md tips"]);
    let only_there =
        "  - {regel: S006, nivå: av}\n  - {regel: S006, nivå: tips, under: content/stod/}\n";
    assert_eq!(settings(only_there), ["c.md tips"]);
    let limit = "  - {regel: S002, gräns: 3}\n  - {regel: S006, nivå: av}\n";
    assert_eq!(settings(limit), ["a.md tips", "b.md tips", "b.md tips", "c.md tips"]);
    // An error of the site's own keeps the site from being built.
    temp.write("content/om/b.md", page("B", false));
    settings(error);
    let built = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
    assert_eq!(built.status.code(), Some(1));
    assert!(!temp.join("public").exists());
}

#[test]
fn the_same_is_found_by_build_and_by_check() {
    let temp = site("checks-build");
    temp.write("content/om/b.md", page("B", false));
    let both = |level: &str| {
        temp.write(
            "content/site.yaml",
            format!("{SITE}granskning: [{{regel: S006, nivå: {level}}}]\n"),
        );
        let built = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
        let (_, checked, _) = check(&temp.0, &[]);
        assert_eq!(checked.matches("[S006]").count(), 3);
        (built.status.code(), out(&built) + &err(&built), checked)
    };
    let (code, built, checked) = both("fel");
    assert_eq!(code, Some(1));
    assert!(built.contains(&checked), "{built}\n--- check\n{checked}");
    let (code, built, checked) = both("varning");
    assert_eq!(code, Some(0));
    assert!(built.contains(&checked), "{built}\n--- check\n{checked}");
    // A build counts the hints, and says where they are.
    let (code, built, _) = both("tips");
    assert_eq!(code, Some(0));
    assert!(built.contains("3 tips.\nSe tipsen: delwebb check"), "{built}");
}

#[test]
fn a_baseline_holds_what_was_there_and_shows_what_is_new() {
    let temp = site("checks-baseline");
    let (code, _, said) = check(&temp.0, &["--write-baseline"]);
    assert_eq!(code, Some(1), "the error is left: {said}");
    assert!(said.contains("3 varningar och tips") && said.contains("1 fel"), "{said}");
    // An error is never held.
    assert_eq!(found(&temp.0, &[]), [BROKEN]);
    // Another line above, and the finding is still known.
    let moved = page("A", false).replace("\n\nRing", "\n\nHej.\n\nRing");
    temp.write("content/om/a.md", &moved);
    assert_eq!(found(&temp.0, &[]), [BROKEN]);
    // Twice the same is one more than there was.
    temp.write("content/om/a.md", format!("{moved}\nMejla dem och/eller oss.\n"));
    assert_eq!(found(&temp.0, &[]).len(), 2);
    // Mended: its row is not needed, and says so.
    temp.write("content/om/a.md", page("A", false).replace("och/eller", "eller"));
    assert_eq!(found(&temp.0, &[]), ["Z004 content/baslinje.yaml:1:1", BROKEN]);
    // Written again, it is gone.
    check(&temp.0, &["--write-baseline"]);
    assert_eq!(found(&temp.0, &[]), [BROKEN]);
    let first = fs::read(temp.join("content/baslinje.yaml")).expect("the baseline");
    check(&temp.0, &["--write-baseline"]);
    let again = fs::read(temp.join("content/baslinje.yaml")).expect("the baseline");
    assert_eq!(first, again);
    fs::remove_file(temp.join("content/baslinje.yaml")).expect("remove it");
    assert_eq!(found(&temp.0, &[]), [B, BROKEN, C]);
}

/// A page with things that can be mended in one way only, and one that cannot.
const MENDABLE: &str = "---\ntitel: A\ningress: Om oss.\nuppdaterad: 2026-1-5\n---\n\n# Om oss\n\nVi ses 24/1-2026. Ring dem och/eller oss.\n";
const MENDED: &str = "---\ntitel: A\ningress: Om oss.\nuppdaterad: 2026-01-05\n---\n\n## Om oss\n\nVi ses 24 januari 2026. Ring dem och/eller oss.\n";

#[test]
fn corrections_are_shown_first_and_written_when_somebody_agrees() {
    let temp = site("checks-fix");
    temp.write("content/om/a.md", MENDABLE);
    let before = tree(&temp.0);
    let (code, shown, said) = check(&temp.0, &["om/a.md", "--fix"]);
    assert_eq!(code, Some(1), "{said}");
    for line in ["- uppdaterad: 2026-1-5", "+ uppdaterad: 2026-01-05", "- # Om oss", "+ ## Om oss"]
    {
        assert!(shown.lines().any(|shown| shown.ends_with(line)), "no {line}: {shown}");
    }
    assert!(shown.contains("content/om/a.md") && said.contains("--yes"), "{shown}{said}");
    assert_eq!(tree(&temp.0), before, "nobody agreed");

    let (_, again, said) = check(&temp.0, &["om/a.md", "--fix", "--yes"]);
    assert_eq!(again, shown, "what is shown is what is done");
    assert!(said.contains("1 fil är rättad"), "{said}");
    assert_eq!(fs::read_to_string(temp.join("content/om/a.md")).expect("a page"), MENDED);
    let after = tree(&temp.0);
    let changed = |(one, other): &(&(String, Vec<u8>), &(String, Vec<u8>))| one != other;
    assert_eq!(before.iter().zip(&after).filter(changed).count(), 1);

    // Once more, and nothing is left to do.
    let (_, shown, said) = check(&temp.0, &["om/a.md", "--fix", "--yes"]);
    assert!(shown.is_empty() && said.contains("Inget att rätta åt dig"), "{shown}{said}");
    assert_eq!(tree(&temp.0), after);
}

#[test]
fn corrections_keep_every_other_byte() {
    let temp = site("checks-bytes");
    let windows = format!("\u{feff}{}", MENDABLE.replace('\n', "\r\n"));
    temp.write("content/om/a.md", &windows);
    temp.write("content/om/b.md", MENDABLE.trim_end());
    check(&temp.0, &["om", "--fix", "--yes"]);
    let read = |file: &str| fs::read_to_string(temp.join(file)).expect("a page");
    assert_eq!(read("content/om/a.md"), format!("\u{feff}{}", MENDED.replace('\n', "\r\n")));
    assert_eq!(read("content/om/b.md"), MENDED.trim_end());
    let names: Vec<String> = tree(&temp.join("content/om")).into_iter().map(|(n, _)| n).collect();
    assert_eq!(names, ["a.md", "b.md"], "nothing is left beside them");
}

#[test]
fn a_file_that_cannot_be_mended_keeps_no_other_from_it() {
    let temp = site("checks-some");
    // Signs in two parts: what was read is not what is written.
    temp.write("content/om/a.md", MENDABLE.replace("titel: A", "titel: A\u{30a}"));
    temp.write("content/om/b.md", MENDABLE);
    let kept = fs::read(temp.join("content/om/a.md")).expect("a page");
    let (code, _, said) = check(&temp.0, &["om", "--fix", "--yes"]);
    assert_ne!(code, Some(0));
    assert!(said.contains("a.md") && said.contains("Inget är ändrat i den"), "{said}");
    assert_eq!(fs::read(temp.join("content/om/a.md")).expect("a page"), kept);
    assert_eq!(fs::read_to_string(temp.join("content/om/b.md")).expect("a page"), MENDED);
}

#[cfg(unix)]
#[test]
fn corrections_go_through_links_inside_the_site_only_and_keep_rights() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let temp = site("checks-links");
    temp.write("content/om/a.md", MENDABLE);
    fs::set_permissions(temp.join("content/om/a.md"), fs::Permissions::from_mode(0o640))
        .expect("rights");
    fs::remove_file(temp.join("content/om/b.md")).expect("remove");
    symlink("a.md", temp.join("content/om/b.md")).expect("a link");
    check(&temp.0, &["om/a.md", "--fix", "--yes"]);
    let meta = fs::metadata(temp.join("content/om/a.md")).expect("a page");
    assert_eq!(meta.permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(temp.join("content/om/b.md")).expect("a link").is_symlink());
    assert_eq!(fs::read_to_string(temp.join("content/om/a.md")).expect("a page"), MENDED);
}

#[test]
fn a_guess_is_never_written() {
    let temp = site("checks-guess");
    temp.write("content/om/a.md", "---\ntitel: A\ningres: Om oss.\n---\n\nHej.\n");
    let (_, printed, _) = check(&temp.0, &["om/a.md"]);
    assert!(printed.contains("skriv så här: ingress"), "{printed}");
    let before = tree(&temp.0);
    let (_, shown, _) = check(&temp.0, &["om/a.md", "--fix", "--yes"]);
    assert!(shown.is_empty(), "{shown}");
    assert_eq!(tree(&temp.0), before);
}

#[test]
fn the_report_for_a_browser_holds_every_finding_and_needs_nothing_else() {
    let temp = site("checks-html");
    temp.write("content/om/a.md", page("<script>alert(1)</script>", true));
    let (code, report, said) = check(&temp.0, &["--format", "html"]);
    assert_eq!(code, Some(1), "{said}");
    for part in ["<!doctype html>", "lang=\"sv\"", "S006", "L001", "content/om/a.md", "<h1"] {
        assert!(report.contains(part), "no {part}");
    }
    let findings = found(&temp.0, &[]).len();
    assert_eq!(report.matches("<article").count(), findings, "{report}");
    for never in ["<script", "http://", "src=", "@import", "url("] {
        assert!(!report.contains(never), "{never}");
    }
    let english =
        delwebb(&temp.0, &["check", "--now", "2026-01-24", "--format", "html", "--lang", "en"]);
    assert!(out(&english).contains("lang=\"en\""));
}

#[test]
fn the_closing_words_say_what_it_means() {
    let temp = site("checks-words");
    let (_, _, said) = check(&temp.0, &[]);
    for words in ["1 fel, 3 tips", "Felen måste rättas", "1 av 4 textfiler", "Vanligast: S006"] {
        assert!(said.contains(words), "no ”{words}”: {said}");
    }
    temp.write("content/om/a.md", MENDABLE);
    let (_, _, said) = check(&temp.0, &[]);
    assert!(said.contains("3 av fynden kan rättas åt dig: delwebb check --fix"), "{said}");
    let (_, _, said) = check(&temp.0, &["--only", "S009"]);
    assert!(said.contains("inget att rätta av det du bad om"), "{said}");
}
