//! What a publication is and how it goes: what will be different, in words; the sequence on the
//! host; the way back; the archive and the log.
//!
//! A finished site becomes a `Release`: its files with their hashes, its pages with their facts.
//! The host keeps the list of the release that visitors see, so that `Difference` can be told
//! without reading any page of it. `trees.rs` is the sequence for hosts that can switch from one
//! whole site to another, `keys.rs` for those that cannot.

mod archive;
mod difference;
mod draft;
mod due;
mod facts;
mod held;
mod keys;
mod local;
mod lock;
mod log;
mod page;
mod public_log;
mod publication;
mod release;
mod show;
mod stops;
mod store;
mod trees;
mod words;

pub use archive::{Archived, archive};
pub use difference::{Changed, Difference, Ended, FactChange, FileChange, Moved, Named, Removed};
pub use draft::Draft;
pub use due::{Due, due};
pub use held::Held;
pub use local::Local;
pub use lock::Asker;
pub use log::{Event, log};
pub use public_log::{has_row, public_log, row, with_row};
pub use publication::{Before, Form, Seen, Target, earlier, look, publish, releases, roll_back};
pub use release::{FileKind, FileOf, PageOf, Release};
pub use show::{html, markdown, terminal};
pub use stops::{Allowed, before_building, of_difference, of_others, of_strangers, of_taken};
pub use trees::Done;
pub use words::{Item, Section, Sign, Summary, is_summary, one_line, size, summary};
