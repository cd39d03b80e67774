//! The annual report of 2025, made from the real content, tells every fact of the one that was
//! written by hand, and nothing that the documents do not hold.
//!
//! `report/facts.tsv` has a row for every fact in chapters 3–5 of that report: where it stands
//! there, what it is, which part of ours has it, and the texts that must stand in it. What is not
//! in ours has the reason instead. `report/figures.tsv` has the figures that only ours has.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]
#![allow(clippy::print_stdout, reason = "a test says why it is skipped")]

#[path = "report/documents.rs"]
mod documents;
#[path = "report/page.rs"]
mod page;
#[path = "report/small_county.rs"]
mod small_county;
#[path = "report/sums.rs"]
mod sums;
mod support;
#[path = "report/table.rs"]
mod table;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use delwebb::base::MONTHS_SV;
use documents::numbers;
use page::{Page, text};
use support::html::blocks;
use support::{Temp, copy_tree, delwebb, err, out, repository};

const FACTS: [&str; 6] = ["avsnitt", "dokumentet", "fakta", "del", "text", "skäl"];
const FIGURES: [&str; 2] = ["text", "skäl"];

/// How many of a hundred facts must stand in our report.
const AIM: usize = 98;

/// The report of 2025, built once, in a copy of the real content.
fn report() -> &'static Page {
    static REPORT: OnceLock<Page> = OnceLock::new();
    REPORT.get_or_init(|| {
        let temp = Temp::new("report");
        for part in ["content", "themes"] {
            copy_tree(&repository().join(part), &temp.join(part));
        }
        let front = "---\ntitel: Uppföljning 2025\nrapport: år\når: 2025\n\
                     sidor: [finansiering, uppfoljning]\n---\n";
        temp.write("content/rapporter/2025/index.md", front);
        let output = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
        assert!(output.status.success(), "{}{}", out(&output), err(&output));
        let page = temp.join("public/rapporter/2025/index.html");
        Page::of(&std::fs::read_to_string(page).expect("the report"))
    })
}

/// All failures at once.
fn none_of(failures: &[String]) {
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_fact_stands_in_its_part_of_the_report() {
    let mut wrong = Vec::new();
    let (mut all, mut there) = (0, 0);
    for (line, [_, _, fact, part, texts, why]) in table::read("facts.tsv", FACTS) {
        if fact.is_empty() {
            assert!(!why.is_empty(), "facts.tsv:{line}: no fact and no reason");
            continue;
        }
        all += 1;
        if part == "–" {
            assert!(!why.is_empty(), "facts.tsv:{line}: {fact}: it must have a reason");
            continue;
        }
        there += 1;
        let Some(said) = report().text(&part) else {
            wrong.push(format!("facts.tsv:{line}: there is no ”{part}”"));
            continue;
        };
        for text in texts.split('|').filter(|text| !said.contains(*text)) {
            wrong.push(format!("facts.tsv:{line}: {fact}: ”{part}” lacks ”{text}”"));
        }
    }
    none_of(&wrong);
    assert!(all > 150, "{all} facts");
    assert!(there * 100 >= all * AIM, "{there} of {all} facts are there, aim {AIM} %");
}

#[test]
fn headings_of_texts_end_as_they_begin() {
    let html = &report().0;
    let mut headings = html.match_indices("<h").filter_map(|(at, _)| {
        let level = html[at + 2..].chars().next().filter(char::is_ascii_digit)?;
        let end = at + html[at..].find("</h")?;
        Some((level, &html[end..end + 4], text(&html[at..end])))
    });
    let wrong = headings.find(|(level, end, _)| *end != format!("</h{level}"));
    assert_eq!(wrong, None);
}

/// The chapters 3–5 of the report written by hand: each line that says something, with the number
/// of its chapter.
fn lines(report: &str) -> Vec<(String, String)> {
    let start = report.find("### 3. Finansiering").expect("chapter 3");
    let mut chapter = String::new();
    let mut found: Vec<(String, String)> = Vec::new();
    for line in report[start..].lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(heading) = line.strip_prefix('#') {
            let heading = heading.trim_start_matches(['#', ' ']);
            let number = heading.split(' ').next().unwrap_or("");
            number.trim_end_matches('.').clone_into(&mut chapter);
        } else if line.chars().any(char::is_alphabetic) {
            found.push((chapter.clone(), line.to_owned()));
        }
    }
    found
}

