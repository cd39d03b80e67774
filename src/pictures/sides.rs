//! How large a picture is that is handed out as it is: read from its first bytes alone.

use super::strip::orientation;

/// The width and height in pixels, as it is to be seen, of the picture that begins with `first`;
/// nothing when they are not told there.
#[must_use]
pub fn sides(first: &[u8]) -> Option<(u32, u32)> {
    let (width, height) = match first {
        [b'G', b'I', b'F', b'8', ..] => (small_end(first, 6, 2)?, small_end(first, 8, 2)?),
        [0x89, b'P', b'N', b'G', ..] => (large_end(first, 16, 4)?, large_end(first, 20, 4)?),
        [0xff, 0xd8, 0xff, ..] => {
            let (_, at) = segments(first).find(|(marker, _)| is_frame(*marker))?;
            (large_end(first, at + 7, 2)?, large_end(first, at + 5, 2)?)
        }
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(first)?,
        _ => return None,
    };
    let is_turned = orientation(first).is_some_and(|way| way >= 5);
    let (width, height) = if is_turned { (height, width) } else { (width, height) };
    Some((width, height))
}

/// A WebP says its sides in the head of its first part, each kind of part in its own way.
fn webp(first: &[u8]) -> Option<(u32, u32)> {
    match first.get(12..16)? {
        b"VP8X" => Some((small_end(first, 24, 3)? + 1, small_end(first, 27, 3)? + 1)),
        b"VP8L" => {
            let both = small_end(first, 21, 4)?;
            Some(((both & 0x3fff) + 1, (both >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((small_end(first, 26, 2)? & 0x3fff, small_end(first, 28, 2)? & 0x3fff)),
        _ => None,
    }
}

fn large_end(bytes: &[u8], at: usize, wide: usize) -> Option<u32> {
    let part = bytes.get(at..at.checked_add(wide)?)?;
    Some(part.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

fn small_end(bytes: &[u8], at: usize, wide: usize) -> Option<u32> {
    let part = bytes.get(at..at.checked_add(wide)?)?;
    Some(part.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

const fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// The parts of a JPEG up to its pixels: each marker, and where it begins.
pub(super) fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, usize)> {
    let mut at = 2;
    std::iter::from_fn(move || {
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let (Some(0xff), Some(marker)) = (bytes.get(at), bytes.get(at + 1)) else { return None };
        let found = (*marker, at);
        at += 2 + usize::try_from(large_end(bytes, at + 2, 2)?).ok()?.max(2);
        Some(found)
    })
}
