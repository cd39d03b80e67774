//! What the forms of a word have in common: *kommunernas* and *kommun* are one term.
//!
//! Swedish is Snowball's, with the definite endings that it leaves (*hälsan*, *projektet*,
//! *områdena*, *verksamhet*). English only loses the endings of plural and time: names and terms
//! of other languages must not be torn apart by a larger machine. Words of any other language stay
//! as they are: a question finds what begins with it. `browser/words.js` does the same.

#[path = "swedish.rs"]
mod swedish;

use std::sync::LazyLock;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::base::Language;

use swedish::is_vowel;

/// The stem of a word in small letters.
#[must_use]
pub fn stem(lang: Language, word: &str) -> String {
    match lang.base() {
        "sv" => swedish::stem(&SWEDISH, word),
        "en" => english(word),
        _ => word.to_owned(),
    }
}

/// Snowball's part of it.
static SWEDISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Swedish));

/// What must be left of a word at least, in letters.
const SHORTEST: usize = 3;

fn english(word: &str) -> String {
    let long = |rest: &str| rest.chars().count() >= SHORTEST;
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() > 1) {
        return format!("{rest}y");
    }
    for ending in ["ing", "ed"] {
        if let Some(rest) = word.strip_suffix(ending)
            && long(rest)
            && rest.chars().any(is_vowel)
        {
            return without_double(rest);
        }
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(rest) if long(rest) && !rest.ends_with(['s', 'u', 'i']) => without_e(rest),
        _ => without_e(word),
    }
}

/// *planning* and *plan*; but *calling* and *call*.
fn without_double(rest: &str) -> String {
    let mut letters = rest.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && !matches!(last, 'l' | 's' | 'z') => {
            rest[..rest.len() - last.len_utf8()].to_owned()
        }
        _ => without_e(rest),
    }
}

/// *caring* and *care*.
fn without_e(word: &str) -> String {
    let rest = word.strip_suffix('e').filter(|rest| rest.chars().count() >= SHORTEST);
    rest.unwrap_or(word).to_owned()
}
