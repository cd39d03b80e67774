//! The sentences of a passage, as places.

use std::ops::Range;

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, blanks at its ends left out.
    pub range: Range<usize>,
    /// How many words it has.
    pub words: usize,
}

/// Signs that close a sentence after its full stop.
const CLOSING: [char; 6] = ['”', '"', ')', '’', '»', ']'];

/// What a full stop ends that no sentence ends with, in lower case and without the last stop.
const SHORT: [&str; 44] = [
    "bl.a", "t.ex", "d.v.s", "dvs", "m.fl", "m.m", "o.s.v", "osv", "s.k", "p.g.a", "pga", "fr.o.m",
    "t.o.m", "f.d", "f.n", "e.d", "e.dyl", "o.d", "resp", "inkl", "exkl", "ca", "c:a", "kap", "st",
    "kl", "nr", "dr", "prof", "tel", "art", "jfr", "ev", "enl", "utv", "avd", "sid", "bil", "prop",
    "dnr", "mom", "tf", "vice", "sek",
];

/// Where the quotation marks of `text` stand. What follows an odd number of them is quoted: said,
/// and not used.
#[must_use]
pub fn quotes(text: &str) -> Vec<usize> {
    text.char_indices()
        .filter(|(_, sign)| matches!(sign, '”' | '“' | '"'))
        .map(|(at, _)| at)
        .collect()
}

/// The sentences of one passage. A colon ends one too, as LIX has it: what follows is often a
/// list, and is read by itself.
pub fn sentences(text: &str) -> impl Iterator<Item = Sentence> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut sentence: Option<Sentence> = None;
        let mut tokens = tokens(&text[at..]).peekable();
        while let Some((start, token)) = tokens.next() {
            let (start, end) = (at + start, at + start + token.len());
            let sentence = sentence.get_or_insert(Sentence { range: start..end, words: 0 });
            sentence.range.end = end;
            sentence.words += usize::from(token.contains(char::is_alphanumeric));
            if sentence.words > 0 && ends(token, tokens.peek().map(|(_, next)| *next)) {
                break;
            }
        }
        let sentence = sentence.filter(|sentence| sentence.words > 0)?;
        at = sentence.range.end;
        Some(sentence)
    })
}

/// What stands between blanks, and where.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|token| (token.as_ptr().addr() - text.as_ptr().addr(), token))
}

/// Whether a sentence ends with `token`, when `next` follows.
fn ends(token: &str, next: Option<&str>) -> bool {
    let bare = token.trim_end_matches(CLOSING);
    if bare.ends_with(['!', '?', ':']) {
        return true;
    }
    let Some(stem) = bare.strip_suffix(['.', '…']) else { return false };
    let word = stem.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_short = word.len() <= 8 && SHORT.contains(&word.to_lowercase().as_str());
    let first = next.and_then(|next| next.chars().find(|c| c.is_alphanumeric()));
    let goes_on = first.is_some_and(char::is_lowercase) || (is_short && next.is_some());
    !(is_initial || goes_on)
}

#[cfg(test)]
mod tests {
    use super::{quotes, sentences};

    fn found(text: &str) -> Vec<(&str, usize)> {
        sentences(text).map(|sentence| (&text[sentence.range], sentence.words)).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(
            found(
                " Vi bor i Ånge. ”Kom hit!” Alla 15 st. Grupper: ett, två (t.ex. Timrå) – och tre "
            ),
            [
                ("Vi bor i Ånge.", 4),
                ("”Kom hit!”", 2),
                ("Alla 15 st. Grupper:", 4),
                ("ett, två (t.ex. Timrå) – och tre", 6),
            ]
        );
        assert_eq!(
            found("Det var bl.a. så. Punkt.Slut"),
            [("Det var bl.a. så.", 4), ("Punkt.Slut", 1)]
        );
        assert_eq!(found(" … – "), []);
        assert_eq!(quotes("Det står ”a” i \"b\"."), [10, 14, 20, 22]);
        assert_eq!(found("– En  hund, 3 katter …"), [("– En  hund, 3 katter …", 4)]);
    }
}
