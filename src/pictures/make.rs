//! Makes the sizes of a picture. Pure: the same bytes come of the same picture.
//!
//! Pixels are added up as light, not as the numbers that stand for it: fine lines and points of
//! light keep their brightness when a picture becomes smaller.

use fast_image_resize::images::Image;
use fast_image_resize::{MulDiv, PixelType, ResizeOptions, Resizer, create_srgb_mapper};

use super::decode::{Pixels, decode};
use super::encode::encode;
use super::{BadPicture, Head, Recipe};

/// How many bytes making something of a picture takes at most, besides its file.
#[must_use]
pub fn room_for(head: &Head) -> u64 {
    u64::from(head.width) * u64::from(head.height) * head.bytes_a_pixel
}

/// Makes what each recipe says of the picture in `bytes`, in the order of the recipes. Whoever
/// asks has taken room for it.
///
/// # Errors
/// When its pixels cannot be read.
pub fn make(bytes: &[u8], head: &Head, recipes: &[Recipe]) -> Result<Vec<Vec<u8>>, BadPicture> {
    let picture = Picture::of(decode(bytes, head)?)?;
    // Each size is made of the whole picture, so that it is the same whatever else is made; but
    // only once for all ways to write it.
    let mut last: Option<(Recipe, Pixels)> = None;
    let mut made = Vec::with_capacity(recipes.len());
    for recipe in recipes {
        let sized = match last.take().filter(|(known, _)| known.is_as_large_as(recipe)) {
            Some((_, sized)) => sized,
            None => picture.sized(recipe)?,
        };
        made.push(encode(&sized, recipe.encoding, head.kind)?);
        last = Some((*recipe, sized));
    }
    Ok(made)
}

/// A picture as light.
struct Picture {
    light: Image<'static>,
    has_alpha: bool,
}

fn failed<E>(_: E) -> BadPicture {
    BadPicture::Broken
}

impl Picture {
    fn of(pixels: Pixels) -> Result<Self, BadPicture> {
        let Pixels { bytes, width, height, has_alpha } = pixels;
        let (narrow, wide) = kinds(has_alpha);
        let read = Image::from_vec_u8(width, height, bytes, narrow).map_err(failed)?;
        let mut light = Image::new(width, height, wide);
        create_srgb_mapper().forward_map(&read, &mut light).map_err(failed)?;
        drop(read);
        // What does not show gives no light. Done once and in place: a copy would take as much
        // memory again.
        if has_alpha {
            MulDiv::new().multiply_alpha_inplace(&mut light).map_err(failed)?;
        }
        Ok(Self { light, has_alpha })
    }

    fn sized(&self, recipe: &Recipe) -> Result<Pixels, BadPicture> {
        let (width, height) = (recipe.width, recipe.height);
        let (narrow, wide) = kinds(self.has_alpha);
        let mut options = ResizeOptions::new().use_alpha(false);
        if let Some(part) = recipe.part {
            options = options.crop(
                f64::from(part.x),
                f64::from(part.y),
                f64::from(part.width),
                f64::from(part.height),
            );
        }
        let mut light = Image::new(width, height, wide);
        Resizer::new().resize(&self.light, &mut light, &options).map_err(failed)?;
        if self.has_alpha {
            MulDiv::new().divide_alpha_inplace(&mut light).map_err(failed)?;
        }
        let mut seen = Image::new(width, height, narrow);
        create_srgb_mapper().backward_map(&light, &mut seen).map_err(failed)?;
        Ok(Pixels { bytes: seen.into_vec(), width, height, has_alpha: self.has_alpha })
    }
}

const fn kinds(has_alpha: bool) -> (PixelType, PixelType) {
    if has_alpha {
        (PixelType::U8x4, PixelType::U16x4)
    } else {
        (PixelType::U8x3, PixelType::U16x3)
    }
}
