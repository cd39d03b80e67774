//! What the program says, in both languages, held against kept files.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use support::{Temp, copy_tree, delwebb, err, expect_file, out, repository};

/// A session: every call, what it printed and how it ended.
fn session(temp: &Temp, lang: &str, calls: &[&str]) -> String {
    let mut all = String::new();
    for call in calls {
        let mut arguments: Vec<&str> = call.split_whitespace().collect();
        arguments.extend(["--lang", lang]);
        let output = delwebb(&temp.0, &arguments);
        let code = output.status.code().unwrap_or(-1);
        let printed = format!("{}{}", out(&output), err(&output));
        let printed = printed.replace(&temp.0.display().to_string(), "MAPP");
        all.push_str(&format!("$ delwebb {call}\n{}exit {code}\n\n", timeless(&printed)));
    }
    all
}

/// Without the time a build took.
fn timeless(printed: &str) -> String {
    let is_time =
        |word: &str| word.len() == 4 && word.is_ascii() && b",.".contains(&word.as_bytes()[1]);
    let words = printed.split(' ').map(|word| if is_time(word) { "0.00" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

fn check(name: &str, temp: impl Fn() -> Temp, calls: &[&str]) {
    for lang in ["sv", "en"] {
        let printed = session(&temp(), lang, calls);
        expect_file(&repository().join(format!("tests/cli/{name}.{lang}.txt")), &printed);
    }
}

#[test]
fn help_is_in_the_readers_language() {
    check(
        "help",
        || Temp::new("help"),
        &[
            "",
            "--help",
            "new --help",
            "check --help",
            "build --help",
            "explain --help",
            "init --help",
            "schema --help",
            "completions --help",
        ],
    );
}

#[test]
fn wrong_arguments_are_explained() {
    check(
        "arguments",
        || Temp::new("arguments"),
        &[
            "bild",
            "build --dratfs",
            "build --jobs noll",
            "build --jobs 0",
            "build --out",
            "check --format yaml",
            "init",
            "new",
            "new nyhte Titel",
            "new nyhet Titel",
            "explain y3",
            "explain unknown-kye",
            "explain Y999",
            "explain Y003 --all",
            "schema gruper",
            "schema grupper",
            "completions tcsh",
            "build",
            "check --root saknas",
        ],
    );
}

#[test]
fn a_new_site_is_made_built_and_changed() {
    check(
        "session",
        || {
            let temp = Temp::new("session");
            temp.write("upptagen/fil.txt", "x");
            temp
        },
        &[
            "init upptagen",
            "init ny",
            "check --root ny --now 2026-01-24",
            "build --root ny --now 2026-01-24",
            "build --root ny --now 2026-01-24",
            "build --root ny --now 2026-01-24 --minify",
            "build --root ny --now i-går",
            "build --root ny --now 2026-01-24 --theme saknas",
            "build --root ny --now 2026-01-24 --base-url exempel.se",
            "build --root ny --now 2026-01-24 --out upptagen",
        ],
    );
}

#[test]
fn rules_are_listed_and_explained() {
    let calls = &["explain", "explain Y003", "explain UNKNOWN-KEY", "explain f001", "explain A001"];
    check("explain", || Temp::new("explain"), calls);
}

#[test]
fn a_page_is_made_and_an_editor_set_up() {
    check(
        "writing",
        || {
            let temp = Temp::new("writing");
            delwebb(&temp.0, &["init", "ny"]);
            temp.write("ny/.vscode/tasks.json", "{}\n");
            temp
        },
        &[
            "new nyhet Samverkan --root ny --now 2026-01-24",
            "new nyhet Samverkan --root ny --now 2026-01-24",
            "new sida Exempelprojekt --folder projekt --root ny --now 2026-01-24",
            "check --root ny --now 2026-01-24",
            "schema",
            "schema --editor --root ny --now 2026-01-24",
            "schema --editor --root ny --now 2026-01-24",
        ],
    );
}

#[test]
fn findings_come_in_every_format() {
    check(
        "formats",
        || {
            let temp = Temp::new("formats");
            copy_tree(&repository().join("tests/sites/theme"), &temp.join("themes/prov"));
            temp.write(
                "content/site.yaml",
                "titel: Å\nadress: \"https://exempel.se/\"\ntema: prov\n",
            );
            temp.write("content/index.md", "---\ntitel: Å\nläge: x\n---\n\nÄ [b](c.md), 100 %\n");
            temp.write("content/omraden/nytt.md", "---\ntitel: Nytt\nutkast: ja\n---\n");
            temp.write(
                "content/projekt/a.md",
                "---\r\ntitel: A\r\ntyp: projekt\r\nområde: nytt\r\nstart: 2025-13\r\n---\r\n",
            );
            temp
        },
        &[
            "check --now 2026-01-24",
            "check --now 2026-01-24 --format oneline",
            "check --now 2026-01-24 --format json",
            "check --now 2026-01-24 --format github",
            "check --now 2026-01-24 --format oneline --strict",
        ],
    );
}

#[test]
fn a_template_error_names_the_template_and_the_page() {
    check(
        "template",
        || {
            let temp = Temp::new("template");
            copy_tree(&repository().join("tests/sites/theme"), &temp.join("themes/prov"));
            temp.write(
                "content/site.yaml",
                "titel: A\nadress: \"https://exempel.se/\"\ntema: prov\n",
            );
            temp.write("content/index.md", "---\ntitel: A\n---\n");
            temp.write("content/b.md", "---\ntitel: B\n---\n");
            temp.write("themes/prov/templates/sida.html", "{{ page.titel }}");
            temp.write("themes/prov/templates/start.html", "{{ t(key=\"sakna\") }}");
            temp
        },
        &["check --now 2026-01-24", "build --now 2026-01-24"],
    );
}

#[test]
fn broken_templates_are_all_reported() {
    check(
        "templates",
        || {
            let temp = Temp::new("templates");
            copy_tree(&repository().join("tests/sites/theme"), &temp.join("themes/prov"));
            temp.write(
                "content/site.yaml",
                "titel: A\nadress: \"https://exempel.se/\"\ntema: prov\n",
            );
            temp.write("content/index.md", "---\ntitel: A\n---\n");
            temp.write("themes/prov/templates/sida.html", "{% if x %}");
            temp.write("themes/prov/templates/start.html", "{{ page.title");
            temp.write("themes/prov/templates/nyhet.html", "{% extends \"saknas.html\" %}");
            temp
        },
        &["check --now 2026-01-24"],
    );
}

#[test]
fn one_mistake_many_times_is_shown_a_hundred_times_and_counted_to_machines() {
    let temp = Temp::new("cli-many");
    temp.write("content/site.yaml", "titel: A\nadress: \"https://exempel.se/\"\n");
    let links = "[här](/) ".repeat(170);
    temp.write("content/index.md", format!("---\ntitel: A\n---\n\n{links}\n\n[här](/)\n"));
    let output = delwebb(&temp.0, &["check", "--now", "2026-01-24"]);
    let shown = err(&output) + &out(&output);
    assert_eq!(shown.matches("varning[L006]").count(), 100, "{shown}");
    assert!(shown.contains("… och 71 till av L006 i content/index.md."), "{shown}");
    assert!(shown.contains("171 varningar"), "{shown}");
    assert!(shown.contains("content/index.md:5:883"), "{shown}");
    let output = delwebb(&temp.0, &["check", "--now", "2026-01-24", "--format", "oneline"]);
    let lines = err(&output) + &out(&output);
    assert_eq!(lines.matches("L006").count(), 171, "{lines}");
    assert!(
        lines.contains("content/index.md:5:1522") && lines.contains("content/index.md:7:1"),
        "{lines}"
    );
}
