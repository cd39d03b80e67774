//! The parts of Swedish compounds, by the dictionary: `hemsjukvårdsavtalet` is *hem*, *sjuk*,
//! *vård* and *avtalet*.

mod known;

use known::Known;

use super::stem::stem;
use crate::base::Language;

/// A part of a compound, as a stem, and what finding it is worth beside finding the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<'a> {
    /// The stem.
    pub stem: String,
    /// From 0 to 1.
    pub worth: f32,
    /// How it is written there, when that is how it is spelled alone: *demens* in *demensteam*, but
    /// not *hälso*.
    pub written: Option<&'a str>,
}

/// Shorter words are not looked into, in letters.
const SHORTEST: usize = 7;
/// Words that the dictionary has are not either, when their stems are shorter than this.
const SURELY: usize = 8;
/// Nor longer ones.
const LONGEST: usize = 48;
/// The shortest part, in letters.
const PART: usize = 3;

/// The parts of that length that there are. The dictionary's other short words are mostly runs of
/// letters in longer ones: *gem* in *gemensam*, *gar* in *ändringar*.
const SHORT: [&str; 63] = [
    "arm", "arv", "bad", "bas", "ben", "bil", "bok", "bor", "bot", "brå", "bud", "bus", "byn",
    "båt", "dag", "del", "död", "ego", "fel", "fil", "fot", "gas", "giv", "hav", "hem", "hud",
    "hus", "hår", "hål", "kök", "kön", "lag", "led", "liv", "län", "lån", "lön", "mat", "mor",
    "mål", "möt", "nät", "ord", "par", "råd", "rör", "rum", "sex", "sjö", "syn", "tak", "tal",
    "tid", "tur", "tåg", "val", "vin", "väg", "web", "yta", "åld", "öga", "öra",
];

/// Beginnings that change what comes after them: no *gäng* is *tillgängligt*, and a *förordning*
/// is no order.
const CHANGING: [&str; 8] = ["till", "över", "under", "unde", "efter", "fram", "genom", "emot"];

/// What the compound is: *avtal*.
const HEAD: f32 = 0.5;
/// What it begins with, several parts together: *hemsjukvård*.
const BEGINNING: f32 = 0.5;
/// Any other part.
const OTHER: f32 = 0.35;

/// The parts of `word`, which is in small letters, and what several of them are together;
/// nothing when it is no compound that can be read.
#[must_use]
pub fn parts(lang: Language, word: &str) -> Vec<Part<'_>> {
    let letters = word.chars().count();
    if lang.base() != "sv" || !(SHORTEST..=LONGEST).contains(&letters) {
        return Vec::new();
    }
    // *kommun* is no *mun* that comes.
    let whole = stem(lang, word);
    if whole.chars().count() < SURELY && Known::ends(&whole) {
        return Vec::new();
    }
    let bounds: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let Some(cuts) = cuts(word, &bounds) else { return Vec::new() };
    let ends: Vec<usize> = cuts.iter().map(|cut| cut.end).chain([word.len()]).collect();
    let starts: Vec<usize> = [0].into_iter().chain(cuts.iter().map(|cut| cut.start)).collect();
    let mut parts: Vec<Part<'_>> = Vec::new();
    for (first, start) in starts.iter().enumerate() {
        for (last, end) in ends.iter().enumerate().skip(first) {
            let is_whole = first == 0 && last + 1 == ends.len();
            let part = &word[*start..*end];
            if is_whole || part.chars().count() < PART {
                continue;
            }
            let worth = if first + 1 == starts.len() {
                HEAD
            } else if first == 0 && last > 0 {
                BEGINNING
            } else {
                OTHER
            };
            if let Some(stem) = stem_of(part, last + 1 == ends.len()) {
                // Of several parts together nobody knows whether they are a word.
                let is_word = first == last && stem == self::stem(lang, part) && Known::ends(&stem);
                add(&mut parts, Part { stem, worth, written: is_word.then_some(part) });
            }
            // The dictionary knows longer words too: *sjukvård* is one part, and two.
            for inner in self::parts(lang, part) {
                add(&mut parts, Part { worth: inner.worth * worth.sqrt(), ..inner });
            }
        }
    }
    parts
}

