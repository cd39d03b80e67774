//! YAML as typed values with a span on every one of them, and every fault at once.
//!
//! serde-saphyr reads the text into a tree of `Node`s; `record!` describes what a
//! mapping may hold, and one description serves the reader, the suggestions, the
//! schema and the writers' reference. A fault never stops the reading: what can be
//! read is read, and a slip is mended in a copy so that the next one is found too.

mod events;
mod fault;
mod field;
mod lines;
mod marks;
mod mend;
mod node;
mod read;
mod record;
mod shown;
mod slips;
mod syntax;
mod value;

pub use fault::{Fault, FaultKind, OddSign, SyntaxKind};
pub use field::{Field, Reference, Shape};
pub use lines::{Line, Part, Places, is_curly, is_invisible, is_odd_space, lines, may_be_odd};
pub use mend::is_never;
pub use node::{Entry, Node, Scalar, Value, repeated_keys};
pub use read::{Reading, read, read_mapping};
pub(crate) use record::record;
pub use record::{FieldShown, Fields, Record, Wanted};
pub use shown::Shown;
pub use value::{
    Citation, Citations, Clock, Count, Day, Defaults, Email, FieldValue, Flag, FreeMap, FreeValue,
    Id, Kept, LinkAddress, LongText, Quotation, Readable, Ref, RefsOrAll, Target, Visit,
    WebAddress, Year,
};
pub(crate) use value::{reference, vocabulary, word};
