//! Soft hyphens in long compounds, from a list of words.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use crate::base::words;

const SOFT_HYPHEN: char = '\u{ad}';

/// Where long words may be parted: `digitaliserings-omställning`.
#[derive(Debug, Clone, Default)]
pub struct Hyphens {
    /// The places of the hyphens, in characters, by the word in lower case without them.
    words: HashMap<String, Vec<usize>>,
    /// The lengths of the words, in characters.
    lengths: BTreeSet<usize>,
}

impl Hyphens {
    /// Takes words in which hyphens stand where they may be parted.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for word in words {
            let (mut whole, mut places, mut length) = (String::new(), Vec::new(), 0);
            for c in word.trim().chars().flat_map(char::to_lowercase) {
                if c == '-' {
                    places.push(length);
                } else {
                    whole.push(c);
                    length += 1;
                }
            }
            if !places.is_empty() && length > 0 {
                all.lengths.insert(length);
                all.words.insert(whole, places);
            }
        }
        all
    }

    /// `text` with soft hyphens. A word of the list is found with any ending:
    /// `omställningsarbete` in `omställningsarbetets`.
    #[must_use]
    pub fn put_into<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let Some(shortest) = self.lengths.first() else { return Cow::Borrowed(text) };
        let mut out = String::new();
        let mut done = 0;
        for (start, word) in words(text, char::is_alphabetic) {
            // Bytes are at least characters: most words are too short and cost nothing more.
            if word.len() < *shortest {
                continue;
            }
            let Some(places) = self.places(word) else { continue };
            out.push_str(&text[done..start]);
            for (at, c) in word.chars().enumerate() {
                if places.contains(&at) {
                    out.push(SOFT_HYPHEN);
                }
                out.push(c);
            }
            done = start + word.len();
        }
        if done == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[done..]);
        Cow::Owned(out)
    }

    fn places(&self, word: &str) -> Option<&[usize]> {
        let lower = word.to_lowercase();
        let ends: Vec<usize> = lower.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        // A word whose lower case has other letters cannot be counted in.
        if ends.len() != word.chars().count() {
            return None;
        }
        let longest_first = self.lengths.range(..=ends.len()).rev();
        longest_first
            .filter_map(|length| self.words.get(&lower[..ends[length - 1]]))
            .map(Vec::as_slice)
            .next()
    }
}

#[cfg(test)]
mod tests {
    use super::Hyphens;

    #[test]
    fn a_word_of_nothing_but_hyphens_is_none() {
        assert_eq!(Hyphens::new(["-", "--"]).put_into("ß ord"), "ß ord");
    }

    #[test]
    fn listed_words_are_parted_with_any_ending_and_case() {
        let hyphens = Hyphens::new([
            "digitaliserings-omställning",
            "digitaliserings-omställnings-projekt",
            "kort",
        ]);
        let set = |text: &str| hyphens.put_into(text).replace('\u{ad}', "|");
        assert_eq!(set("Digitaliseringsomställningen, ja"), "Digitaliserings|omställningen, ja");
        assert_eq!(
            set("ett digitaliseringsomställningsprojekt"),
            "ett digitaliserings|omställnings|projekt"
        );
        assert_eq!(set("(DIGITALISERINGSOMSTÄLLNING)"), "(DIGITALISERINGS|OMSTÄLLNING)");
        assert_eq!(set("odigitaliseringsomställning kort"), "odigitaliseringsomställning kort");
    }
}
