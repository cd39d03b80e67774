//! A file into pixels: eight bits, sRGB, turned as it is to be seen.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::look::{limits, said};
use super::{BadPicture, Head, Kind};

/// The pixels of a picture.
pub(super) struct Pixels {
    /// Three or four bytes a pixel, row by row.
    pub bytes: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Whether the fourth byte is there.
    pub has_alpha: bool,
}

/// Reads all pixels of `bytes`.
pub(super) fn decode(bytes: &[u8], head: &Head) -> Result<Pixels, BadPicture> {
    let input = Cursor::new(bytes);
    match head.kind {
        Kind::Jpeg => read(JpegDecoder::new(input).map_err(said)?, head),
        Kind::Png => read(PngDecoder::with_limits(input, limits()).map_err(said)?, head),
        Kind::Webp => read(WebPDecoder::new(input).map_err(said)?, head),
    }
}

fn read(mut decoder: impl ImageDecoder, head: &Head) -> Result<Pixels, BadPicture> {
    decoder.set_limits(limits()).map_err(said)?;
    let profile = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(said)?;
    let mut picture: DynamicImage =
        if head.has_alpha { picture.into_rgba8().into() } else { picture.into_rgb8().into() };
    picture.apply_orientation(orientation);
    let (width, height) = (picture.width(), picture.height());
    let mut bytes = picture.into_bytes();
    if let Some(profile) = profile {
        bytes = in_srgb(bytes, &profile, (width, height), head.has_alpha);
    }
    Ok(Pixels { bytes, width, height, has_alpha: head.has_alpha })
}

/// The pixels in the colours that every screen takes them for. A profile that cannot be read, or
/// is for ink or grey, changes nothing.
fn in_srgb(
    mut bytes: Vec<u8>,
    profile: &[u8],
    (width, height): (u32, u32),
    has_alpha: bool,
) -> Vec<u8> {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return bytes };
    if profile.color_space != DataColorSpace::Rgb {
        return bytes;
    }
    let layout = if has_alpha { Layout::Rgba } else { Layout::Rgb };
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, options) else {
        return bytes;
    };
    // Row by row: the picture is not there twice.
    let row = width as usize * if has_alpha { 4 } else { 3 };
    let mut out = vec![0; row];
    for own in bytes.chunks_exact_mut(row.max(1)).take(height as usize) {
        if transform.transform(own, &mut out).is_ok() {
            own.copy_from_slice(&out);
        }
    }
    bytes
}
