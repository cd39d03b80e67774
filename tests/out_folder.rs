//! Which folders a build refuses, and what it leaves alone in those it takes.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{Temp, err, out, tree};

fn site(name: &str) -> Temp {
    let temp = Temp::new(name);
    temp.write("hem/plats/content/site.yaml", "titel: A\nadress: \"https://exempel.se/\"\n");
    temp.write("hem/plats/content/index.md", "---\ntitel: A\n---\n");
    temp.write("hem/plats/themes/eget/theme.yaml", "namn: Eget\n");
    temp.write("hem/plats/.git/HEAD", "ref: refs/heads/main\n");
    temp.write("hem/plats/annat/fil.txt", "inte vår");
    temp.write("hem/plats/fil", "inte en mapp");
    temp
}

/// Builds to `out` with the site's parent as home.
fn build(temp: &Temp, out: &str) -> (i32, String) {
    let root = temp.join("hem/plats");
    let output = Command::new(env!("CARGO_BIN_EXE_delwebb"))
        .args(["build", "--now", "2026-01-24", "--out", out])
        .current_dir(&root)
        .env_clear()
        .env("HOME", temp.join("hem"))
        .output()
        .expect("start delwebb");
    (output.status.code().unwrap_or(-1), format!("{}{}", support::out(&output), err(&output)))
}

#[test]
fn folders_that_must_not_be_overwritten_are_refused_and_nothing_is_touched() {
    let temp = site("refused");
    #[cfg(unix)]
    for (target, link) in
        [("content", "lank-till-content"), (".", "lank-till-roten"), ("saknas", "lank-till-inget")]
    {
        std::os::unix::fs::symlink(
            temp.join("hem/plats").join(target),
            temp.join("hem/plats").join(link),
        )
        .expect("make a link");
    }
    let before = tree(&temp.0);
    let absolute_root = temp.join("hem/plats").display().to_string();
    let absolute_home = temp.join("hem").display().to_string();
    let mut table = vec![
        "/",
        "..",
        "../..",
        ".",
        "./",
        "content",
        "content/",
        "content/inuti",
        "themes",
        "themes/eget",
        ".git",
        ".git/x",
        "annat",
        "fil",
        "annat/..",
        "content/../content",
        "nytt/../content",
        &absolute_root,
        &absolute_home,
        "",
    ];
    if cfg!(unix) {
        table.extend([
            "lank-till-content",
            "lank-till-roten",
            "lank-till-inget",
            "lank-till-roten/content",
        ]);
    }
    for refused in &table {
        let (code, said) = build(&temp, refused);
        assert_eq!(code, 2, "--out {refused}: {said}");
        assert!(said.starts_with("fel: "), "--out {refused}: {said}");
        assert!(!said.contains("panicked"), "--out {refused}: {said}");
        assert!(tree(&temp.0) == before, "--out {refused} touched something");
    }
    assert!(table.len() >= 20);
}

#[test]
fn new_empty_and_own_folders_are_taken() {
    let temp = site("taken");
    fs::create_dir_all(temp.join("hem/plats/tom")).expect("make a folder");
    temp.write("hem/plats/bara-gitignore/.gitignore", "*\n");
    for taken in ["ny", "djupt/ner/i/en/ny", "tom", "bara-gitignore", "public", "../bredvid", "ny"]
    {
        let (code, said) = build(&temp, taken);
        assert_eq!(code, 0, "--out {taken}: {said}");
        assert!(temp.join("hem/plats").join(taken).join("index.html").exists(), "{taken}");
    }
    assert_eq!(fs::read(temp.join("hem/plats/bara-gitignore/.gitignore")).expect("kept"), b"*\n");
}

#[test]
fn a_file_of_somebody_elses_where_an_output_belongs_is_refused() {
    let temp = site("in-the-way");
    assert_eq!(build(&temp, "ut").0, 0);
    temp.write("hem/plats/ut/om/index.html", "inte vår");
    temp.write("hem/plats/content/om.md", "---\ntitel: Om\n---\n");
    let before = tree(&temp.join("hem/plats/ut"));
    let (code, said) = build(&temp, "ut");
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("om/index.html"), "{said}");
    assert!(tree(&temp.join("hem/plats/ut")) == before);
}

#[test]
fn old_pages_go_and_what_is_not_ours_stays() {
    let temp = site("goes-and-stays");
    temp.write("hem/plats/content/gammal.md", "---\ntitel: Gammal\n---\n");
    assert_eq!(build(&temp, "ut").0, 0);
    temp.write("hem/plats/ut/andras/fil.txt", "inte vår");
    fs::create_dir_all(temp.join("hem/plats/ut/tom/mapp")).expect("make a folder");
    fs::remove_file(temp.join("hem/plats/content/gammal.md")).expect("remove");
    temp.write("hem/plats/content/ny.md", "---\ntitel: Ny\n---\n");
    let (code, said) = build(&temp, "ut");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("andras"), "named in the summary: {said}");
    assert!(!temp.join("hem/plats/ut/gammal").exists(), "the folder goes with its page");
    assert!(temp.join("hem/plats/ut/ny/index.html").exists());
    assert!(temp.join("hem/plats/ut/tom/mapp").is_dir(), "an empty folder of theirs stays too");
    assert_eq!(
        fs::read(temp.join("hem/plats/ut/andras/fil.txt")).expect("kept"),
        "inte vår".as_bytes()
    );
}

