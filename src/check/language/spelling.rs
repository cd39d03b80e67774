//! Whether a word is spelt as Swedish is: by the dictionary in `dictionaries/`, by the words that
//! the site has in its registers, and as a compound of such words.
//!
//! The dictionary takes 50 ms to read. It is read once in the life of the program, when somebody
//! first asks about a word.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, RwLock, RwLockReadGuard};

use spellbook::Dictionary;
use xxhash_rust::xxh3::xxh3_64;

use super::runs::ENDINGS;
use super::slips::one_slip_away;
use crate::base::{FingerprintSet, Fingerprints, capital, fingerprint, nearest, words};
use crate::model::Model;
use crate::yaml::Shape;

/// The Swedish dictionary; none when its files could not be read, which a test rules out.
static SWEDISH: LazyLock<Option<Dictionary>> = LazyLock::new(|| {
    let affixes = include_str!("../../../dictionaries/sv/sv.aff");
    let stems = include_str!("../../../dictionaries/sv/sv.dic");
    Dictionary::new(affixes, stems).ok()
});

/// Reads the dictionary beside what else there is to do, so that nobody waits for it.
pub fn read_ahead() {
    rayon::spawn(|| {
        LazyLock::force(&SWEDISH);
    });
}

/// The words of registers that the site stands for, by their keys.
const OWN: [&str; 9] =
    ["namn", "kortnamn", "titel", "term", "förkortning", "synonymer", "undvik", "ord", "former"];

/// Ends of words that take an `s` before the next word of a compound: `riktning-s-givare`.
const TAKES_S: [&str; 6] = ["ning", "ling", "het", "skap", "ion", "itet"];

/// A part of a compound has so many letters at least: shorter ones would explain any slip.
const SHORTEST_PART: usize = 4;
/// Shorter words are no compounds of such parts.
const SHORTEST_COMPOUND: usize = 9;
/// Nothing longer is a word.
pub const LONGEST: usize = 60;

/// The spelling of one site.
#[derive(Debug, Default)]
pub struct Spelling {
    /// The site's own words, in lower case.
    own: HashSet<String>,
    /// Whether words that were asked about are right.
    judged: Judged,
    /// Whether the dictionary has what two words make together.
    joined: Judged,
    /// Words that were meant instead of others. Finding one is dear, and who writes a word twice
    /// writes it wrong twice.
    instead: RwLock<HashMap<String, Option<String>>>,
}

