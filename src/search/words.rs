//! Words as a resident may type them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::base::Language;

/// A word in small letters without marks: `Härnösand` and `harnosand` are the same.
#[must_use]
pub fn fold(word: &str) -> String {
    let small = word.nfd().flat_map(char::to_lowercase);
    small.filter(|sign| !is_mark(*sign)).map(plain).collect()
}

/// Whether a sign only marks the letter before it.
const fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}')
}

/// The letters of neighbouring languages that have no mark to lose.
const fn plain(letter: char) -> char {
    match letter {
        'æ' => 'a',
        'ø' => 'o',
        'đ' => 'd',
        'ŋ' => 'n',
        other => other,
    }
}

/// Words that stand in every text and in every question, and tell nothing apart.
#[must_use]
pub fn stop_words(lang: Language) -> &'static BTreeSet<&'static str> {
    static SWEDISH: LazyLock<BTreeSet<&str>> = LazyLock::new(|| split(include_str!("stop/sv.txt")));
    static ENGLISH: LazyLock<BTreeSet<&str>> = LazyLock::new(|| split(include_str!("stop/en.txt")));
    static NONE: BTreeSet<&str> = BTreeSet::new();
    match lang.base() {
        "sv" => &SWEDISH,
        "en" => &ENGLISH,
        // Which words tell nothing apart is not known: none is left out.
        _ => &NONE,
    }
}

fn split(text: &'static str) -> BTreeSet<&'static str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
}
