//! The manual in `docs/`: its reference pages are made from the program's own definitions, the
//! whole of it builds without a finding, and its first steps work just as they are written.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use delwebb::base::{Lang, slug};
use delwebb::check::{RULES, Rule};
use delwebb::manual::{
    Topic, component_page, fault_groups, fault_page, in_line, topic_page, topics,
};
use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, Site, load};
use delwebb::render::{ALLOWED, EVERYWHERE};
use delwebb::source::{EMBEDDED_THEME, read, starter_files};
use support::guide::{blocks, timeless, words};
use support::{Temp, delwebb, err, expect_file, out, repository, tree};

const MADE: &str = "# Sidan görs av programmet: UPDATE=1 cargo test --test docs";

fn docs(path: &str) -> PathBuf {
    repository().join("docs").join(path)
}

/// The text of a file; empty when there is none.
fn text(path: &str) -> String {
    fs::read_to_string(docs(path)).unwrap_or_default()
}

/// The manual with the default theme, whose components it is about.
fn site() -> Site {
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::LeftOut };
    let theme = Some(EMBEDDED_THEME.to_owned());
    load(
        read(&docs("")).expect("the manual"),
        &Options { link, theme, base_url: None, strict: true },
    )
}

/// A page of the manual.
fn page(title: &str, lead: &str, order: usize, body: &str) -> String {
    format!(
        "---\n{MADE}\ntitel: {title}\ningress: {lead}\nordning: {order}\n---\n\n{}",
        body.trim_start()
    )
}

/// A reference page without its first heading and the sentence below it: they are the page's
/// title and lead.
fn without_head(page: &str) -> (&str, &str, &str) {
    let (title, rest) = page.split_once("\n\n").expect("a title");
    let (lead, rest) = rest.split_once("\n\n").expect("a lead");
    (title.trim_start_matches(['#', ' ']), lead, rest)
}

/// The file of a new site that shows `topic` in use.
fn example(topic: Topic) -> Option<(String, String)> {
    let files = topic.files();
    let (folder, name) = files.split_once("**").unwrap_or((&files, ""));
    let is_example = |path: &str| match topic {
        Topic::Kind(kind) if kind.folder.is_empty() && kind.name == "sida" => {
            path == "content/om/index.md"
        }
        _ if name.is_empty() => path == files,
        _ => path.starts_with(folder) && !folder.ends_with("content/"),
    };
    let (path, bytes) = starter_files().into_iter().find(|(path, _)| is_example(path))?;
    Some((path, String::from_utf8(bytes.to_vec()).expect("text")))
}

fn topic_file(topic: Topic) -> String {
    let folder = if topic.is_page() { "sidor" } else { "tabeller" };
    format!("content/{folder}/{}.md", slug(&topic.name()))
}

/// The kinds and registers that writers have to do with. Themes are for those who make them.
fn written() -> impl Iterator<Item = Topic> {
    topics().filter(|topic| !matches!(topic, Topic::Theme))
}

#[test]
fn every_kind_and_register_has_its_page() {
    for (at, topic) in written().enumerate() {
        let made = topic_page(topic, Lang::Sv, 1);
        let (title, lead, rest) = without_head(&made);
        let mut body = rest.to_owned();
        if let Some((path, text)) = example(topic) {
            let language = if path.ends_with(".md") { "markdown" } else { "yaml" };
            body.push_str("\n## Ett exempel\n\n");
            body.push_str(&format!("Så ser `{path}` ut på en ny webbplats:\n\n"));
            body.push_str(&format!("````{language}\n{}\n````\n", text.trim_end()));
        }
        expect_file(&docs(&topic_file(topic)), &page(title, lead, at + 1, &body));
    }
}

#[test]
fn every_component_is_on_the_page_of_components() {
    let theme = site().theme;
    let body = format!(
        "{}\n{}",
        text("delar/komponenter.md"),
        component_page(&theme.components, Lang::Sv, 2)
    );
    let lead = "En komponent är en färdig ruta i texten. Här är alla, med det du skriver och det läsaren ser.";
    expect_file(&docs("content/skriva/komponenter/index.md"), &page("Komponenter", lead, 2, &body));
    for component in &theme.components {
        assert!(body.contains(&format!("\n## {}\n", component.name())), "{}", component.name());
        assert!(component.example.is_some(), "{} has no example", component.name());
    }
}

