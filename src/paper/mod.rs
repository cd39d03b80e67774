//! A report outside the web: made of the finished page, whatever the theme.

mod adopted;
pub mod browser;
mod page;
pub mod pdf;
mod sheet;

pub use adopted::adopted;
pub use browser::Browser;
pub use page::standalone;
pub use pdf::pdf;
