//! Seeded mistakes: a small site in one text file, and exactly what is said about it. How a
//! case is written stands in `tests/mistakes/README.md`.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use delwebb::base::{Diagnostic, FilePath, LineIndex, Place, Span, Text};
use delwebb::check::BASE;
use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, load};
use delwebb::source::{Source, with_embedded_themes};
use rayon::prelude::*;
use support::repository;

/// One case, as its file has it.
struct Case {
    name: String,
    path: PathBuf,
    /// What stands before the findings, to be kept when they are written anew.
    head: String,
    /// The files of the site, with their marks.
    files: BTreeMap<String, Vec<u8>>,
    /// The marked places in files that are no text.
    marks: Vec<Place>,
    /// The findings, one a line.
    found: String,
}

/// The line that the findings follow.
const FOUND: &str = "=== found\n";

fn cases() -> Vec<Case> {
    let mut paths = Vec::new();
    let mut open = vec![repository().join("tests/mistakes")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "txt") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().map(|path| case(path)).collect()
}

fn case(path: &Path) -> Case {
    let text = fs::read_to_string(path).expect("a case");
    let name = path.strip_prefix(repository()).expect("inside").display().to_string();
    let (head, found) = text.split_once(FOUND).unwrap_or_else(|| panic!("{name}: no === found"));
    let mut files: BTreeMap<String, Vec<u8>> =
        BASE.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let mut marks = Vec::new();
    let mut parts = head.split("=== ");
    let about = parts.next().unwrap_or_default();
    assert!(!about.trim().is_empty(), "{name}: says nothing about itself");
    for part in parts {
        let (title, text) = part.split_once('\n').expect("a title");
        let title = signs(title);
        if let Some(path) = title.strip_prefix("without ") {
            assert!(files.remove(path).is_some(), "{name}: {path} is not in the base site");
            continue;
        }
        let (path, bytes) = match title.strip_suffix(" (latin-1)") {
            Some(path) => {
                // A byte for each sign, so that a mark is as many bytes in.
                let before = text.chars().position(|c| c == '«').expect("«");
                marks.push(Place::new(&FilePath::new(path), Span::at(before)));
                (path, text.replace(MARKS, "").chars().map(|c| c as u8).collect())
            }
            None => (title.as_str(), signs(text).into_bytes()),
        };
        files.insert(path.to_owned(), bytes);
    }
    let (path, head, found) = (path.to_owned(), head.to_owned(), found.to_owned());
    Case { name, path, head, files, marks, found }
}

/// `⟦U+00A0⟧` and the like as the signs they are, and lines that end otherwise: `⟦CR⟧`.
fn signs(text: &str) -> String {
    let mut parts = text.split('⟦');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('⟧').expect("⟧");
        out.push(match name {
            "CR" => '\r',
            "TAB" => '\t',
            _ => {
                let number = name.strip_prefix("U+").expect("U+");
                let number = u32::from_str_radix(number, 16).expect("a number");
                char::from_u32(number).expect("a sign")
            }
        });
        out.push_str(rest);
    }
    out
}

const MARKS: [char; 2] = ['«', '»'];

/// The files without their marks.
fn unmarked(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let plain = files.iter().map(|(path, bytes)| {
        let bytes = match std::str::from_utf8(bytes) {
            Ok(text) => text.replace(MARKS, "").into_bytes(),
            Err(_) => bytes.clone(),
        };
        (path.clone(), bytes)
    });
    plain.collect()
}

/// The marked places, in order.
fn marked(files: &BTreeMap<String, Vec<u8>>) -> Vec<Place> {
    // As the reader of the disk leaves the text: without a mark of byte order, composed.
    let source = Source::from_memory(files.clone());
    let mut places = Vec::new();
    for file in source.files.keys() {
        let mut rest = source.text(file);
        let mut before = 0;
        while let Some((head, tail)) = rest.split_once('«') {
            let (inner, after) = tail.split_once('»').expect("»");
            let start = before + head.len();
            places.push(Place::new(file, Span::new(start, start + inner.len())));
            before = start + inner.len();
            rest = after;
        }
    }
    places.sort();
    places
}

/// What is said about a site, and the site as it was read.
fn check(files: &BTreeMap<String, Vec<u8>>) -> (Vec<Diagnostic>, Source) {
    let source = with_embedded_themes(Source::from_memory(files.clone()));
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::LeftOut };
    let site = load(source, &Options { link, theme: None, base_url: None, strict: false });
    (site.check(), site.source)
}

