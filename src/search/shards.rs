//! The files that a browser loads: what it needs to begin, the terms in the order of their
//! letters, what is shown of each entry, what entries can be chosen by.
//!
//! Each is JSON that any server packs. All carry the same mark, and files of two publications
//! that do not fit together have two.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};
use xxhash_rust::xxh3::Xxh3;

use crate::base::Language;

use super::gather::{Card, Entry, Term, gather};
use super::words::stop_words;
use super::{Alike, Facet};

/// The form of the files. A script of another form does not read them.
const FORM: u32 = 2;

/// How many entries one file of cards has.
const CARDS: usize = 16;

/// One file of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shard {
    /// What a browser needs to begin.
    Start,
    /// Terms, from one letter to another.
    Terms(u16),
    /// What is shown of some entries.
    Cards(u16),
    /// What entries can be chosen by.
    Facets,
}

/// Which files an index has whose `entries` say some `bytes` in all.
#[must_use]
pub fn shards_for(entries: usize, bytes: usize) -> Vec<Shard> {
    let number = |files: usize| 0..u16::try_from(files).unwrap_or(u16::MAX);
    let mut all = vec![Shard::Start, Shard::Facets];
    all.extend(number(files_of_terms(bytes)).map(Shard::Terms));
    all.extend(number(entries.div_ceil(CARDS)).map(Shard::Cards));
    all
}

/// A small site's terms are in few files, so that a search asks for few; a large one's in files
/// that a slow line takes.
const fn files_of_terms(bytes: usize) -> usize {
    const FEW: usize = 8;
    let (small, large) = (bytes.div_ceil(40_000), bytes / 200_000);
    let files = if small < FEW { small } else { FEW + large };
    if files == 0 { 1 } else { files }
}

impl Shard {
    /// The name of its file.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Start => "start.json".to_owned(),
            Self::Terms(number) => format!("ord-{number}.json"),
            Self::Cards(number) => format!("kort-{number}.json"),
            Self::Facets => "urval.json".to_owned(),
        }
    }
}

/// All files of an index.
#[derive(Debug)]
pub struct Shards(BTreeMap<Shard, String>);

impl Shards {
    /// Makes the index of `count` entries with its terms in `files` files; `entry` makes each of
    /// them when it is asked. The files are those that `shards_for` says.
    #[must_use]
    pub fn of<'a>(
        lang: Language,
        (count, files): (usize, usize),
        alike: &Alike,
        entry: &(dyn Fn(usize) -> Entry<'a> + Sync),
    ) -> Self {
        let gathered = gather(lang, count, entry);
        let (firsts, terms) = terms(&gathered.terms, files.max(1));
        let mut written = BTreeMap::new();
        let start = json!({
            "form": FORM,
            "språk": lang.tag(),
            "antal": count,
            "per": CARDS,
            "från": &firsts,
            "stopp": stop_words(lang).iter().copied().collect::<Vec<_>>().join(" "),
            "lika": alike.json(),
        });
        written.insert(Shard::Start, inner(&start));
        written.insert(Shard::Facets, inner(&facets(&gathered.cards)));
        for (number, file) in (0..).zip(terms) {
            written.insert(Shard::Terms(number), file);
        }
        for (number, cards) in (0..).zip(gathered.cards.chunks(CARDS)) {
            let cards: Vec<Value> = cards.iter().map(card).collect();
            written.insert(Shard::Cards(number), inner(&json!({ "kort": cards })));
        }
        // What would be wrong of files of two publications together: numbers that mean other
        // entries, terms that are in other files. An edited page leaves both as they are, and with
        // them most of the files.
        let mut mark = Xxh3::new();
        let hrefs = gathered.cards.iter().map(|card| card.href.as_str());
        for part in hrefs.chain(firsts) {
            mark.update(part.as_bytes());
            mark.update(b"\n");
        }
        let mark = format!("{:016x}", mark.digest());
        for file in written.values_mut() {
            file.insert_str(0, &format!("{{\"märke\":\"{mark}\","));
            file.push_str("}\n");
        }
        Self(written)
    }

