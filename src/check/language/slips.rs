//! The words that a misspelt word may have been meant to be: one slip away, and with letters that
//! follow each other in some Swedish word.

use super::runs::{END, LETTERS, code, runs};

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
    all.retain(|word| is_seen(word));
    all
}

/// Which four letters follow each other in some word of the dictionary, a bit for each, as the
/// build script writes them. Asking the dictionary itself about every neighbour of a word would
/// take forty times as long.
static SEEN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/runs"));

fn is_seen(word: &str) -> bool {
    let is_set = |run: usize| SEEN.get(run / 8).is_some_and(|byte| byte >> (run % 8) & 1 == 1);
    runs(word.chars().map(code), END, is_set)
}

#[cfg(test)]
mod tests {
    use super::one_slip_away;
    use crate::check::language::runs::{CODES, LETTERS};

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
