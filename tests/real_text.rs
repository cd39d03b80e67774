//! The real site's words: easy to read, and its own.
//!
//! Facts and figures come from the documents, never their sentences. The documents lie
//! outside the repository; where they are not, that test says so and is done.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test may"
)]

mod support;

use std::collections::BTreeMap;
use std::fs;

use delwebb::base::Lix;
use support::html::blocks;
use support::{Temp, delwebb, err, out, repository, tree};
use unicode_normalization::UnicodeNormalization;

/// What is no running text of the author's: navigation, quotations, sources, tables of
/// facts, and lists of other pages.
const NO_PROSE: [&str; 14] = [
    "head",
    "header",
    "footer",
    "nav",
    "aside",
    "table",
    "blockquote",
    "q",
    "h1",
    "dl",
    ".kalla",
    ".rader",
    ".lankar",
    ".namn",
];

/// What is marked as a quotation, the names of documents, and the page's address on paper, which
/// is a name again.
const QUOTED: [&str; 5] = ["head", "blockquote", "q", "cite", ".papper"];

const RUN: usize = 8;

fn pages() -> Vec<(String, String)> {
    let temp = Temp::new("real-text");
    let folder = temp.join("site").display().to_string();
    let output = delwebb(repository(), &["build", "--now", "2026-01-24", "--out", &folder]);
    assert!(output.status.success(), "{}{}", out(&output), err(&output));
    tree(&temp.join("site"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8")))
        .collect()
}

#[test]
fn every_page_is_easy_to_read() {
    let mut hard = Vec::new();
    let mut measured = 0;
    for (path, html) in pages() {
        if path.starts_with("en/") {
            continue;
        }
        let counted = blocks(&html, &NO_PROSE)
            .iter()
            .map(|block| Lix::of(block))
            .fold(Lix::default(), Lix::plus);
        // A few names decide the measure of a shorter page. What registers say in a sentence
        // or two is measured where all of it stands: in the lists and the glossary.
        if counted.words < 100 {
            continue;
        }
        measured += 1;
        let value = counted.value().unwrap_or_default();
        if value > 40 {
            hard.push(format!("{path}: LIX {value}"));
        }
    }
    assert!(measured > 40, "{measured} pages were measured");
    assert!(hard.is_empty(), "{}", hard.join("\n"));
}

/// A word as it survives a scanner that lost its diacritics: `hälso` and `halso` are `hls`.
fn skeleton(word: &str) -> String {
    let plain: String = word.to_lowercase().nfd().filter(char::is_ascii_alphanumeric).collect();
    let bare: String = plain.chars().filter(|c| !"aeiouy".contains(*c)).collect();
    if bare.is_empty() { plain } else { bare }
}

fn words(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).collect()
}

/// The runs of eight words, by their first two skeletons and by their last two: a scanner's
/// slip in one word hides no run.
struct Runs(BTreeMap<(String, String), Vec<Vec<String>>>);

impl Runs {
    fn of(texts: &[String]) -> Self {
        let mut runs: BTreeMap<_, Vec<Vec<String>>> = BTreeMap::new();
        for text in texts {
            let bones: Vec<String> = words(text).into_iter().map(skeleton).collect();
            for run in bones.windows(RUN) {
                for key in keys(run) {
                    runs.entry(key).or_default().push(run.to_vec());
                }
            }
        }
        Self(runs)
    }

    /// The first run of `block` that a document has too, but for one word at most.
    fn shared(&self, block: &str) -> Option<String> {
        let written = words(block);
        let bones: Vec<String> = written.iter().map(|word| skeleton(word)).collect();
        let at = bones.windows(RUN).position(|run| {
            let known = keys(run).into_iter().filter_map(|key| self.0.get(&key)).flatten();
            let equal = |other: &Vec<String>| run.iter().zip(other).filter(|(a, b)| a == b).count();
            known.into_iter().any(|other| equal(other) >= RUN - 1)
        })?;
        Some(written[at..at + RUN].join(" "))
    }
}

fn keys(run: &[String]) -> [(String, String); 2] {
    [(run[0].clone(), run[1].clone()), (run[RUN - 2].clone(), run[RUN - 1].clone())]
}

/// Names and titles are themselves, also the four goals where they are the names of pages:
/// they are taken out before runs are compared.
fn names() -> Vec<String> {
    let mut names: Vec<String> = [
        "Härnösand, Kramfors, Sollefteå, Sundsvall, Timrå, Ånge och Örnsköldsvik",
        "God och nära vård i Västernorrland",
        "naravard@rvn.se",
        "Halsam@kfvn.se",
    ]
    .map(str::to_owned)
    .to_vec();
    for (path, bytes) in tree(&repository().join("content")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let keys: &[&str] =
            if path.ends_with("delmal.yaml") { &["text: "] } else { &["titel: ", "namn: "] };
        for line in text.lines() {
            let line = line.trim_start_matches(['-', ' ', '{']);
            for key in keys {
                let value = line.split(key).nth(1).map(|rest| rest.trim_matches('"'));
                let value = value.map(|rest| rest.split(", källa").next().unwrap_or(rest));
                names.extend(value.filter(|name| words(name).len() > 2).map(str::to_owned));
            }
        }
    }
    // The longest first, so that no name is cut by another.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

#[test]
fn no_page_borrows_the_documents_sentences() {
    let folder = repository().join("../shared/underlag");
    let Ok(found) = fs::read_dir(&folder) else {
        println!("the documents are not here, and nothing is compared");
        return;
    };
    let texts: Vec<String> = found
        .filter_map(|entry| fs::read_to_string(entry.expect("an entry").path()).ok())
        .collect();
    assert!(texts.iter().map(String::len).sum::<usize>() > 30_000, "both documents are read");
    let runs = Runs::of(&texts);
    // The comparison itself is tried: a document's own sentence is found, without diacritics too.
    let stolen = "Fardplanen ar lansledningens strategi for att na onskat nylage och den politiska";
    assert!(runs.shared(stolen).is_some(), "a borrowed sentence is found");
    let names = names();
    let mut borrowed = Vec::new();
    for (path, html) in pages() {
        for block in blocks(&html, &QUOTED) {
            let own = names.iter().fold(block.clone(), |text, name| text.replace(name, " · "));
            if let Some(run) = runs.shared(&own) {
                borrowed.push(format!("{path}: {run}"));
            }
        }
    }
    borrowed.sort();
    borrowed.dedup();
    assert!(borrowed.is_empty(), "{}", borrowed.join("\n"));
}
