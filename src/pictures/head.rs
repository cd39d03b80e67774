//! What the header of a picture says, and what can be wrong with one.

use super::BadDrawing;

/// How a picture is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A photograph, usually.
    Jpeg,
    /// A drawing or what a screen showed, usually.
    Png,
    /// Either.
    Webp,
}

/// A picture as its header describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// How it is stored, whatever its file is called.
    pub kind: Kind,
    /// Its width in pixels, as it is to be seen: turned as the camera says.
    pub width: u32,
    /// Its height in pixels, as it is to be seen.
    pub height: u32,
    /// Whether something shows through.
    pub has_alpha: bool,
    /// Whether it moves: then it is shown as it is.
    pub moves: bool,
    /// The most bytes that making it smaller takes for each of its pixels.
    pub(super) bytes_a_pixel: u64,
}

/// A picture that has been looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The length of its file in bytes.
    pub len: u64,
    /// What tells its bytes from all others.
    pub hash: u128,
    /// What its header says, or why it cannot be shown.
    pub head: Result<Head, BadPicture>,
}

/// Why a picture cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadPicture {
    /// It is none of the kinds that are read: what it seems to be, if that is known.
    NotAPicture(Option<&'static str>),
    /// The file ends too early.
    Cut,
    /// It has no width or no height.
    Empty,
    /// It has more pixels than `MOST_PIXELS`, or a longer side than `LONGEST_SIDE`: its sides.
    TooLarge(u32, u32),
    /// Its file is longer than `LONGEST_FILE`: its length in bytes.
    TooLong(u64),
    /// Its header is right, but its pixels cannot be read. What decoders say of it is no help to
    /// whoever has to mend it.
    Broken,
    /// Its file could not be opened or read.
    Unread,
    /// It is no longer what it was when it was looked at.
    Exchanged,
    /// It is a drawing that cannot be handed out.
    Drawing(BadDrawing),
}
