//! Words that every room uses and that use no room themselves.
//!
//! Nothing here reads a disk, a clock or the environment, and nothing here
//! knows what a page is.

pub mod collate;
pub mod colour;
pub mod date;
pub mod diagnostic;
pub mod failure;
pub mod figure;
mod fingerprint;
pub mod language;
pub mod lix;
pub mod meant;
pub mod path;
pub mod slug;
pub mod span;
pub mod suggest;
pub mod tally;
pub mod text;
pub mod typeset;
pub mod uninterrupted;
pub mod windows;
pub mod words;

pub use collate::collation_key;
pub use colour::Colour;
pub use date::{Bound, Date, DateFault, MONTHS_SV, MOST_YEARS, Precision, Season};
pub use diagnostic::{Diagnostic, Place, Related, Severity, Suggestion};
pub use failure::{Failure, Shortage};
pub use figure::Figure;
pub use fingerprint::{FingerprintSet, Fingerprints, fingerprint};
pub use language::Language;
pub use lix::Lix;
pub use path::{ENCODED, FilePath, MANIFEST, OutPath, UrlPath};
pub use slug::slug;
pub use span::{LineIndex, Position, Span, Spanned};
pub use suggest::nearest;
pub use tally::{counted, tally, tally_words};
pub use text::{Lang, Text, find_byte, lines, printable, printable_line};
pub use typeset::{Hyphens, Typesetter};
pub use uninterrupted::uninterrupted;
pub use words::{capital, in_small, is_letter_or_digit, words};
