//! Swedish stems. The build script reads this file too, for the ends of compounds.

use snowball_stemmers_rs::Stemmer;

/// Endings that Snowball's Swedish leaves, the first that fits.
const LEFT: [&str; 4] = ["het", "an", "en", "et"];
/// What must be left of a word at least, in letters.
const SHORTEST: usize = 3;

/// An ending that Snowball takes from words which then are others: *tidig* is not *tid*.
const TAKEN: &str = "ig";

/// The stem of a word in small letters; `snowball` does the first part.
pub fn stem(snowball: &Stemmer, word: &str) -> String {
    let mut stem = snowball.stem(word).into_owned();
    let rest = word.strip_prefix(stem.as_str()).unwrap_or_default();
    if stem.chars().count() == SHORTEST && rest.starts_with(TAKEN) {
        stem.push_str(TAKEN);
    }
    let cut = LEFT.iter().find_map(|ending| {
        let rest = stem.strip_suffix(ending)?;
        let ends_well = rest.chars().last().is_some_and(|last| !is_vowel(last));
        let is_long = rest.chars().count() >= SHORTEST && rest.chars().any(is_vowel);
        (ends_well && is_long).then_some(rest.len())
    });
    let len = cut.unwrap_or(stem.len());
    stem[..len].to_owned()
}

/// Whether a letter is a vowel.
pub const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'å' | 'ä' | 'ö')
}
