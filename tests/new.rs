//! `delwebb new`: the file is right as it is, right with every field in use, and never in the
//! way of anything.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use delwebb::base::{Diagnostic, FilePath, Severity};
use delwebb::document::kind::{Common, kind_named};
use delwebb::manual::{makeable, makeable_named};
use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, load};
use delwebb::source::{Source, read, starter_files};
use delwebb::yaml::{Record, Shape};

use support::{Temp, delwebb, err, out, repository, tree};

const NOW: &str = "2026-01-24";

/// A folder with the starter site.
fn starter(name: &str) -> Temp {
    let temp = Temp::new(name);
    for (path, bytes) in starter_files() {
        temp.write(&path, bytes);
    }
    temp
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = delwebb(folder, arguments);
    (output.status.code().unwrap_or(-1), out(&output), err(&output))
}

fn new(folder: &Path, kind: &str, title: &str) -> (i32, String, String) {
    run(folder, &["new", kind, "--now", NOW, "--", title])
}

/// The file that `new` says it has made.
fn made(printed: &str) -> String {
    let first = printed.lines().next().unwrap_or_default();
    first.trim_start_matches("Klart: ").to_owned()
}

fn findings(source: Source, drafts: Drafts) -> Vec<Diagnostic> {
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts };
    let mut found =
        load(source, &Options { link, theme: None, base_url: None, strict: false }).check();
    // That a page begins without a lead is a hint: there is something to write.
    found.retain(|diagnostic| diagnostic.severity != Severity::Hint);
    found
}

/// The site in `folder` with `text` in place of one file.
fn with(folder: &Path, file: &str, text: &str) -> Source {
    let mut source = read(folder).expect("read the site");
    source.files.extend(Source::from_memory([(file, text)]).files);
    source
}

/// `text` as it is when the draft is done.
fn published(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.starts_with("utkast:")).collect()
}

/// The first and last line of every field that is commented out.
fn commented(text: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let end = lines.iter().skip(1).position(|line| *line == "---").expect("a fence") + 1;
    let mut found = Vec::new();
    let mut at = 1;
    while at < end {
        let field = lines[at].strip_prefix("# ").and_then(|rest| rest.split_once(':'));
        let Some((key, _)) = field.filter(|(key, _)| !key.starts_with(' ')) else {
            at += 1;
            continue;
        };
        let first = at;
        at += 1;
        while at < end && lines[at].starts_with("#   ") {
            at += 1;
        }
        found.push((key.to_owned(), first, at));
    }
    found
}

/// `text` with the first `# ` of these lines taken away.
fn in_use(text: &str, first: usize, last: usize) -> String {
    let lines = text.split_inclusive('\n').enumerate().map(|(at, line)| {
        let used = (first..last).contains(&at);
        if used { line.strip_prefix("# ").expect("a mark") } else { line }
    });
    lines.collect()
}

#[test]
fn a_new_page_is_clean_as_it_is_as_a_draft_and_published() {
    for kind in makeable() {
        for root in ["starter", "real"] {
            let temp =
                if root == "starter" { starter("new-clean") } else { Temp::new("new-clean") };
            if root == "real" {
                support::copy_tree(&repository().join("content"), &temp.join("content"));
            }
            let before = findings(read(&temp.0).expect("read"), Drafts::LeftOut);
            let (code, printed, wrong) = new(&temp.0, kind.new[0], "Något helt nytt i Ånge");
            assert_eq!(code, 0, "{}: {wrong}", kind.name);
            let file = made(&printed);
            let text = fs::read_to_string(temp.join(&file)).expect("the file");
            assert!(text.contains("\nutkast: true "), "{file}");
            for drafts in [Drafts::LeftOut, Drafts::Shown] {
                assert_eq!(findings(read(&temp.0).expect("read"), drafts), before, "{file}");
            }
            let done = with(&temp.0, &file, &published(&text));
            assert_eq!(findings(done, Drafts::LeftOut), before, "{file} published");
        }
    }
}

