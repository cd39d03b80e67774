//! Rebuilds the program when a file is added to what it embeds (`include_dir` alone only notices
//! files that change), and writes down what the program needs to know of the dictionary without
//! reading it: which letters follow each other there, and what compounds begin and end with.

#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a build that lacks its own files can do nothing but end"
)]

#[path = "src/check/language/runs.rs"]
mod runs;
#[path = "src/search/swedish.rs"]
mod swedish;
#[path = "src/search/compounds/table.rs"]
mod table;

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use runs::{ALL, CODES, END, ENDINGS, code, runs};

use snowball_stemmers_rs::{Algorithm, Stemmer};

const STEMS: &str = "dictionaries/sv/sv.dic";

fn main() {
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=src/source/starter");
    println!("cargo::rerun-if-changed=src/check/language/runs.rs");
    println!("cargo::rerun-if-changed=src/search/compounds/table.rs");
    println!("cargo::rerun-if-changed=src/search/swedish.rs");
    println!("cargo::rerun-if-changed={STEMS}");
    let stems = fs::read_to_string(STEMS).expect("the dictionary lies in the source");
    let folder = env::var_os("OUT_DIR").expect("cargo says where");
    let write = |name: &str, bytes: Vec<u8>| {
        fs::write(Path::new(&folder).join(name), bytes).expect("cargo's folder takes files");
    };
    write("runs", seen(&stems));
    write("compounds", compounds(&stems));
}

/// The words that compounds begin and end with, as `table.rs` reads them.
fn compounds(stems: &str) -> Vec<u8> {
    let stemmer = Stemmer::create(Algorithm::Swedish);
    let mut keys = BTreeSet::new();
    for line in stems.lines() {
        let word = line.split_once('/').map_or(line, |(word, _)| word);
        // Names and abbreviations are no parts of common words.
        let is_word = word.chars().all(char::is_lowercase) && word.chars().count() >= 3;
        if !is_word || NO_PARTS.contains(&word) {
            continue;
        }
        let stem = swedish::stem(&stemmer, word);
        if !NO_PARTS.contains(&stem.as_str()) {
            keys.insert(table::key(table::ENDS, &stem));
        }
        keys.insert(table::key(table::BEGINS, word));
        let mut begins = |part: &str| {
            if !NO_PARTS.contains(&part) {
                keys.insert(table::key(table::BEGINS, part));
            }
        };
        // *flick*bok, *kyrko*råd, *gatu*plan, *pojk*rum.
        if let Some(rest) = word.strip_suffix('a').filter(|rest| rest.chars().count() >= 3) {
            for ending in ["", "o", "u"] {
                begins(&format!("{rest}{ending}"));
            }
        }
        if let Some(rest) = word.strip_suffix('e').filter(|rest| rest.chars().count() >= 3) {
            begins(rest);
        }
    }
    let mut places = vec![0u32; table::PLACES];
    let mut rest = Vec::with_capacity(keys.len() * 2);
    for key in keys {
        let [high, low] = table::halves(key);
        places[usize::from(high) + 1] += 1;
        rest.extend(low.to_le_bytes());
    }
    let mut bytes = Vec::with_capacity(places.len() * 4 + rest.len());
    let mut so_far = 0;
    for place in places {
        so_far += place;
        bytes.extend(so_far.to_le_bytes());
    }
    bytes.extend(rest);
    bytes
}

/// Words of the dictionary that are endings, beginnings of other words, or too common to be the
/// part of a compound that somebody asks for.
const NO_PARTS: [&str; 33] = [
    "het", "ing", "ning", "else", "are", "ande", "ende", "skap", "dom", "lig", "bar", "sam", "lös",
    "isk", "ism", "ist", "att", "och", "den", "det", "ring", "ling", "erad", "erar", "orer",
    "porter", "tion", "samt", "samm", "amm", "and", "end", "ens",
];

/// A bit for each run of letters: whether it is in a word of `stems`, one a line, each with the
/// flags of its forms after a slash.
fn seen(stems: &str) -> Vec<u8> {
    let mut seen = vec![0; ALL / 8];
    let mut add = |run: usize| seen[run / 8] |= 1 << (run % 8);
    let mut tails = vec![false; ALL / CODES];
    for line in stems.lines() {
        let stem = line.split_once('/').map_or(line, |(stem, _)| stem).to_lowercase();
        let mut last = END;
        runs(stem.chars().map(code), END, |run| {
            add(run);
            last = run;
            true
        });
        // The end of the word has pushed the first of its last letters out.
        tails[last / CODES] = true;
    }
    // Most forms are not listed: an ending is put to the last letters of each word.
    for (tail, _) in tails.iter().enumerate().filter(|(_, is_one)| **is_one) {
        for ending in ENDINGS {
            runs(ending.chars().map(code), tail, |run| {
                add(run);
                true
            });
        }
    }
    seen
}
