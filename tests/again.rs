//! A build over a site in which nothing has changed makes nothing again, and says the same.
//! Whatever has changed, on either side, is seen: the receipt of the last build is marked here,
//! so that it shows whether a build believed it.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::path::Path;

use support::{Temp, copy_tree, delwebb, err, out, tree};

const RECEIPT: &str = ".public.delwebb/receipt";
/// So many pages the marked receipt says there are.
const MARK: &str = "987 sidor";

fn build(folder: &Path, more: &[&str]) -> (i32, String, String) {
    let now: &[&str] = if more.contains(&"--now") { &[] } else { &["--now", "2026-01-24"] };
    let output = delwebb(folder, &[&["build"], now, more].concat());
    (output.status.code().unwrap_or(-1), out(&output), err(&output))
}

/// A site with a warning, a draft, a copied file and a theme of its own, built.
fn built() -> Temp {
    let temp = Temp::new("again");
    let settings = "titel: A\nadress: \"https://exempel.se/\"\ntema: eget\nmeny: []\n";
    temp.write("content/site.yaml", settings);
    temp.write("content/index.md", "---\ntitel: Start\n---\n\nText.\n");
    temp.write("content/om.md", "---\ntitel: Om\n---\n\n[Här](/)\n\nText.\n");
    temp.write("content/utkast.md", "---\ntitel: Senare\nutkast: ja\n---\n");
    temp.write("content/static/fil.bin", [1, 2, 3]);
    temp.write("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n");
    temp.write(
        "themes/eget/templates/sida.html",
        "<!doctype html><h1>{{ page.title }}</h1>{{ body }}",
    );
    let (code, said, wrong) = build(&temp.0, &[]);
    assert_eq!(code, 0, "{said}{wrong}");
    assert!(wrong.contains("varning"), "the site has a warning: {wrong}");
    temp
}

/// Makes the receipt say what no build would.
fn mark(folder: &Path) {
    let path = folder.join(RECEIPT);
    let receipt = fs::read_to_string(&path).expect("a receipt");
    let marked = receipt.replace("\\\"pages\\\":", "\\\"pages\\\":987,\\\"was\\\":");
    assert_ne!(receipt, marked);
    fs::write(path, marked).expect("write the receipt");
}

#[test]
fn what_has_not_changed_is_not_made_again_and_the_same_is_said() {
    let temp = built();
    let before = tree(&temp.join("public"));
    let (_, first, first_wrong) = {
        fs::remove_file(temp.join(RECEIPT)).expect("a receipt");
        build(&temp.0, &[])
    };
    let (_, second, second_wrong) = build(&temp.0, &[]);
    let rest = |said: &str| said.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rest(&first), rest(&second));
    assert_eq!(first_wrong, second_wrong);
    assert!(second.contains("0 nya, 0 ändrade"), "{second}");
    mark(&temp.0);
    let (code, third, _) = build(&temp.0, &[]);
    assert!(code == 0 && third.contains(MARK), "the receipt was not believed: {third}");
    assert_eq!(tree(&temp.join("public")), before);
    temp.write("public/annan.txt", "någon annans");
    let (_, said, _) = build(&temp.0, &[]);
    assert!(said.contains(MARK) && said.contains("annan.txt"), "{said}");
}

/// A change, by name: what it does to the folder, and what the build is asked.
type Change = (&'static str, fn(&Path), &'static [&'static str]);

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("a text");
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).expect("write");
}

