//! Whether what the rules of language say is worth a writer's time: their findings in the two
//! documents the site is about, each judged by hand in `language/labels.tsv`.
//!
//! The documents lie outside the repository; where they are not, this test says so and is done.
//! Nothing of them is kept here but the few words that a finding marks.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test may"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use delwebb::base::{Diagnostic, FilePath, LineIndex};
use delwebb::check::{RULES, Standing};
use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, Site, load};
use delwebb::source::{Content, File, read};
use sha2::{Digest, Sha256};
use support::repository;

/// The rules that judge language and headings, by the first letter of their codes.
const JUDGED: [char; 5] = ['S', 'L', 'H', 'V', 'D'];

/// The documents, and their pages. The second was read from paper without its dots and rings: the
/// spelling of its words says nothing, and is not judged.
const DOCUMENTS: [(&str, &str, bool); 2] =
    [("arsrapport-2025.md", "rapporten", true), ("fardplan-2025-2027.txt", "planen", false)];

/// At least so many of a hundred findings are worth it: all together, and those of each rule.
const WORTH: usize = 90;
const WORTH_OF_A_RULE: usize = 80;

/// The rules of plain language that find nothing in the two documents, nor in the real site: how
/// often they are right is not known, beyond their own examples and seeded mistakes.
const UNMEASURED: [&str; 4] = ["S003", "S008", "S009", "S012"];

const HEAD: &str = "rule\tpage\tpassage\twords\tworth\tnote";

/// One judged finding: where and what, and the judgement.
type Key = (String, String, String, String);

fn labels_file() -> PathBuf {
    repository().join("tests/language/labels.tsv")
}

fn labels() -> BTreeMap<Key, (String, String)> {
    let text = fs::read_to_string(labels_file()).unwrap_or_default();
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|line| {
        let [rule, page, passage, words, worth, note] =
            line.split('\t').collect::<Vec<_>>().try_into().expect("six columns");
        let own = |text: &str| text.to_owned();
        ((own(rule), own(page), own(passage), own(words)), (own(worth), own(note)))
    })
    .collect()
}

/// A document as somebody would paste it into a page: its lists, headings and tables in Markdown.
fn page(title: &str, text: &str) -> String {
    let mut made = format!("---\ntitel: {title}\n---\n\n");
    let mut in_table = false;
    for line in text.replace('\u{c}', "\n\n").lines() {
        let line = line.trim();
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if cells.len() > 1 {
            made.push_str(&format!("| {} |\n", cells.join(" | ")));
            if !in_table {
                made.push_str(&format!("|{}\n", "---|".repeat(cells.len())));
            }
            in_table = true;
            continue;
        }
        if std::mem::take(&mut in_table) {
            made.push('\n');
        }
        // Bullets became letters when the paper was read.
        if let Some(item) = line.strip_prefix("e ").or_else(|| line.strip_prefix("o ")) {
            made.push_str(&format!("\n- {item}\n"));
        } else if is_heading(line) {
            made.push_str(&format!("\n## {line}\n\n"));
        } else {
            made.push_str(&format!("{line}\n"));
        }
    }
    made
}

/// `3.1 Overgripande prioritering`: a number, and a few words without a full stop.
fn is_heading(line: &str) -> bool {
    let (number, words) = line.split_once(' ').unwrap_or_default();
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_number
        && !number.ends_with('.')
        && line.len() < 70
        && words.starts_with(char::is_uppercase)
        && !words.ends_with(['.', ','])
}

/// The real site with the documents as two pages more; none where they are not.
fn site() -> Option<Site> {
    let mut source = read(repository()).expect("the site");
    for (file, name, _) in DOCUMENTS {
        let path = repository().join("../shared/underlag").join(file);
        let Ok(text) = fs::read_to_string(path) else {
            println!("the documents are not here, and nothing is judged");
            return None;
        };
        let content = Content::Text(page(name, &text));
        source.files.insert(path_of(name), File { disk: PathBuf::new(), content });
    }
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::LeftOut };
    Some(load(source, &Options { link, theme: None, base_url: None, strict: false }))
}