impl Spelling {
    /// Takes the site's own words from its registers.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let mut own = HashSet::new();
        for register in &model.register_documents {
            register.table.each_text(&mut |field, _, text| {
                let is_short = matches!(field.shape, Shape::Text | Shape::List(Shape::Text));
                if !is_short || !OWN.contains(&field.key) {
                    return;
                }
                // `avstavning.yaml` has hyphens inside words.
                for written in [text.to_owned(), text.replace('-', "")] {
                    let lower = written.to_lowercase();
                    for (_, word) in words(&lower, is_letter) {
                        // Webbinarium, webbinariet, webbinarier.
                        let is_long = word.len() > SHORTEST_COMPOUND;
                        let stem = word.strip_suffix("um").filter(|_| is_long);
                        own.extend(stem.map(str::to_owned));
                        own.insert(word.to_owned());
                    }
                }
            });
        }
        Self { own, ..Self::default() }
    }

    /// Whether a word is right: letters, perhaps with hyphens within. `after` is what follows it:
    /// a full stop may belong to an abbreviation, a hyphen says that the word goes on elsewhere.
    pub fn is_right(&self, word: &str, after: Option<char>) -> bool {
        let after = after.filter(|sign| matches!(sign, '.' | '-'));
        self.judged.of(key(word, after), || self.judge(word, after))
    }

    /// What is known of words by now. Nobody learns more while it is looked at.
    pub fn known(&self) -> Known<'_> {
        Known(self.judged.0.read().ok())
    }

    fn judge(&self, word: &str, after: Option<char>) -> bool {
        if self.knows(word) {
            return true;
        }
        let whole = after.map(|sign| format!("{word}{sign}"));
        if whole.is_some_and(|whole| is_listed(&whole)) {
            return true;
        }
        word.split('-').all(|part| self.knows(part) || self.is_compound(part))
    }

    /// Whether it is a word of the dictionary or of the site.
    fn knows(&self, word: &str) -> bool {
        word.is_empty() || is_listed(word) || self.is_own(&word.to_lowercase())
    }

    /// Whether it is a word of the site, or a form of one. In lower case.
    fn is_own(&self, lower: &str) -> bool {
        self.own.contains(lower)
            || ENDINGS.iter().any(|ending| {
                lower.strip_suffix(ending).is_some_and(|stem| {
                    stem.len() >= SHORTEST_PART
                        && (self.own.contains(stem) || self.own.contains(&format!("{stem}a")))
                })
            })
    }

    /// Whether it is two words in one, the second perhaps a compound too. The dictionary has the
    /// common compounds, and rules for more; not every word may begin one there.
    fn is_compound(&self, word: &str) -> bool {
        if word.chars().count() < SHORTEST_COMPOUND {
            return false;
        }
        let cuts = word.char_indices().map(|(at, _)| at).skip(SHORTEST_PART);
        cuts.map(|at| word.split_at(at))
            .take_while(|(_, tail)| tail.chars().nth(SHORTEST_PART - 1).is_some())
            .any(|(head, tail)| {
                !TAKES_S.iter().any(|end| head.ends_with(end))
                    && self.knows(head)
                    && self.knows(tail)
            })
    }

    /// The word that was probably meant, in the same case. `before` and `after` are the words
    /// beside it: it may be a part of one of them. A word that the site uses elsewhere is likelier
    /// than others.
    #[must_use]
    pub fn meant(
        &self,
        word: &str,
        (before, after): (&str, &str),
        used: &FingerprintSet,
    ) -> Option<Meant> {
        let joined = |words: String| {
            let key = xxh3_64(words.as_bytes());
            self.joined.of(key, || is_listed(&words)).then_some(words)
        };
        if let Some(whole) = joined(format!("{before}{word}")).filter(|_| !before.is_empty()) {
            return Some(Meant::WithBefore(whole));
        }
        if let Some(whole) = joined(format!("{word}{after}")).filter(|_| !after.is_empty()) {
            return Some(Meant::WithAfter(whole));
        }
        self.instead_of(word, used).map(Meant::Instead)
    }

    /// A word beside it that is right.
    fn instead_of(&self, word: &str, used: &FingerprintSet) -> Option<String> {
        let known = self.instead.read().ok().and_then(|known| known.get(word).cloned());
        known.unwrap_or_else(|| {
            let found = self.look_instead_of(word, used);
            if let Ok(mut known) = self.instead.write() {
                known.insert(word.to_owned(), found.clone());
            }
            found
        })
    }

    fn look_instead_of(&self, word: &str, used: &FingerprintSet) -> Option<String> {
        let lower = word.to_lowercase();
        let near = one_slip_away(&lower);
        let right = |known: &dyn Fn(&str) -> bool| {
            nearest(&lower, near.iter().map(String::as_str).filter(|word| known(word)))
        };
        let is_used = |word: &str| used.contains(&fingerprint(word, &mut String::new()));
        let found = right(&|word| is_used(word) && self.knows(word))
            .or_else(|| right(&|word| self.knows(word)))?;
        let is_capital = word.starts_with(char::is_uppercase);
        Some(if is_capital { capital(found) } else { found.to_owned() })
    }
}

/// What words were found to be, by their keys.
#[derive(Debug, Default)]
struct Judged(RwLock<Fingerprints<bool>>);

impl Judged {
    fn of(&self, key: u64, judge: impl FnOnce() -> bool) -> bool {
        let known = self.0.read().ok().and_then(|known| known.get(&key).copied());
        known.unwrap_or_else(|| {
            let found = judge();
            if let Ok(mut known) = self.0.write() {
                known.insert(key, found);
            }
            found
        })
    }
}

