//! A report outside the web: made of the finished page, whatever the theme.

pub mod browser;
mod numbered;
mod page;
pub mod pdf;
mod sheet;

pub use browser::Browser;
pub use page::standalone;
pub use pdf::pdf;