#[test]
fn every_fact_stands_in_the_document_where_the_table_says() {
    let Some(document) = documents::read("arsrapport-2025.md") else { return };
    let lines = lines(&document);
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for (line, [chapter, words, fact, ..]) in table::read("facts.tsv", FACTS) {
        let chapter = chapter.split(':').next().unwrap_or_default().to_owned();
        let own: Vec<usize> = (0..lines.len())
            .filter(|at| lines[*at].0 == chapter && plain(&lines[*at].1).contains(&words))
            .collect();
        if own.is_empty() {
            wrong.push(format!("facts.tsv:{line}: {fact}: ”{words}” is not in {chapter}"));
        }
        used.extend(own);
    }
    for (at, (chapter, line)) in lines.iter().enumerate() {
        if !used.contains(&at) {
            wrong.push(format!("no row has a fact of {chapter}: {line}"));
        }
    }
    none_of(&wrong);
}

fn plain(line: &str) -> String {
    line.replace("<b>", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_figure_and_no_date_is_in_the_report_that_no_document_has() {
    let Some(annual) = documents::read("arsrapport-2025.md") else { return };
    let Some(plan) = documents::read("fardplan-2025-2027.txt") else { return };
    let documents = format!("{annual}\n{plan}").to_lowercase();
    let known: BTreeSet<String> = numbers(&documents).into_iter().collect();
    // Where something is said has been looked at already: `facts.rs` holds every source.
    let body = report().0.split_once("<section id=\"kap_kallor\"").expect("sources").0.to_owned();
    let mut said = blocks(&body, &[".kalla"]);
    // The points of the plan have no numbers in the plan: they are ours.
    said.retain(|block| !block.starts_with("Punkt "));
    let mut said = said.join("\n").replace(['\u{a0}', '\u{202f}'], " ");
    let mut wrong = Vec::new();
    for (line, [text, _]) in table::read("figures.tsv", FIGURES) {
        if !said.contains(&text) {
            wrong.push(format!("figures.tsv:{line}: ”{text}” is not in the report"));
        }
        said = said.replace(&text, " ");
    }
    wrong.extend(
        numbers(&said)
            .into_iter()
            .filter(|number| !known.contains(number))
            .map(|number| format!("no document has {number}")),
    );
    wrong.extend(
        dates(&said)
            .into_iter()
            .filter(|date| !documents.contains(date) && !is_known_day(&documents, date))
            .map(|date| format!("no document has the date {date}")),
    );
    none_of(&wrong);
}

/// Every day, month and season with a year in `text`, in lower case.
fn dates(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_year = |word: &&str| word.len() == 4 && word.parse::<u16>().is_ok();
    let mut found = BTreeSet::new();
    for at in 0..words.len() {
        let is_month = MONTHS_SV.contains(&words[at]);
        if !is_month && !["våren", "sommaren", "hösten", "vintern"].contains(&words[at]) {
            continue;
        }
        let Some(year) = words.get(at + 1).filter(|word| is_year(word)) else { continue };
        let day = at.checked_sub(1).map(|at| words[at]).filter(|word| word.len() <= 2);
        let day = day.filter(|word| is_month && word.parse::<u8>().is_ok());
        let day = day.map_or_else(String::new, |day| format!("{day} "));
        found.insert(format!("{day}{} {year}", words[at]));
    }
    found
}

/// Whether the documents write a day in another way: `2025-01-24`, `260123`, `3 nov`.
fn is_known_day(documents: &str, date: &str) -> bool {
    let parts: Vec<&str> = date.split(' ').collect();
    let [day, month, year] = parts[..] else { return false };
    let Some(number) = MONTHS_SV.iter().position(|name| *name == month) else { return false };
    let number = number + 1;
    let ways = [
        format!("{year}-{number:02}-{day:0>2}"),
        format!("{}{number:02}{day:0>2}", &year[2..]),
        format!("{day} {}", &month[..3]),
    ];
    ways.iter().any(|way| documents.contains(way))
}

#[test]
fn dates_are_read_with_their_days() {
    let found = dates("Den 3 november 2025, hösten 2025 och mars 2027, 30 av 30");
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, ["3 november 2025", "hösten 2025", "mars 2027"]);
    assert!(is_known_day("möte 260123", "23 januari 2026"));
    assert!(!is_known_day("möte 260124", "23 januari 2026"));
}
