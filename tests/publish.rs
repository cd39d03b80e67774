//! `delwebb publish` to a folder, as somebody types it: what it shows, what it sends, what stops
//! it, and the way back.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use support::{Temp, copy_tree, delwebb, err, out, repository, tree};

const NOW: &str = "2026-01-24T08:00:00Z";

/// A small site of one's own.
fn site(name: &str) -> Temp {
    let site = Temp::new(name);
    let made = delwebb(&site.0, &["init", "s"]);
    assert!(made.status.success(), "{}", err(&made));
    site
}

fn root(site: &Temp) -> PathBuf {
    site.join("s")
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    run_at(root, NOW, arguments)
}

fn run_at(root: &Path, now: &str, arguments: &[&str]) -> Output {
    let mut all = vec!["publish"];
    all.extend(arguments);
    all.extend(["--now", now]);
    delwebb(root, &all)
}

#[track_caller]
fn publish(root: &Path, arguments: &[&str]) -> String {
    let mut all = vec!["--yes"];
    all.extend(arguments);
    let done = run(root, &all);
    assert!(done.status.success(), "{}{}", out(&done), err(&done));
    out(&done)
}

#[track_caller]
fn refused(root: &Path, arguments: &[&str]) -> String {
    let mut all = vec!["--yes"];
    all.extend(arguments);
    let before = tree(&root.join(".publicerat"));
    let done = run(root, &all);
    assert_eq!(done.status.code(), Some(2), "{}{}", out(&done), err(&done));
    assert_eq!(before, tree(&root.join(".publicerat")), "something was written");
    err(&done)
}

/// The files that visitors get, without the smaller forms of them.
fn shown(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let current = fs::canonicalize(root.join(".publicerat/current")).expect("something is shown");
    let is_packed = |name: &str| name.ends_with(".gz") || name.ends_with(".br");
    tree(&current).into_iter().filter(|(name, _)| !is_packed(name)).collect()
}

fn edit(root: &Path, file: &str, from: &str, to: &str) {
    let path = root.join("content").join(file);
    let text = fs::read_to_string(&path).expect("a file of content");
    assert!(text.contains(from), "{file} lacks {from}");
    fs::write(&path, text.replacen(from, to, 1)).expect("written");
}

fn releases(root: &Path) -> usize {
    fs::read_dir(root.join(".publicerat/releases")).map(Iterator::count).unwrap_or_default()
}

#[test]
fn what_is_published_is_what_is_built() {
    let site = site("publish-built");
    let root = root(&site);
    publish(&root, &[]);
    assert!(delwebb(&root, &["build", "--now", NOW]).status.success());
    let mut built: BTreeMap<String, Vec<u8>> = tree(&root.join("public")).into_iter().collect();
    built.remove(".delwebb-manifest.json");
    assert_eq!(shown(&root), built);
}

#[test]
fn a_dry_run_writes_nothing_outside_its_own_folder() {
    let site = site("publish-dry");
    let root = root(&site);
    let shown = run(&root, &["--dry-run"]);
    assert!(shown.status.success());
    assert!(out(&shown).contains("Nya sidor (28)"), "{}", out(&shown));
    assert!(!root.join(".publicerat").exists() && !root.join("arkiv").exists());
    assert!(!root.join("public").exists());
    publish(&root, &[]);
    edit(&root, "om/index.md", "titel: ", "titel: Mer ");
    let before = (tree(&root.join(".publicerat")), tree(&root.join("arkiv")));
    let shown = run(&root, &["--dry-run"]);
    assert!(out(&shown).contains("titel: "), "{}", out(&shown));
    assert_eq!(before, (tree(&root.join(".publicerat")), tree(&root.join("arkiv"))));
}

