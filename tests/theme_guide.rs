//! The designers' guide is tried: everything that is to be typed is typed, every file written, in
//! an empty folder with nothing but the program, and the site shows what the guide promises.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;

use support::guide::{blocks, timeless, words};
use support::pages::{bones, links};
use support::{Temp, delwebb, err, expect_file, out, repository, tree};

#[test]
fn the_guide_makes_the_theme_that_it_says() {
    let temp = Temp::new("theme-guide");
    let file = repository().join("docs/content/teman.md");
    let (blocks, end) = blocks(&fs::read_to_string(&file).expect("the guide"));
    let (mut folder, mut page, mut answer) = (temp.0.clone(), String::new(), String::new());
    let mut written = Vec::new();
    for block in blocks {
        let mut shown = block.text.clone();
        match block.language.as_str() {
            "sh" => {
                for line in block.text.lines() {
                    let words = words(line);
                    let mut arguments: Vec<&str> = words.iter().map(String::as_str).collect();
                    if arguments.remove(0) == "cd" {
                        folder.push(arguments[0]);
                        continue;
                    }
                    if arguments[0] != "init" {
                        arguments.extend(["--now", "2026-01-24"]);
                    }
                    let output = delwebb(&folder, &arguments);
                    answer = timeless(&format!("{}{}", out(&output), err(&output)));
                    assert_eq!(output.status.code(), Some(0), "{line}: {answer}");
                }
            }
            "text" => shown = format!("{}\n", answer.trim_end()),
            // The tests in a browser are run by themselves.
            "console" => {}
            _ => {
                let (before, path) = block.before.trim_end().rsplit_once(" `").expect("a file");
                let path = path.strip_suffix("`:").expect("a file is named last");
                let old = match before.rsplit(['.', '\n']).next().expect("a sentence").trim() {
                    "Lägg till sist i" => {
                        fs::read_to_string(folder.join(path)).expect("a file to add to")
                    }
                    "Skriv i" => String::new(),
                    other => panic!("neither to write nor to add to: {other} {path}"),
                };
                let target = folder.join(path);
                fs::create_dir_all(target.parent().expect("a folder")).expect("make folders");
                fs::write(target, old + &block.text).expect("write the file");
                written.push(path.to_owned());
            }
        }
        page.push_str(&format!("{}```{}\n{shown}```\n", block.before, block.language));
    }
    // The answers on the page are those that were really given.
    expect_file(&file, &format!("{page}{end}"));
    assert_eq!(written.len(), 10, "{written:?}");
    assert!(answer.contains("Klart"), "{answer}");

    let public = folder.join("public");
    let read = |path: &str| fs::read_to_string(public.join(path)).expect("a page");
    let opening = read("om/oppet/index.html");
    for part in [
        "Tack för att du läste Öppettider!",
        "<section class=\"oppet\" aria-labelledby=\"komponent_1\">",
        "<strong>Kommunhuset</strong>",
        "Vi som gör webbplatsen finns i kommunhuset.",
        // What was not changed is there still.
        "class=\"granskad\"",
    ] {
        assert!(opening.contains(part), "{part}: {opening}");
    }
    let is_css = |path: &str| path.ends_with(".css");
    let sheets = tree(&public).into_iter().filter(|(path, _)| is_css(path));
    let css: String =
        sheets.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect();
    for colour in ["--tack:#5B1A6B;", "--fjard:#E3B4F0;"] {
        assert!(css.contains(colour), "{colour}: {css}");
    }
    let pages: Vec<_> = tree(&public)
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8")))
        .collect();
    bones(&pages);
    assert!(links(&public, &pages) > 100);
    for (path, html) in &pages {
        assert!(html.contains("/assets/vart."), "the style sheet is missing on {path}");
    }

    // What the guide says the program says.
    let text = folder.join("themes/vart/strings/sv.yaml");
    fs::write(&text, "vart:\n  takc: \"Hej {sidan}!\"\n").expect("write");
    let output = delwebb(&folder, &["check", "--theme", "vart", "--format", "oneline"]);
    let found = out(&output);
    assert!(found.contains("T007") && found.contains("sidslut.html:2:"), "{found}");
    fs::write(&text, "vart:\n  tack: \"Hej {sidan}!\"\n").expect("write");
    let output = delwebb(&folder, &["check", "--theme", "vart", "--format", "oneline"]);
    let found = out(&output);
    assert!(found.contains("T009") && found.contains("Menade du ”sida”?"), "{found}");
}
