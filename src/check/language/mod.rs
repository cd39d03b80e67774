//! What the rules of language share: sentences, dates and numbers in running text, and the words
//! that the site itself has rules for.
//!
//! A list of words is made once for each check, when the first rule asks for it.

mod dates;
mod names;
mod numbers;
mod phrases;
mod runs;
mod sentences;
mod slips;
mod spelling;
mod tongues;
mod written;

pub use dates::{WrittenDay, month_of, read_day, shown_day};
pub use names::{is_first_name, is_person};
pub use numbers::{Chunk, chunks};
pub use phrases::Phrases;
pub use sentences::{Sentence, quotes, sentences};
pub use spelling::{Meant, Spelling, read_ahead};
pub use tongues::{Tongue, other_tongue};
pub use written::{WrittenWord, written_words};

use std::sync::OnceLock;

use crate::base::{FingerprintSet, fingerprint, words};
use crate::model::Model;

use super::Subject;

/// So many pages tell which words a site uses.
const ENOUGH: usize = 1_000;

/// The word lists of one check.
#[derive(Debug, Default)]
pub struct Language {
    plain: OnceLock<Phrases>,
    avoided: OnceLock<Phrases>,
    spelling: OnceLock<Spelling>,
    used: OnceLock<FingerprintSet>,
}

impl Language {
    /// The officialese of the register `ordbyten`: the numbers are its rows. A word that the
    /// glossary speaks of is left to it.
    pub fn officialese(&self, model: &Model) -> &Phrases {
        self.plain.get_or_init(|| {
            let rows = model.registers.plain_words.iter().enumerate();
            let mut phrases = Phrases::default();
            for (at, row) in rows {
                let words = row.value.word.iter().chain(&row.value.forms);
                for word in words.filter(|word| self.avoided(model).get(&word.value).is_none()) {
                    phrases.add(&word.value, at);
                }
                for right in &row.value.except {
                    phrases.add_right(&right.value);
                }
            }
            phrases
        })
    }

    /// How words are spelt on this site.
    pub fn spelling(&self, model: &Model) -> &Spelling {
        self.spelling.get_or_init(|| Spelling::of(model))
    }

    /// The words of the site's running text. Of a very large site the first pages
    /// alone: they have its common words.
    pub fn used(&self, subject: &Subject<'_>) -> &FingerprintSet {
        self.used.get_or_init(|| {
            let (mut used, mut buffer) = (FingerprintSet::default(), String::new());
            for document in subject.documents().take(ENOUGH) {
                let text = subject.text(&document.file);
                for piece in &document.outline.running.pieces {
                    let written = text.get(piece.range()).unwrap_or_default();
                    let words = words(written, spelling::is_letter);
                    used.extend(words.map(|(_, word)| fingerprint(word, &mut buffer)));
                }
            }
            used
        })
    }

    /// The words that the glossary has another word for: the numbers are its entries.
    pub fn avoided(&self, model: &Model) -> &Phrases {
        self.avoided.get_or_init(|| {
            let mut phrases = Phrases::default();
            for (at, entry) in model.registers.glossary.iter().enumerate() {
                for word in &entry.value.avoided {
                    phrases.add(&word.value, at);
                }
            }
            phrases
        })
    }
}
