//! `delwebb publish` where something is not as it should be: folders of the site's own, rights that
//! lock visitors out, broken releases, a log that cannot be written.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{Temp, delwebb, err, out};

const NOW: &str = "2026-01-24T08:00:00Z";

/// The starter site, in a folder of its own inside the temporary one.
fn site(name: &str, targets: &str) -> (Temp, PathBuf) {
    let site = Temp::new(name);
    assert!(delwebb(&site.0, &["init", "s"]).status.success());
    let root = site.join("s");
    let settings = root.join("content/site.yaml");
    let text = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, format!("{text}\n{targets}")).expect("written");
    (site, root)
}

fn run_at(root: &Path, now: &str, arguments: &[&str]) -> Output {
    delwebb(root, &[&["publish", "--yes"], arguments, &["--now", now]].concat())
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    run_at(root, NOW, arguments)
}

#[track_caller]
fn published(root: &Path, now: &str) {
    let done = run_at(root, now, &[]);
    assert!(done.status.success(), "{}{}", out(&done), err(&done));
}

fn edit(root: &Path, to: &str) {
    let path = root.join("content/om/index.md");
    let text = fs::read_to_string(&path).expect("a page");
    fs::write(&path, format!("{text}\n{to}\n")).expect("written");
}

#[test]
fn a_summary_takes_the_place_of_nothing_else() {
    let (site, root) = site("careful-summary", "");
    let settings = fs::read_to_string(root.join("content/site.yaml")).expect("settings");
    for file in
        ["content/site.yaml", "content/ny.md", "themes/x.md", "content/../content/om/index.md"]
    {
        let done = run(&root, &["--dry-run", "--summary", file]);
        assert_eq!(done.status.code(), Some(2), "{file}: {}", out(&done));
    }
    assert_eq!(fs::read_to_string(root.join("content/site.yaml")).expect("read"), settings);
    assert!(!root.join("content/ny.md").exists());
    fs::write(root.join("anteckningar.md"), "Mina egna ord.\n").expect("written");
    let done = run(&root, &["--dry-run", "--summary", "anteckningar.md"]);
    assert!(err(&done).contains("ingen sammanfattning"), "{}", err(&done));
    assert_eq!(fs::read_to_string(root.join("anteckningar.md")).expect("read"), "Mina egna ord.\n");
    // An empty file is what CI gives; an earlier summary may go.
    fs::write(root.join("tom.md"), "").expect("written");
    for file in ["tom.md", "tom.md", "ny.html", "ny.html"] {
        let done = run(&root, &["--dry-run", "--summary", file]);
        assert!(done.status.success(), "{file}: {}", err(&done));
    }
    drop(site);
}

#[test]
fn no_folder_of_the_sites_own_is_published_to_however_it_is_written() {
    let own = ["../s", "x/../content", "../s/content", "lank", ".delwebb/ut", "content/ny", "."];
    for path in own {
        let target = format!("mål:\n  - {{namn: prov, typ: mapp, roll: test, sökväg: {path:?}}}\n");
        let (_site, root) = site("careful-own", &target);
        #[cfg(unix)]
        std::os::unix::fs::symlink("content", root.join("lank")).expect("a link");
        #[cfg(not(unix))]
        if path == "lank" {
            continue;
        }
        let done = run(&root, &["prov"]);
        assert_eq!(done.status.code(), Some(2), "{path}: {}", out(&done));
        assert!(err(&done).contains("egna filer"), "{path}: {}", err(&done));
        assert!(!root.join("content/releases").exists(), "{path}");
    }
    for archive in ["content/arkiv", "ute/current/arkiv", "ute", "themes"] {
        let target = format!(
            "mål:\n  - {{namn: prov, typ: mapp, roll: test, sökväg: ute, arkiv: {archive:?}}}\n"
        );
        let (_site, root) = site("careful-archive", &target);
        let done = run(&root, &["prov"]);
        assert_eq!(done.status.code(), Some(2), "{archive}: {}", out(&done));
        assert!(!root.join("ute").exists() && !root.join("content/arkiv").exists(), "{archive}");
    }
}

