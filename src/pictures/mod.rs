//! The pictures of the author's: what a file is, the sizes that pages need, without a word of
//! whoever made it. Knows files and pixels, and nothing of sites.
//!
//! Pictures are read, made smaller and written behind the feature `pictures`. Without it they
//! are handed out as they are, less what they say of their maker: that takes no decoder.

mod crop;
#[cfg(feature = "pictures")]
mod decode;
#[cfg(feature = "pictures")]
mod encode;
mod gif;
mod head;
#[cfg(feature = "pictures")]
mod look;
#[cfg(feature = "pictures")]
mod make;
mod recipe;
mod room;
mod sides;
mod store;
mod strip;
mod svg;
#[cfg(not(feature = "pictures"))]
mod without;

pub use crop::{Crop, Focus, crop};
pub use gif::gif_moves;
pub use head::{BadPicture, Head, Kind, Seen};
#[cfg(feature = "pictures")]
pub use look::look;
#[cfg(feature = "pictures")]
pub use make::{make, room_for};
pub use recipe::{Encoding, Recipe};
pub use room::{Room, take_room};
pub use sides::sides;
pub use store::Store;
pub use strip::{is_made_smaller, strip, strips};
pub use svg::{BadDrawing, Cleaned, Taken, clean, is_svg};
#[cfg(not(feature = "pictures"))]
pub use without::{look, make, room_for};

/// The most pixels that a picture may have. A phone's picture has 12 or 24 million, and no page
/// shows more than two.
pub const MOST_PIXELS: u64 = 40_000_000;

/// The longest side of a picture: what WebP can hold.
pub const LONGEST_SIDE: u32 = 16_383;

/// The longest file that is read as a picture, in bytes.
pub const LONGEST_FILE: u64 = 64 * 1024 * 1024;

/// The longest drawing that is read, in bytes. A longer one is no drawing but a picture in one.
pub const LONGEST_DRAWING: u64 = 4 * 1024 * 1024;

/// Whether this program reads pictures.
pub const CAN_READ: bool = cfg!(feature = "pictures");

/// The largest width that a theme may ask for.
pub const WIDEST: u32 = 4096;
