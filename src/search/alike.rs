//! Words and phrases that mean the same: an abbreviation and what it stands for, synonyms.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::base::{Language, in_small};

use super::gather::words_in;
use super::stem::stem;
use super::words::{fold, stop_words};

/// Whoever asks for one of two phrases is helped by what says the other.
#[derive(Debug, Default)]
pub struct Alike(BTreeSet<(Vec<String>, Vec<String>)>);

impl Alike {
    /// Both ways: `SIP` and `samordnad individuell plan`.
    pub fn both(&mut self, lang: Language, one: &str, other: &str) {
        self.leads(lang, one, other);
        self.leads(lang, other, one);
    }

    /// One way: who asks for `asked` is also shown what says `said`.
    pub fn leads(&mut self, lang: Language, asked: &str, said: &str) {
        let asked: Vec<String> = stems(lang, asked).iter().map(|stem| fold(stem)).collect();
        let said = stems(lang, said);
        if !asked.is_empty() && !said.is_empty() && asked != said {
            self.0.insert((asked, said));
        }
    }

    /// As the browser reads it: pairs of what is asked for, as folded stems, and what
    /// says the same, as stems.
    pub(super) fn json(&self) -> Value {
        let pairs = self.0.iter().map(|(asked, said)| json!([asked.join(" "), said.join(" ")]));
        pairs.collect()
    }
}

/// The stems of a phrase, without the words that tell nothing apart: a browser leaves them out of a
/// question too. One common word is no phrase: *hur går det* is not *går*.
fn stems(lang: Language, phrase: &str) -> Vec<String> {
    let mut buffer = String::new();
    let (mut all, mut telling) = (Vec::new(), Vec::new());
    for word in words_in(phrase) {
        let word = in_small(word, &mut buffer);
        let stem = stem(lang, word);
        if !stop_words(lang).contains(word) {
            telling.push(stem.clone());
        }
        all.push(stem);
    }
    if telling.len() > 1 { telling } else { all }
}