/// Whoever publishes keeps their files to themselves; visitors see the site all the same.
#[cfg(unix)]
#[test]
fn visitors_are_not_locked_out_by_the_rights_of_whoever_publishes() {
    use std::os::unix::fs::PermissionsExt as _;
    for (mask, above) in [("027", 0o755), ("077", 0o755), ("077", 0o750)] {
        let (temp, root) = site(
            "careful-rights",
            "mål:\n  - {namn: prov, typ: mapp, roll: test, sökväg: ../ute}\n",
        );
        fs::set_permissions(&temp.0, fs::Permissions::from_mode(above)).expect("rights");
        let program = env!("CARGO_BIN_EXE_delwebb");
        let command = format!("umask {mask} && exec {program} publish prov --yes --now {NOW}");
        let done = Command::new("sh").args(["-c", &command]).current_dir(&root).output();
        assert!(done.expect("a shell").status.success());
        let current = fs::canonicalize(temp.join("ute/current")).expect("a release");
        let mode = |path: &Path| fs::metadata(path).expect("it").permissions().mode() & 0o777;
        let (folders, files) = (above, above & 0o666);
        for (path, wanted) in [("om", folders), ("om/index.html", files), ("index.html", files)] {
            assert_eq!(mode(&current.join(path)), wanted, "umask {mask}, {above:o}: {path}");
        }
        assert_eq!(mode(&temp.join("ute")), folders, "umask {mask}");
    }
}

#[test]
fn the_newest_whole_release_is_gone_back_to() {
    let (_site, root) = site("careful-whole", "");
    for (number, now) in ["2026-01-20T08:00:00Z", "2026-01-21T08:00:00Z", "2026-01-22T08:00:00Z"]
        .into_iter()
        .enumerate()
    {
        edit(&root, &format!("Utgåva {number}."));
        published(&root, now);
    }
    // The page that only the middle one has.
    let releases = root.join(".publicerat/releases");
    let mut all: Vec<_> = fs::read_dir(&releases).expect("releases").flatten().collect();
    all.sort_by_key(fs::DirEntry::file_name);
    let middle = all[1].path().join("om/index.html");
    fs::write(&middle, "ändrad").expect("written");
    let done = run(&root, &["--rollback"]);
    assert!(done.status.success(), "{}{}", out(&done), err(&done));
    let shown = fs::read_to_string(root.join(".publicerat/current/om/index.html")).expect("a page");
    assert!(shown.contains("Utgåva 0.") && !shown.contains("Utgåva 1."), "{shown}");
    let named = all[1].file_name().to_string_lossy().into_owned();
    let broken = run(&root, &["--rollback", &named]);
    assert_eq!(broken.status.code(), Some(2));
    assert!(err(&broken).contains("är inte hel"), "{}", err(&broken));
}

#[test]
fn no_timer_takes_back_that_somebody_went_back() {
    let (_site, root) = site("careful-timer", "");
    fs::write(
        root.join("content/om/sedan.md"),
        "---\ntitel: Sedan\npubliceras: 2026-01-25\n---\n\nText.\n",
    )
    .expect("written");
    published(&root, "2026-01-20T08:00:00Z");
    edit(&root, "Felaktig text.");
    published(&root, "2026-01-21T08:00:00Z");
    assert!(run_at(&root, "2026-01-22T08:00:00Z", &["--rollback"]).status.success());
    let night = run_at(&root, "2026-01-26T23:05:00Z", &["--if-due"]);
    assert_eq!(night.status.code(), Some(2), "{}", out(&night));
    assert!(err(&night).contains("gått tillbaka"), "{}", err(&night));
    let shown = fs::read_to_string(root.join(".publicerat/current/om/index.html")).expect("a page");
    assert!(!shown.contains("Felaktig text."));
    published(&root, "2026-01-27T08:00:00Z");
}

#[test]
fn a_log_that_cannot_be_written_is_said_and_the_site_is_published() {
    let (_site, root) = site("careful-log", "");
    fs::create_dir_all(root.join("arkiv/publiceringar.jsonl")).expect("a folder in the way");
    let done = run(&root, &[]);
    assert!(done.status.success(), "{}", err(&done));
    assert!(out(&done).contains("Klart:"), "{}", out(&done));
    assert!(err(&done).contains("Besökarna ser utgåvan"), "{}", err(&done));
    assert!(root.join(".publicerat/current/index.html").exists());
}

#[test]
fn a_way_back_is_promised_where_there_is_one() {
    let (_site, root) = site("careful-back", "");
    let first = run(&root, &[]);
    assert!(!out(&first).contains("--rollback"), "{}", out(&first));
    assert!(!out(&run(&root, &["--list"])).contains("--rollback"));
    edit(&root, "Mer text.");
    assert!(out(&run(&root, &[])).contains("--rollback"));
    assert!(out(&run(&root, &["--list"])).contains("--rollback"));
}

