//! Takes out of a picture's file what is no picture: where it was taken, with what, by whom, and
//! smaller pictures of the same. No pixel is touched.

use super::gif;

/// The endings of pictures that smaller ones are made of, in lower case.
const MADE_SMALLER: [&str; 4] = ["jpg", "jpeg", "png", "webp"];

/// Whether smaller pictures are made of a file of this ending.
#[must_use]
pub fn is_made_smaller(ending: &str) -> bool {
    MADE_SMALLER.iter().any(|own| ending.eq_ignore_ascii_case(own))
}

/// Whether a file of this ending and length is stripped before it is handed out.
#[must_use]
pub fn strips(ending: &str, len: u64) -> bool {
    len <= super::LONGEST_FILE && (is_made_smaller(ending) || ending.eq_ignore_ascii_case("gif"))
}

/// The file without what is no picture, in `out`, by what it is and not what it is called. `false`
/// when it is none of these or cannot be followed to its end: then nothing is known of it.
pub fn strip(bytes: &[u8], out: &mut Vec<u8>) -> bool {
    out.clear();
    out.reserve(bytes.len());
    let done = match bytes {
        [0xff, 0xd8, 0xff, ..] => jpeg(bytes, out),
        [0x89, b'P', b'N', b'G', ..] => png(bytes, out),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes, out),
        [b'G', b'I', b'F', b'8', ..] => gif::strip(bytes, out),
        _ => None,
    };
    done.is_some()
}

fn jpeg(bytes: &[u8], out: &mut Vec<u8>) -> Option<()> {
    out.extend_from_slice(bytes.get(..2)?);
    let mut at = 2;
    // Which way is up is not seen from the pixels: it comes right after the beginning.
    let turned = orientation(bytes);
    let mut is_said = turned.is_none();
    loop {
        while bytes.get(at..at + 2)? == [0xff, 0xff] {
            at += 1;
        }
        let &[0xff, marker] = bytes.get(at..at + 2)? else { return None };
        if marker == 0xd9 {
            // What follows the end is another picture, or what a camera keeps for itself.
            out.extend_from_slice(&[0xff, 0xd9]);
            return Some(());
        }
        let len = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let end = at + 2 + len.max(2);
        let part = bytes.get(at..end)?;
        let body = part.get(4..).unwrap_or_default();
        if !is_said && marker != 0xe0 {
            out.extend_from_slice(&said_turned(turned.unwrap_or(1)));
            is_said = true;
        }
        let is_kept = match marker {
            // What the colours are; an Adobe file says so here.
            0xe0 => body.starts_with(b"JFIF\0"),
            0xe2 => body.starts_with(b"ICC_PROFILE\0"),
            0xee => body.starts_with(b"Adobe"),
            0xe1..=0xef | 0xfe => false,
            _ => true,
        };
        if is_kept {
            out.extend_from_slice(part);
        }
        at = end;
        if marker == 0xda {
            let pixels = pixels_end(bytes, at)?;
            out.extend_from_slice(bytes.get(at..pixels)?);
            at = pixels;
        }
    }
}

/// Where the next marker stands after the pixels that begin at `from`.
fn pixels_end(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let found = memchr::memchr_iter(0xff, rest)
        .find(|at| rest.get(at + 1).is_some_and(|next| !matches!(next, 0 | 0xd0..=0xd7 | 0xff)));
    found.map(|at| from + at)
}

/// Which way is up, when a camera says other than as it stands: 2 to 8.
pub(super) fn orientation(bytes: &[u8]) -> Option<u8> {
    let exif = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(bytes)).ok()?;
    let field = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?;
    let way = u8::try_from(field.value.get_uint(0)?).ok()?;
    (2..=8).contains(&way).then_some(way)
}

/// The smallest Exif that says which way is up, and nothing else.
fn exif_turned(way: u8) -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.push(way);
    exif.extend_from_slice(&[0; 6]);
    exif
}

/// The same as a part of a JPEG.
fn said_turned(way: u8) -> Vec<u8> {
    [b"\xff\xe1\0\x22Exif\0\0", &exif_turned(way)[..]].concat()
}

/// The same as a part of a PNG.
fn chunk_turned(way: u8) -> Vec<u8> {
    let said = [b"eXIf", &exif_turned(way)[..]].concat();
    let mut crc = flate2::Crc::new();
    crc.update(&said);
    [b"\0\0\0\x1a", &said[..], &crc.sum().to_be_bytes()].concat()
}

