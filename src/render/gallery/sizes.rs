//! The sizes that a picture is made in.

use crate::base::{FilePath, OutPath, slug};
use crate::pictures::{Crop, Encoding, Focus, Head, Recipe, crop};
use crate::theme::{PictureShape, Widths};

use super::Shown;

/// A picture, or a part of it, in each size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Set {
    /// The smallest first.
    pub sizes: Vec<Size>,
    /// How wide it is on a page, as in the attribute `sizes`.
    pub place: String,
}

/// One size, in both ways to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Size {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// For all browsers of the last years.
    pub webp: (OutPath, Recipe),
    /// For the others.
    pub fallback: (OutPath, Recipe),
}

/// Where what a recipe makes ends up.
type Address<'a> = dyn Fn(&Recipe) -> Option<OutPath> + 'a;

impl Set {
    /// All of a picture, no wider than it is.
    pub fn whole(head: &Head, widths: &Widths, address: &Address<'_>) -> Self {
        Self::of(head, widths, None, (head.width, head.height), address)
    }

    /// The part of a picture that has this shape around `focus`.
    pub fn part(head: &Head, shape: &PictureShape, focus: Focus, address: &Address<'_>) -> Self {
        let part = crop((head.width, head.height), shape.shape, focus);
        Self::of(head, &shape.widths, Some(part), (part.width, part.height), address)
    }

    fn of(
        head: &Head,
        widths: &Widths,
        part: Option<Crop>,
        (own_width, own_height): (u32, u32),
        address: &Address<'_>,
    ) -> Self {
        let mut fits: Vec<u32> =
            widths.all.iter().copied().filter(|width| *width < own_width).collect();
        // A picture that is narrower than the widest is there as it is, too.
        if fits.len() < widths.all.len() {
            fits.push(own_width);
        }
        let sizes = fits.into_iter().filter_map(|width| {
            let height = u64::from(width) * u64::from(own_height) + u64::from(own_width) / 2;
            let height = u32::try_from(height / u64::from(own_width)).unwrap_or(u32::MAX).max(1);
            let sized = |encoding| {
                let recipe = Recipe { part, width, height, encoding };
                Some((address(&recipe)?, recipe))
            };
            let (webp, fallback) = (sized(Encoding::Webp)?, sized(Encoding::fallback(head))?);
            Some(Size { width, height, webp, fallback })
        });
        Self { sizes: sizes.collect(), place: widths.place.clone() }
    }

    /// Every file of it.
    pub fn recipes(&self) -> impl Iterator<Item = (&OutPath, Recipe)> {
        let both = self.sizes.iter().flat_map(|size| [&size.webp, &size.fallback]);
        both.map(|(out, recipe)| (out, *recipe))
    }
}

/// Everything that is made of a picture.
pub(in crate::render) fn sets_of(shown: &Shown) -> impl Iterator<Item = &Set> {
    shown.whole.iter().chain(shown.parts.values())
}

/// Where what `recipe` makes of the picture ends up: among the assets, whose names say what they
/// hold.
pub(super) fn address(
    file: &FilePath,
    hash: u128,
    shape: Option<&str>,
    recipe: &Recipe,
) -> Option<OutPath> {
    let stem = file.name().rsplit_once('.').map_or(file.name(), |(stem, _)| stem);
    let stem: String = slug(stem).chars().take(60).collect();
    let stem = if stem.is_empty() { "bild" } else { stem.as_str() };
    let shape = shape.map(|name| format!("-{}", slug(name))).unwrap_or_default();
    let key = recipe.key(hash);
    let (width, key) = (recipe.width, key.get(..10).unwrap_or(&key));
    let ending = recipe.encoding.ending();
    OutPath::new(&format!("assets/bilder/{stem}{shape}-{width}.{key}.{ending}"))
}
