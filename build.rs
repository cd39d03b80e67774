//! Rebuilds the program when a file is added to what it embeds (`include_dir` alone only notices
//! files that change), and writes down which letters follow each other in the dictionary.

#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a build that lacks its own files can do nothing but end"
)]

#[path = "src/check/language/runs.rs"]
mod runs;

use std::path::Path;
use std::{env, fs};

use runs::{ALL, CODES, END, ENDINGS, code, runs};

const STEMS: &str = "dictionaries/sv/sv.dic";

fn main() {
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=src/source/starter");
    println!("cargo::rerun-if-changed=src/check/language/runs.rs");
    println!("cargo::rerun-if-changed={STEMS}");
    let stems = fs::read_to_string(STEMS).expect("the dictionary lies in the source");
    let folder = env::var_os("OUT_DIR").expect("cargo says where");
    fs::write(Path::new(&folder).join("runs"), seen(&stems)).expect("cargo's folder takes files");
}

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