#[test]
fn the_difference_is_told_as_pages() {
    let site = site("publish-words");
    let root = root(&site);
    let (last, one_more) = (
        "  - {titel: Om oss, adress: /om/}\n",
        "  - {titel: Om oss, adress: /om/}\n  - {titel: Mötet, adress: /kalender/oppet-mote/}\n",
    );
    edit(&root, "site.yaml", last, one_more);
    publish(&root, &[]);
    edit(&root, "site.yaml", one_more, last);
    // As it is, and as the latest step of its history says.
    edit(&root, "projekt/exempelprojekt.md", "läge: pågår", "läge: klart");
    edit(&root, "projekt/exempelprojekt.md", "läge: pågår", "läge: klart");
    let news = root.join("content/nyheter/2026");
    let text = fs::read_to_string(news.join("ny-webbplats.md")).expect("news");
    let text = text.replacen("titel:", "aliases: [/nyheter/2026/ny-webbplats/]\ntitel:", 1);
    fs::write(news.join("folj-planen.md"), text).expect("written");
    fs::remove_file(news.join("ny-webbplats.md")).expect("removed");
    fs::remove_file(root.join("content/kalender/oppet-mote.md")).expect("removed");
    fs::write(root.join("content/om/mer.md"), "---\ntitel: Mer <om> oss\n---\nText.\n")
        .expect("new");
    let said = out(&run(&root, &["--dry-run", "--summary", "s.html"]));
    for part in [
        "Nya sidor (1)\n  + Mer <om> oss  /om/mer/",
        "  ~ Trygg hemgång  /projekt/exempelprojekt/\n      historik (datum: hösten 2025), läge: pågår → klart\n      läge: pågår → klart\n",
        "Flyttade sidor (1)",
        "låg på /nyheter/2026/ny-webbplats/, som leder vidare hit",
        "Borttagna sidor (1)\n  − Öppet möte om planen  /kalender/oppet-mote/",
        "länkades från Kalender (/kalender/)",
        "stod i huvudmenyn",
        "Sidor som visar det som har ändrats på andra ställen (",
        "  · Så går det med vår plan  /\n",
        "Filer: ",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    assert!(said.lines().all(|line| line.chars().count() <= 100), "{said}");
    let page = fs::read_to_string(root.join("s.html")).expect("the summary");
    assert!(page.contains("Mer &lt;om&gt; oss") && !page.contains("<om>"));
    run(&root, &["--dry-run", "--summary", "s.md"]);
    let text = fs::read_to_string(root.join("s.md")).expect("the summary");
    assert!(text.contains("## Flyttade sidor (1)") && text.contains("Mer \\<om\\> oss"), "{text}");
    let english = out(&run(&root, &["--dry-run", "--lang", "en"]));
    assert!(english.contains("Moved pages (1)"), "{english}");
}

#[test]
fn what_many_pages_follow_from_is_named() {
    let site = site("publish-shared");
    let root = root(&site);
    let said = publish(&root, &[]);
    assert!(said.contains("  Mapp: ") && said.contains(".publicerat"), "{said}");
    assert!(!said.contains("Inställningar, register och tema"), "{said}");
    // A word that a page shows of a register, and one of the settings.
    let register = root.join("content/register/kontakter.yaml");
    let contacts = fs::read_to_string(&register).expect("a register");
    fs::write(&register, format!("# Sedd.\n{contacts}")).expect("written");
    edit(&root, "site.yaml", "titel: Om oss", "titel: Om planen");
    let said = out(&run(&root, &["--dry-run"]));
    let told = "Inställningar, register och tema (2)\n  ~ kontakter.yaml  content/register/kontakter.yaml\n      ändrad\n  ~ site.yaml  content/site.yaml\n      ändrad\n";
    assert!(said.contains(told), "{said}");
    publish(&root, &[]);
    // A theme of one's own takes the place of the program's.
    let theme = root.join("themes/strandlinje");
    fs::create_dir_all(theme.join("assets")).expect("a theme");
    support::copy_tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/strandlinje"), &theme);
    let css = theme.join("assets/site.css");
    let text = fs::read_to_string(&css).expect("a style sheet");
    fs::write(&css, format!("{text}\n.egen {{ margin: 0 }}\n")).expect("written");
    let said = out(&run(&root, &["--dry-run"]));
    let told = "Inställningar, register och tema (1)\n  ~ strandlinje  themes/strandlinje/\n      ändrad\n";
    assert!(said.contains(told), "{said}");
}

#[test]
fn nothing_changed_sends_nothing() {
    let site = site("publish-nothing");
    let root = root(&site);
    publish(&root, &[]);
    let before = (tree(&root.join(".publicerat")), tree(&root.join("arkiv")));
    let said = publish(&root, &[]);
    assert!(said.contains("inget är ändrat sedan 2026-01-24 09:00"), "{said}");
    assert_eq!(before, (tree(&root.join(".publicerat")), tree(&root.join("arkiv"))));
}

#[test]
fn five_releases_and_three_back() {
    let site = site("publish-five");
    let root = root(&site);
    let mut trees = Vec::new();
    for number in 0..5 {
        edit(&root, "om/index.md", "titel: ", &format!("titel: {number} "));
        publish(&root, &[]);
        trees.push(shown(&root));
    }
    assert_eq!(releases(&root), 5);
    let started = Instant::now();
    for wanted in [3, 2, 1] {
        publish(&root, &["--rollback"]);
        assert!(shown(&root) == trees[wanted], "release {wanted} is not what it was");
    }
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    let list = out(&run(&root, &["--list"]));
    assert_eq!(list.lines().filter(|line| line.contains("sidor")).count(), 5, "{list}");
    // To a certain one, and on from there.
    let newest = list.split_whitespace().next().expect("a release").to_owned();
    publish(&root, &["--rollback", &newest]);
    assert!(shown(&root) == trees[4]);
    edit(&root, "om/index.md", "titel: ", "titel: Sist ");
    publish(&root, &[]);
    assert_eq!(releases(&root), 5, "the oldest one is gone");
    let unknown = refused(&root, &["--rollback", "20200101T000000Z-00000000"]);
    assert!(unknown.contains("delwebb publish --list"), "{unknown}");
}

#[test]
fn the_archive_is_the_whole_site_and_the_log_says_what_changed() {
    let site = site("publish-archive");
    let root = root(&site);
    publish(&root, &[]);
    let archives = tree(&root.join("arkiv"));
    let (name, bytes) = archives.iter().find(|(name, _)| name.ends_with(".zip")).expect("a zip");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut site_files = BTreeMap::new();
    let mut manifest = String::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).expect("read");
        let name = file.name().expect("a name").into_owned();
        match name.strip_prefix("webbplats/") {
            Some(path) => drop(site_files.insert(path.to_owned(), bytes)),
            None if name == "manifest.json" => {
                manifest = String::from_utf8(bytes).expect("text");
            }
            None => assert_eq!(name, "andringar.md"),
        }
    }
    assert_eq!(site_files, shown(&root));
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    for (path, bytes) in &site_files {
        let hash = <sha2::Sha256 as sha2::Digest>::digest(bytes);
        let hash = hash.iter().fold(String::new(), |out, byte| out + &format!("{byte:02x}"));
        assert_eq!(manifest["files"][path]["sha256"], hash, "{path}");
    }
    let log = fs::read_to_string(root.join("arkiv/publiceringar.jsonl")).expect("the log");
    let line: serde_json::Value = serde_json::from_str(log.trim()).expect("a line of JSON");
    assert_eq!(line["händelse"], "publicering");
    assert_eq!(line["arkiv"], name.as_str());
    assert_eq!(line["ändringar"][0]["slag"], "Nya sidor");
}

