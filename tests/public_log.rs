//! What has been published is shown on a page that asks for it: `delwebb publish` writes the
//! register, `visar: publiceringar` shows it.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{Temp, copy_tree, delwebb, err, out, tree};

const PAGE: &str = "---\ntitel: Ändringar på webbplatsen\ningress: Det här har vi ändrat.\nvisar: publiceringar\n---\n\nEtt eget stycke.\n";
const LOG: &str = "register/publiceringar.yaml";
const FIRST: &str = "2026-01-24T07:30:00Z";

/// A new site in a folder of its own; with the page when `is_told`.
fn site(name: &str, is_told: bool) -> (Temp, PathBuf) {
    let site = Temp::new(name);
    let made = delwebb(&site.0, &["init", "s"]);
    assert!(made.status.success(), "{}", err(&made));
    let root = site.join("s");
    if is_told {
        fs::write(root.join("content/om/andringar.md"), PAGE).expect("written");
    }
    (site, root)
}

fn run(root: &Path, now: &str, arguments: &[&str]) -> Output {
    let mut all = vec!["publish", "--now", now];
    all.extend(arguments);
    delwebb(root, &all)
}

#[track_caller]
fn publish(root: &Path, now: &str, arguments: &[&str]) -> String {
    let done = run(root, now, &[&["--yes"], arguments].concat());
    assert!(done.status.success(), "{}{}", out(&done), err(&done));
    out(&done)
}

#[track_caller]
fn edit(root: &Path, file: &str, from: &str, to: &str) {
    let path = root.join("content").join(file);
    let text = fs::read_to_string(&path).expect("a file of content");
    assert!(text.contains(from), "{file} lacks {from}");
    fs::write(&path, text.replacen(from, to, 1)).expect("written");
}

fn log(root: &Path) -> String {
    fs::read_to_string(root.join("content").join(LOG)).unwrap_or_default()
}

/// What visitors get at a path.
#[track_caller]
fn shown(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(".publicerat/current").join(path)).expect(path)
}