/// What is known of words.
#[derive(Debug)]
pub struct Known<'a>(Option<RwLockReadGuard<'a, Fingerprints<bool>>>);

impl Known<'_> {
    /// Whether a word is known to be right. `after` is what follows it.
    pub fn is_right(&self, word: &str, after: Option<char>) -> bool {
        let after = after.filter(|sign| matches!(sign, '.' | '-'));
        let found = self.0.as_ref().and_then(|known| known.get(&key(word, after)));
        found.copied().unwrap_or_default()
    }
}

/// What a word is known by: in capitals it may be another, and with a full stop too.
fn key(word: &str, after: Option<char>) -> u64 {
    xxh3_64(word.as_bytes()) ^ after.map_or(0, u64::from)
}

/// What a misspelt word was probably meant to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// Another word.
    Instead(String),
    /// One word with the word before it.
    WithBefore(String),
    /// One word with the word after it.
    WithAfter(String),
}

/// Whether the dictionary has a word, a form of one, or a compound it makes.
fn is_listed(word: &str) -> bool {
    SWEDISH.as_ref().is_none_or(|dictionary| dictionary.check(word))
}

/// The letters of Latin-1 and Latin Extended-A.
pub const fn is_letter(sign: char) -> bool {
    matches!(sign, 'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ſ')
}

#[cfg(test)]
mod tests {
    use super::{FingerprintSet, Meant, SWEDISH, Spelling, fingerprint};

    fn with(own: &[&str]) -> Spelling {
        let own = own.iter().map(|word| (*word).to_owned()).collect();
        Spelling { own, ..Spelling::default() }
    }

    #[test]
    fn the_dictionary_is_read() {
        assert!(SWEDISH.is_some());
    }

    #[test]
    fn words_forms_and_compounds_are_right() {
        let spelling = with(&["breddinföra", "hälsam", "delwebb"]);
        for word in [
            "kommunerna",
            "Kommunerna",
            "hemsjukvårdsavtalet",
            "omställningsarbete",
            "e-post",
            "videomötestjänster",
            "fokusflyttning",
            "breddinföra",
            "breddinförd",
            "Breddinförs",
            "HälSams",
            "delwebbens",
            "delwebbsidorna",
            "region",
            "Västernorrlands",
            "hälsofrämjande",
        ] {
            assert!(spelling.is_right(word, None), "{word}");
        }
        assert!(spelling.is_right("hälso", Some('-')));
        assert!(spelling.is_right("resp", Some('.')));
        for word in ["komunen", "riktninggivare", "rekviderade", "succesiv", "verksamhetrna", "nom"]
        {
            assert!(!spelling.is_right(word, None), "{word}");
        }
    }

    #[test]
    fn the_word_that_was_meant_is_found() {
        let (spelling, none) = (with(&[]), FingerprintSet::default());
        let instead = |word: &str| Some(Meant::Instead(word.to_owned()));
        assert_eq!(spelling.meant("komunen", ("", ""), &none), instead("kommunen"));
        assert_eq!(spelling.meant("Succesiv", ("", "övergång"), &none), instead("Successiv"));
        assert_eq!(spelling.meant("rekviderade", ("", "medel"), &none), instead("rekvirerade"));
        assert_eq!(
            spelling.meant("nom", ("i", "länet"), &none),
            Some(Meant::WithBefore("inom".to_owned()))
        );
        assert_eq!(
            spelling.meant("arbets", ("med", "sätt"), &none),
            Some(Meant::WithAfter("arbetssätt".to_owned()))
        );
        assert_eq!(spelling.meant("xqzvwk", ("", ""), &none), None);
        let used = FingerprintSet::from_iter([fingerprint("bakom", &mut String::new())]);
        assert_eq!(spelling.meant("bakm", ("", ""), &used), instead("bakom"));
    }
}
