//! The content is whole and true: every fact of the content model stands in its source file
//! and on its page, what the documents do not say shows as unknown, and nothing is added.
//!
//! `facts/facts.tsv` has a row for every fact, `facts/unknown.tsv` for everything that no
//! document says, `facts/never.tsv` for what must not be said at all.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]
#![allow(clippy::print_stdout, reason = "a test says why it is skipped")]

#[path = "facts/content.rs"]
mod content;
#[path = "facts/model.rs"]
mod model;
mod support;
#[path = "facts/table.rs"]
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use content::Content;
use support::html::blocks;
use support::{Temp, delwebb, err, out, repository, tree};
use table::Row;

const FACTS: [&str; 5] = ["avsnitt", "sida", "fält", "värde", "text"];
const UNKNOWN: [&str; 4] = ["avsnitt", "sida", "fält", "text"];
const NEVER: [&str; 4] = ["text", "sida", "utom_med", "skäl"];

/// In the last column of unknown.tsv: the page says nothing about it.
const NOTHING_SHOWN: &str = "–";

/// Fields that hold facts: each must have a row, so that a new fact does not come unseen.
const GUARDED: [&str; 35] = [
    "nyckeltal[].värde",
    "nyckeltal[].av",
    "nyckeltal[].datum",
    "beslut[].datum",
    "beslut[].datumtext",
    "beslut[].av",
    "händelser[].datum",
    "händelser[].datumtext",
    "historik[].datum",
    "datum",
    "plats",
    "start",
    "slut",
    "skede",
    "läge",
    "tidsläge",
    "prioritet",
    "område",
    "organisationer",
    "organisationer[]",
    "målgrupper[]",
    "pilot.organisationer[]",
    "slutrapport.dokument",
    "antagen.datum",
    "godkänd.datumtext",
    "giltighet[].text",
    "punkter[].text",
    "[].poster[].procent",
    "[].poster[].budget",
    "[].poster[].utfall",
    "[].status",
    "[].datum",
    "[].prioriterad",
    "[].e-post",
    "[].verksamhetsår",
];

/// The sections of the two documents, by the key that `källa` has for them.
const SECTIONS: [(&str, &str); 3] = [
    ("F", "titelsida 1 2 3 3.1 3.2 4 5 5.1 5.2 6 6.1 6.2 6.3 7 8 9"),
    (
        "Å2025",
        "Sammanfattning 1 2 3 4 4.1 4.1:1 4.1:2 4.1:3 4.2 4.2:1 4.2:2 4.2:3 4.2:4 4.3 4.4 4.5 4.6 5",
    ),
    // An outside source, which the page that uses it says it is; cited as a whole.
    ("Prop", ""),
];

/// The text of every page of the real site, built once.
fn pages() -> &'static BTreeMap<String, String> {
    static PAGES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let temp = Temp::new("facts");
        let folder = temp.join("site").display().to_string();
        let output = delwebb(repository(), &["build", "--now", "2026-01-24", "--out", &folder]);
        assert!(output.status.success(), "{}{}", out(&output), err(&output));
        let files = tree(&temp.join("site")).into_iter();
        let html = files.filter(|(path, _)| path.ends_with(".html"));
        html.map(|(path, bytes)| (path, page_text(&String::from_utf8_lossy(&bytes)))).collect()
    })
}

fn facts() -> Vec<Row> {
    table::read("facts.tsv", &FACTS)
}

fn unknown() -> Vec<Row> {
    table::read("unknown.tsv", &UNKNOWN)
}

