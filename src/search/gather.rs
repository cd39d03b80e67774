//! From what can be found to which word is in what: on all threads, each word looked at once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::base::{Fingerprints, Language, fingerprint, in_small, is_letter_or_digit};

use super::compounds::{Part, parts};
use super::score;
use super::stem::stem;
use super::words::{fold, stop_words};

/// Something that can be found.
#[derive(Debug, Default)]
pub struct Entry<'a> {
    /// What it is called.
    pub title: String,
    /// Its address, for a link.
    pub href: String,
    /// What it is about, in a sentence or two; may be empty.
    pub lead: String,
    /// What is said of it beside its title: its kind, how far it has come …
    pub notes: Vec<String>,
    /// What it can be chosen by.
    pub facets: Vec<Facet>,
    /// How much it is worth beside others that hold the same words; 1 is usual.
    pub worth: f32,
    /// What it says.
    pub texts: Vec<Text<'a>>,
}

/// What something can be chosen by: `organisation`, and which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The name of the choice.
    pub key: &'static str,
    /// The id of one value.
    pub value: String,
}

/// A text of something that can be found.
#[derive(Debug)]
pub struct Text<'a> {
    /// What it is.
    pub weight: Weight,
    /// What it says.
    pub text: Cow<'a, str>,
}

/// What a text is: a word in a title says more of what a page is about than one in its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The title.
    Title,
    /// Another name: an abbreviation, a tag.
    Name,
    /// What stands first, for lists.
    Lead,
    /// A heading in the text.
    Heading,
    /// The names of what it belongs to: organisations, target groups, area.
    Related,
    /// The text.
    Body,
}

/// Which words are in what.
#[derive(Debug)]
pub struct Gathered {
    /// What is shown of each entry.
    pub cards: Vec<Card>,
    /// The terms, in the order of their folded letters.
    pub terms: Vec<Term>,
}

/// What is shown of an entry.
#[derive(Debug, Default)]
pub struct Card {
    pub title: String,
    pub href: String,
    pub lead: String,
    pub notes: Vec<String>,
    pub facets: Vec<Facet>,
}

/// A term, and where it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    /// The stem.
    pub stem: String,
    /// Its letters without marks.
    pub folded: String,
    /// The shortest word with this stem that somebody wrote, by itself or as a part of another;
    /// none when it stands nowhere as it is spelled alone.
    pub whole: Option<String>,
    /// The entries that hold it, in order, each with a score from 1 to 31.
    pub postings: Vec<(u32, u8)>,
}

/// What a word is worth in an entry: as a name of it, and in what it says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Worth {
    pub named: f32,
    pub said: f32,
}

impl Worth {
    fn times(self, part: f32) -> Self {
        Self { named: self.named * part, said: self.said * part }
    }
}

/// One entry as numbers: words by fingerprint, each with its weight.
struct Counted {
    card: Card,
    worth: f32,
    words: Vec<(u64, Worth)>,
}

/// So many entries are taken at a time.
const AT_A_TIME: usize = 32;
/// The rows of so many entries are held at a time.
const ROWS: usize = 1024;

/// Gathers `count` entries; `entry` makes each of them when it is asked.
///
/// Threads of its own and not those of the pool: whoever waits for an index may be one of the
/// pool's, and would wait for itself.
pub fn gather<'a>(
    lang: Language,
    count: usize,
    entry: &(dyn Fn(usize) -> Entry<'a> + Sync),
) -> Gathered {
    let (entries, words) = count_words(lang, count, entry);
    let words: Vec<(u64, String)> = words.into_iter().collect();
    let terms_of = in_parts(&words, |(_, word)| terms_of(lang, word));
    let mut names: BTreeMap<(String, &str), u32> = BTreeMap::new();
    for Named { stem, .. } in terms_of.iter().flatten() {
        names.entry((fold(stem), stem)).or_default();
    }
    for (place, number) in names.values_mut().zip(0..) {
        *place = number;
    }
    let mut wholes: Vec<Option<&str>> = vec![None; names.len()];
    let mut numbers: Fingerprints<Vec<(u32, f32)>> = Fingerprints::default();
    for ((known_by, _), terms) in words.iter().zip(&terms_of) {
        let mut numbered: Vec<(u32, f32)> = Vec::with_capacity(terms.len());
        for Named { stem, worth, written } in terms {
            let Some(number) = names.get(&(fold(stem), stem.as_str())) else { continue };
            numbered.push((*number, *worth));
            if let (Some(whole), Some(written)) = (wholes.get_mut(*number as usize), written)
                && whole.is_none_or(|known| (written.len(), *written) < (known.len(), known))
            {
                *whole = Some(written);
            }
        }
        numbers.insert(*known_by, numbered);
    }
    let mut found: Vec<Vec<(u32, Worth)>> = vec![Vec::new(); names.len()];
    // A part at a time: of ten thousand entries the rows of all together would be much.
    for (part, entries) in entries.chunks(ROWS).enumerate() {
        let rows = in_parts(entries, |entry| row_of(entry, &numbers));
        for (entry, row) in (part * ROWS..).zip(rows) {
            let entry = u32::try_from(entry).unwrap_or(u32::MAX);
            for (term, weight) in row {
                if let Some(found) = found.get_mut(term as usize) {
                    found.push((entry, weight));
                }
            }
        }
    }
    let worth: Vec<f32> = entries.iter().map(|entry| entry.worth).collect();
    let terms = names.into_keys().zip(found.iter().zip(wholes));
    let terms = terms.map(|((folded, stem), (found, whole))| {
        let (stem, whole) = (stem.to_owned(), whole.map(str::to_owned));
        Term { stem, folded, whole, postings: score::postings(found, &worth) }
    });
    let terms = terms.filter(|term| !term.postings.is_empty()).collect();
    Gathered { cards: entries.into_iter().map(|entry| entry.card).collect(), terms }
}

