//! The Markdown that writers use: what a body holds, and the pieces its HTML is made of.
//!
//! The HTML itself is made later, when the page is asked for (`render::body`); both read
//! the same `Pieces`.

mod component;
mod fence;
mod markup;
mod outline;
mod prose;
mod reader;
mod running;
mod slips;

pub use component::{
    Attribute, CAPTIONED, Component, ComponentFault, ComponentFaultKind, Content, QUOTATION,
};
pub use markup::{DECORATION, Dialect, Markup, Piece, Pieces, extensions, is_decoration};
pub use outline::{Heading, Link, Outline};
pub use prose::Prose;
pub use running::{Block, BlockKind, Running};
pub use slips::{Slip, SlipKind};
