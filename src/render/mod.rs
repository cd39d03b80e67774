//! The finished site as recipes: what there is, and how to make each file when asked.
//!
//! Rendering is a pure function of (model, theme, path). Nothing here touches a disk.

mod body;
mod card;
pub mod component;
mod context;
mod data;
mod download;
mod face;
pub mod file_size;
mod gallery;
mod jsonld;
mod minify;
mod picture;
mod plan;
mod search;
mod value;

pub use body::{
    ALLOWED, EVERYWHERE, MARK, Refused, commonmark, refused, stands_in_text, unbalanced,
    without_marks,
};
pub use card::title_key;
pub(crate) use data::Json;
pub use download::is_tag;
pub use gallery::{Rendition, cleaned, shown_files};
pub use picture::{PictureAt, PictureTrouble, Trouble};
pub use plan::{Made, Output, Plan, PlanOptions, Planned, RenderFault};