#[test]
fn the_starter_site_has_one_of_each_and_is_clean_for_years() {
    let temp = starter("new-starter");
    let site = read(&temp.0).expect("read");
    for kind in ["omraden/", "projekt/", "nyheter/", "kalender/", "fardplan/", "om/"] {
        assert!(site.below(&format!("content/{}", kind.trim_end_matches('/'))).next().is_some());
    }
    for folder in ["grupper", "kontakter", "dokument", "organisationer", "malgrupper", "ordlista"] {
        let file = FilePath::new(&format!("content/register/{folder}.yaml"));
        assert!(site.files.contains_key(&file), "{folder}");
    }
    assert!(temp.join("README.md").exists());
    for now in ["2026-01-24", "2026-12-31", "2035-06-01"] {
        // That nothing has been said of the example for nine years is no fault of the site's.
        let said = ["check", "--strict", "--allow", "D004", "--now", now];
        let (code, printed, said) = run(&temp.0, &said);
        assert_eq!((code, printed.as_str()), (0, ""), "{now}: {said}");
    }
    // What the README tells to run is there.
    let help = out(&delwebb(&temp.0, &["--help"]));
    let text = fs::read_to_string(temp.join("README.md")).expect("README.md");
    for command in text.split("`delwebb ").skip(1) {
        let command = command.split([' ', '`']).next().expect("a command");
        assert!(help.contains(&format!("  {command} ")), "{command}");
    }
}

#[test]
fn every_field_of_the_kind_is_in_the_file_and_explained() {
    for kind in makeable() {
        let temp = starter("new-fields");
        let (_, printed, _) = new(&temp.0, kind.new[0], "Titel");
        let text = fs::read_to_string(temp.join(&made(&printed))).expect("the file");
        let fields = Common::FIELDS.iter().chain(kind_named(kind.name).fields);
        let mut nested = Vec::new();
        for field in fields {
            let line = text.lines().find(|line| {
                line.trim_start_matches("# ")
                    .strip_prefix(field.key)
                    .is_some_and(|r| r.starts_with(':'))
            });
            let line = line.unwrap_or_else(|| panic!("{}: no {}", kind.name, field.key));
            assert!(line[1..].contains(" # "), "{}: {line}", kind.name);
            match field.shape {
                Shape::Mapping(own) | Shape::List(&Shape::Mapping(own)) => nested.extend(own),
                _ => {}
            }
        }
        for field in nested {
            assert!(text.contains(&format!(" {}:", field.key)), "{}: no {}", kind.name, field.key);
        }
    }
}

#[test]
fn every_field_can_be_put_to_use_by_taking_its_mark_away() {
    // The starter site has no such rows and no pictures: what is said is that they are missing.
    let lacking = BTreeMap::from([("delmål", "R001"), ("bild", "N005"), ("bilder", "N005")]);
    for kind in makeable() {
        let temp = starter("new-use");
        let (_, printed, _) = new(&temp.0, kind.new[0], "Titel: ”x”");
        let file = made(&printed);
        let text = published(&fs::read_to_string(temp.join(&file)).expect("the file"));
        let all = commented(&text);
        assert!(all.len() > 15, "{}: {all:?}", kind.name);
        for (key, first, last) in &all {
            let text = in_use(&text, *first, *last);
            let found = findings(with(&temp.0, &file, &text), Drafts::LeftOut);
            // The example happens today, and its source was written before today: that is said.
            // And the page has nothing that the example silences.
            let is_told = |code| ["K006", "Z001"].contains(&code);
            let found: Vec<_> = found.into_iter().filter(|found| !is_told(found.code)).collect();
            let codes: Vec<&str> = found.iter().map(|diagnostic| diagnostic.code).collect();
            match lacking.get(key.as_str()) {
                Some(code) => assert_eq!(codes, [*code], "{} {key}", kind.name),
                None => assert_eq!(found, [], "{} {key}: {text}", kind.name),
            }
        }
        // And all of them together.
        let mut every = text.clone();
        for (key, first, last) in &all {
            // What a source says of a time that is not known stands instead of the date.
            if !lacking.contains_key(key.as_str()) && key != "datumtext" {
                every = in_use(&every, *first, *last);
            }
        }
        let mut found = findings(with(&temp.0, &file, &every), Drafts::LeftOut);
        found.retain(|found| !["K006", "Z001"].contains(&found.code));
        assert_eq!(found, [], "{}: {every}", kind.name);
    }
}

#[test]
fn kinds_are_known_with_and_without_dots_and_in_english() {
    for (word, kind) in [
        ("område", "område"),
        ("omrade", "område"),
        ("Area", "område"),
        ("projekt", "arbete"),
        ("PROJECT", "arbete"),
        ("arbete", "arbete"),
        ("nyhet", "nyhet"),
        ("news", "nyhet"),
        ("händelse", "händelse"),
        ("handelse", "händelse"),
        ("event", "händelse"),
        ("sida", "sida"),
        ("page", "sida"),
    ] {
        assert_eq!(makeable_named(word).map(|kind| kind.name), Some(kind), "{word}");
    }
    let temp = starter("new-kinds");
    let (code, _, wrong) = new(&temp.0, "nyhte", "Titel");
    assert!(code == 2 && wrong.contains("Menade du nyhet?"), "{wrong}");
}

