//! How a finished site is handed out: configuration for web servers made of this site, and what
//! hosts are told of each file. Text and bytes only; which server it is, is the person's to say.

mod cache;
mod compress;
mod content_type;
mod packer;

pub use cache::{Keep, cache_control, is_hashed};
pub use compress::{Packed, compress};
pub use content_type::{TYPES, content_type, is_packable};
pub use packer::Packer;
