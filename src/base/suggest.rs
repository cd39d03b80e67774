//! "Did you mean …?": the known word nearest to a misspelt one.

use strsim::damerau_levenshtein;

use crate::base::slug::slug;

/// The word among `known` that `written` most likely was meant to be.
///
/// Compared without case, diacritics or hyphens first, so that `malgrupper`
/// finds `målgrupper`; else within two slips, fewer for short words.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = written.to_lowercase();
    let plain = slug(written);
    let length = lower.chars().count();
    let allowed = if length <= 2 { 1 } else { 2 };
    known
        .into_iter()
        // The full comparison is dear: most words already differ too much in length.
        .filter(|word| word.chars().count().abs_diff(length) <= allowed)
        .filter_map(|word| {
            let folded = slug(word);
            if folded == plain {
                return Some((0, word));
            }
            // The slips are counted both with and without the dots over å ä ö.
            let slips = damerau_levenshtein(&lower, word).min(damerau_levenshtein(&plain, &folded));
            (slips <= allowed && slips < folded.len()).then_some((slips, word))
        })
        .min()
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_or_missing_dots_find_the_word() {
        let known = ["målgrupper", "titel", "läge", "skede", "källa"];
        assert_eq!(nearest("malgrupper", known), Some("målgrupper"));
        assert_eq!(nearest("tittel", known), Some("titel"));
        assert_eq!(nearest("lage", known), Some("läge"));
        assert_eq!(nearest("Källa", known), Some("källa"));
        assert_eq!(nearest("helt annat", known), None);
    }
}