const CHANGES: [Change; 19] = [
    ("a text", |f| edit(&f.join("content/om.md"), "Text.", "Annat."), &[]),
    (
        "a new page",
        |f| fs::write(f.join("content/ny.md"), "---\ntitel: Ny\n---\n").expect("write"),
        &[],
    ),
    ("a page gone", |f| fs::remove_file(f.join("content/om.md")).expect("remove"), &[]),
    (
        "a page renamed",
        |f| fs::rename(f.join("content/om.md"), f.join("content/mo.md")).expect("rename"),
        &[],
    ),
    ("the settings", |f| edit(&f.join("content/site.yaml"), "titel: A", "titel: B"), &[]),
    (
        "a copied file of the same length",
        |f| fs::write(f.join("content/static/fil.bin"), [3, 2, 1]).expect("write"),
        &[],
    ),
    (
        "a copied file renamed",
        |f| {
            fs::rename(f.join("content/static/fil.bin"), f.join("content/static/lif.bin"))
                .expect("rename");
        },
        &[],
    ),
    ("a template", |f| edit(&f.join("themes/eget/templates/sida.html"), "h1", "h2"), &[]),
    (
        "a file of the site, as long as before",
        |f| edit(&f.join("public/om/index.html"), "Text.", "Tvxt."),
        &[],
    ),
    (
        "a copied file of the site",
        |f| fs::write(f.join("public/fil.bin"), [9, 9, 9]).expect("write"),
        &[],
    ),
    (
        "a file of the site gone",
        |f| fs::remove_file(f.join("public/om/index.html")).expect("remove"),
        &[],
    ),
    (
        "the manifest of the site",
        |f| edit(&f.join("public/.delwebb-manifest.json"), "\n", "\n "),
        &[],
    ),
    ("another day", |_| {}, &["--now", "2026-01-25"]),
    ("shorter pages", |_| {}, &["--minify"]),
    ("another address", |_| {}, &["--base-url", "https://annan.se/x/"]),
    ("drafts", |_| {}, &["--drafts"]),
    ("another language of the messages", |_| {}, &["--lang", "en"]),
    ("a receipt cut off", |f| edit(&f.join(RECEIPT), "}", ""), &[]),
    ("another theme", |_| {}, &["--theme", "strandlinje"]),
];

#[test]
fn whatever_has_changed_is_seen() {
    let base = built();
    mark(&base.0);
    for (name, change, asked) in CHANGES {
        let (changed, clean) = (Temp::new("again-changed"), Temp::new("again-clean"));
        copy_tree(&base.0, &changed.0);
        change(&changed.0);
        for folder in ["content", "themes"] {
            copy_tree(&changed.join(folder), &clean.join(folder));
        }
        let (code, said, wrong) = build(&changed.0, asked);
        assert_eq!(code, 0, "{name}: {said}{wrong}");
        assert!(!said.contains("987"), "{name} was not seen: {said}");
        let (_, clean_said, clean_wrong) = build(&clean.0, asked);
        assert_eq!(wrong, clean_wrong, "{name}");
        assert_eq!(
            tree(&changed.join("public")),
            tree(&clean.join("public")),
            "{name}: {clean_said}"
        );
        // And then that build is the last one.
        mark(&changed.0);
        let (_, again, _) = build(&changed.0, asked);
        assert!(again.contains("987"), "{name}: {again}");
    }
}

#[cfg(unix)]
#[test]
fn links_in_the_site_or_for_a_receipt_are_never_followed() {
    let temp = built();
    mark(&temp.0);
    let page = temp.join("public/om/index.html");
    let kept = temp.join("kept.html");
    fs::rename(&page, &kept).expect("rename");
    std::os::unix::fs::symlink(&kept, &page).expect("a link");
    let (_, said, _) = build(&temp.0, &[]);
    assert!(!said.contains("987"), "{said}");
    let outside = temp.write("utanför.txt", "orörd");
    let receipt = temp.join(RECEIPT);
    fs::remove_file(&receipt).expect("a receipt");
    std::os::unix::fs::symlink(&outside, &receipt).expect("a link");
    build(&temp.0, &[]);
    assert_eq!(fs::read_to_string(outside).expect("a text"), "orörd");
}

#[test]
fn a_mistake_in_an_unchanged_site_is_told_of_and_nothing_is_written() {
    let temp = built();
    let before = tree(&temp.join("public"));
    edit(&temp.join("content/om.md"), "Text.", "[trasig](saknas.md)");
    for _ in 0..2 {
        let (code, _, wrong) = build(&temp.0, &[]);
        assert_eq!(code, 1, "{wrong}");
        assert!(wrong.contains("saknas.md"), "{wrong}");
    }
    assert_eq!(tree(&temp.join("public")), before);
}
