//! A summary as it is read: in a terminal, as Markdown, in a browser.

mod html;
mod markdown;
mod terminal;

pub use html::html;
pub use markdown::markdown;
pub use terminal::terminal;
