//! How a finished site is handed out: configuration for web servers made of this site, and what
//! hosts are told of each file. Text and bytes only; which server it is, is the person's to say.

mod apache;
mod cache;
mod caddy;
mod compress;
mod content_type;
mod headers;
mod nginx;
mod packer;
mod policy;
mod script;
mod site;
mod words;

pub use apache::apache;
pub use cache::{Keep, cache_control, is_hashed};
pub use caddy::caddy;
pub use compress::{Packed, compress};
pub use content_type::{TYPES, content_type, is_packable};
pub use headers::headers_and_redirects;
pub use nginx::nginx;
pub use packer::Packer;
pub use policy::{Held, Stopped};
pub use site::{CERTIFICATE, FOLDER, Hosted, KEY, encoded, is_plain_path};