#[test]
fn no_byte_of_a_draft_is_published() {
    let site = site("publish-draft");
    let root = root(&site);
    let secret = "Hemlighetsfullord";
    let draft = format!("---\ntitel: {secret} titel\nutkast: ja\n---\n{secret} text.\n");
    fs::write(root.join("content/om/utkast.md"), &draft).expect("written");
    let later = draft.replace("utkast: ja", "publiceras: 2026-02-01");
    fs::write(root.join("content/om/senare.md"), later).expect("written");
    publish(&root, &[]);
    let mut all = tree(&root.join(".publicerat"));
    all.extend(tree(&root.join("arkiv")).into_iter().filter(|(name, _)| !name.ends_with(".zip")));
    for (name, bytes) in all {
        let holds = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(!holds, "{name} holds text of a draft");
    }
    // The guard itself: published, the words are found.
    edit(&root, "om/utkast.md", "utkast: ja\n", "");
    publish(&root, &[]);
    let holds = |(_, bytes): &(String, Vec<u8>)| {
        bytes.windows(secret.len()).any(|part| part == secret.as_bytes())
    };
    assert!(tree(&root.join(".publicerat")).iter().any(holds));
}

#[test]
fn many_removed_pages_stop_until_somebody_says_that_it_is_meant() {
    let site = site("publish-removed");
    let root = root(&site);
    let extra = |number| root.join(format!("content/om/extra-{number}.md"));
    for number in 0..12 {
        fs::write(extra(number), format!("---\ntitel: Extra {number}\n---\nText.\n")).expect("new");
    }
    publish(&root, &[]);
    for number in 0..12 {
        fs::remove_file(extra(number)).expect("removed");
    }
    let said = refused(&root, &[]);
    assert!(said.contains("sidor skulle försvinna") && said.contains("--allow-removals"), "{said}");
    publish(&root, &["--allow-removals"]);
}

