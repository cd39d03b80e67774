//! Words and phrases looked for in running text, all in one pass over its words.

use std::ops::Range;

use crate::base::{Fingerprints, fingerprint, is_letter_or_digit, words};
use crate::check::passage::Word;

/// Words and phrases, each with a number.
#[derive(Debug, Default)]
pub struct Phrases {
    /// By the fingerprint of their first word, longest first.
    by_first: Fingerprints<Vec<Phrase>>,
}

#[derive(Debug)]
struct Phrase {
    /// In lower case.
    written: String,
    /// Its number; none for a phrase that is right as it stands.
    of: Option<usize>,
}

/// A phrase in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands.
    pub range: Range<usize>,
    /// Its number.
    pub of: usize,
}

impl Phrases {
    /// Adds a phrase. One that is there already keeps its number.
    pub fn add(&mut self, phrase: &str, of: usize) {
        self.push(phrase, Some(of));
    }

    /// Adds a phrase that hides what stands in it.
    pub fn add_right(&mut self, phrase: &str) {
        self.push(phrase, None);
    }

    fn push(&mut self, phrase: &str, of: Option<usize>) {
        let written = phrase.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let Some((start, first)) = words(&written, is_letter_or_digit).next() else { return };
        if start > 0 || self.get(&written).is_some() {
            return;
        }
        let key = fingerprint(first, &mut String::new());
        let phrases = self.by_first.entry(key).or_default();
        phrases.push(Phrase { written, of });
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.written.len()));
    }

    /// The number of a phrase, when it is one of them.
    #[must_use]
    pub fn get(&self, phrase: &str) -> Option<usize> {
        let lower = phrase.to_lowercase();
        let (_, first) = words(&lower, is_letter_or_digit).next()?;
        let key = fingerprint(first, &mut String::new());
        self.by_first.get(&key)?.iter().find(|known| known.written == lower)?.of
    }

    /// Every phrase in `text`, whose `words` these are; the longest where several begin, and none
    /// inside another.
    pub fn each(&self, text: &str, words: &[Word], mut visit: impl FnMut(Found)) {
        if self.by_first.is_empty() {
            return;
        }
        let mut done = 0;
        for word in words {
            let Some(phrases) = self.by_first.get(&word.fingerprint) else { continue };
            let start = word.range.start;
            if start < done || is_joined(text, start) {
                continue;
            }
            let found = phrases.iter().find_map(|phrase| {
                let len = phrase.length_in(&text[start..])?;
                Some((phrase.of, start..start + len))
            });
            if let Some((of, range)) = found {
                done = range.end;
                if let Some(of) = of {
                    visit(Found { range, of });
                }
            }
        }
    }
}

impl Phrase {
    /// How long this phrase is at the start of `text`, in any case and with any blanks; the last
    /// word ends there.
    fn length_in(&self, text: &str) -> Option<usize> {
        let mut signs = text.char_indices().peekable();
        let mut end = 0;
        for wanted in self.written.chars() {
            if wanted == ' ' {
                let (_, blank) = signs.next()?;
                if !blank.is_whitespace() {
                    return None;
                }
                while signs.next_if(|(_, sign)| sign.is_whitespace()).is_some() {}
                continue;
            }
            let (at, sign) = signs.next_if(|(_, sign)| is_same(*sign, wanted))?;
            end = at + sign.len_utf8();
        }
        let rest = &text[end..];
        let mut after = rest.chars();
        let next = after.next();
        let goes_on = next.is_some_and(char::is_alphanumeric)
            // A compound such as `samt-` or `dvs-` is another word.
            || (next == Some('-') && after.next().is_some_and(char::is_alphanumeric));
        (!goes_on).then_some(end)
    }
}

fn is_same(sign: char, wanted: char) -> bool {
    sign == wanted || sign.to_lowercase().eq(std::iter::once(wanted))
}

/// Whether the word at `start` goes on from the word before: in a compound, an address or a name.
fn is_joined(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    let joint = before.next().is_some_and(|sign| "-–/@.:_’'".contains(sign));
    joint && before.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::Phrases;
    use crate::check::passage::words_of;

    fn found(text: &str) -> Vec<(&str, usize)> {
        let mut phrases = Phrases::default();
        for (at, phrase) in
            ["samt", "i syfte att", "bl.a.", "Ärende", "avseende", "med avseende på"]
                .into_iter()
                .enumerate()
        {
            phrases.add(phrase, at);
        }
        phrases.add_right("i detta avseende");
        let mut all = Vec::new();
        phrases.each(text, &words_of(text), |found| {
            all.push((&text[found.range], found.of));
        });
        all
    }

    #[test]
    fn whole_words_in_any_case_and_the_longest_phrase() {
        assert_eq!(
            found("Samt I  syfte\u{a0}att, SAMT"),
            [("Samt", 0), ("I  syfte\u{a0}att", 1), ("SAMT", 0)]
        );
        assert_eq!(found("samtliga insamt samt-tal a/samt @samt"), [("samt", 0)]);
        assert_eq!(
            found("bl.a. och bl.a.s, ärende ÄRENDE"),
            [("bl.a.", 2), ("ärende", 3), ("ÄRENDE", 3)]
        );
        assert_eq!(found("med avseende på"), [("med avseende på", 5)]);
        assert_eq!(found("i detta avseende, avseende"), [("avseende", 4)]);
    }
}
