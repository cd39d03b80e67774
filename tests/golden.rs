//! Golden sites: a folder in, a folder out. `tests/README.md` says how a case is made.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{Temp, copy_tree, delwebb, err, expect_file, out, repository, tree};

const MANIFEST: &str = ".delwebb-manifest.json";

fn cases() -> Vec<PathBuf> {
    let folder = repository().join("tests/sites");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .expect("tests/sites")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("content").is_dir())
        .collect();
    cases.sort();
    cases
}

/// Builds a case in a temporary folder: what it printed, and the finished site.
fn build(case: &Path, name: &str) -> (String, Vec<(String, Vec<u8>)>) {
    let temp = Temp::new(name);
    for part in ["content", "themes"] {
        copy_tree(&case.join(part), &temp.join(part));
    }
    copy_tree(&repository().join("tests/sites/theme"), &temp.join("themes/prov"));
    let arguments = fs::read_to_string(case.join("arguments")).unwrap_or_default();
    let mut all = vec!["build", "--now", "2026-01-24"];
    all.extend(arguments.split_whitespace());
    let output = delwebb(&temp.0, &all);
    let code = output.status.code().unwrap_or(-1);
    let printed = format!("{}{}exit {code}\n", err(&output), timeless(&out(&output)));
    let mut site = tree(&temp.join("public"));
    site.retain(|(path, _)| path != MANIFEST);
    (printed, site)
}

/// The summary without the time the build took.
fn timeless(printed: &str) -> String {
    let words = printed.split(' ').map(|word| {
        let is_time = word.len() == 4 && word.as_bytes()[1] == b',';
        if is_time { "0,00" } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_case_gives_the_expected_words_and_files() {
    let cases = cases();
    assert!(cases.len() >= 4, "the cases are found");
    for case in cases {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let (printed, site) = build(&case, &name);
        expect_file(&case.join("printed.txt"), &printed);
        let expected = case.join("expected");
        if std::env::var_os("UPDATE").is_some() {
            let _ = fs::remove_dir_all(&expected);
            for (path, bytes) in &site {
                let path = expected.join(path);
                fs::create_dir_all(path.parent().expect("a folder")).expect("make folders");
                fs::write(path, bytes).expect("write the expected file");
            }
        }
        let wanted = tree(&expected);
        let names = |tree: &[(String, Vec<u8>)]| {
            tree.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&wanted), names(&site), "{name}: the files");
        for ((path, wanted), (_, made)) in wanted.iter().zip(&site) {
            assert!(
                wanted == made,
                "{name}/{path}\n--- expected\n{}\n--- made\n{}",
                String::from_utf8_lossy(wanted),
                String::from_utf8_lossy(made)
            );
        }
    }
}