fn fault_file(rule: &Rule) -> String {
    format!("content/fel/{}.md", rule.code.to_lowercase())
}

#[test]
fn every_fault_is_explained_and_listed() {
    let mut lists = String::new();
    for group in fault_groups() {
        let title = group.title.get(Lang::Sv);
        lists.push_str(&format!("\n### {}: {title}\n\n", group.letter));
        lists.push_str("| kod | vad | hur allvarligt |\n|---|---|---|\n");
        for rule in group.rules {
            let (code, name) = (rule.code, rule.code.to_lowercase());
            let title = rule.title.get(Lang::Sv);
            let severity = rule.severity.label();
            let word = severity.get(Lang::Sv);
            lists.push_str(&format!("| {code} | [{title}]({name}.md) | {word} |\n"));
            let made = fault_page(rule, Lang::Sv, 2);
            let (lead, body) = made.split_once("\n\n").expect("a lead");
            // The manual may not hold what its own rule looks for.
            let body = body.replace("070-123 45 67", "070-123 45 xx");
            let body = body.replace("anna.exempel@", "anna.exempel (snabel-a) ");
            let lead = in_line(lead);
            let title = in_line(&format!("{code}: {title}"));
            let at = RULES.iter().position(|own| own.code == code).expect("a rule");
            // The sources are called by names that not all know: they have the glossary.
            let made = page(&title, &lead, at + 1, &body).replacen(
                "ordning:",
                "ordlista: ja\nordning:",
                1,
            );
            expect_file(&docs(&fault_file(rule)), &made);
        }
    }
    let body = text("delar/fel.md").replace("{lista}", lists.trim());
    let lead = "Programmet säger allt som behöver rättas på en gång. Här lär du dig läsa det, och slår upp varje kod.";
    let made = page("Fel och vad de betyder", lead, 5, &body);
    // The list by groups is written out: the page needs none of its children.
    let made = made.replacen("titel:", "mall: sida\ntitel:", 1);
    expect_file(&docs("content/fel/_index.md"), &made);
}

/// A page that is made no longer, because its kind, register or group is gone.
#[test]
fn nothing_is_left_of_what_is_no_longer_there() {
    let mut known: Vec<String> = written().map(topic_file).collect();
    known.extend(RULES.iter().map(fault_file));
    for folder in ["content/sidor", "content/tabeller", "content/fel"] {
        for (name, _) in tree(&docs(folder)) {
            let file = format!("{folder}/{name}");
            assert!(name == "_index.md" || known.contains(&file), "docs/{file} is about nothing");
        }
    }
}

