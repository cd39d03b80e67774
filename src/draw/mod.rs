//! Pictures drawn from SVG, without a browser: PNG and ICO, with the theme's own fonts.
//!
//! Pure: nothing is read from the disk, no font of the machine is used. Without the feature
//! `pictures` nothing can be drawn, and nobody asks for it.

#[cfg(feature = "pictures")]
mod fit;
mod fonts;
#[cfg(feature = "pictures")]
mod ico;
#[cfg(feature = "pictures")]
mod svg;
#[cfg(not(feature = "pictures"))]
mod without;

pub use fonts::{Fitted, Fonts};
#[cfg(feature = "pictures")]
pub use svg::{Drawing, draw};
#[cfg(not(feature = "pictures"))]
pub use without::{Drawing, draw};

/// Whether this program can draw.
pub const CAN_DRAW: bool = cfg!(feature = "pictures");

/// The largest side of a picture, in pixels.
pub const LARGEST: u32 = 4096;

/// The largest side that an icon file can say.
pub const LARGEST_ICON: u32 = 256;

/// What a picture is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The SVG itself, as the template made it.
    Svg,
    /// Pixels.
    Png,
    /// An icon for old browsers: a PNG in the envelope they ask for.
    Ico,
}

impl Format {
    /// The format of a file with that name, by its ending.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1 {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            "ico" => Some(Self::Ico),
            _ => None,
        }
    }
}

/// What there is to say of an SVG before it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It cannot be read: what the parser says, in English.
    NotSvg(String),
    /// It has words, and the theme has no font.
    NoFont,
    /// It shows another file, which is not read: its name.
    OtherFile(String),
}