#[test]
fn the_folder_follows_from_the_kind_the_year_and_what_is_asked() {
    let temp = starter("new-folder");
    // An evening in Greenwich is the next year at home.
    let late = ["new", "nyhet", "Årets sista", "--now", "2025-12-31T23:30:00Z"];
    assert_eq!(made(&run(&temp.0, &late).1), "content/nyheter/2026/arets-sista.md");
    let of = |arguments: &[&str]| made(&run(&temp.0, arguments).1);
    assert_eq!(of(&["new", "sida", "Vi", "--folder", "om/oss"]), "content/om/oss/vi.md");
    assert_eq!(of(&["new", "sida", "Du", "--mapp", "content/Ny mapp/"]), "content/ny-mapp/du.md");
    assert_eq!(of(&["new", "sida", "De", "--folder", "om\\oss"]), "content/om/oss/de.md");
    assert_eq!(
        of(&["new", "nyhet", "Då", "--folder", "nyheter/2019", "--now", "2019-05-05T10:00:00Z"]),
        "content/nyheter/2019/da.md"
    );
    for folder in ["../utanför", "/tmp/x", "C:\\x", "register", "static", "omraden", "om/../../x"]
    {
        let (code, _, wrong) = run(&temp.0, &["new", "sida", "Titel", "--folder", folder]);
        assert_eq!(code, 2, "{folder}: {wrong}");
    }
    let (code, _, wrong) = run(&temp.0, &["new", "nyhet", "Titel", "--folder", "om"]);
    assert!(code == 2 && wrong.contains("nyheter/"), "{wrong}");
}

#[test]
fn titles_are_kept_as_they_are_and_what_cannot_be_a_file_is_said() {
    let temp = starter("new-titles");
    for title in [
        "Kort: om \"SIP\"",
        "- lista",
        "'ett' {två} [tre]",
        "# nummer",
        "null",
        "2026",
        "ja",
        "Ånge & Örnsköldsvik, 100 %",
        "C:\\mapp",
        "@alla *nu*",
        "CON",
        "index",
        "💡 Idé",
        "-->",
        "x -- y <!-- z",
    ] {
        let (code, printed, wrong) = new(&temp.0, "sida", title);
        if title == "-->" {
            assert!(code == 2 && wrong.contains("adress"), "{wrong}");
            continue;
        }
        assert_eq!(code, 0, "{title}: {wrong}");
        let file = made(&printed);
        let text = published(&fs::read_to_string(temp.join(&file)).expect("the file"));
        let source = with(&temp.0, &file, &text);
        let now = "2026-01-24T08:00:00Z".parse().expect("a time");
        let link = LinkOptions { now, drafts: Drafts::LeftOut };
        let site = load(source, &Options { link, theme: None, base_url: None, strict: false });
        let path = FilePath::new(&file);
        let document = site.model.documents.iter().find(|document| document.file == path);
        assert_eq!(document.expect("the page").title(), title);
        // Nobody links to a page that has just been made, and not all titles are words.
        let mut found = site.check();
        found.retain(|found| !["L012", "S013"].contains(&found.code));
        assert_eq!(found, [], "{title}");
    }
    let words = ["new", "sida", "Glömda", "citattecken", "--now", NOW];
    assert_eq!(made(&run(&temp.0, &words).1), "content/om/glomda-citattecken.md");
    let (code, _, wrong) = run(&temp.0, &["new", "sida", "- streck"]);
    assert!(code == 2 && wrong.contains("Skriv -- före"), "{wrong}");
    let (_, printed, _) = new(&temp.0, "sida", "  Två\n rader\u{200b} ");
    assert_eq!(made(&printed), "content/om/tva-rader.md");
    let long = "långt ".repeat(40);
    for bad in ["", "   ", "…!", long.as_str()] {
        let (code, _, wrong) = new(&temp.0, "sida", bad);
        assert!(code == 2 && wrong.starts_with("fel: "), "{bad:?}: {wrong}");
    }
}