/// The findings as a case has them.
fn listed(found: &[Diagnostic], source: &Source) -> String {
    let mut all = String::new();
    for diagnostic in found {
        let text = source.text(&diagnostic.place.file);
        let at = LineIndex::new(text).position(diagnostic.place.span.range().start);
        let (code, file) = (diagnostic.code, &diagnostic.place.file);
        all.push_str(&format!("{code} {file} {}:{}\n", at.line, at.column));
        if let Some(suggestion) = &diagnostic.suggestion {
            let (lines, more) = suggestion.first_changes(text);
            all.push_str(&format!("write: {lines}\n"));
            if more > 0 {
                all.push_str(&format!("more: {more}\n"));
            }
        }
    }
    all
}

/// The site with every correction made.
fn corrected(
    found: &[Diagnostic],
    source: &Source,
    files: &BTreeMap<String, Vec<u8>>,
) -> BTreeMap<String, Vec<u8>> {
    let mut texts: BTreeMap<FilePath, String> = BTreeMap::new();
    let mut corrections: Vec<_> = found
        .iter()
        .filter_map(|diagnostic| Some((&diagnostic.place.file, diagnostic.suggestion.as_ref()?)))
        .collect();
    corrections.sort_by_key(|(_, suggestion)| std::cmp::Reverse(suggestion.span));
    for (file, suggestion) in corrections {
        let text = texts.entry(file.clone()).or_insert_with(|| source.text(file).to_owned());
        text.replace_range(suggestion.span.range(), &suggestion.text);
    }
    // A name may be stored otherwise than it is said.
    let mut mended = files.clone();
    mended.retain(|path, _| !texts.contains_key(&FilePath::new(path)));
    mended.extend(texts.into_iter().map(|(path, text)| (path.to_string(), text.into_bytes())));
    mended
}

/// What is wrong with a case, if anything is.
fn fault_of(case: &Case) -> Option<String> {
    let files = unmarked(&case.files);
    let (found, site) = check(&files);
    let said = listed(&found, &site);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&case.path, format!("{}{FOUND}{said}", case.head)).expect("write the case");
    } else if said != case.found {
        return Some(format!("{}\n--- expected\n{}--- found\n{said}", case.name, case.found));
    }
    // A case never has the word in its English: it would be Swedish that slipped in.
    let english = |text: &Text| text.en.contains(" eller ") || text.en.contains(" och ");
    let mixed = |one: &&Diagnostic| english(&one.message) || one.help.as_ref().is_some_and(english);
    if let Some(mixed) = found.iter().find(mixed) {
        return Some(format!("{}\n--- Swedish in English\n{:?}", case.name, mixed.message));
    }
    let places: Vec<&Place> = found.iter().map(|diagnostic| &diagnostic.place).collect();
    let mut marks = marked(&case.files);
    marks.extend(case.marks.iter().cloned());
    marks.sort();
    if places != marks.iter().collect::<Vec<_>>() {
        let shown = |place: &Place| {
            let text = site.text(&place.file).get(place.span.range()).unwrap_or("?");
            format!("{} {:?} “{text}”\n", place.file, place.span.range())
        };
        let marked: String = marks.iter().map(shown).collect();
        let found: String = places.into_iter().map(shown).collect();
        return Some(format!("{}\n--- marked\n{marked}--- found\n{found}", case.name));
    }
    // What has no correction is all that is left when the corrections are made.
    let left: Vec<&str> = found.iter().filter(|d| d.suggestion.is_none()).map(|d| d.code).collect();
    let (after, mended) = check(&corrected(&found, &site, &files));
    if after.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>() != left {
        return Some(format!(
            "{}\n--- after the corrections\n{}",
            case.name,
            listed(&after, &mended)
        ));
    }
    None
}