    /// The bytes of one file.
    #[must_use]
    pub fn bytes(&self, shard: Shard) -> &[u8] {
        self.0.get(&shard).map_or(&[], |file| file.as_bytes())
    }
}

/// A JSON object without its braces.
fn inner(object: &Value) -> String {
    let text = object.to_string();
    text.get(1..text.len() - 1).unwrap_or_default().to_owned()
}

fn card(card: &Card) -> Value {
    json!([card.title, card.href, card.lead, card.notes])
}

/// The entries of each value of each choice, as steps from one to the next.
fn facets(cards: &[Card]) -> Value {
    let mut all: BTreeMap<&str, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
    for (at, card) in cards.iter().enumerate() {
        for Facet { key, value } in &card.facets {
            let found = all.entry(key).or_default().entry(value).or_default();
            if found.last() != Some(&at) {
                found.push(at);
            }
        }
    }
    for found in all.values_mut().flat_map(BTreeMap::values_mut) {
        let mut before = 0;
        for at in found {
            (*at, before) = (*at - before, *at);
        }
    }
    json!({ "urval": all })
}

/// A word after all words.
const NEVER: &str = "\u{ffff}";

/// The terms in `files` of about the same length, and the first term of each but the first.
fn terms(terms: &[Term], files: usize) -> (Vec<&str>, Vec<String>) {
    let written: Vec<[String; 3]> = terms.iter().map(written).collect();
    let length = |parts: &[String; 3]| parts.iter().map(|part| part.len() + 1).sum::<usize>();
    let all: usize = written.iter().map(length).sum();
    let (mut firsts, mut out) = (Vec::new(), Vec::new());
    let (mut start, mut so_far) = (0, 0);
    for (at, term) in terms.iter().enumerate() {
        let is_full = so_far * files >= all * (out.len() + 1);
        // Terms that begin alike stay together, so that the files begin where they did when a page
        // is edited.
        let begins = at > 0 && beginning(&terms[at - 1].folded) != beginning(&term.folded);
        if is_full && begins && out.len() + 1 < files {
            out.push(file(&written[start..at]));
            firsts.push(beginning(&term.folded));
            start = at;
        }
        so_far += length(&written[at]);
    }
    out.push(file(&written[start..]));
    while out.len() < files {
        firsts.push(NEVER);
        out.push(file(&[]));
    }
    (firsts, out)
}

/// The first letters of a term.
fn beginning(folded: &str) -> &str {
    const LETTERS: usize = 3;
    folded.char_indices().nth(LETTERS).map_or(folded, |(end, _)| &folded[..end])
}

/// A term as JSON: its stem; what a word has after it, or `=` and the word, or 0 when no word has
/// this stem; its entries: the step from the one before, times 32, and the score.
fn written(term: &Term) -> [String; 3] {
    let whole = term.whole.as_deref().map(|word| match word.strip_prefix(&term.stem) {
        Some(ending) => json!(ending),
        None => json!(format!("={word}")),
    });
    let mut postings = String::from("[");
    let mut before = 0;
    for (entry, score) in &term.postings {
        let number = (entry - before) * 32 + u32::from(*score);
        before = *entry;
        let comma = if postings.len() > 1 { "," } else { "" };
        let _ = write!(postings, "{comma}{number}");
    }
    postings.push(']');
    [json!(term.stem).to_string(), whole.unwrap_or_else(|| json!(0)).to_string(), postings]
}

fn file(terms: &[[String; 3]]) -> String {
    let list = |part: usize| {
        let all = terms.iter().map(|parts| parts[part].as_str());
        all.collect::<Vec<_>>().join(",")
    };
    format!("\"ord\":[{}],\"hela\":[{}],\"i\":[{}]", list(0), list(1), list(2))
}
