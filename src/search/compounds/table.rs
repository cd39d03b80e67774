//! A set of words as a table of fingerprints: 65,536 places where the words begin whose first
//! half is the place's number, then the second halves, in order.

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// What compounds begin with.
pub const BEGINS: u64 = 1;
/// What compounds end with.
pub const ENDS: u64 = 2;

/// How many places there are, with one for the end.
pub const PLACES: usize = (1 << 16) + 1;

/// What a word of a set is known by.
pub fn key(set: u64, word: &str) -> u32 {
    u32::try_from(xxh3_64_with_seed(word.as_bytes(), set) >> 32).unwrap_or_default()
}

/// Whether a table has a key. One in some twenty thousand words that are not there seems to be.
#[allow(dead_code, reason = "the build script only writes")]
pub fn has(table: &[u8], key: u32) -> bool {
    let [high, low] = halves(key);
    let place = |at: usize| {
        let four = table.get(at * 4..).and_then(<[u8]>::first_chunk);
        four.map_or(0, |four| u32::from_le_bytes(*four) as usize)
    };
    let rest = table.get(PLACES * 4..).unwrap_or_default();
    let (start, end) = (place(usize::from(high)), place(usize::from(high) + 1));
    let lows = rest.get(start * 2..end * 2).unwrap_or_default();
    lows.chunks_exact(2).any(|two| two == low.to_le_bytes())
}

/// The two halves of a key.
pub fn halves(key: u32) -> [u16; 2] {
    let [a, b, c, d] = key.to_be_bytes();
    [u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])]
}