#[test]
fn every_mistake_is_found_at_its_place_and_its_correction_mends_it() {
    let cases = cases();
    assert!(cases.len() >= 80, "{} cases", cases.len());
    let wrong: Vec<String> = cases.par_iter().filter_map(fault_of).collect();
    assert!(wrong.is_empty(), "{} cases are wrong\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_rules_of_pages_registers_and_files_all_have_a_case() {
    let told: BTreeSet<String> = cases()
        .iter()
        .flat_map(|case| {
            case.found
                .lines()
                .map(|line| line.split(' ').next().unwrap_or("").to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    // What only a disk or another site can show has tests of its own.
    let by_disk = ["E001", "E002", "E003", "F002", "F003", "F004", "F011", "K012", "K013"];
    let missing: Vec<&str> = delwebb::check::RULES
        .iter()
        .map(|rule| rule.code)
        .filter(|code| !told.contains(*code) && !by_disk.contains(code))
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

/// Slips that can stand in any page, with the words that give them away in a finding's place.
const SLIPS: [(&str, &str); 22] = [
    ("ingress: SIP: på distans", "SIP: på distans"),
    ("ingress:Kort om oss", "ingress:"),
    ("ingress = Kort om oss", "ingress = Kort om oss"),
    ("ingress: \"Kort om oss", "\"Kort om oss"),
    ("ingress: \"Kort\" om oss", "\"Kort\" om oss"),
    ("ingress: @kort", "@kort"),
    ("ingress: #kort", "#kort"),
    ("taggar: [a, b", "[a, b"),
    ("taggar: [a, b}", "[a, b}"),
    ("taggar: [a] b", "[a] b"),
    ("taggar: a, b", "a, b"),
    ("nyckeltal:\n- {id: a, text: Obs: nytt, värde: 5, källa: F 1}", "{id: a, text: Obs: nytt"),
    ("nyckeltal:\n- {id: a, värde: femton, källa: F 1}", "femton"),
    ("nyckeltal:\n- id: a\n  text: Obs: nytt\n  värde: 5\n  källa: F 1", "Obs: nytt"),
    ("nyckeltal:\n- id: a\n\tvärde: 5\n  källa: F 1", "\t"),
    ("nyckeltal:\n- {id: a, värde: 5, källa: F 1", "{id: a, värde: 5, källa: F 1"),
    ("extra:\n  a:b\n  c: d", ""),
    ("granskad: 31 februari 2025", "31 februari 2025"),
    ("ordnig: 1", "ordnig"),
    ("ordning:\u{a0}1", "\u{a0}"),
    ("ordning: först", "först"),
    ("Bara en rad med text", "Bara en rad med text"),
];

/// What two slips in one file give: the findings of each alone, and nothing else. Before,
/// between and after them stand lines without fault.
#[test]
fn two_slips_are_two_findings_in_any_order() {
    let page = |parts: &[&str]| {
        let lines = format!(
            "titel: Om\n{}\nuppdaterad: 2025-01-01\n",
            parts.join("\naliases: [/gammal/]\n")
        );
        BTreeMap::from([(
            "content/om/a.md".to_owned(),
            format!("---\n{lines}---\n\nText.\n").into_bytes(),
        )])
    };
    let found = |parts: &[&str]| {
        let mut files: BTreeMap<String, Vec<u8>> = BASE
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect();
        files.extend(page(parts));
        let (found, source) = check(&files);
        let text = source.text(&FilePath::new("content/om/a.md")).to_owned();
        let shown =
            |d: &Diagnostic| (d.code, text.get(d.place.span.range()).unwrap_or("?").to_owned());
        found.iter().map(shown).collect::<Vec<_>>()
    };
    let mut wrong = Vec::new();
    let mut each = BTreeMap::new();
    for (slip, marked) in SLIPS {
        let alone = found(&[slip]);
        each.insert(slip, alone.clone());
        if alone.len() != 1 || !alone[0].1.starts_with(marked) {
            wrong.push(format!("{slip}\n  alone: {alone:?}"));
        }
    }
    let key = |slip: &str| slip.split([':', ' ']).next().unwrap_or("").to_owned();
    let pairs = SLIPS.iter().flat_map(|(first, _)| SLIPS.map(|(second, _)| (*first, second)));
    // One key twice is another mistake.
    let pairs: Vec<_> = pairs.filter(|(first, second)| key(first) != key(second)).collect();
    wrong.par_extend(pairs.par_iter().filter_map(|(first, second)| {
        let mut expected = [each[first].as_slice(), &each[second]].concat();
        let mut both = found(&[first, second]);
        expected.sort();
        both.sort();
        let is_right = both == expected;
        let words = || format!("{first}\n{second}\n  expected: {expected:?}\n  found: {both:?}");
        (!is_right).then(words)
    }));
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