/// All failures at once.
fn none_of(failures: &[String]) {
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

/// How often a text must stand on a page: once for every item of a list that reads the same.
struct Wanted(BTreeMap<(String, String, String), BTreeSet<String>>);

impl Wanted {
    fn of(rows: &[Row], text: usize) -> Self {
        let mut all: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for row in rows {
            let fields = all.entry(Self::key(row, text)).or_default();
            fields.insert(row.cells[2].clone());
        }
        Self(all)
    }

    fn key(row: &Row, text: usize) -> (String, String, String) {
        let alike = row.cells[2].chars().filter(|char| !char.is_ascii_digit()).collect();
        (row.cells[1].clone(), row.cells[text].clone(), alike)
    }

    fn times(&self, row: &Row, text: usize) -> usize {
        self.0[&Self::key(row, text)].len()
    }
}

/// Why a row's text is not on its page, if it is not.
fn missing(name: &str, row: &Row, text: usize, wanted: &Wanted) -> Option<String> {
    let (path, sought) = (&row.cells[1], &row.cells[text]);
    let Some(page) = pages().get(path) else {
        return Some(format!("{name}:{}: there is no page {path}", row.line));
    };
    let found = page.matches(&sought.to_lowercase()).count();
    let times = wanted.times(row, text);
    (found < times).then(|| {
        let section = &row.cells[0];
        format!("{name}:{}: {section}: {path} has ”{sought}” {found} of {times} times", row.line)
    })
}

#[test]
fn every_fact_stands_in_its_source_file() {
    let content = Content::read();
    let rows = facts();
    let wrong = rows.iter().filter_map(|row| {
        let ((file, field), value) = (row.field(), &row.cells[3]);
        (!content.holds(file, field, value)).then(|| {
            let found = content.at(file, field).join(" | ");
            format!("facts.tsv:{}: {file} {field} is not ”{value}” but ”{found}”", row.line)
        })
    });
    none_of(&wrong.collect::<Vec<_>>());
}

#[test]
fn every_fact_can_be_read_on_its_page() {
    let rows = facts();
    let wanted = Wanted::of(&rows, 4);
    let wrong = rows.iter().filter_map(|row| missing("facts.tsv", row, 4, &wanted));
    none_of(&wrong.collect::<Vec<_>>());
}

#[test]
fn what_no_document_says_is_in_no_source_file() {
    let content = Content::read();
    let rows = unknown();
    let wrong = rows.iter().filter_map(|row| {
        let (file, field) = row.field();
        if !content.has(file) {
            return Some(format!("unknown.tsv:{}: there is no {file}", row.line));
        }
        let mut found = content.at(file, field);
        found.retain(|text| text != "uppgift saknas");
        let found = found.join(" | ");
        (!found.is_empty())
            .then(|| format!("unknown.tsv:{}: {file} {field} is ”{found}”", row.line))
    });
    none_of(&wrong.collect::<Vec<_>>());
}

#[test]
fn what_no_document_says_shows_as_unknown() {
    let mut rows = unknown();
    rows.retain(|row| row.cells[3] != NOTHING_SHOWN);
    let wanted = Wanted::of(&rows, 3);
    let wrong = rows.iter().filter_map(|row| missing("unknown.tsv", row, 3, &wanted));
    none_of(&wrong.collect::<Vec<_>>());
}

/// Whether `sought` stands in `page` and does not begin or end inside a word or number.
fn stands(page: &str, sought: &str) -> bool {
    page.match_indices(sought).any(|(at, _)| {
        let before = page[..at].chars().next_back();
        let after = page[at + sought.len()..].chars().next();
        let number = sought.ends_with(|char: char| char.is_ascii_digit());
        let inside = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
        !(inside(before) || number && inside(after))
    })
}

#[test]
fn what_must_never_be_said_is_nowhere() {
    let mut wrong = Vec::new();
    for row in table::read("never.tsv", &NEVER) {
        let [text, only, together, why] = &row.cells[..] else { unreachable!("four columns") };
        let (text, together) = (text.to_lowercase(), together.to_lowercase());
        for (path, page) in pages() {
            let excused = !together.is_empty() && page.contains(&together);
            if (only.is_empty() || only == path) && !excused && stands(page, &text) {
                wrong.push(format!("never.tsv:{}: {path} says ”{text}”. {why}", row.line));
            }
        }
    }
    none_of(&wrong);
}

#[test]
fn only_the_role_addresses_are_on_the_site() {
    let rows = facts();
    let roles = rows.iter().filter(|row| row.section() == "3.14");
    let roles: BTreeSet<String> = roles.map(|row| row.cells[4].to_lowercase()).collect();
    let mut wrong = Vec::new();
    for (path, page) in pages() {
        for word in page.split([' ', ',', ':', '(', ')']).filter(|word| word.contains('@')) {
            if !roles.contains(word.trim_end_matches('.')) {
                wrong.push(format!("{path}: {word}"));
            }
        }
    }
    none_of(&wrong);
}

#[test]
fn every_source_is_a_document_and_one_of_its_sections() {
    let content = Content::read();
    let keys = content.at("content/register/dokument.yaml", "[*].nyckel");
    let known = |text: &str| {
        let (key, part) = text.split_once(' ').unwrap_or((text, ""));
        let sections = SECTIONS.iter().find(|(name, _)| *name == key).map(|(_, all)| *all);
        text == "beräknat"
            || keys.iter().any(|name| name == key)
                && sections.is_some_and(|all| all.split(' ').any(|section| section == part))
    };
    let leaves = content.leaves();
    let sources = leaves
        .iter()
        .filter(|leaf| leaf.pattern.trim_end_matches("[]").rsplit('.').next() == Some("källa"));
    let (right, wrong): (Vec<_>, Vec<_>) = sources.partition(|leaf| known(&leaf.text));
    assert!(right.len() > 500, "{} sources were looked at", right.len());
    let wrong = wrong.iter().map(|leaf| format!("{}: {}", leaf.field, leaf.text));
    none_of(&wrong.collect::<Vec<_>>());
}

#[test]
fn no_date_figure_or_status_is_without_a_row() {
    let mut rows: BTreeSet<(String, String)> = BTreeSet::new();
    rows.extend(facts().into_iter().map(|row| (row.cells[2].clone(), row.cells[3].clone())));
    let missing = "uppgift saknas".to_owned();
    rows.extend(unknown().into_iter().map(|row| (row.cells[2].clone(), missing.clone())));
    let leaves = Content::read().leaves();
    let guarded = leaves.iter().filter(|leaf| GUARDED.contains(&leaf.pattern.as_str()));
    let has = |field: &str, text: &str| rows.contains(&(field.to_owned(), text.to_owned()));
    let wrong = guarded.filter(|leaf| {
        let any = leaf.field.rsplit_once('[').map(|(list, _)| format!("{list}[*]"));
        !has(&leaf.field, &leaf.text) && !any.is_some_and(|any| has(&any, &leaf.text))
    });
    let wrong = wrong.map(|leaf| format!("no row for {} {}", leaf.field, leaf.text));
    none_of(&wrong.collect::<Vec<_>>());
}

#[test]
fn the_tables_are_in_the_order_of_the_content_model_and_say_nothing_twice() {
    for (name, rows) in [("facts.tsv", facts()), ("unknown.tsv", unknown())] {
        let order = |row: &Row| -> Vec<u32> {
            row.section().split('.').map(|n| n.parse().expect("a section")).collect()
        };
        let mut wrong = Vec::new();
        for pair in rows.windows(2) {
            if order(&pair[0]) > order(&pair[1]) {
                wrong.push(format!("{name}:{}: out of order", pair[1].line));
            }
        }
        let mut seen = BTreeSet::new();
        for row in &rows {
            if !seen.insert(&row.cells) {
                wrong.push(format!("{name}:{}: twice", row.line));
            }
        }
        none_of(&wrong);
    }
}

#[test]
fn every_piece_of_the_content_model_has_a_row() {
    let Some(model) = model::read() else { return };
    let rows: Vec<Row> = facts().into_iter().chain(unknown()).collect();
    let covers = |number: &str, piece: &str| {
        let mut own = rows.iter().filter(|row| row.section() == number);
        own.any(|row| piece.contains(row.item()))
    };
    let pieces = model::pieces(&model);
    assert!(pieces.len() >= 150, "{} pieces were looked at", pieces.len());
    let wrong = pieces.iter().filter(|(number, piece)| !covers(number, piece));
    let mut wrong: Vec<String> =
        wrong.map(|(number, piece)| format!("{number}: {piece}")).collect();
    for trap in 1..=15 {
        if !rows.iter().any(|row| row.cells[0] == format!("4 {trap}")) {
            wrong.push(format!("4: trap {trap}"));
        }
    }
    none_of(&wrong);
}

#[test]
fn every_row_is_about_a_piece_of_the_content_model() {
    let Some(model) = model::read() else { return };
    let rows = facts().into_iter().chain(unknown());
    let wrong = rows.filter(|row| {
        let text = model::section(&model, row.section());
        !text.contains(row.item())
    });
    let wrong = wrong.map(|row| format!("line {}: {}", row.line, row.cells[0]));
    none_of(&wrong.collect::<Vec<_>>());
}

#[test]
fn every_column_of_areas_and_works_has_a_row() {
    let Some(model) = model::read() else { return };
    let rows: Vec<Row> = facts().into_iter().chain(unknown()).collect();
    let area = ["titel", "prioritet", "skede", "läge", "källa"].as_slice();
    let work = ["titel", "typ", "område", "organisationer", "start", "skede", "läge", "källa"];
    let mut wrong = Vec::new();
    for (number, folder, keys) in [("3.5", "omraden", area), ("3.6", "projekt", work.as_slice())] {
        for cells in model::table(model::section(&model, number)) {
            for key in keys {
                let field = format!("content/{folder}/{}.md {key}", cells[0]);
                let list = format!("{field}[*]");
                if !rows.iter().any(|row| row.cells[2] == field || row.cells[2] == list) {
                    wrong.push(field);
                }
            }
        }
    }
    none_of(&wrong);
}

#[test]
fn every_sum_of_the_budget_has_a_row() {
    let Some(model) = model::read() else { return };
    let rows = facts();
    let mut wrong = Vec::new();
    for cells in model::table(model::section(&model, "3.10")) {
        for sum in cells[1..].iter().filter(|cell| **cell != "–") {
            let mut own = rows.iter().filter(|row| row.section() == "3.10");
            if !own.any(|row| cells[0].contains(row.item()) && row.cells[4] == **sum) {
                wrong.push(format!("{}: {sum}", cells[0]));
            }
        }
    }
    none_of(&wrong);
}

#[test]
fn every_square_of_local_cooperation_is_unknown() {
    let squares = unknown().into_iter().filter(|row| row.section() == "3.12").count();
    assert_eq!(squares, 7 * 3);
}

/// The text of a page, on one line, in lower case: a theme may begin a value with a capital.
fn page_text(html: &str) -> String {
    blocks(html, &[]).join(" ").to_lowercase()
}

#[test]
fn tags_go_and_words_stay_apart() {
    let html = "<p title=\"a > b\">5&nbsp;900&#160;000 <b>kr</b>onor<td>Å&amp;B<script>x</script>";
    assert_eq!(page_text(html), "5 900 000 kronor å&b");
}