#[test]
fn a_fifth_of_the_pages_may_go_and_not_one_more() {
    let site = site("publish-fifth");
    let root = root(&site);
    let extra = |number| root.join(format!("content/om/extra-{number}.md"));
    // 28 pages and 22: ten of fifty are a fifth.
    for number in 0..22 {
        fs::write(extra(number), format!("---\ntitel: Extra {number}\n---\nText.\n")).expect("new");
    }
    let said = publish(&root, &[]);
    assert!(said.contains("50 nya sidor"), "{said}");
    for number in 0..11 {
        fs::remove_file(extra(number)).expect("removed");
    }
    let said = refused(&root, &[]);
    assert!(said.contains("11 av 50 sidor skulle försvinna (22 procent)"), "{said}");
    fs::write(extra(0), "---\ntitel: Extra 0\n---\nText.\n").expect("new");
    publish(&root, &[]);
}

#[test]
fn a_part_of_a_per_cent_counts() {
    let site = site("publish-part");
    let root = root(&site);
    let extra = |number| root.join(format!("content/om/extra-{number}.md"));
    for number in 0..11 {
        fs::write(extra(number), format!("---\ntitel: Extra {number}\n---\nText.\n")).expect("new");
    }
    let said = publish(&root, &[]);
    assert!(said.contains("39 nya sidor"), "{said}");
    for number in 0..8 {
        fs::remove_file(extra(number)).expect("removed");
    }
    // 20.5 per cent is over twenty.
    let said = refused(&root, &[]);
    assert!(said.contains("8 av 39 sidor skulle försvinna (21 procent)"), "{said}");
}

#[test]
fn what_somebody_changed_on_the_host_stops() {
    let site = site("publish-hand");
    let root = root(&site);
    publish(&root, &[]);
    let page = root.join(".publicerat/current/om/index.html");
    let text = fs::read_to_string(&page).expect("a page");
    fs::remove_file(&page).expect("removed");
    fs::write(&page, text.replace("Om", "Öm")).expect("changed by hand");
    let said = refused(&root, &[]);
    assert!(said.contains("om/index.html") && said.contains("--overwrite"), "{said}");
    publish(&root, &["--overwrite"]);
    let again = publish(&root, &[]);
    assert!(again.contains("inget är ändrat"), "{again}");
    assert!(!fs::read_to_string(&page).expect("a page").contains("Öm"));
}

#[test]
fn what_a_colleague_published_from_newer_text_is_not_taken_back() {
    let site = site("publish-colleague");
    let root = root(&site);
    publish(&root, &[]);
    let theirs = Temp::new("publish-theirs");
    copy_tree(&root.join("content"), &theirs.join("content"));
    let config = theirs.join("content/site.yaml");
    let place = format!(
        "mål:\n  - namn: publicerat\n    sökväg: {}/.publicerat\n    roll: test\n",
        root.display()
    );
    let text = fs::read_to_string(&config).expect("settings") + &place;
    fs::write(&config, text.replace("https://exempel.se", "https://exempel.org")).expect("written");
    edit(&theirs.0, "om/index.md", "titel: ", "titel: Nyare ");
    publish(&theirs.0, &[]);
    fs::write(root.join("content/om/eget.md"), "---\ntitel: Eget\n---\nText.\n").expect("new");
    let said = refused(&root, &[]);
    assert!(said.contains("/om/") && said.contains("git pull"), "{said}");
    // With the others' text it goes.
    edit(&root, "om/index.md", "titel: ", "titel: Nyare ");
    publish(&root, &[]);
}

