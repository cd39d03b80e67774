//! `delwebb schema --editor`: what somebody else has written is never written over.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::path::Path;

use support::{Temp, delwebb, err, out, tree};

const SITE: &str = "titel: A\nadress: \"https://exempel.se/\"\n";
const SETTINGS: &str = ".vscode/settings.json";

fn site(name: &str) -> Temp {
    let temp = Temp::new(name);
    temp.write("content/site.yaml", SITE);
    temp.write("content/index.md", "---\ntitel: A\n---\n");
    temp
}

fn set_up(folder: &Path) -> String {
    let output = delwebb(folder, &["schema", "--editor", "--now", "2026-01-24"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    out(&output)
}

fn read(temp: &Temp, path: &str) -> String {
    fs::read_to_string(temp.join(path)).expect("a file")
}

#[test]
fn what_we_wrote_follows_the_site_and_is_not_written_for_nothing() {
    let temp = site("editor-own");
    assert!(set_up(&temp.0).contains("settings.json (skriven)"));
    let first = tree(&temp.0);
    assert!(set_up(&temp.0).contains("settings.json (redan som den ska)"));
    assert_eq!(tree(&temp.0), first);
    // A new word of the site's own is in the schemas and snippets the next time.
    temp.write("content/site.yaml", format!("{SITE}vokabulär: {{arbetstyp: [försök]}}\n"));
    assert!(set_up(&temp.0).contains("delwebb.code-snippets (skriven)"));
    assert!(read(&temp, ".delwebb/schema/arbete.json").contains("\"försök\""));
    assert!(read(&temp, ".vscode/delwebb.code-snippets").contains("försök"));
}

#[test]
fn what_others_wrote_or_changed_is_left_alone_and_shown_instead() {
    let temp = site("editor-others");
    for own in ["{\"editor.fontSize\": 16}\n", "", "// Skriven av delwebb\n{}\n"] {
        temp.write(SETTINGS, own);
        let printed = set_up(&temp.0);
        assert!(printed.contains("settings.json (er egen, orörd)"), "{own}: {printed}");
        assert!(printed.contains("\"yaml.schemas\""), "{printed}");
        assert_eq!(read(&temp, SETTINGS), own);
    }
    // Ours, with a line added.
    fs::remove_file(temp.join(SETTINGS)).expect("remove");
    set_up(&temp.0);
    let changed = read(&temp, SETTINGS).replacen('{', "{\n  \"editor.fontSize\": 16,", 1);
    temp.write(SETTINGS, &changed);
    set_up(&temp.0);
    assert_eq!(read(&temp, SETTINGS), changed);
}

#[test]
fn what_cannot_be_read_makes_no_reference_wrong() {
    let temp = site("editor-broken");
    let work = || {
        set_up(&temp.0);
        let schema = read(&temp, ".delwebb/schema/arbete.json");
        let (_, group) = schema.split_once("\"beslutar\": {").expect("a field");
        group.split_once('}').expect("an end").0.to_owned()
    };
    temp.write("content/register/grupper.yaml", "- {id: a, namn: A}\n- {id: b, namn: B}\n");
    assert!(work().contains("\"enum\"") && work().contains("\"b\""), "{}", work());
    // The second row lost its name: it may be the very one that is meant, or another.
    temp.write("content/register/grupper.yaml", "- {id: a, namn: A}\n- {namn: B}\n");
    assert!(!work().contains("\"enum\""), "{}", work());
    temp.write("content/register/grupper.yaml", "- {id: a, namn: A\n");
    assert!(!work().contains("\"enum\""), "{}", work());
}

#[test]
fn line_breaks_of_windows_are_no_change() {
    let temp = site("editor-crlf");
    set_up(&temp.0);
    let snippets = ".vscode/delwebb.code-snippets";
    temp.write(snippets, read(&temp, snippets).replace('\n', "\r\n"));
    temp.write("content/site.yaml", format!("{SITE}vokabulär: {{arbetstyp: [försök]}}\n"));
    assert!(set_up(&temp.0).contains("delwebb.code-snippets (skriven)"));
    assert!(read(&temp, snippets).contains("försök"));
}

#[cfg(unix)]
#[test]
fn links_are_never_written_through() {
    let temp = site("editor-links");
    let elsewhere = Temp::new("editor-elsewhere");
    let target = elsewhere.write("hemligt.json", "orörd");
    fs::create_dir_all(temp.join(".delwebb/schema")).expect("folders");
    std::os::unix::fs::symlink(&target, temp.join(".delwebb/schema/sida.json")).expect("a link");
    set_up(&temp.0);
    assert_eq!(fs::read_to_string(&target).expect("the target"), "orörd");
    std::os::unix::fs::symlink(&elsewhere.0, temp.join(".vscode2")).expect("a link");
    fs::rename(temp.join(".vscode"), temp.join(".vscode3")).expect("rename");
    fs::rename(temp.join(".vscode2"), temp.join(".vscode")).expect("rename");
    let output = delwebb(&temp.0, &["schema", "--editor", "--now", "2026-01-24"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(tree(&elsewhere.0).len(), 1);
}