/// The words between tags, with single spaces.
fn words(html: &str) -> String {
    let main = html.split_once("<main").expect("a main part").1;
    let mut out = String::new();
    for piece in main.split('<') {
        out.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        out.push(' ');
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{ad}', "")
}

const AT: &str = "om/andringar/index.html";

#[test]
fn a_publication_tells_of_itself_at_once_and_only_once() {
    let (_site, root) = site("log-once", true);
    publish(&root, FIRST, &[]);
    let page = words(&shown(&root, AT));
    assert!(page.contains("Ett eget stycke."), "{page}");
    assert!(page.contains("24 januari 2026 kl. 08.30"), "the site's own time: {page}");
    assert!(page.contains("Webbplatsen publicerades för första gången."), "{page}");
    edit(&root, "projekt/exempelprojekt.md", "läge: pågår", "läge: klart");
    edit(&root, "projekt/exempelprojekt.md", "ingress: ", "ingress: Nu också så här. ");
    fs::write(root.join("content/om/mer.md"), "---\ntitel: Mer <om> oss\n---\nText.\n")
        .expect("new");
    let news = root.join("content/nyheter/2026");
    let text = fs::read_to_string(news.join("ny-webbplats.md")).expect("news");
    let text = text.replacen("titel:", "aliases: [/nyheter/2026/ny-webbplats/]\ntitel:", 1);
    fs::write(news.join("folj-planen.md"), text).expect("written");
    fs::remove_file(news.join("ny-webbplats.md")).expect("removed");
    fs::remove_file(root.join("content/kalender/oppet-mote.md")).expect("removed");
    publish(&root, "2026-01-25T12:01:00Z", &[]);
    let html = shown(&root, AT);
    let page = words(&html);
    for part in [
        "25 januari 2026 kl. 13.01 Nya sidor Mer &lt;om&gt; oss",
        "Ändrade sidor Trygg hemgång Ingress Läge: från pågår till klart",
        "Flyttade sidor Nu kan du följa planen här . Låg på /nyheter/2026/ny-webbplats/",
        "Borttagna sidor Öppet möte om planen",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    // Links lead to what is there.
    assert!(
        html.contains("<a href=\"/om/mer/\">") && !html.contains("href=\"/kalender/oppet-mote")
    );
    // The newest first.
    assert!(page.find("kl. 13.01") < page.find("kl. 08.30"));
    // What is on the page is what the content says: nothing has changed for the next run, and a
    // build writes the same.
    let files = tree(&root.join(".publicerat"));
    let said = publish(&root, "2026-01-26T12:00:00Z", &[]);
    assert!(said.contains("inget är ändrat"), "{said}");
    assert_eq!(files, tree(&root.join(".publicerat")));
    assert!(delwebb(&root, &["build", "--now", "2026-01-25"]).status.success());
    assert_eq!(fs::read_to_string(root.join("public").join(AT)).expect("built"), html);
}

#[test]
fn a_row_of_a_register_that_a_page_shows_is_a_fact_of_that_page() {
    let (_site, root) = site("log-register", true);
    let budget = "- år: 2026\n  källa: P 1\n  poster:\n    - {post: Samordnare, procent: 50, budget: 100000}\n    - {post: Möten, budget: 2000}\n";
    let file = root.join("content/register/lansstod.yaml");
    fs::write(&file, budget).expect("written");
    publish(&root, FIRST, &[]);
    edit(&root, "register/lansstod.yaml", "budget: 100000", "budget: 120000");
    edit(&root, "register/ordlista.yaml", "kommer hem", "kommer hem igen");
    edit(&root, "register/organisationer.yaml", "kortnamn: Exempel,", "kortnamn: Exemplet,");
    let said = publish(&root, "2026-01-25T12:01:00Z", &[]);
    for part in [
        "2026, poster (post: Samordnare), budget: 100\u{a0}000 → 120\u{a0}000",
        "hemgång, förklaring: ",
        "kortnamn: Exempel → Exemplet",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    let page = words(&shown(&root, AT));
    for part in ["Budget och utfall", "Ordlista", "Exempelkommunen"] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    // What only shows the row besides what it is about follows by itself.
    assert!(said.contains("Sidor som visar det som har ändrats på andra"), "{said}");
}

#[test]
fn without_a_page_that_asks_there_is_no_log() {
    let (_site, root) = site("log-off", false);
    publish(&root, FIRST, &[]);
    edit(&root, "om/index.md", "titel: ", "titel: Mer ");
    publish(&root, "2026-01-25T12:01:00Z", &[]);
    assert_eq!(log(&root), "");
    assert!(!shown(&root, "om/index.html").contains("publicering_"));
}

#[test]
fn what_does_not_become_visible_is_not_told() {
    let (_site, root) = site("log-not", true);
    assert!(run(&root, FIRST, &["--dry-run"]).status.success());
    assert_eq!(log(&root), "");
    // Nobody to ask is no yes.
    assert_eq!(run(&root, FIRST, &[]).status.code(), Some(2));
    assert_eq!(log(&root), "");
    publish(&root, FIRST, &[]);
    let before = log(&root);
    // A file of somebody else's stops.
    let page = root.join(".publicerat/current/om/index.html");
    fs::remove_file(&page).expect("removed");
    fs::write(&page, "annat").expect("changed by hand");
    edit(&root, "om/index.md", "titel: ", "titel: Mer ");
    assert_eq!(run(&root, "2026-01-25T12:01:00Z", &["--yes"]).status.code(), Some(2));
    assert_eq!(log(&root), before);
    publish(&root, "2026-01-25T12:02:00Z", &["--overwrite"]);
    assert!(log(&root).contains("klockan: \"13:02\""));
}

#[test]
fn a_publication_that_changes_no_page_has_no_row() {
    let (_site, root) = site("log-files", true);
    publish(&root, FIRST, &[]);
    let before = log(&root);
    fs::create_dir_all(root.join("content/static")).expect("a folder");
    fs::write(root.join("content/static/ny.txt"), "Fil").expect("written");
    let said = publish(&root, "2026-01-25T12:01:00Z", &[]);
    assert!(said.contains("Filer: 1 nya, 0 ändrade"), "{said}");
    assert_eq!(log(&root), before);
}

#[test]
fn a_place_to_try_the_site_at_tells_nothing() {
    let (_site, root) = site("log-test", true);
    let config = root.join("content/site.yaml");
    let text = fs::read_to_string(&config).expect("settings");
    let text = format!("{text}\nmål:\n  - {{namn: prov, sökväg: .publicerat, roll: test}}\n");
    fs::write(&config, text).expect("written");
    publish(&root, FIRST, &["prov"]);
    assert_eq!(log(&root), "");
    assert!(words(&shown(&root, AT)).contains("Här kommer du att se vad som ändras"));
}

#[test]
fn going_back_is_told_too() {
    let (_site, root) = site("log-back", true);
    publish(&root, FIRST, &[]);
    edit(&root, "om/index.md", "titel: ", "titel: Mer ");
    publish(&root, "2026-01-25T12:01:00Z", &[]);
    publish(&root, "2026-01-25T12:03:00Z", &["--rollback"]);
    assert!(log(&root).ends_with(
        "- datum: 2026-01-25\n  klockan: \"13:03\"\n  slag: återgång\n  ändrade:\n    - sida: \"Om oss\"\n      adress: \"/om/\"\n      uppgifter:\n        - uppgift: \"titel\"\n          före: \"Mer Om oss\"\n          efter: \"Om oss\"\n"
    ), "{}", log(&root));
    // The house's own log says so too, in the same word.
    let own = fs::read_to_string(root.join("arkiv/publiceringar.jsonl")).expect("the log");
    assert!(own.lines().last().is_some_and(|line| line.contains("\"händelse\":\"återgång\"")));
    publish(&root, "2026-01-25T12:05:00Z", &[]);
    let page = words(&shown(&root, AT));
    let at = |time: &str| page.find(time).expect(time);
    assert!(at("kl. 13.05") < at("kl. 13.03") && at("kl. 13.03") < at("kl. 13.01"));
    assert!(page.contains("Vi gick tillbaka till en tidigare version"), "{page}");
}

#[test]
fn another_copy_of_the_site_learns_what_was_published_and_forgets_what_was_taken_out() {
    let (_site, root) = site("log-copies", true);
    let theirs = Temp::new("log-theirs");
    publish(&root, FIRST, &[]);
    copy_tree(&root.join("content"), &theirs.join("content"));
    let config = theirs.join("content/site.yaml");
    let place = format!("mål:\n  - namn: publicerat\n    sökväg: {}/.publicerat\n", root.display());
    let text = fs::read_to_string(&config).expect("settings") + &place;
    fs::write(&config, text.replace("https://exempel.se", "https://exempel.org")).expect("written");
    fs::remove_file(theirs.join("content/register/tillganglighet.yaml")).expect("removed");
    edit(&root, "om/index.md", "titel: ", "titel: Mer ");
    publish(&root, "2026-01-25T12:01:00Z", &[]);
    // They have our text, such as by git, but not the row.
    edit(&theirs.0, "om/index.md", "titel: ", "titel: Mer ");
    fs::write(theirs.join("content/om/deras.md"), "---\ntitel: Deras\n---\nText.\n").expect("new");
    publish(&theirs.0, "2026-01-25T13:01:00Z", &["--overwrite"]);
    let rows = log(&theirs.0);
    assert!(rows.contains("\"13:01\"") && rows.contains("\"14:01\""), "{rows}");
    assert!(rows.find("13:01") < rows.find("14:01"), "{rows}");
    // What its authors take out stays out, and what they put otherwise too.
    let text = rows.replace("sida: \"Deras\"", "sida: \"Andras\"");
    let path = theirs.join("content").join(LOG);
    fs::write(&path, text.replace("\"13:01\"", "\"13:00\"")).expect("written");
    publish(&theirs.0, "2026-01-26T13:01:00Z", &[]);
    let rows = log(&theirs.0);
    assert!(!rows.contains("Deras") && !rows.contains("\"13:01\""), "{rows}");
}

#[test]
fn a_draft_and_an_account_stay_out() {
    let (_site, root) = site("log-draft", true);
    let page = root.join("content/om/plan.md");
    fs::write(&page, "---\ntitel: Det alla såg\n---\nText.\n").expect("new");
    publish(&root, FIRST, &[]);
    let secret = "Hemlighetsfullord";
    let text = format!("---\ntitel: {secret}\nutkast: ja\n---\n{secret}.\n");
    fs::write(&page, text).expect("written");
    let draft = root.join("content/projekt/hemlighetsfullord.md");
    let text = format!("---\ntitel: {secret}\ntyp: projekt\nutkast: ja\n---\nText.\n");
    fs::write(draft, text).expect("written");
    edit(&root, "nyheter/2026/ny-webbplats.md", "avser: [", "avser: [hemlighetsfullord, ");
    let done = Command::new(env!("CARGO_BIN_EXE_delwebb"))
        .args(["publish", "--yes", "--now", "2026-01-25T12:01:00Z"])
        .current_dir(&root)
        .env_clear()
        .env("LOGNAME", "kontonamnet")
        .output()
        .expect("start delwebb");
    assert!(done.status.success(), "{}", err(&done));
    let (page, rows) = (shown(&root, AT), log(&root));
    assert!(words(&page).contains("Borttagna sidor Det alla såg"), "{page}");
    for text in [page, rows, shown(&root, "om/andringar/atom.xml")] {
        assert!(!text.to_lowercase().contains("hemlighetsfullord"), "{text}");
        assert!(!text.contains("kontonamnet"), "{text}");
    }
    // Nor does any list of the release know of it.
    for (name, bytes) in tree(&root.join(".publicerat")) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("hemlighetsfullord"), "{name}");
    }
}

#[test]
fn the_page_speaks_the_language_that_it_is_in() {
    let (_site, root) = site("log-english", true);
    edit(&root, "site.yaml", "tema: ", "språk: [sv, en]\ntema: ");
    let english = "---\ntitel: Changes\n---\n";
    fs::write(root.join("content/om/andringar.en.md"), english).expect("written");
    publish(&root, FIRST, &[]);
    edit(&root, "projekt/exempelprojekt.md", "läge: pågår", "läge: klart");
    publish(&root, "2026-01-25T12:01:00Z", &[]);
    let html = shown(&root, "en/om/andringar/index.html");
    let page = words(&html);
    for part in ["25 January 2026 at 13:01", "Changed pages", "Status: from under way to done"] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    assert!(html.contains("<li lang=\"sv\"><a href=\"/projekt/exempelprojekt/\">"), "{html}");
}

#[test]
fn the_other_theme_says_the_same() {
    let (_site, root) = site("log-theme", true);
    edit(&root, "site.yaml", "tema: strandlinje", "tema: spang");
    publish(&root, FIRST, &[]);
    edit(&root, "projekt/exempelprojekt.md", "läge: pågår", "läge: klart");
    publish(&root, "2026-01-25T12:01:00Z", &[]);
    let page = words(&shown(&root, AT));
    for part in ["25 januari 2026 kl. 13.01", "Ändrade sidor", "Läge: från pågår till klart"] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
}

#[test]
fn the_feed_has_an_entry_for_each_publication() {
    let (_site, root) = site("log-feed", true);
    publish(&root, FIRST, &[]);
    edit(&root, "om/index.md", "titel: ", "titel: Mer ");
    publish(&root, "2026-01-25T12:01:00Z", &[]);
    let feed = shown(&root, "om/andringar/atom.xml");
    assert_eq!(feed.matches("<entry>").count(), 2, "{feed}");
    for part in [
        "<title>Publicering 25 januari 2026 kl. 13.01</title>",
        "<id>https://exempel.se/om/andringar/#publicering_20260125_1301</id>",
        "<updated>2026-01-25T13:01:00+01:00</updated>",
        "<summary>Ändrade sidor: Mer Om oss.</summary>",
        "<summary>Webbplatsen publicerades.</summary>",
    ] {
        assert!(feed.contains(part), "{part} is not in\n{feed}");
    }
    let page = shown(&root, AT);
    assert!(page.contains("id=\"publicering_20260125_1301\""), "an entry leads to its place");
    assert!(page.contains("href=\"/om/andringar/atom.xml\""), "the page leads to its feed");
    // Two within one minute have a place each, and what is not yet is not told.
    let row =
        "- datum: 2026-01-25\n  klockan: \"13:01\"\n- datum: 2027-01-01\n  klockan: \"00:00\"\n";
    fs::write(root.join("content").join(LOG), log(&root) + row).expect("written");
    assert!(delwebb(&root, &["build", "--now", "2026-01-26"]).status.success());
    let page = fs::read_to_string(root.join("public").join(AT)).expect("built");
    assert!(
        page.contains("id=\"publicering_20260125_1301_2\"") && !page.contains("2027"),
        "{page}"
    );
}

#[test]
fn a_row_that_somebody_has_spoilt_is_told_where_it_stands() {
    let (_site, root) = site("log-spoilt", true);
    publish(&root, FIRST, &[]);
    let rows = "- datum: 2026-01-24\n  klockan: 25:10\n- datum: igår\n  klockan: \"8.30\"\n  nya:\n    - sida: X\n  slgg: återgång\n";
    fs::write(root.join("content").join(LOG), rows).expect("written");
    let before = tree(&root.join(".publicerat"));
    let done = run(&root, "2026-01-25T12:01:00Z", &["--yes"]);
    assert_eq!(done.status.code(), Some(1), "{}{}", out(&done), err(&done));
    let said = format!("{}{}", out(&done), err(&done));
    for place in ["publiceringar.yaml:2:12", "publiceringar.yaml:3:10", "publiceringar.yaml:4:12"] {
        assert!(said.contains(place), "{place} is not in\n{said}");
    }
    for help in
        ["ett klockslag, till exempel 08:30", "skriv så här:   klockan: 08:30", "adress", "slag"]
    {
        assert!(said.contains(help), "{help} is not in\n{said}");
    }
    assert_eq!(before, tree(&root.join(".publicerat")));
    assert_eq!(log(&root), rows, "the file is the author's");
}
