//! A program without the feature `pictures`: nothing is asked for, and nothing comes.

use super::{Fonts, Format, Refused};

/// An SVG that has been read.
#[derive(Debug)]
pub struct Drawing {
    /// No letters.
    pub missing: Vec<char>,
}

impl Drawing {
    /// Reads nothing.
    ///
    /// # Errors
    /// Never.
    pub const fn read(_: &str, _: &Fonts) -> Result<Self, Refused> {
        Ok(Self { missing: Vec::new() })
    }
}

/// Draws nothing.
#[must_use]
pub const fn draw(_: &Drawing, _: (u32, u32), _: Format) -> Vec<u8> {
    Vec::new()
}