#[test]
fn all_html_that_is_let_through_is_listed() {
    let text = text("content/skriva/text.md");
    let list = text.split("## HTML").nth(1).expect("a section");
    let rows: Vec<&str> = list.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    let named = |text: &str| -> BTreeSet<String> {
        text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let all = ALLOWED.iter().map(|(element, _)| (*element).to_owned());
    assert_eq!(named(&rows.concat()), all.collect::<BTreeSet<_>>());
    let told = named(list.lines().last().expect("a line"));
    let with = ALLOWED.iter().filter(|(_, own)| !own.is_empty());
    let attributes = with.flat_map(|(element, own)| own.iter().chain([element]));
    let attributes = attributes.chain(&EVERYWHERE).map(|name| (*name).to_owned());
    assert_eq!(told, attributes.collect::<BTreeSet<_>>());
}

#[test]
fn the_manual_builds_without_a_finding() {
    let temp = Temp::new("docs");
    let root = docs("");
    let root = root.to_str().expect("a path");
    let output = delwebb(&temp.0, &["check", "--root", root, "--strict", "--now", "2026-01-24"]);
    // Not a hint either: the manual does as it says.
    assert!(err(&output).ends_with("inget att rätta.\n"), "{}{}", out(&output), err(&output));
    let arguments = ["build", "--root", root, "--out", "ut", "--strict", "--now", "2026-01-24"];
    let output = delwebb(&temp.0, &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let built = |path: &str| fs::read_to_string(temp.join("ut").join(path)).expect("a page");
    for rule in RULES {
        let page = built(&format!("fel/{}/index.html", rule.code.to_lowercase()));
        assert!(page.contains(&format!("<h1>{}: ", rule.code)), "{}", rule.code);
    }
    let components = built("skriva/komponenter/index.html");
    for component in &site().theme.components {
        let id = format!("<h2 id=\"{}\">", component.name());
        assert!(components.contains(&id), "{}", component.name());
    }
}

/// The first steps, taken in an empty folder with nothing but the program: every line that is
/// to be typed is typed, every file written, and the page shows what was really answered.
#[test]
fn the_first_page_is_made_just_as_the_manual_says() {
    let temp = Temp::new("first-page");
    let file = "content/forsta-sidan/index.md";
    let (blocks, end) = blocks(&text(file));
    let (mut folder, mut page, mut answer) = (temp.0.clone(), String::new(), String::new());
    let (mut codes, mut written) = (Vec::new(), 0);
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
                    if matches!(arguments[0], "build" | "check" | "new") {
                        arguments.extend(["--now", "2026-01-24"]);
                    }
                    let output = delwebb(&folder, &arguments);
                    codes.push((line.to_owned(), output.status.code()));
                    // A terminal shows both. `check` ends with its sum, after the findings.
                    let (said, sum) = (out(&output), err(&output));
                    answer = timeless(&match arguments[0] {
                        "check" => said + &sum,
                        _ => sum + &said,
                    });
                }
            }
            "text" => shown = format!("{}\n", answer.trim_end()),
            _ => {
                let (_, path) = block.before.rsplit_once("`content/").expect("a file is named");
                let (path, _) = path.split_once('`').expect("a file is named");
                let path = folder.join("content").join(path);
                // Nobody is asked to write into a file that is not there.
                assert!(path.is_file(), "{}", path.display());
                fs::write(path, &block.text).expect("write the page");
                written += 1;
            }
        }
        page.push_str(&format!("{}```{}\n{shown}```\n", block.before, block.language));
    }
    expect_file(&docs(file), &format!("{page}{end}"));
    // The mistake that is made on purpose is the only one.
    let failed: Vec<&str> =
        codes.iter().filter(|(_, code)| *code != Some(0)).map(|(line, _)| line.as_str()).collect();
    assert_eq!(failed, ["delwebb check", "delwebb build"], "{codes:?}");
    assert!(codes.iter().all(|(_, code)| matches!(code, Some(0 | 1))), "{codes:?}");
    assert_eq!(written, 3);
    let built = folder.join("public/om/sa-nar-du-oss/index.html");
    assert!(fs::read_to_string(built).expect("the page").contains("Vi läser allt"));
    let about = fs::read_to_string(folder.join("public/om/index.html")).expect("a page");
    assert!(about.contains("href=\"/om/sa-nar-du-oss/\""), "the new page is linked");
}

/// The mistakes that beginners make: the page has what the program really says of them.
#[test]
fn what_the_manual_says_of_the_first_mistakes_is_what_is_said() {
    let temp = Temp::new("first-mistakes");
    let site = temp.join("min-webbplats");
    let mut said = String::new();
    let mut run = |folder: &PathBuf, arguments: &[&str]| {
        let output = delwebb(folder, arguments);
        said.push_str(&format!("{}{}", out(&output), err(&output)));
    };
    let new = ["new", "sida", "Så når du oss"];
    run(&temp.0, &["build"]);
    run(&temp.0, &["init", "min-webbplats"]);
    run(&temp.0, &["init", "min-webbplats"]);
    run(&site, &["buld"]);
    run(&site, &new);
    run(&site, &new);
    run(&site, &["check"]);
    let page = site.join("content/om/sa-nar-du-oss.md");
    fs::write(&page, "{\\rtf1}\n---\ntitel: Så når du oss\n---\n").expect("write");
    run(&site, &["check"]);
    fs::rename(&page, page.with_extension("md.txt")).expect("rename");
    run(&site, &["check"]);
    let text = text("content/forsta-sidan/index.md");
    let (_, table) =
        text.split_once("| Programmet säger | Gör så här |\n|---|---|\n").expect("a table");
    let rows: Vec<&str> = table.lines().take_while(|line| line.starts_with("| ")).collect();
    assert_eq!(rows.len(), 7);
    for row in rows {
        let words = row.split(" | ").next().expect("a cell").trim_start_matches("| ");
        assert!(said.contains(words), "nobody says: {words}\n{said}");
    }
}