fn path_of(name: &str) -> FilePath {
    FilePath::new(&format!("content/om/underlag-{name}.md"))
}

/// The findings in the documents' pages, in order.
fn findings(site: &Site) -> Vec<(Key, Diagnostic)> {
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    let mut all = Vec::new();
    for found in site.check() {
        let page = DOCUMENTS.iter().find(|(_, name, _)| found.place.file == path_of(name));
        let Some((_, name, is_spelt)) = page else { continue };
        let is_left_out = found.code == "S013" && !is_spelt;
        if !found.code.starts_with(JUDGED) || is_left_out {
            continue;
        }
        let key = key(site, name, &found);
        // The same words twice in one passage are two findings.
        let again = seen.entry(key.clone()).or_default();
        *again += 1;
        let (rule, page, mut passage, words) = key;
        if *again > 1 {
            passage.push_str(&format!("-{again}"));
        }
        all.push(((rule, page, passage, words), found));
    }
    all
}

/// What a finding is known by: its passage as a fingerprint, and its first words.
fn key(site: &Site, name: &str, found: &Diagnostic) -> Key {
    let text = site.source.text(&found.place.file);
    let range = found.place.span.range();
    let line = LineIndex::new(text).position(range.start).line;
    let passage = text.lines().nth(line - 1).unwrap_or_default();
    let digest = Sha256::digest(passage.as_bytes());
    let passage = format!("{:02x}{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2], digest[3]);
    let words = text[range].split_whitespace().take(5).collect::<Vec<_>>().join(" ");
    (found.code.to_owned(), name.to_owned(), passage, words.replace('\t', " "))
}

#[test]
fn findings_are_worth_the_writers_time() {
    let Some(site) = site() else { return };
    let known = labels();
    let found = findings(&site);
    if std::env::var_os("UPDATE").is_some() {
        write(&found, &known);
        return;
    }
    let mut unjudged = Vec::new();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (key, found) in &found {
        let worth = known.get(key).map(|(worth, _)| worth.as_str());
        let count = counts.entry(found.code).or_default();
        count.0 += 1;
        match worth {
            Some("yes") => count.1 += 1,
            Some("no") => {}
            _ => unjudged.push(format!("{key:?}: {}", found.message.sv)),
        }
    }
    assert!(unjudged.is_empty(), "judge these in labels.tsv:\n{}", unjudged.join("\n"));
    let keys: BTreeSet<&Key> = found.iter().map(|(key, _)| key).collect();
    let gone: Vec<&Key> = known.keys().filter(|key| !keys.contains(key)).collect();
    assert!(gone.is_empty(), "no longer found: {gone:#?}");
    let silent = RULES.iter().map(|rule| rule.code);
    let silent = silent.filter(|code| code.starts_with('S') && !counts.contains_key(code));
    assert_eq!(silent.collect::<Vec<_>>(), UNMEASURED);
    println!("never found, so not measured: {}", UNMEASURED.join(", "));
    let share = |(all, worth): (usize, usize)| worth * 100 / all.max(1);
    for (rule, count) in &counts {
        println!("{rule}: {} found, {} worth it, {} %", count.0, count.1, share(*count));
    }
    let (all, worth) =
        counts.values().fold((0, 0), |(all, worth), one| (all + one.0, worth + one.1));
    println!("all: {all} found, {worth} worth it, {} %", share((all, worth)));
    assert!(all >= 200, "{all} findings");
    assert!(share((all, worth)) >= WORTH, "{worth} of {all}");
    for (code, count) in counts {
        let rule = RULES.iter().find(|rule| rule.code == code).expect("a rule");
        let is_good = share(count) >= WORTH_OF_A_RULE || rule.standing == Standing::Quiet;
        assert!(is_good, "{code}: {} of {} are worth it", count.1, count.0);
    }
}

/// One slip of a writer: a letter left out, two in each other's place, one twice, one for another.
fn slip(word: &str, number: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + number * 7 % (letters.len() - 2);
    match number % 4 {
        0 => {
            letters.remove(at);
        }
        1 => letters.swap(at, at + 1),
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = if letters[at] == 'e' { 'a' } else { 'e' },
    }
    letters.into_iter().collect()
}

/// Every longer word of the real site, with one slip each: how many are found, and how often the
/// right word is suggested. Some slips make another word that there is; nobody finds those.
#[test]
fn misspelt_words_are_found_and_the_right_word_suggested() {
    let mut source = read(repository()).expect("the site");
    let mut words = BTreeSet::new();
    for (path, file) in &source.files {
        let is_swedish = path.as_str().ends_with(".md") && path.as_str().matches('.').count() == 1;
        let Content::Text(text) = &file.content else { continue };
        if is_swedish && path.as_str().starts_with("content/") {
            let body = text.splitn(3, "---").nth(2).unwrap_or_default();
            let plain = body.split(|c: char| !c.is_alphabetic());
            let is_long = |word: &&str| word.chars().count() >= 5;
            words.extend(plain.filter(is_long).map(str::to_lowercase));
        }
    }
    let pairs: Vec<(String, String)> = words
        .into_iter()
        .enumerate()
        // The suggestions take time in a program that is made for tests.
        .filter(|(number, _)| number % 5 == 0)
        .map(|(number, word)| (slip(&word, number / 5), word))
        .filter(|(wrong, word)| wrong != word)
        .collect();
    for (number, some) in pairs.chunks(40).enumerate() {
        let lines: Vec<String> =
            some.iter().map(|(wrong, _)| format!("Här ser du ordet {wrong}.")).collect();
        let lines = lines.join("\n\n");
        let path = FilePath::new(&format!("content/om/slip-{number}.md"));
        let content = Content::Text(format!("---\ntitel: Om {number}\n---\n\n{lines}"));
        source.files.insert(path, File { disk: PathBuf::new(), content });
    }
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::LeftOut };
    let site = load(source, &Options { link, theme: None, base_url: None, strict: false });
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    for found in site.check().into_iter().filter(|found| found.code == "S013") {
        let text = site.source.text(&found.place.file);
        let guess = found.suggestion.map(|guess| guess.text).unwrap_or_default();
        told.insert(text[found.place.span.range()].to_owned(), guess);
    }
    let found = pairs.iter().filter(|(wrong, _)| told.contains_key(wrong)).count();
    let right = pairs.iter().filter(|(wrong, word)| told.get(wrong) == Some(word)).count();
    let (found, right, all) = (found * 100 / pairs.len(), right * 100 / found, pairs.len());
    println!("{all} misspelt words: {found} % found, {right} % of those with the right word");
    if std::env::var_os("MISSED").is_some() {
        for (wrong, word) in pairs.iter().filter(|(wrong, word)| told.get(wrong) != Some(word)) {
            println!("{word} {wrong} {:?}", told.get(wrong));
        }
    }
    assert!(all >= 200 && found >= 90 && right >= 85, "{found} % of {all}, {right} %");
}

/// Writes the findings with the judgements there are; `?` where there is none.
fn write(found: &[(Key, Diagnostic)], known: &BTreeMap<Key, (String, String)>) {
    let text = fs::read_to_string(labels_file()).unwrap_or_default();
    let about = text.lines().take_while(|line| line.starts_with('#'));
    let mut made = about.chain([HEAD]).collect::<Vec<_>>().join("\n");
    made.push('\n');
    for (key, _) in found {
        let (rule, page, passage, words) = key;
        let none = ("?".to_owned(), String::new());
        let (worth, note) = known.get(key).unwrap_or(&none);
        made.push_str(&format!("{rule}\t{page}\t{passage}\t{words}\t{worth}\t{note}\n"));
    }
    fs::create_dir_all(labels_file().parent().expect("a folder")).expect("make the folder");
    fs::write(labels_file(), made).expect("write the labels");
}
