//! Looks at a picture without reading its pixels: what it is, how large, whether it is all there.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageError, Limits};
use memchr::memmem;
use xxhash_rust::xxh3::xxh3_128;

use super::{BadPicture, Head, Kind, LONGEST_FILE, LONGEST_SIDE, MOST_PIXELS, Seen};

/// What `bytes`, a whole file, says of itself. `None` when this program reads no pictures.
#[must_use]
pub fn look(bytes: &[u8]) -> Option<Seen> {
    let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let head = if len > LONGEST_FILE { Err(BadPicture::TooLong(len)) } else { head(bytes) };
    Some(Seen { len, hash: xxh3_128(bytes), head })
}

/// How `bytes` are stored, by what they are.
pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Kind::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::Webp),
        _ => None,
    }
}

fn head(bytes: &[u8]) -> Result<Head, BadPicture> {
    let Some(kind) = kind(bytes) else {
        return Err(BadPicture::NotAPicture(seems(bytes)));
    };
    // The limits come first: a decoder asks for room when it has read the header.
    if let Some((width, height)) = sides(kind, bytes) {
        within(width, height)?;
    }
    if !is_whole(kind, bytes) {
        return Err(BadPicture::Cut);
    }
    let input = Cursor::new(bytes);
    match kind {
        Kind::Jpeg => told(kind, JpegDecoder::new(input).map_err(said)?, false),
        Kind::Png => {
            let decoder = PngDecoder::with_limits(input, limits()).map_err(said)?;
            let moves = decoder.is_apng().map_err(said)?;
            told(kind, decoder, moves)
        }
        Kind::Webp => {
            let decoder = WebPDecoder::new(input).map_err(said)?;
            let moves = decoder.has_animation();
            told(kind, decoder, moves)
        }
    }
}

fn told(kind: Kind, mut decoder: impl ImageDecoder, moves: bool) -> Result<Head, BadPicture> {
    let (width, height) = decoder.dimensions();
    within(width, height)?;
    let colour = decoder.color_type();
    let is_turned = matches!(
        decoder.orientation().unwrap_or(Orientation::NoTransforms),
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = if is_turned { (height, width) } else { (width, height) };
    let has_alpha = colour.has_alpha();
    // The pixels as they are read and as they are counted with, side by side: see `make`.
    let is_deep = !matches!(colour, ColorType::L8 | ColorType::Rgb8);
    let bytes_a_pixel = if is_deep { 12 } else { 9 };
    Ok(Head { kind, width, height, has_alpha, moves, bytes_a_pixel })
}

fn within(width: u32, height: u32) -> Result<(), BadPicture> {
    if width == 0 || height == 0 {
        return Err(BadPicture::Empty);
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || width.max(height) > LONGEST_SIDE {
        return Err(BadPicture::TooLarge(width, height));
    }
    Ok(())
}

/// What a decoder may take.
pub(super) fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    // Eight bytes are the most that one pixel can take.
    limits.max_alloc = Some(MOST_PIXELS * 8 + (16 << 20));
    limits
}

/// What a decoder says, in one line.
pub(super) fn said(error: ImageError) -> BadPicture {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            BadPicture::Cut
        }
        ImageError::Limits(_) => BadPicture::Broken("needs more memory than it may".to_owned()),
        other => {
            let said = other.to_string();
            BadPicture::Broken(said.lines().next().unwrap_or_default().to_owned())
        }
    }
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    let part = bytes.get(at..at + 2)?;
    Some(u32::from(part[0]) << 8 | u32::from(part[1]))
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(be16(bytes, at)? << 16 | be16(bytes, at + 2)?)
}

/// The sides that the header of a JPEG or PNG tells, before any decoder has read it. A WebP has
/// at most 14 bits for each, or is told by its decoder without taking room.
fn sides(kind: Kind, bytes: &[u8]) -> Option<(u32, u32)> {
    match kind {
        Kind::Png => Some((be32(bytes, 16)?, be32(bytes, 20)?)),
        Kind::Jpeg => {
            let frame = segments(bytes).find(|(marker, _)| is_frame(*marker))?.1;
            Some((be16(bytes, frame + 7)?, be16(bytes, frame + 5)?))
        }
        Kind::Webp => None,
    }
}

const fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// The parts of a JPEG up to its pixels: each marker, and where it begins.
fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, usize)> {
    let mut at = 2;
    std::iter::from_fn(move || {
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let (Some(0xff), Some(marker)) = (bytes.get(at), bytes.get(at + 1)) else { return None };
        let found = (*marker, at);
        at += 2 + usize::try_from(be16(bytes, at + 2)?).ok()?.max(2);
        Some(found)
    })
}

/// Whether the end of the file is where it should be.
fn is_whole(kind: Kind, bytes: &[u8]) -> bool {
    match kind {
        Kind::Jpeg => {
            // A preview in the parts before the pixels has an end of its own.
            let pixels = segments(bytes).find(|(marker, _)| *marker == 0xda);
            let rest = pixels.and_then(|(_, at)| bytes.get(at..));
            rest.is_some_and(|rest| memmem::rfind(rest, &[0xff, 0xd9]).is_some())
        }
        Kind::Png => memmem::rfind(bytes, b"IEND").is_some(),
        Kind::Webp => {
            let said = bytes.get(4..8).and_then(|part| part.try_into().ok());
            let said = u64::from(said.map_or(u32::MAX, u32::from_le_bytes));
            u64::try_from(bytes.len()).is_ok_and(|len| len >= said + 8)
        }
    }
}

/// What a file that is no picture seems to be.
fn seems(bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.get(..256.min(bytes.len())).unwrap_or_default();
    match bytes {
        [b'G', b'I', b'F', b'8', ..] => Some("GIF"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', ..] => Some("AVIF"),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some("HEIC"),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some("TIFF"),
        [b'B', b'M', ..] => Some("BMP"),
        [b'%', b'P', b'D', b'F', ..] => Some("PDF"),
        _ if memmem::find(text, b"<svg").is_some() => Some("SVG"),
        _ if memmem::find(text, b"<").is_some() && text.is_ascii() => Some("HTML"),
        _ => None,
    }
}
