//! The words that a misspelt word may have been meant to be: one slip away, and with letters that
//! follow each other in some Swedish word.

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
    let mut tails = vec![false; ALL / CODES];
    for line in STEMS.lines() {
        let stem = line.split_once('/').map_or(line, |(stem, _)| stem);
        let mut last = END;
        let codes = stem.chars().flat_map(small).map(code);
        runs(codes, END, |run| {
            seen.add(run);
            last = run;
            true
        });
        // The end of the word has pushed the first of its last letters out.
        tails[last / CODES] = true;
    }
    // Most forms are not listed: an ending is put to the last letters of each word.
    let endings: Vec<Vec<usize>> = ENDINGS.map(|ending| ending.chars().map(code).collect()).into();
    for (tail, _) in tails.iter().enumerate().filter(|(_, is_one)| **is_one) {
        for ending in &endings {
            runs(ending.iter().copied(), tail, |run| {
                seen.add(run);
                true
            });
        }
    }
    seen
});

/// A letter in lower case; most are.
fn small(letter: char) -> impl Iterator<Item = char> {
    let is_small = letter.is_ascii_lowercase() || matches!(letter, 'å' | 'ä' | 'ö');
    let other = (!is_small).then(|| letter.to_lowercase());
    is_small.then_some(letter).into_iter().chain(other.into_iter().flatten())
}

struct Runs(Vec<bool>);

/// So many letters are looked at together.
const RUN: u32 = 4;

/// How many letters there are, with the end of a word and any other sign.
const CODES: usize = 32;
/// How many runs there could be.
const ALL: usize = CODES.pow(RUN);
const END: usize = 0;
const OTHER: usize = 1;

impl Runs {
    fn add(&mut self, run: usize) {
        if let Some(seen) = self.0.get_mut(run) {
            *seen = true;
        }
    }

    fn has_all_of(&self, word: &str) -> bool {
        runs(word.chars().map(code), END, |run| self.0.get(run).copied().unwrap_or_default())
    }
}

/// Visits each four letters of a word as a number, as long as `visit` says yes; whether it did.
/// `before` is what stands before them.
fn runs(
    codes: impl Iterator<Item = usize>,
    before: usize,
    mut visit: impl FnMut(usize) -> bool,
) -> bool {
    // Each letter pushes the one four before it out.
    let mut run = before;
    codes.chain([END]).all(|code| {
        run = (run * CODES + code) % ALL;
        visit(run)
    })
}

fn code(letter: char) -> usize {
    /// The codes of the letters of Latin-1.
    static CODE: LazyLock<[usize; 256]> = LazyLock::new(|| {
        let mut all = [OTHER; 256];
        for (code, letter) in (2..).zip(LETTERS.chars()) {
            if let Some(place) = all.get_mut(letter as usize) {
                *place = code;
            }
        }
        all
    });
    CODE.get(letter as usize).copied().unwrap_or(OTHER)
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
