//! Which language a passage is in, told by its smallest words. Cautious: only where it is plain.

use std::sync::LazyLock;

use crate::base::{Fingerprints, fingerprint};
use crate::check::passage::Word;

/// A language that the small words of a text tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// Swedish.
    Swedish,
    /// English.
    English,
    /// Finnish.
    Finnish,
    /// Sámi, North or South.
    Sami,
}

impl Tongue {
    /// The tag for HTML.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
            Self::Finnish => "fi",
            Self::Sami => "se",
        }
    }

    /// What it is called in Swedish and in English.
    #[must_use]
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Swedish => ("svenska", "Swedish"),
            Self::English => ("engelska", "English"),
            Self::Finnish => ("finska", "Finnish"),
            Self::Sami => ("samiska", "Sámi"),
        }
    }
}

/// A shorter text says too little.
const FEWEST: usize = 12;

/// So many bytes has the longest small word.
const LONGEST: usize = 10;

const ALL: [(Tongue, &[&str]); 4] = [
    (
        Tongue::Swedish,
        &[
            "och", "att", "det", "som", "en", "ett", "på", "är", "av", "för", "med", "till", "den",
            "har", "de", "inte", "om", "men", "var", "sig", "från", "vi", "så", "kan", "när",
            "också", "efter", "eller", "där", "vid", "ska", "skulle", "får", "finns", "vara",
            "hade", "alla", "andra", "än", "här", "då", "över", "blir", "vad", "du", "dig", "din",
            "ditt", "dina", "oss", "hur", "i", "jag", "mellan", "inom", "genom", "samt",
        ],
    ),
    (
        Tongue::English,
        &[
            "the", "of", "and", "to", "in", "is", "that", "for", "it", "with", "as", "was", "on",
            "are", "be", "this", "by", "an", "at", "from", "or", "have", "not", "they", "which",
            "you", "we", "his", "her", "but", "were", "when", "can", "there", "been", "has",
            "more", "if", "will", "would", "who", "their", "your", "our", "a", "how", "what",
            "about", "also", "into",
        ],
    ),
    (
        Tongue::Finnish,
        &[
            "ja", "on", "ei", "että", "se", "oli", "kun", "myös", "mutta", "tai", "joka", "ovat",
            "voi", "olla", "niin", "kuin", "hän", "sen", "mukaan", "sekä", "ole", "jos", "tämä",
            "sitä", "vain", "siitä", "jotka", "kanssa", "hänen", "ne", "me", "te", "sinun",
            "jossa", "kaikki", "voit", "tämän", "eli", "sinä",
        ],
    ),
    (
        Tongue::Sami,
        &[
            "ja", "lea", "leat", "go", "dat", "ahte", "mii", "sii", "eai", "maid", "dán", "dan",
            "daid", "mat", "jïh", "leah", "dïhte", "mij", "jis", "gosse", "dah", "dejtie", "edtja",
            "maahta", "aaj", "dihte", "gii", "leamaš", "muhto", "vai", "dahje", "buot",
        ],
    ),
];

/// In which languages a word is a small one: a bit for each of `ALL`.
static SMALL: LazyLock<Fingerprints<u8>> = LazyLock::new(|| {
    let mut all: Fingerprints<u8> = Fingerprints::default();
    for (at, (_, words)) in ALL.iter().enumerate() {
        let keys = words.iter().map(|word| fingerprint(word, &mut String::new()));
        keys.for_each(|key| *all.entry(key).or_default() |= 1 << at);
    }
    all
});

/// The language of `text`, whose words these are, when it is surely another than `own`.
#[must_use]
pub fn other_tongue(text: &str, words: &[Word], own: Tongue) -> Option<Tongue> {
    if words.len() < FEWEST {
        return None;
    }
    let is_number = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let all = words.iter().filter(|word| !is_number(word.range.start)).count();
    if all < FEWEST {
        return None;
    }
    let mut counts = [0_usize; ALL.len()];
    // No small word is longer.
    for word in words.iter().filter(|word| word.range.len() <= LONGEST) {
        let tongues = SMALL.get(&word.fingerprint).copied().unwrap_or_default();
        for (at, count) in counts.iter_mut().enumerate() {
            *count += usize::from(tongues >> at & 1);
        }
    }
    let (at, most) = counts.iter().copied().enumerate().max_by_key(|(_, count)| *count)?;
    let (best, _) = ALL[at];
    let own_count = ALL.iter().position(|(tongue, _)| *tongue == own).map_or(0, |at| counts[at]);
    let second = counts
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != at)
        .map(|(_, count)| *count)
        .max()?;
    let is_plain = most >= 4 && most * 7 >= all && own_count * 4 <= most && second * 2 <= most;
    (best != own && is_plain).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::Tongue;
    use crate::check::passage::words_of;

    fn other_tongue(text: &str, own: Tongue) -> Option<Tongue> {
        super::other_tongue(text, &words_of(text), own)
    }

    #[test]
    fn whole_passages_are_told_apart() {
        use Tongue::{English, Finnish, Sami, Swedish};
        let english = "The county and the seven municipalities work together so that you can get care at home when you need it.";
        let swedish = "Länet och de sju kommunerna arbetar ihop, så att du kan få vård hemma när du behöver det.";
        let finnish = "Tällä sivulla kerrotaan, miten kunnat ja alue toimivat yhdessä, jotta hoito on lähellä sinua ja se on hyvää. Voit myös ottaa yhteyttä, jos sinulla on kysyttävää.";
        let sami = "Dát siidu muitala mo gielddat ja guovlu barget ovttas. Ulbmil lea ahte dikšu lea lahka du ja ahte dat lea buorre. Mii leat ovttas dahkan plána.";
        assert_eq!(other_tongue(english, Swedish), Some(English));
        assert_eq!(other_tongue(swedish, English), Some(Swedish));
        assert_eq!(other_tongue(finnish, Swedish), Some(Finnish));
        assert_eq!(other_tongue(sami, Swedish), Some(Sami));
        for own in [
            swedish,
            "The name of the game is a song by Abba",
            "Kommunerna i länet läser The Lancet, The British Medical Journal of Health and Care och andra tidskrifter",
        ] {
            assert_eq!(other_tongue(own, Swedish), None, "{own}");
        }
        assert_eq!(other_tongue(english, English), None);
    }
}
