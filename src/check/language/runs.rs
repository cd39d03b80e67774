//! Letters that follow each other in Swedish words, as numbers. The build script reads this file
//! too: it writes down which of them the dictionary has, so that no run of the program needs to.

use std::sync::LazyLock;

/// The letters of Swedish words.
pub const LETTERS: &str = "etanrsildomkgvfhupåäbcöjyxzwqé";

/// What an inflected word of the site's own ends with.
pub const ENDINGS: [&str; 39] = [
    "e", "s", "n", "ns", "en", "ens", "et", "ets", "t", "ts", "r", "rs", "rna", "rnas", "er",
    "ers", "erna", "ernas", "ar", "ars", "arna", "arnas", "or", "orna", "na", "nas", "a", "as",
    "d", "de", "des", "da", "re", "ren", "rens", "ande", "andet", "ad", "ade",
];

/// So many letters are looked at together.
pub const RUN: u32 = 4;

/// How many letters there are, with the end of a word and any other sign.
pub const CODES: usize = 32;
/// How many runs there could be.
pub const ALL: usize = CODES.pow(RUN);
/// The end of a word.
pub const END: usize = 0;
/// A sign that is none of the letters.
pub const OTHER: usize = 1;

/// Visits each four letters of a word as a number, as long as `visit` says yes; whether it did.
/// `before` is what stands before them.
pub fn runs(
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

/// The number of a letter in small.
pub fn code(letter: char) -> usize {
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
