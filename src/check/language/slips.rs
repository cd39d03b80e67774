//! The words that a misspelt word may have been meant to be: one slip away, and with letters that
//! follow each other in some Swedish word.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::spelling::{ENDINGS, STEMS};

/// The letters of Swedish words.
const LETTERS: &str = "etanrsildomkgvfhupåäbcöjyxzwqé";

/// Longer words have too many neighbours to look through.
const LONGEST: usize = 30;

/// Every word one slip away from `word`, in lower case, that could be Swedish; the commonest slips
/// first: two letters in each other's place, a letter too many, one too few, another one.
#[must_use]
pub fn one_slip_away(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let count = letters.len();
    if count > LONGEST {
        return Vec::new();
    }
    let with = |at: usize, skipped: usize, put: &[char]| -> String {
        let (before, after) = (letters.iter().take(at), letters.iter().skip(at + skipped));
        before.chain(put).chain(after).collect()
    };
    let mut all = Vec::with_capacity(2 * count * (LETTERS.len() + 1));
    let pairs = letters.iter().zip(letters.iter().skip(1)).enumerate();
    all.extend(pairs.map(|(at, (first, second))| with(at, 2, &[*second, *first])));
    all.extend((0..count).map(|at| with(at, 1, &[])));
    for at in 0..=count {
        all.extend(LETTERS.chars().map(|letter| with(at, 0, &[letter])));
    }
    for at in 0..count {
        all.extend(LETTERS.chars().map(|letter| with(at, 1, &[letter])));
    }
    all.retain(|word| SEEN.has_all_of(word));
    all
}

/// Which four letters follow each other in some word of the dictionary, its ends counted as some.
/// Asking the dictionary itself about every neighbour of a word would take forty times as long.
static SEEN: LazyLock<Runs> = LazyLock::new(|| {
    let mut seen = Runs(vec![false; ALL]);
    let mut tails = HashSet::new();
    for line in STEMS.lines() {
        let stem = line.split_once('/').map_or(line, |(stem, _)| stem).to_lowercase();
        seen.add(&stem, 0);
        let tail = stem.char_indices().rev().nth(RUN - 2).map_or(0, |(at, _)| at);
        tails.insert(stem[tail..].to_owned());
    }
    // Most forms are not listed: an ending is put to the last letters of each word.
    for tail in &tails {
        for ending in ENDINGS {
            seen.add(&format!("{tail}{ending}"), tail.chars().count());
        }
    }
    seen
});

struct Runs(Vec<bool>);

/// So many letters are looked at together.
const RUN: usize = 4;

/// How many letters there are, with the end of a word and any other sign.
const CODES: usize = 32;
/// How many runs there could be.
const ALL: usize = CODES * CODES * CODES * CODES;
const END: usize = 0;
const OTHER: usize = 1;

impl Runs {
    /// Takes the runs of a word, the first ones left out.
    fn add(&mut self, word: &str, left_out: usize) {
        let mut number = 0;
        runs(word, |at| {
            number += 1;
            if let Some(seen) = self.0.get_mut(at).filter(|_| number > left_out) {
                *seen = true;
            }
            true
        });
    }

    fn has_all_of(&self, word: &str) -> bool {
        runs(word, |at| self.0.get(at).copied().unwrap_or_default())
    }
}

/// Visits each four letters of `word` as a number, as long as `visit` says yes; whether it did.
fn runs(word: &str, mut visit: impl FnMut(usize) -> bool) -> bool {
    // Each letter pushes the one four before it out.
    let mut run = END;
    let mut codes = word.chars().map(code).chain([END]);
    codes.all(|code| {
        run = (run * CODES + code) % ALL;
        visit(run)
    })
}

fn code(letter: char) -> usize {
    LETTERS.chars().position(|known| known == letter).map_or(OTHER, |at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::{CODES, LETTERS, one_slip_away};

    #[test]
    fn every_letter_has_a_code() {
        assert_eq!(LETTERS.chars().count() + 2, CODES);
    }

    #[test]
    fn only_what_could_be_swedish_is_left() {
        let near = one_slip_away("komunen");
        assert!(near.contains(&"kommunen".to_owned()));
        assert!(!near.contains(&"kqomunen".to_owned()));
        assert!(near.len() < 150, "{}", near.len());
        assert_eq!(one_slip_away(&"a".repeat(31)), Vec::<String>::new());
    }
}
