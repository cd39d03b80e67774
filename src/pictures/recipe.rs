//! How a size of a picture is made, and what tells it from every other.

use xxhash_rust::xxh3::Xxh3;

use super::{Crop, Head, Kind};

/// Another way to make pictures has another number: what was made before is then not used.
const WAY: u32 = 1;

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// For all browsers of the last years.
    Webp,
    /// For those that know nothing newer.
    Jpeg,
    /// The same, where nothing may be lost or something shows through.
    Png,
}

impl Encoding {
    /// How browsers get the picture that do not read WebP.
    #[must_use]
    pub const fn fallback(head: &Head) -> Self {
        match head.kind {
            Kind::Png => Self::Png,
            _ if head.has_alpha => Self::Png,
            Kind::Jpeg | Kind::Webp => Self::Jpeg,
        }
    }

    /// The ending of the file.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Webp => "webp",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// How one file is made of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Recipe {
    /// The part that is shown; nothing: all of it.
    pub part: Option<Crop>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// How it is written.
    pub encoding: Encoding,
}

impl Recipe {
    /// Whether both show the same pixels.
    #[must_use]
    pub fn is_as_large_as(&self, other: &Self) -> bool {
        (self.part, self.width, self.height) == (other.part, other.width, other.height)
    }

    /// What tells what comes of the picture `hash` from everything else: nothing has to be made
    /// to know it.
    #[must_use]
    pub fn key(&self, hash: u128) -> String {
        let part = self.part.map_or([0; 4], |part| [part.x, part.y, part.width, part.height]);
        let mut key = Xxh3::new();
        key.update(&hash.to_le_bytes());
        key.update(self.encoding.ending().as_bytes());
        for number in [WAY, self.width, self.height].into_iter().chain(part) {
            key.update(&number.to_le_bytes());
        }
        format!("{:032x}", key.digest128())
    }
}