#[test]
fn a_site_for_everybody_needs_an_address_and_an_assessed_statement() {
    let site = site("publish-live");
    let root = root(&site);
    let config = root.join("content/site.yaml");
    let text = fs::read_to_string(&config).expect("settings");
    let targets = "mål:\n  - {namn: skarp, sökväg: .publicerat}\n  - {namn: prov, sökväg: prov, roll: test, adress: \"https://prov.exempel.se/p/\"}\n";
    let real = text.replace("https://exempel.se/", "https://plan.exempelkommunen.se/");
    fs::write(&config, format!("{real}\n{targets}")).expect("written");
    let which = refused(&root, &[]);
    assert!(which.contains("skarp, prov"), "{which}");
    let which = refused(&root, &["skrap"]);
    assert!(which.contains("Menade du skarp?"), "{which}");
    let said = refused(&root, &["skarp"]);
    assert!(said.contains("ingen bedömning är gjord"), "{said}");
    let odd = text.replace("https://exempel.se/", "https://vard.example/");
    fs::write(&config, format!("{odd}\n{targets}")).expect("written");
    let said = refused(&root, &["skarp"]);
    assert!(said.contains("https://vard.example/"), "{said}");
    // A place to try the site at takes both, and keeps search engines out.
    publish(&root, &["prov"]);
    let pages = tree(&fs::canonicalize(root.join("prov/current")).expect("published"));
    let text = |name: &str| {
        let found = pages.iter().find(|(path, _)| path == name).expect(name);
        String::from_utf8_lossy(&found.1).into_owned()
    };
    for (name, _) in pages.iter().filter(|(name, _)| name.ends_with(".html")) {
        assert!(text(name).contains("<meta name=\"robots\" content=\"noindex\">"), "{name}");
    }
    assert_eq!(text("robots.txt"), "User-agent: *\nDisallow: /\n");
    assert!(text("sitemap.xml").contains("https://prov.exempel.se/p/om/"));
    // The usual build knows nothing of it.
    fs::write(&config, &odd).expect("written");
    assert!(delwebb(&root, &["build", "--now", NOW]).status.success());
    let page = fs::read_to_string(root.join("public/om/index.html")).expect("a page");
    assert!(!page.contains("noindex"));
}

#[test]
fn a_day_that_has_come_is_published_and_nothing_else() {
    let site = site("publish-due");
    let root = root(&site);
    let page = "---\ntitel: Senare\npubliceras: 2026-02-01\n---\nText.\n";
    fs::write(root.join("content/om/senare.md"), page).expect("written");
    publish(&root, &[]);
    edit(&root, "om/index.md", "titel: ", "titel: Halvskriven ");
    let due = ["--if-due", "--yes"];
    let before = tree(&root.join(".publicerat"));
    let early = run_at(&root, "2026-01-31T22:00:00Z", &due);
    assert!(early.status.success() && out(&early).contains("Nästa dag är 2026-02-01"));
    assert_eq!(before, tree(&root.join(".publicerat")));
    // Midnight is that of the site's own time zone.
    let come = run_at(&root, "2026-01-31T23:00:00Z", &due);
    assert!(come.status.success(), "{}", err(&come));
    assert!(root.join(".publicerat/current/om/senare/index.html").exists());
    let again = run_at(&root, "2026-02-01T12:00:00Z", &due);
    assert!(out(&again).contains("ingen sida ska börja eller sluta visas"), "{}", out(&again));
}

#[test]
fn errors_in_the_content_publish_nothing() {
    let site = site("publish-errors");
    let root = root(&site);
    fs::write(root.join("content/om/fel.md"), "---\ntitel: Fel\n---\n[x](/finns-inte/)\n")
        .expect("written");
    let done = run(&root, &["--yes"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(!root.join(".publicerat").exists());
    // Nobody to ask is no yes.
    fs::remove_file(root.join("content/om/fel.md")).expect("removed");
    let done = run(&root, &[]);
    assert_eq!(done.status.code(), Some(2));
    assert!(err(&done).contains("--yes"), "{}", err(&done));
    assert!(!root.join(".publicerat").exists());
}

#[test]
fn secrets_and_names_stay_out() {
    let site = site("publish-secrets");
    let root = root(&site);
    let done = Command::new(env!("CARGO_BIN_EXE_delwebb"))
        .args(["publish", "--yes", "--now", NOW])
        .current_dir(&root)
        .env_clear()
        .env("LOGNAME", "namn.efternamn@example.se")
        .env("DELWEBB_SKARP_HEMLIGHET", "kanariefagel")
        .output()
        .expect("start delwebb");
    assert!(done.status.success(), "{}", err(&done));
    for (name, bytes) in tree(&root) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("kanariefagel") && !text.contains("@example.se"), "{name}");
    }
}

