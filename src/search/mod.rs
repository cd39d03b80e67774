//! The index that residents' searches are answered from, in shards: a browser loads those that
//! its question needs, and nobody else is asked.
//!
//! This room knows words and numbers, and nothing of pages: `render/search.rs` says what can be
//! found, `browser/index.js` asks, `browser/page.js` shows. What both must do alike – fold letters, find a word's stem –
//! is in `words.rs` and `stem.rs` here and in `browser/words.js` there; a test holds the two
//! against each other over the whole dictionary.
//!
//! A term is the stem of a word. Each has the entries that hold it, with a score from 1 to 31:
//! how much a resident who asks for the word is helped by the entry. A compound's parts are terms
//! too, with less of a score, and so are its beginnings: `hemsjukvårdsavtal` is found by *avtal*
//! and by *hemsjukvård*.

mod alike;
mod compounds;
mod gather;
mod score;
mod shards;
mod stem;
mod words;

pub use alike::Alike;
pub use gather::{Entry, Facet, Text, Weight};
pub use shards::{Shard, Shards, shards_for};
pub use stem::stem;
pub use words::{fold, stop_words};

/// What answers searches in a browser, as one module: one file is one request.
pub const SCRIPT: &str = concat!(
    include_str!("browser/words.js"),
    include_str!("browser/index.js"),
    include_str!("browser/page.js"),
);
