//! Which files are read as text, and how large they may be.

use crate::base::FilePath;
use crate::pictures::{CAN_READ, is_made_smaller, is_svg};

use super::{CONTENT, FROZEN, THEMES};

const KIB: u64 = 1024;
const MIB: u64 = 1024 * KIB;

/// The largest lengths, in bytes.
#[derive(Debug)]
pub struct Limits;

impl Limits {
    /// A page: Markdown with its front matter.
    pub const PAGE: u64 = MIB;
    /// Front matter, before it is parsed.
    pub const FRONT_MATTER: usize = 64 * 1024;
    /// A register, `site.yaml`, or any file of a theme.
    pub const REGISTER: u64 = 8 * MIB;

    /// The largest length of the text file `path`.
    #[must_use]
    pub fn of(path: &FilePath) -> u64 {
        if path.extension() == "md" { Self::PAGE } else { Self::REGISTER }
    }
}

/// Whether the file is read as text. Everything else is copied or embedded as bytes.
pub(super) fn is_text(path: &FilePath) -> bool {
    if let Some(rest) = path.below(CONTENT) {
        return !rest.starts_with("static/")
            && (matches!(path.extension(), "md" | "yaml" | "yml") || path.name() == FROZEN);
    }
    path.below(THEMES).is_some_and(|rest| {
        let inside = rest.split_once('/').map_or("", |(_, inside)| inside);
        !inside.starts_with("assets/") && !inside.starts_with("typsnitt/")
    })
}

/// Whether the file is kept whole in memory: a theme's asset, which is hashed, or a font
/// that pictures are drawn with.
pub(super) fn is_kept(path: &FilePath) -> bool {
    path.below(THEMES).is_some()
}

/// The most that is read of a style sheet or a script of the author's: a larger one is only copied.
pub(super) const CODE: u64 = 2 * MIB;

/// Whether the file is a style sheet or a script of the author's, which is looked into.
pub(super) fn is_code(path: &FilePath) -> bool {
    path.below(CONTENT).is_some() && matches!(path.extension(), "css" | "js" | "mjs")
}

/// Whether the file is a drawing beside a page, which is looked into.
pub(super) fn is_drawing(path: &FilePath) -> bool {
    is_beside_a_page(path) && is_svg(path.extension())
}

/// Whether the file is a picture beside a page, of a kind that is made smaller.
pub(super) fn is_picture(path: &FilePath) -> bool {
    CAN_READ && is_beside_a_page(path) && is_made_smaller(path.extension())
}

fn is_beside_a_page(path: &FilePath) -> bool {
    path.below(CONTENT).is_some_and(|rest| !rest.starts_with("static/"))
}

/// Whether the file is none of ours: left by an editor or an operating system.
pub(super) fn is_ignored(name: &str, in_static: bool) -> bool {
    let junk = name.ends_with('~')
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
        || (name.starts_with('#') && name.ends_with('#'))
        || name.starts_with("~$");
    junk || (name.starts_with('.') && !in_static)
}