#[test]
fn killed_at_any_moment_visitors_see_the_old_site_or_the_new() {
    let site = site("publish-killed");
    let root = root(&site);
    publish(&root, &[]);
    let mut known = vec![shown(&root)];
    for round in 0..12_u64 {
        edit(&root, "om/index.md", "titel: ", &format!("titel: {round} "));
        let mut child = Command::new(env!("CARGO_BIN_EXE_delwebb"))
            .args(["publish", "--yes", "--now", NOW])
            .current_dir(&root)
            .env_clear()
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("start delwebb");
        std::thread::sleep(Duration::from_millis(round * 45));
        let _ = child.kill();
        let _ = child.wait();
        let now = shown(&root);
        let is_old = known.last() == Some(&now);
        // The lock of the dead one runs out.
        fs::remove_file(root.join(".publicerat/lock.json")).ok();
        publish(&root, &[]);
        let new = shown(&root);
        assert!(is_old || now == new, "torn after {} ms", round * 45);
        known.push(new);
    }
}

#[test]
fn the_repositorys_own_manual_is_published_and_told_apart() {
    let manual = Temp::new("publish-manual");
    copy_tree(&repository().join("docs/content"), &manual.join("content"));
    copy_tree(&repository().join("docs/themes"), &manual.join("themes"));
    publish(&manual.0, &[]);
    let first = shown(&manual.0);
    let path = manual.join("content/granska.md");
    let text = fs::read_to_string(&path).expect("a page") + "\nEtt stycke till.\n";
    fs::write(&path, text).expect("written");
    let said = publish(&manual.0, &[]);
    assert!(said.contains("Ändrade sidor (1)") && said.contains("text ändrad"), "{said}");
    let second = shown(&manual.0);
    let other = first.iter().filter(|(path, bytes)| second.get(*path) != Some(bytes)).count();
    assert!((1..=12).contains(&other), "{other} files differ after one paragraph");
}

#[test]
fn a_server_that_needs_new_rules_is_told_of_once_and_before_the_question() {
    let site = site("publish-policy");
    let root = root(&site);
    let note = "behöver nya säkerhetsregler";
    let first = run(&root, &["--yes"]);
    assert!(first.status.success() && !err(&first).contains(note), "{}", err(&first));
    // Text needs no new rules.
    edit(&root, "om/index.md", "titel: ", "titel: Mer ");
    let text = run(&root, &["--yes"]);
    assert!(text.status.success() && !err(&text).contains(note), "{}", err(&text));
    // A group more to choose from on the overview does: its style stands in the page.
    let groups = root.join("content/register/malgrupper.yaml");
    let rows = fs::read_to_string(&groups).expect("target groups");
    let row = "\n- {id: barn, namn: Barn}\n";
    fs::write(&groups, rows.trim_end().to_owned() + row).expect("written");
    let asked = run(&root, &["--dry-run"]);
    assert!(err(&asked).contains(note), "{}{}", out(&asked), err(&asked));
    assert!(err(&asked).contains("delwebb hosting nginx\n"), "{}", err(&asked));
    let longest = err(&asked).lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(80), "{}", err(&asked));
    assert!(run(&root, &["--yes"]).status.success());
    let again = run(&root, &["--yes"]);
    assert!(!err(&again).contains(note), "{}", err(&again));
    // What is no longer needed stops nothing.
    fs::write(&groups, rows).expect("written");
    edit(&root, "site.yaml", "tema: strandlinje", "tema: spang");
    let less = run(&root, &["--yes"]);
    assert!(less.status.success() && !err(&less).contains(note), "{}", err(&less));
}
