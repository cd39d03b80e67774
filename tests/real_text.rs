//! The real site's words: easy to read, and its own.
//!
//! Facts and figures come from the documents, never their sentences. The documents lie
//! outside the repository; where they are not, that test says so and is done.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::BTreeMap;
use std::fs;

use delwebb::base::Lix;
use support::html::blocks;
use support::{Temp, delwebb, err, out, repository, tree};
use unicode_normalization::UnicodeNormalization;

/// What is no running text of the author's: navigation, quotations, sources, tables of
/// facts, and lists of other pages.
const NO_PROSE: [&str; 9] =
    ["head", "header", "footer", "nav", "aside", "table", "blockquote", "q", ".kalla"];

/// What is marked as a quotation, and the names of documents.
const QUOTED: [&str; 4] = ["head", "blockquote", "q", "cite"];

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
        if counted.words < 60 {
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

/// The runs of eight words, by their first two skeletons.
struct Runs(BTreeMap<(String, String), Vec<Vec<String>>>);

impl Runs {
    fn of(texts: &[String]) -> Self {
        let mut runs: BTreeMap<_, Vec<Vec<String>>> = BTreeMap::new();
        for text in texts {
            let bones: Vec<String> = words(text).into_iter().map(skeleton).collect();
            for run in bones.windows(RUN) {
                let key = (run[0].clone(), run[1].clone());
                runs.entry(key).or_default().push(run.to_vec());
            }
        }
        Self(runs)
    }

    /// The first run of `block` that a document has too.
    fn shared(&self, block: &str) -> Option<String> {
        let written = words(block);
        let bones: Vec<String> = written.iter().map(|word| skeleton(word)).collect();
        let at = bones.windows(RUN).position(|run| {
            let known = self.0.get(&(run[0].clone(), run[1].clone()));
            known.into_iter().flatten().any(|other| other == run)
        })?;
        Some(written[at..at + RUN].join(" "))
    }
}

/// Names and titles are themselves: they are taken out before runs are compared.
fn names() -> Vec<String> {
    let register = repository().join("content/register/dokument.yaml");
    let text = fs::read_to_string(register).expect("the documents");
    let titles = text.lines().filter_map(|line| line.trim().strip_prefix("titel: "));
    let own = [
        "Härnösand, Kramfors, Sollefteå, Sundsvall, Timrå, Ånge och Örnsköldsvik",
        "God och nära vård i Västernorrland",
    ];
    titles.map(|title| title.trim_matches('"').to_owned()).chain(own.map(str::to_owned)).collect()
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