/// The terms of an entry, each once, in order.
fn row_of(entry: &Counted, numbers: &Fingerprints<Vec<(u32, f32)>>) -> Vec<(u32, Worth)> {
    let mut row: Vec<(u32, Worth)> = Vec::with_capacity(entry.words.len() * 2);
    for (word, weight) in &entry.words {
        let terms = numbers.get(word).map_or(&[][..], Vec::as_slice);
        row.extend(terms.iter().map(|(term, worth)| (*term, weight.times(*worth))));
    }
    summed(row)
}

/// A term of a word, what it is worth, and the word that it is written as there, if that is one
/// that somebody may have misspelt.
struct Named<'a> {
    stem: String,
    worth: f32,
    written: Option<&'a str>,
}

/// A word's own stem, and those of its parts.
fn terms_of(lang: Language, word: &str) -> Vec<Named<'_>> {
    // *demens* and *dem* have one stem, and nobody means *dem*.
    let written = (!stop_words(lang).contains(word)).then_some(word);
    let mut terms = vec![Named { stem: stem(lang, word), worth: 1.0, written }];
    for Part { stem, worth, written } in parts(lang, word) {
        if terms.iter().all(|known| known.stem != stem) {
            terms.push(Named { stem, worth, written });
        }
    }
    terms
}

/// The words of a text.
pub fn words_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign| !is_letter_or_digit(sign)).filter(|word| !word.is_empty())
}

/// Counts the words of all entries, and gives each word once.
fn count_words<'a>(
    lang: Language,
    count: usize,
    entry: &(dyn Fn(usize) -> Entry<'a> + Sync),
) -> (Vec<Counted>, Fingerprints<String>) {
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut counted, mut words) = (Vec::new(), Fingerprints::default());
        loop {
            let start = next.fetch_add(AT_A_TIME, Ordering::Relaxed);
            if start >= count {
                return (counted, words);
            }
            for at in start..(start + AT_A_TIME).min(count) {
                counted.push((at, count_one(lang, entry(at), &mut words)));
            }
        }
    };
    let done = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads()).map(|_| scope.spawn(work)).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect::<Vec<_>>()
    });
    let (mut all, mut words) = (Vec::with_capacity(count), Fingerprints::default());
    for (counted, own) in done {
        all.extend(counted);
        words.extend(own);
    }
    all.sort_by_key(|(at, _)| *at);
    (all.into_iter().map(|(_, entry)| entry).collect(), words)
}

/// Counts the words of one entry; those that nobody has met go to `words`.
fn count_one(lang: Language, entry: Entry<'_>, words: &mut Fingerprints<String>) -> Counted {
    let stops = stop_words(lang);
    let mut buffer = String::new();
    let mut found: Vec<(u64, Weight)> = Vec::new();
    let mut lengths = [0_u16; Weight::Body as usize + 1];
    for text in &entry.texts {
        for word in words_in(&text.text) {
            let known_by = fingerprint(word, &mut buffer);
            if let Some(length) = lengths.get_mut(text.weight as usize) {
                *length = length.saturating_add(1);
            }
            words.entry(known_by).or_insert_with(|| in_small(word, &mut buffer).to_owned());
            found.push((known_by, text.weight));
        }
    }
    let weight = |weight: Weight| {
        let length = lengths.get(weight as usize).copied().unwrap_or_default();
        let worth = score::weight(weight, length);
        match weight {
            Weight::Title | Weight::Name => Worth { named: worth, said: 0.0 },
            _ => Worth { named: 0.0, said: worth },
        }
    };
    // What tells nothing apart counts only where it may be all there is: in a title.
    let tells = |(known_by, weight): &(u64, Weight)| {
        matches!(weight, Weight::Title | Weight::Name)
            || words.get(known_by).is_none_or(|word| !stops.contains(word.as_str()))
    };
    let found = found.iter().filter(|one| tells(one));
    let mut words = summed(found.map(|(known_by, kind)| (*known_by, weight(*kind))).collect());
    words.shrink_to_fit();
    let Entry { title, href, lead, notes, facets, worth, .. } = entry;
    Counted { card: Card { title, href, lead, notes, facets }, worth, words }
}

/// Each key once, with the sum of its weights, in order.
fn summed<K: Ord + Copy>(mut all: Vec<(K, Worth)>) -> Vec<(K, Worth)> {
    // Stable, so that the sums are the same every time.
    all.sort_by_key(|(key, _)| *key);
    all.dedup_by(|(key, weight), (kept, sum)| {
        let is_same = *key == *kept;
        if is_same {
            sum.named += weight.named;
            sum.said += weight.said;
        }
        is_same
    });
    all
}

/// Does something with each of `all`, on all threads, and gives it in order.
fn in_parts<'a, T: Sync, R: Send>(all: &'a [T], work: impl Fn(&'a T) -> R + Sync) -> Vec<R> {
    let size = all.len().div_ceil(threads()).max(1);
    let work = &work;
    thread::scope(|scope| {
        let parts = all
            .chunks(size)
            .map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>()));
        let parts: Vec<_> = parts.collect();
        parts.into_iter().filter_map(|part| part.join().ok()).flatten().collect()
    })
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}
