//! How much a resident who asks for a word is helped by what holds it: BM25F, with the lengths
//! that texts of each kind usually have, in five bits.

use super::gather::{Weight, Worth};

/// The most entries that a word may be in before only the best of them are kept, for sites of
/// more than that many: a word that is nearly everywhere tells nothing apart.
const MOST: usize = 2_000;

/// How many words it takes until one more no longer matters much.
const SATURATION: f32 = 5.0;

/// The highest score.
const HIGHEST: f32 = 31.0;

/// What one word is worth in a text of `length` words: as much as in any text of its kind, and
/// less in a longer one.
pub fn weight(kind: Weight, length: u16) -> f32 {
    let (worth, usual, matters) = match kind {
        Weight::Title => (10.0, 4.0, 0.6),
        Weight::Name => (8.0, 3.0, 0.3),
        Weight::Lead => (3.0, 25.0, 0.5),
        Weight::Heading => (3.0, 20.0, 0.5),
        Weight::Related => (1.5, 10.0, 0.5),
        Weight::Body => (1.0, 300.0, 0.6),
    };
    worth / (1.0 - matters + matters * f32::from(length) / usual)
}

/// The scores of one term: `found` are the entries that hold it, with their weights, in order,
/// and `worth` what each entry is worth. Entries with a score of nothing are left out.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of entries, and a number from 1 to 31"
)]
pub fn postings(found: &[(u32, Worth)], worth: &[f32]) -> Vec<(u32, u8)> {
    let all = worth.len() as f32;
    let rarity = |with: usize| (1.0 + (all - with as f32 + 0.5) / (with as f32 + 0.5)).ln();
    // A word that every text has may be in few names, and then tells much.
    let named = rarity(found.iter().filter(|(_, weight)| weight.named > 0.0).count());
    let said = rarity(found.len());
    let part = |weight: f32| weight / (SATURATION + weight);
    let score = |(entry, weight): &(u32, Worth)| {
        let worth = worth.get(*entry as usize).copied().unwrap_or(1.0);
        let score = worth * (named * part(weight.named) + said * part(weight.said));
        // A browser makes `2^(bits / 4) - 1` of it.
        let bits = 4.0 * (1.0 + 4.0 * score).log2();
        (*entry, bits.round().clamp(1.0, HIGHEST) as u8)
    };
    let mut scored: Vec<(u32, u8)> = found.iter().map(score).collect();
    if scored.len() > MOST {
        let mut scores: Vec<u8> = scored.iter().map(|(_, score)| *score).collect();
        let (_, least, _) = scores.select_nth_unstable_by(MOST, |a, b| b.cmp(a));
        let least = *least;
        scored.retain(|(_, score)| *score > least);
    }
    scored
}
