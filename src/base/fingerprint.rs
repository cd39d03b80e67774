//! Words as numbers: a word in small letters is looked up by its fingerprint, which is made once
//! and asked about many times.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64;

use super::words::in_small;

/// What is known by fingerprints.
pub type Fingerprints<V> = HashMap<u64, V, BuildHasherDefault<AsItIs>>;

/// A set of fingerprints.
pub type FingerprintSet = HashSet<u64, BuildHasherDefault<AsItIs>>;

/// The fingerprint of `word` in small letters; `buffer` is for a word that has others. That two
/// words of one language have the same is as likely as one in 2⁶⁴ for each pair.
#[must_use]
pub fn fingerprint(word: &str, buffer: &mut String) -> u64 {
    xxh3_64(in_small(word, buffer).as_bytes())
}

/// A fingerprint is as good as any hash of it.
#[derive(Debug, Default, Clone, Copy)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}
