//! Strings that are missing, that no template asks for, or that are filled in with other names
//! than the templates give.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Language, Place, Span, nearest};
use crate::source::Source;

use super::asked::{Asked, AskedString};
use super::strings::{Word, file_of, is_of_one_language, is_ours};
use super::{Strings, ThemeFault};

/// What can be wrong with a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StringFault {
    /// A template asks for it, and no language has it: the nearest key there is.
    Missing(Option<String>),
    /// Another language has it, this one does not, and shows it in the site's first language.
    Untranslated(Language),
    /// Only this language has it, and no template asks for it: the key that was meant.
    Misspelt(String),
    /// The theme has no strings at all in the site's first language.
    NoLanguage(Language),
    /// No template asks for it.
    Unused,
    /// It is filled in with a name that is not given: those that are.
    UnknownBlank(String, Vec<String>),
}

/// What is wrong with the strings of the site's languages, its first language first.
pub(super) fn string_faults(
    source: &Source,
    chain: &[String],
    languages: &[(Language, &Strings)],
    asked: &Asked,
) -> Vec<ThemeFault> {
    let own = chain.first().map_or("", String::as_str);
    let mut faults = Vec::new();
    let first = languages.first().map(|(lang, _)| *lang);
    let (languages, without): (Vec<_>, Vec<_>) =
        languages.iter().partition(|(_, strings)| strings.keys().next().is_some());
    let is_wanted = asked.exact.iter().any(|one| !asked.optional.contains(&one.key));
    for (lang, _) in without.iter().filter(|(lang, _)| is_wanted && Some(*lang) == first) {
        let place = Place::new(&file_of(own, lang.tag()), Span::at(0));
        faults.push(fault(place, lang.tag(), StringFault::NoLanguage(*lang)));
    }
    let every: BTreeSet<&str> = languages.iter().flat_map(|(_, strings)| strings.keys()).collect();
    let is_asked = |key: &str| asked.may_ask_for(key) || is_ours(key) || is_of_one_language(key);

    let mut told = BTreeSet::new();
    for one in &asked.exact {
        let is_known = languages.is_empty() || every.contains(one.key.as_str());
        if is_known || asked.optional.contains(&one.key) || !told.insert(&one.key) {
            continue;
        }
        let meant = nearest(&one.key, every.iter().copied()).map(str::to_owned);
        faults.push(fault(one.place.clone(), &one.key, StringFault::Missing(meant)));
    }
    // What is missing may stand there under a name that nothing asks for, or that only this
    // language has: the first language says what it is called.
    let mut misspelt = BTreeSet::new();
    let mut missing = Vec::new();
    for (at, (lang, strings)) in languages.iter().enumerate() {
        let is_odd = |known: &str| {
            !is_asked(known) || at > 0 && is_alone(known, languages.iter().map(|(_, other)| *other))
        };
        let lacks = |key: &&&str| strings.word(key).is_none() && !is_of_one_language(key);
        for key in every.iter().filter(|key| is_asked(key)).filter(lacks) {
            let odd = nearest(key, strings.keys().filter(|known| is_odd(known)));
            if let Some((odd, word)) = odd.and_then(|odd| Some((odd, strings.word(odd)?))) {
                misspelt.insert(odd);
                let fault_of = StringFault::Misspelt((*key).to_owned());
                faults.push(fault(word.key.clone(), odd, fault_of));
            } else {
                missing.push((*lang, *key));
            }
        }
    }
    missing.retain(|(_, key)| !misspelt.contains(key));
    let count = |lang| missing.iter().filter(|(of, _)| *of == lang).count();
    // Many are one thing: the language is not finished, and somebody has begun.
    let told = missing.iter().filter(|(lang, _)| Some(*lang) == first || count(*lang) <= FEW);
    for (lang, key) in told.copied() {
        if let Some(word) = languages.iter().find_map(|(_, other)| other.word(key)) {
            faults.push(fault(word.key.clone(), key, StringFault::Untranslated(lang)));
        }
    }
    for (_, strings) in &languages {
        for (key, word) in strings.words() {
            // What a theme takes from another one may stand there unused.
            let is_own = word.key.file.below(&super::folder(own)).is_some();
            if is_own && !is_asked(key) && !misspelt.contains(key) {
                faults.push(fault(word.key.clone(), key, StringFault::Unused));
            }
        }
    }
    faults.extend(unknown_blanks(source, &languages, asked));
    faults
}

/// So many strings that a language lacks are told of one by one.
pub(super) const FEW: usize = 5;

/// Whether only one language has the key.
fn is_alone<'a>(key: &str, mut languages: impl Iterator<Item = &'a Strings>) -> bool {
    languages.by_ref().find(|strings| strings.word(key).is_some()).is_some()
        && !languages.any(|strings| strings.word(key).is_some())
}

fn fault(place: Place, key: &str, fault: StringFault) -> ThemeFault {
    ThemeFault::String { place, key: key.to_owned(), fault }
}

/// What is filled in is given by the templates; where their keys are put together, the first
/// language says what it is.
fn unknown_blanks(
    source: &Source,
    languages: &[(Language, &Strings)],
    asked: &Asked,
) -> Vec<ThemeFault> {
    let mut calls: BTreeMap<&str, Vec<&AskedString>> = BTreeMap::new();
    for one in &asked.exact {
        calls.entry(&one.key).or_default().push(one);
    }
    let mut faults = Vec::new();
    for (_, strings) in languages {
        for (key, word) in strings.words() {
            let known: Vec<String> = match calls.get(key) {
                // Every call has to give it.
                Some(calls) => {
                    let first = calls[0].given.iter();
                    let by_all =
                        |name: &&String| calls.iter().all(|call| call.given.contains(name));
                    first.filter(by_all).cloned().collect()
                }
                None => {
                    let first = languages.iter().find_map(|(_, strings)| strings.word(key));
                    first.map_or_else(Vec::new, |first| {
                        blanks(&first.text).map(str::to_owned).collect()
                    })
                }
            };
            for blank in blanks(&word.text).filter(|blank| !known.iter().any(|name| name == blank))
            {
                let kind = StringFault::UnknownBlank(blank.to_owned(), known.clone());
                faults.push(fault(place_of(source, word, blank), key, kind));
            }
        }
    }
    faults
}

/// The names in braces.
fn blanks(text: &str) -> impl Iterator<Item = &str> {
    let named = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    named.filter(|name| {
        !name.is_empty() && name.chars().all(|sign| sign.is_alphanumeric() || sign == '_')
    })
}

/// Where the name in braces stands; the whole value when it is written otherwise there.
fn place_of(source: &Source, word: &Word, blank: &str) -> Place {
    let file = &word.key.file;
    let written = source.text(file).get(word.value.range()).unwrap_or("");
    let span = written.find(&format!("{{{blank}}}")).map(|at| {
        let start = word.value.range().start + at + 1;
        Span::new(start, start + blank.len())
    });
    Place::new(file, span.unwrap_or(word.value))
}
