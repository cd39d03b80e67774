//! Stands in where the program is built without pictures: nothing is looked at, and nobody asks
//! for anything to be made.

use super::{BadPicture, Head, Recipe, Seen};

/// Nothing is known of any picture.
#[must_use]
pub const fn look(_: &[u8]) -> Option<Seen> {
    None
}

/// Nothing is made.
#[must_use]
pub const fn room_for(_: &Head) -> u64 {
    0
}

/// Nothing can be made.
///
/// # Errors
/// Always.
pub fn make(_: &[u8], _: &Head, _: &[Recipe]) -> Result<Vec<Vec<u8>>, BadPicture> {
    Err(BadPicture::NotAPicture(None))
}
