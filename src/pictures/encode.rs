//! Pixels into a file, with nothing in it but pixels.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::decode::Pixels;
use super::{BadPicture, Encoding, Kind};

/// Where the eye stops seeing what is lost, in photographs of a page's width: see the table in
/// ARCHITECTURE.md.
const WEBP_QUALITY: f32 = 80.0;
/// The same for JPEG.
const JPEG_QUALITY: u8 = 80;

/// Writes `pixels`, which come from a picture of this kind.
pub(super) fn encode(
    pixels: &Pixels,
    encoding: Encoding,
    from: Kind,
) -> Result<Vec<u8>, BadPicture> {
    match encoding {
        Encoding::Webp => webp(pixels, from),
        Encoding::Jpeg => jpeg(pixels),
        Encoding::Png => png(pixels),
    }
}

/// A drawing is often smaller when nothing is lost, and always sharper.
fn webp(pixels: &Pixels, from: Kind) -> Result<Vec<u8>, BadPicture> {
    let (width, height) = (pixels.width, pixels.height);
    let encoder = if pixels.has_alpha {
        webp::Encoder::from_rgba(&pixels.bytes, width, height)
    } else {
        webp::Encoder::from_rgb(&pixels.bytes, width, height)
    };
    let simple = |is_lossless, quality| {
        let made = encoder.encode_simple(is_lossless, quality);
        made.map_err(|_| BadPicture::Broken)
    };
    let lossy = simple(false, WEBP_QUALITY)?;
    if from == Kind::Png {
        let lossless = simple(true, WEBP_QUALITY)?;
        if lossless.len() <= lossy.len() {
            return Ok(lossless.to_vec());
        }
    }
    Ok(lossy.to_vec())
}

fn jpeg(pixels: &Pixels) -> Result<Vec<u8>, BadPicture> {
    let side = |side: u32| u16::try_from(side).map_err(|_| BadPicture::Broken);
    let colour = if pixels.has_alpha { ColorType::Rgba } else { ColorType::Rgb };
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, JPEG_QUALITY);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let (width, height) = (side(pixels.width)?, side(pixels.height)?);
    encoder.encode(&pixels.bytes, width, height, colour).map_err(|_| BadPicture::Broken)?;
    Ok(out)
}

fn png(pixels: &Pixels) -> Result<Vec<u8>, BadPicture> {
    let colour = if pixels.has_alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    let mut out = Vec::new();
    PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive)
        .write_image(&pixels.bytes, pixels.width, pixels.height, colour)
        .map_err(super::look::said)?;
    Ok(out)
}