fn png(bytes: &[u8], out: &mut Vec<u8>) -> Option<()> {
    const KEPT: [&[u8]; 16] = [
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
        b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
    ];
    out.extend_from_slice(bytes.get(..8)?);
    let turned = orientation(bytes);
    let mut at = 8;
    loop {
        let len = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
        let end = at.checked_add(12)?.checked_add(usize::try_from(len).ok()?)?;
        let part = bytes.get(at..end)?;
        let name = part.get(4..8)?;
        if KEPT.contains(&name) {
            out.extend_from_slice(part);
        }
        if name == b"IHDR" {
            out.extend(turned.map(chunk_turned).unwrap_or_default());
        }
        if name == b"IEND" {
            return Some(());
        }
        at = end;
    }
}

fn webp(bytes: &[u8], out: &mut Vec<u8>) -> Option<()> {
    out.extend_from_slice(bytes.get(..12)?);
    let said = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?);
    let end = usize::try_from(said).ok()?.checked_add(8)?;
    let all = bytes.get(..end)?;
    let turned = orientation(bytes);
    let mut at = 12;
    while at + 8 <= all.len() {
        let len = u32::from_le_bytes(all.get(at + 4..at + 8)?.try_into().ok()?);
        let len = usize::try_from(len).ok()?;
        let next = at.checked_add(8)?.checked_add(len)?.checked_add(len % 2)?;
        let part = all.get(at..next.min(all.len()))?;
        match part.get(..4)? {
            b"EXIF" => {
                if let Some(way) = turned {
                    let exif = exif_turned(way);
                    out.extend_from_slice(b"EXIF\x1a\0\0\0");
                    out.extend_from_slice(&exif);
                }
            }
            b"VP8X" => {
                let begun = out.len();
                out.extend_from_slice(part);
                // It says which parts there are.
                if let Some(flags) = out.get_mut(begun + 8) {
                    *flags &= !0b0000_1100 | (u8::from(turned.is_some()) << 3);
                }
            }
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" => {
                out.extend_from_slice(part);
            }
            _ => {}
        }
        at = next;
    }
    let len = u32::try_from(out.len().checked_sub(8)?).ok()?;
    out.get_mut(4..8)?.copy_from_slice(&len.to_le_bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{strip, strips};

    fn chunk(name: [u8; 4], bytes: &[u8]) -> Vec<u8> {
        let len = u32::try_from(bytes.len()).unwrap();
        [&len.to_be_bytes()[..], &name, bytes, b"crc!"].concat()
    }

    fn part(name: [u8; 4], bytes: &[u8]) -> Vec<u8> {
        let len = u32::try_from(bytes.len()).unwrap();
        let fill = vec![0; bytes.len() % 2];
        [&name[..], &len.to_le_bytes(), bytes, &fill].concat()
    }

    #[test]
    fn what_is_no_picture_goes_and_the_rest_stays_byte_for_byte() {
        let mut out = Vec::new();
        let start = b"\x89PNG\r\n\x1a\n".to_vec();
        let kept = [chunk(*b"IHDR", b"head"), chunk(*b"iCCP", b"sRGB"), chunk(*b"IDAT", b"pixels")];
        let end = chunk(*b"IEND", b"");
        let said =
            [chunk(*b"tEXt", b"Author\0Anna"), chunk(*b"eXIf", b"GPS"), chunk(*b"iTXt", b"XMP")];
        let whole =
            [&start[..], &kept[0], &said.concat(), &kept[1], &kept[2], &end, b"Anna"].concat();
        assert!(strip(&whole, &mut out));
        assert_eq!(out, [&start[..], &kept.concat(), &end].concat());
        for cut in 8..start.len() + kept[0].len() + said.concat().len() {
            assert!(!strip(&whole[..cut], &mut out), "{cut}");
        }

        let riff = |parts: &[u8]| {
            let len = u32::try_from(parts.len() + 4).unwrap();
            [b"RIFF", &len.to_le_bytes()[..], b"WEBP", parts].concat()
        };
        let head = |flags: u8| part(*b"VP8X", &[flags, 0, 0, 0, 7, 0, 0, 7, 0, 0]);
        let pixels = part(*b"VP8 ", b"pixel");
        let said =
            [part(*b"EXIF", b"GPS"), part(*b"XMP ", b"Anna"), part(*b"okay", b"Anna")].concat();
        let whole = riff(&[&head(0b0001_1100)[..], &pixels, &said].concat());
        assert!(strip(&whole, &mut out));
        assert_eq!(out, riff(&[&head(0b0001_0000)[..], &pixels].concat()));
        assert!(!strip(&whole[..whole.len() - 1], &mut out));

        for other in [&b"GIF89a"[..], b"", b"\xff\xd8\xff", b"bild"] {
            assert!(!strip(other, &mut out));
        }
        assert!(
            strips("JPG", 1) && strips("gif", 1) && !strips("pdf", 1) && !strips("jpg", u64::MAX)
        );
    }
}
