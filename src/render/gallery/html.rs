//! A picture as it stands in a page.

use crate::base::OutPath;
use crate::render::body::escaped;

use super::Shown;
use super::sizes::{Set, Size};

/// The widest that a browser gets which does not choose by itself, in pixels.
const UNCHOSEN: u32 = 1000;

/// How a picture is shown.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Show<'a> {
    /// The address of the file itself.
    pub href: &'a str,
    /// What every address begins with.
    pub base: &'a str,
    /// What it shows; empty when it only decorates.
    pub alt: &'a str,
    /// What stands beside the pointer; often nothing.
    pub title: &'a str,
    /// Whether it is seen before anybody scrolls: it is then fetched before all others.
    pub is_first: bool,
}

/// The HTML of a picture. Width and height are always there, so that no text moves when it comes.
pub(in crate::render) fn element(shown: &Shown, show: &Show<'_>) -> String {
    let Some(set) = shown.whole.as_ref().filter(|set| !set.sizes.is_empty()) else {
        let sides = shown.sides.map(sides).unwrap_or_default();
        return format!("<img src=\"{}\"{sides}{}>", escaped(show.href), told(show));
    };
    let source = escaped(&srcset(set, show.base, |size| &size.webp.0));
    let place = escaped(&set.place);
    let own = escaped(&srcset(set, show.base, |size| &size.fallback.0));
    let unchosen = escaped(&unchosen(set, show.base).unwrap_or_default());
    let largest = set.sizes.last().map(|size| sides((size.width, size.height)));
    format!(
        "<picture><source type=\"image/webp\" srcset=\"{source}\" sizes=\"{place}\"><img src=\"{unchosen}\" srcset=\"{own}\" sizes=\"{place}\"{}{}></picture>",
        largest.unwrap_or_default(),
        told(show),
    )
}

/// The addresses of a set, each with its width, as in the attribute `srcset`.
pub(in crate::render) fn srcset(
    set: &Set,
    base: &str,
    which: impl Fn(&Size) -> &OutPath,
) -> String {
    let each =
        set.sizes.iter().map(|size| format!("{base}/{} {}w", which(size).encoded(), size.width));
    each.collect::<Vec<_>>().join(", ")
}

/// The address for whoever does not choose.
pub(in crate::render) fn unchosen(set: &Set, base: &str) -> Option<String> {
    let fits = set.sizes.iter().rfind(|size| size.width <= UNCHOSEN);
    let size = fits.or_else(|| set.sizes.first())?;
    Some(format!("{base}/{}", size.fallback.0.encoded()))
}

fn sides((width, height): (u32, u32)) -> String {
    format!(" width=\"{width}\" height=\"{height}\"")
}

fn told(show: &Show<'_>) -> String {
    let title = if show.title.is_empty() {
        String::new()
    } else {
        format!(" title=\"{}\"", escaped(show.title))
    };
    let when = if show.is_first {
        " fetchpriority=\"high\""
    } else {
        " loading=\"lazy\" decoding=\"async\""
    };
    format!(" alt=\"{}\"{title}{when}", escaped(show.alt))
}