#[test]
fn a_folder_inside_a_built_site_is_refused() {
    let temp = site("inside");
    assert_eq!(build(&temp, "ut").0, 0);
    let before = tree(&temp.join("hem/plats"));
    for inside in ["ut/under", "ut/a/b", ".ut.delwebb/x", ".ut.delwebb/spare"] {
        let (code, said) = build(&temp, inside);
        assert_eq!(code, 2, "{inside}: {said}");
        assert!(tree(&temp.join("hem/plats")) == before, "{inside}");
    }
}

#[cfg(unix)]
#[test]
fn the_visible_folder_keeps_its_permissions_and_a_link_for_a_spare_tree_is_not_followed() {
    use std::os::unix::fs::PermissionsExt;
    let temp = site("permissions");
    assert_eq!(build(&temp, "ut").0, 0);
    let ut = temp.join("hem/plats/ut");
    let mode = |path: &Path| fs::metadata(path).expect("a folder").permissions().mode() & 0o7777;
    fs::set_permissions(&ut, fs::Permissions::from_mode(0o2770)).expect("set permissions");
    for round in 0..3 {
        temp.write("hem/plats/content/index.md", format!("---\ntitel: Varv {round}\n---\n"));
        assert_eq!(build(&temp, "ut").0, 0);
        assert_eq!(mode(&ut), 0o2770, "round {round}");
    }
    let victim = temp.write("hem/offer/behall.txt", "x");
    let spare = temp.join("hem/plats/.ut.delwebb/spare");
    fs::remove_dir_all(&spare).expect("remove the spare tree");
    std::os::unix::fs::symlink(victim.parent().expect("a folder"), &spare).expect("make a link");
    temp.write("hem/plats/content/index.md", "---\ntitel: Till sist\n---\n");
    let (code, said) = build(&temp, "ut");
    assert_eq!(code, 0, "{said}");
    assert_eq!(fs::read(&victim).expect("kept"), b"x");
    assert!(!fs::symlink_metadata(&ut).expect("a folder").is_symlink());
}

#[test]
fn unchanged_files_are_not_written_again() {
    let temp = site("unchanged");
    for page in 0..20 {
        temp.write(
            &format!("hem/plats/content/sida-{page}.md"),
            format!("---\ntitel: Sida {page}\n---\n"),
        );
    }
    assert_eq!(build(&temp, "ut").0, 0);
    let out = temp.join("hem/plats/ut");
    let before = identities(&out);
    assert_eq!(build(&temp, "ut").0, 0);
    assert_eq!(identities(&out), before, "nothing changed, nothing written");
    temp.write("hem/plats/content/sida-7.md", "---\ntitel: Sida sju\n---\n");
    let (_, said) = build(&temp, "ut");
    let after = identities(&out);
    let written: Vec<&String> =
        after.iter().filter(|(file, id)| before.get(*file) != Some(id)).map(|(f, _)| f).collect();
    assert!(written.iter().any(|file| file.as_str() == "sida-7/index.html"), "{written:?}");
    assert!(!written.iter().any(|file| file.as_str() == "sida-8/index.html"), "{written:?} {said}");
}

/// Each file with what tells whether it was written again.
fn identities(folder: &Path) -> std::collections::BTreeMap<String, (u64, std::time::SystemTime)> {
    tree(folder)
        .into_iter()
        .map(|(path, _)| {
            let meta = fs::metadata(folder.join(&path)).expect("a file");
            #[cfg(unix)]
            let inode = std::os::unix::fs::MetadataExt::ino(&meta);
            #[cfg(not(unix))]
            let inode = meta.len();
            (path, (inode, meta.modified().expect("a time")))
        })
        .collect()
}

#[test]
fn errors_in_content_leave_the_old_site_byte_for_byte() {
    let temp = site("errors");
    assert_eq!(build(&temp, "ut").0, 0);
    let before = tree(&temp.join("hem/plats/ut"));
    for broken in [
        "---\ntitel: [\n---\n",
        "---\ntitle: A\n---\n",
        "---\ntitel: A\n---\n\n[x](saknas.md)\n",
        "---\ntitel: A\nmall: saknas\n---\n",
        "ingenting",
    ] {
        temp.write("hem/plats/content/index.md", broken);
        let (code, said) = build(&temp, "ut");
        assert_eq!(code, 1, "{broken}: {said}");
        assert!(tree(&temp.join("hem/plats/ut")) == before, "{broken}");
    }
    // A template that fails while pages are being written stops the exchange as well.
    temp.write("hem/plats/content/index.md", "---\ntitel: A\n---\n");
    temp.write("hem/plats/content/b.md", "---\ntitel: B\nmall: trasig\n---\n");
    temp.write("hem/plats/themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n");
    temp.write("hem/plats/themes/eget/templates/trasig.html", "{{ page.finns_inte }}");
    let root = temp.join("hem/plats");
    let output = support::delwebb(
        &root,
        &["build", "--now", "2026-01-24", "--out", "ut", "--theme", "eget"],
    );
    assert_eq!(output.status.code(), Some(1), "{}{}", out(&output), err(&output));
    assert!(err(&output).contains("T001"), "{}", err(&output));
    assert!(tree(&temp.join("hem/plats/ut")) == before);
}
