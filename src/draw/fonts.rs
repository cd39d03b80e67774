//! The fonts that a theme draws with, and how a text is broken into lines of them.

use std::borrow::Cow;

/// The fonts of a theme, in the order they are tried.
#[derive(Debug, Clone, Default)]
pub struct Fonts {
    #[cfg(feature = "pictures")]
    pub(super) database: std::sync::Arc<resvg::usvg::fontdb::Database>,
}

/// A text broken into lines at the largest size that fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The size of the font.
    pub size: u32,
    /// The lines.
    pub lines: Vec<String>,
}

impl Fonts {
    /// Takes the fonts in `files`; gives the numbers of those that are no fonts too.
    #[must_use]
    pub fn of(files: &[Cow<'static, [u8]>]) -> (Self, Vec<usize>) {
        let mut fonts = Self::default();
        let bad = files.iter().enumerate().filter(|(_, bytes)| !fonts.add((*bytes).clone()));
        let bad = bad.map(|(at, _)| at).collect();
        (fonts, bad)
    }

    #[cfg(feature = "pictures")]
    fn add(&mut self, bytes: Cow<'static, [u8]>) -> bool {
        use resvg::usvg::fontdb::Source;
        use std::sync::Arc;
        let data: Arc<dyn AsRef<[u8]> + Send + Sync> = match bytes {
            Cow::Borrowed(bytes) => Arc::new(bytes),
            Cow::Owned(bytes) => Arc::new(bytes),
        };
        !Arc::make_mut(&mut self.database).load_font_source(Source::Binary(data)).is_empty()
    }

    #[cfg(not(feature = "pictures"))]
    #[expect(clippy::unused_self, clippy::needless_pass_by_ref_mut, reason = "as when it can draw")]
    fn add(&mut self, _: Cow<'static, [u8]>) -> bool {
        true
    }

    /// Breaks `text` into lines no wider than `width` that together are no higher than
    /// `height`, at the largest of the sizes from `largest` to `smallest` that can be.
    #[cfg(not(feature = "pictures"))]
    #[must_use]
    pub fn fit(&self, text: &str, _: (u32, u32), (_, largest): (u32, u32), _: f64) -> Fitted {
        Fitted { size: largest, lines: vec![text.to_owned()] }
    }
}