/// The stem that residents' questions for a part have; nothing, when it is that of another word.
fn stem_of(part: &str, is_last: bool) -> Option<String> {
    let own = stem(Language::SV, part);
    if is_last {
        return Some(own);
    }
    // *hälso* is *hälsa*, but *foto* is *foto*.
    if let Some(rest) = part.strip_suffix(['o', 'u'])
        && rest.chars().count() > PART
        && Known::begins(&format!("{rest}a"))
    {
        return Some(stem(Language::SV, &format!("{rest}a")));
    }
    // Only the last part has an ending: *slutenvård* is not care in the *slut*.
    let is_other = part.ends_with("en") && own != part && Known::begins(&own);
    (!is_other).then_some(own)
}

/// Whether these letters may be a part of anything.
fn is_part(letters: &str) -> bool {
    match letters.chars().count() {
        PART => SHORT.contains(&letters),
        count => count > PART,
    }
}

/// Adds a part, if it is not there already.
fn add<'a>(parts: &mut Vec<Part<'a>>, part: Part<'a>) {
    match parts.iter_mut().find(|known| known.stem == part.stem) {
        Some(known) => known.worth = known.worth.max(part.worth),
        None => parts.push(part),
    }
}

/// Where one part ends and the next begins: an `s` may stand between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cut {
    end: usize,
    start: usize,
}

/// The cuts of `word` into the fewest parts; of equally many, with the longest last part.
/// `bounds` are the places of its letters.
fn cuts(word: &str, bounds: &[usize]) -> Option<Vec<Cut>> {
    let last = bounds.len() - 1;
    // For each place that parts lead to: how many they are, and the last cut before it.
    let mut reached: Vec<Option<(usize, usize, Cut)>> = vec![None; bounds.len()];
    let mut best: Option<(usize, usize)> = None;
    for from in 0..=last.saturating_sub(PART) {
        let count = match (from, reached[from]) {
            (0, _) => 0,
            (_, Some((count, ..))) => count,
            _ => continue,
        };
        let rest = &word[bounds[from]..];
        // *hälso*central and not *häls*ocentral.
        let is_joint =
            |before: usize| from == before + 1 && word[bounds[before]..].starts_with('o');
        if from > 0
            && best.is_none_or(|(fewest, at)| count < fewest || count == fewest && is_joint(at))
            && is_part(rest)
            && Known::ends(&stem(Language::SV, rest))
        {
            best = Some((count, from));
        }
        for to in from + PART..=last - PART {
            let part = &word[bounds[from]..bounds[to]];
            if !is_part(part) || CHANGING.contains(&part) || !Known::begins(part) {
                continue;
            }
            let end = bounds[to];
            let mut reach = |at: usize| {
                let cut = Cut { end, start: bounds[at] };
                if reached[at].is_none_or(|(known, ..)| count + 1 < known) {
                    reached[at] = Some((count + 1, from, cut));
                }
            };
            reach(to);
            if word[end..].starts_with('s') && to < last - PART {
                reach(to + 1);
            }
        }
    }
    let (_, mut at) = best?;
    let mut cuts = Vec::new();
    while let Some((_, before, cut)) = reached[at] {
        cuts.push(cut);
        at = before;
        if at == 0 {
            break;
        }
    }
    cuts.reverse();
    Some(cuts)
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::base::Language;

    fn of(word: &str) -> Vec<String> {
        let mut stems: Vec<String> =
            parts(Language::SV, word).into_iter().map(|part| part.stem).collect();
        stems.sort();
        stems
    }

    #[test]
    fn a_compound_is_its_parts_and_its_beginnings() {
        let found = of("hemsjukvårdsavtalet");
        for part in ["avtal", "hemsjukvård", "sjukvård", "vård", "hem"] {
            assert!(found.iter().any(|one| one == part), "{part} in {found:?}");
        }
        assert!(of("digitaliseringsrådet").contains(&"råd".to_owned()));
        assert!(of("hälsosamtal").contains(&"samtal".to_owned()));
        assert!(of("gatubelysning").contains(&"belysning".to_owned()));
        assert_eq!(of("hälsocentralen"), ["central", "häls"]);
        assert_eq!(of("kommundelar"), ["del", "kommun"]);
    }

    #[test]
    fn words_that_are_no_compounds_have_no_parts() {
        for word in [
            "planering",
            "kommunerna",
            "resurser",
            "samordnad",
            "organisation",
            "gemensamma",
            "digitaliseringen",
            "befolkningen",
            "ändringar",
            "förordning",
            "tillgängligt",
        ] {
            assert_eq!(of(word), [""; 0], "{word}");
        }
        assert_eq!(of("slutenvård"), ["vård"]);
        assert_eq!(of("hälsams"), [""; 0], "a name");
        assert!(!of("samverkansdagen").contains(&"sam".to_owned()));
    }
}