#[test]
fn nothing_is_ever_overwritten_and_no_address_taken_twice() {
    let temp = starter("new-taken");
    let title = "Stöd i hemmet";
    // The same address in another file, as a draft, as an old address, made by a register.
    temp.write("content/omraden/mapp/index.md", "---\ntitel: Mapp\n---\n");
    temp.write("content/omraden/utkastet.md", "---\ntitel: Utkastet\nutkast: ja\n---\n");
    temp.write("content/om/ny.md", "---\ntitel: Ny\naliases: [/omraden/gammal/]\n---\n");
    temp.write("content/static/omraden/fil/index.html", "x");
    let before = tree(&temp.0);
    for title in ["Exempelområde", "Mapp", "Utkastet", "Gammal", "Fil", "EXEMPELOMRÅDE"] {
        let (code, printed, wrong) = new(&temp.0, "område", title);
        assert_eq!((code, printed.as_str()), (2, ""), "{title}");
        assert!(wrong.contains("fel"), "{title}: {wrong}");
        assert_eq!(tree(&temp.0), before, "{title}");
    }
    // A title alone may be had twice, and one that only a draft has is free elsewhere.
    let (code, printed, _) = new(&temp.0, "sida", title);
    assert!(code == 0 && printed.contains("omraden/exempelomrade.md"), "{printed}");
    let (code, printed, _) = new(&temp.0, "nyhet", "Utkastet");
    assert!(code == 0 && !printed.contains("omraden/"), "{printed}");
}

#[test]
fn a_name_that_would_make_others_ambiguous_is_refused() {
    let temp = starter("new-ambiguous");
    temp.write(
        "content/nyheter/2026/a.md",
        "---\ntitel: A\ndatum: 2026\navser: [exempelomrade]\n---\n",
    );
    let before = tree(&temp.0);
    let (code, _, wrong) = new(&temp.0, "projekt", "Exempelområde");
    assert!(code == 2 && wrong.contains("R005"), "{wrong}");
    assert_eq!(tree(&temp.0), before);
}

#[test]
fn of_many_at_once_one_makes_the_file() {
    let temp = starter("new-race");
    let codes: Vec<i32> = std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..8).map(|_| scope.spawn(|| new(&temp.0, "nyhet", "Samtidigt").0)).collect();
        runs.into_iter().map(|run| run.join().expect("a run")).collect()
    });
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| matches!(code, 0 | 2)), "{codes:?}");
    let text =
        fs::read_to_string(temp.join("content/nyheter/2026/samtidigt.md")).expect("the file");
    assert!(text.ends_with("-->\n"), "{text}");
}

#[test]
fn a_site_with_its_own_ways_has_them_in_the_file() {
    let temp = Temp::new("new-own");
    temp.write(
        "content/site.yaml",
        "titel: A\nadress: \"https://exempel.se/\"\nspråk: [en, sv]\n\
         taxonomier: [{nyckel: teman, titel: Teman}]\n",
    );
    temp.write("content/index.md", "---\ntitel: Start\nteman: [hälsa]\n---\n");
    temp.write("content/Områden/_index.md", "---\ntitel: Områden\n---\n");
    let (code, printed, wrong) = new(&temp.0, "område", "Vård");
    assert_eq!((code, made(&printed).as_str()), (0, "content/Områden/vard.md"), "{wrong}");
    let text = fs::read_to_string(temp.join("content/Områden/vard.md")).expect("the file");
    assert!(text.contains("# teman: [hälsa]") && text.contains("# språk: en "), "{text}");
    // No vocabulary says what a work may be, so any word will do.
    let (code, _, wrong) = new(&temp.0, "projekt", "Stöd");
    assert_eq!(code, 0, "{wrong}");
    let mut found = findings(read(&temp.0).expect("read"), Drafts::Shown);
    // The site's own folder has a capital, and is told so.
    found.retain(|diagnostic| diagnostic.code != "A008");
    assert_eq!(found, []);
}

#[test]
fn outside_a_site_the_help_is_that_of_build() {
    let temp = Temp::new("new-outside");
    let (code, _, wrong) = new(&temp.0, "nyhet", "Titel");
    let (other, _, build) = run(&temp.0, &["build"]);
    assert_eq!((code, &wrong), (other, &build));
    assert!(wrong.contains("delwebb init"), "{wrong}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_out_of_the_site_is_not_written_to() {
    let temp = starter("new-link");
    let elsewhere = Temp::new("new-elsewhere");
    std::os::unix::fs::symlink(&elsewhere.0, temp.join("content/ute")).expect("a link");
    for folder in ["ute", "ute/mer"] {
        let (code, _, wrong) = run(&temp.0, &["new", "sida", "Titel", "--folder", folder]);
        assert_eq!(code, 2, "{wrong}");
    }
    assert_eq!(tree(&elsewhere.0), []);
}
