//! How large the pictures of pages are: the widths and shapes that a theme declares.

use crate::base::{Place, Spanned};
use crate::pictures::WIDEST;
use crate::yaml::{Count, record};

use super::settings::Chain;
use super::{PictureFault, ThemeFault, file};

record! {
    /// A shape that pictures are cut to.
    pub struct CropSettings {
        name: Option<Spanned<String>> = "namn" [required], "Namnet som mallarna når utsnittet med: front.picture.crops.ledbild.";
        wide: Option<Spanned<Count>> = "bredd" [required], "Formens bredd, till exempel 3 i 3:2.";
        high: Option<Spanned<Count>> = "höjd" [required], "Formens höjd, till exempel 2 i 3:2.";
        widths: Vec<Spanned<Count>> = "bredder" [required], "Bredderna i bildpunkter som utsnittet finns i.";
        place: Option<Spanned<String>> = "plats", "Hur brett utsnittet är på sidan, som attributet sizes. 100vw om inget sägs.";
    }
}

/// How wide something is where no theme says so: as the window.
const WHOLE: &str = "100vw";

/// The widths that pictures are made in, and how wide they are on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Widths {
    /// In pixels, the narrowest first.
    pub all: Vec<u32>,
    /// As in the attribute `sizes`.
    pub place: String,
}

/// A shape that pictures are cut to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// What templates call it.
    pub name: String,
    /// Its width and height, each as a part of the other.
    pub shape: (u32, u32),
    /// The widths it is made in.
    pub widths: Widths,
}

/// What a chain of themes says of the pictures of pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureSizes {
    /// Those of a whole picture.
    pub whole: Widths,
    /// The shapes that pictures are cut to.
    pub shapes: Vec<Shape>,
}

impl PictureSizes {
    /// What the nearest theme says that says anything; a shape stands in for one of the same name.
    pub(super) fn collect(declared: &Chain, faults: &mut Vec<ThemeFault>) -> Self {
        let mut sizes = Self::default();
        for (theme, said) in declared {
            let mut widths = |all: &[Spanned<Count>], place: Option<&Spanned<String>>| {
                let mut fits: Vec<u32> = Vec::with_capacity(all.len());
                for width in all {
                    let pixels = width.value.0.get();
                    if pixels > WIDEST {
                        let place = Place::new(&file(theme, "theme.yaml"), width.span);
                        let fault = PictureFault::TooLarge(WIDEST);
                        faults.push(ThemeFault::Picture { place, fault });
                    } else {
                        fits.push(pixels);
                    }
                }
                fits.sort_unstable();
                fits.dedup();
                let place = place.map_or(WHOLE, |place| &place.value);
                Widths { all: fits, place: place.to_owned() }
            };
            if sizes.whole.all.is_empty() {
                sizes.whole = widths(&said.widths, said.place.as_ref());
            }
            for crop in said.crops.iter().map(|crop| &crop.value) {
                let (Some(name), Some(wide), Some(high)) = (&crop.name, &crop.wide, &crop.high)
                else {
                    continue;
                };
                if sizes.shapes.iter().any(|known| known.name == name.value) {
                    continue;
                }
                sizes.shapes.push(Shape {
                    name: name.value.clone(),
                    shape: (wide.value.0.get(), high.value.0.get()),
                    widths: widths(&crop.widths, crop.place.as_ref()),
                });
            }
        }
        sizes
    }
}