#[test]
fn addresses_of_examples_are_not_for_everybody() {
    for address in [
        "https://exempel.se/",
        "https://www.example.com/",
        "https://EXEMPEL.TEST/",
        "http://10.0.0.1/",
        "http://[::1]/",
    ] {
        let target = format!(
            "mål:\n  - {{namn: skarp, typ: mapp, roll: skarp, sökväg: ute, adress: {address:?}}}\n"
        );
        let (_site, root) = site("careful-address", &target);
        let done = run(&root, &["skarp", "--dry-run"]);
        assert_eq!(done.status.code(), Some(2), "{address}");
        assert!(err(&done).contains("ingen riktig adress"), "{address}: {}", err(&done));
    }
}

#[test]
fn a_copy_that_has_not_published_before_says_so() {
    let (_site, root) = site("careful-copy", "");
    published(&root, NOW);
    fs::remove_dir_all(root.join(".delwebb")).expect("removed");
    edit(&root, "Mer text.");
    let program = env!("CARGO_BIN_EXE_delwebb");
    let other = Command::new(program)
        .args(["publish", "--dry-run", "--now", NOW])
        .current_dir(&root)
        .env("USER", "bo")
        .env("USERNAME", "bo")
        .env("LOGNAME", "bo")
        .output()
        .expect("the program");
    assert!(err(&other).contains("inte publicerat hit förut"), "{}", err(&other));
}

#[test]
fn old_addresses_that_end_and_files_are_named() {
    let (_site, root) = site("careful-named", "");
    let page = root.join("content/om/index.md");
    let text = fs::read_to_string(&page).expect("a page");
    let with = text.replacen("---\n", "---\naliases: [/gammal/]\n", 1);
    fs::write(&page, &with).expect("written");
    fs::create_dir_all(root.join("content/static/filer")).expect("a folder");
    fs::write(root.join("content/static/filer/beslut.bin"), "ett").expect("written");
    published(&root, NOW);
    fs::write(&page, with.replace("aliases: [/gammal/]\n", "")).expect("written");
    fs::write(root.join("content/static/filer/beslut.bin"), "två").expect("written");
    fs::write(root.join("content/static/filer/nytt.bin"), "tre").expect("written");
    let done = run(&root, &["--dry-run"]);
    let shown = out(&done);
    for words in [
        "Gamla adresser som slutar fungera (1)",
        "/gammal/",
        "ledde till /om/",
        "Filer (2)",
        "beslut.bin",
        "ändrad",
        "nytt.bin",
    ] {
        assert!(shown.contains(words), "{words}\n{shown}{}", err(&done));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_of_ones_home_is_ones_home() {
    let (temp, root) =
        site("careful-home", "mål:\n  - {namn: prov, typ: mapp, roll: test, sökväg: ~/webb}\n");
    let done = Command::new(env!("CARGO_BIN_EXE_delwebb"))
        .args(["publish", "prov", "--yes", "--now", NOW])
        .current_dir(&root)
        .env("HOME", &temp.0)
        .output()
        .expect("the program");
    assert!(done.status.success(), "{}", err(&done));
    assert!(err(&done).contains("målet prov har ingen egen adress"), "{}", err(&done));
    assert!(temp.join("webb/current/index.html").exists() && !root.join("~").exists());
}

#[test]
fn mistakes_are_told_of_also_when_nobody_answers() {
    let place =
        "ändpunkt: \"http://127.0.0.1:1\", hink: webb, adress: \"https://prov.exempel.se/\"";
    let targets = format!("mål:\n  - {{namn: prov, typ: s3, roll: test, {place}}}\n");
    let (_site, root) = site("careful-silent", &targets);
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_delwebb"));
        command.args(["publish", "prov", "--yes", "--now", NOW]).current_dir(&root).env_clear();
        command.env("DELWEBB_PROV_NYCKEL", "a").env("DELWEBB_PROV_HEMLIGHET", "b");
        command.output().expect("start delwebb")
    };
    let done = run();
    assert_eq!(done.status.code(), Some(2), "{}", err(&done));
    assert!(err(&done).contains("127.0.0.1:1"), "{}", err(&done));
    let page = root.join("content/om/index.md");
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, text.replacen("titel:", "titl:", 1)).expect("written");
    let done = run();
    assert_eq!(done.status.code(), Some(1), "{}", err(&done));
    assert!(format!("{}{}", out(&done), err(&done)).contains("titl"), "{}", err(&done));
}
