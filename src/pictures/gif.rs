//! A GIF, block by block: what is picture in it, and how many pictures there are.

/// A block of a GIF.
enum Block<'b> {
    /// One picture, or something about how it is shown.
    Kept(&'b [u8]),
    /// A picture of those that are shown one after another.
    Frame(&'b [u8]),
    /// A comment, or what a program keeps for itself.
    Said,
    /// The end.
    End,
}

/// The bytes without comments and programs' own parts, in `out`. `None` when the file cannot be
/// followed to its end.
pub(super) fn strip(bytes: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let mut at = begin(bytes)?;
    out.extend_from_slice(bytes.get(..at)?);
    loop {
        let (block, next) = block(bytes, at)?;
        match block {
            Block::Kept(part) | Block::Frame(part) => out.extend_from_slice(part),
            Block::Said => {}
            Block::End => {
                out.push(END);
                return Some(());
            }
        }
        at = next;
    }
}

/// Whether there are several pictures that are shown one after another.
#[must_use]
pub fn gif_moves(bytes: &[u8]) -> bool {
    let mut frames = 0;
    let Some(mut at) = begin(bytes) else { return false };
    while let Some((block, next)) = block(bytes, at) {
        match block {
            Block::Frame(_) => frames += 1,
            Block::End => break,
            Block::Kept(_) | Block::Said => {}
        }
        if frames > 1 {
            return true;
        }
        at = next;
    }
    false
}

const END: u8 = 0x3b;

/// Where the blocks begin: after the head and the colours of all.
fn begin(bytes: &[u8]) -> Option<usize> {
    if !bytes.starts_with(b"GIF87a") && !bytes.starts_with(b"GIF89a") {
        return None;
    }
    Some(13 + colours(*bytes.get(10)?))
}

/// How many bytes of colours follow.
const fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The block at `at`, and where the next one stands.
fn block(bytes: &[u8], at: usize) -> Option<(Block<'_>, usize)> {
    match *bytes.get(at)? {
        END => Some((Block::End, at + 1)),
        0x2c => {
            let head = at + 10 + colours(*bytes.get(at + 9)?);
            // One byte says how the pixels are packed.
            let end = parts_end(bytes, head + 1)?;
            Some((Block::Frame(bytes.get(at..end)?), end))
        }
        0x21 => {
            let label = *bytes.get(at + 1)?;
            let end = parts_end(bytes, at + 2)?;
            let part = bytes.get(at..end)?;
            // How often the pictures are shown again is the one thing that programs add to it.
            let is_kept = match label {
                0xf9 | 0x01 => true,
                0xff => matches!(part.get(3..14), Some(b"NETSCAPE2.0" | b"ANIMEXTS1.0")),
                _ => false,
            };
            Some((if is_kept { Block::Kept(part) } else { Block::Said }, end))
        }
        _ => None,
    }
}

/// Where the parts that begin at `at` end: each with its length before it, the last one empty.
fn parts_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let len = usize::from(*bytes.get(at)?);
        at += 1 + len;
        if len == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{gif_moves, strip};

    const HEAD: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
    const FRAME: &[u8] = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0";
    const TIMES: &[u8] = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
    const SAID: &[u8] = b"\x21\xfe\x04Anna\0";
    const XMP: &[u8] = b"\x21\xff\x0bXMP DataXMP\x04Anna\0";

    #[test]
    fn what_a_gif_says_goes_and_its_pictures_stay() {
        let whole = [HEAD, TIMES, SAID, FRAME, XMP, FRAME, b";Anna"].concat();
        let mut out = Vec::new();
        assert_eq!(strip(&whole, &mut out), Some(()));
        assert_eq!(out, [HEAD, TIMES, FRAME, FRAME, b";"].concat());
        for cut in 0..whole.len() - 5 {
            assert_eq!(strip(&whole[..cut], &mut Vec::new()), None, "{cut}");
        }
        assert!(gif_moves(&whole) && !gif_moves(&[HEAD, SAID, FRAME, b";"].concat()));
        // One that is cut moves as long as two of its pictures are there.
        assert!(gif_moves(&[HEAD, FRAME, FRAME].concat()) && !gif_moves(b"GIF89a"));
    }
}
