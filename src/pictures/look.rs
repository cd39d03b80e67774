//! Looks at a picture without reading its pixels: what it is, how large, whether it is all there.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageError, Limits};
use memchr::memmem;
use xxhash_rust::xxh3::xxh3_128;

use super::sides::{segments, sides};
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
    if let Some((width, height)) = sides(bytes) {
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

/// What a decoder's fault comes to. Needing more memory than it may is one of many ways to be
/// broken: the sides have been held against their bounds before.
pub(super) fn said(error: ImageError) -> BadPicture {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            BadPicture::Cut
        }
        _ => BadPicture::Broken,
    }
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
