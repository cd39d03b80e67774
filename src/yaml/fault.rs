//! What can be wrong in a YAML text, as facts. The words are the rules' business.

use std::sync::Arc;

use crate::base::{DateFault, Span, Suggestion, nearest};

use super::field::Shape;

/// One fault and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where, in the file.
    pub span: Span,
}

impl Fault {
    /// Whether the text is no YAML at all.
    #[must_use]
    pub const fn is_syntax(&self) -> bool {
        matches!(self.kind, FaultKind::Syntax { .. })
    }

    /// Whether something is not there. In a text that could not be read whole it may have been
    /// written after all.
    #[must_use]
    pub const fn is_absence(&self) -> bool {
        matches!(self.kind, FaultKind::MissingKey { .. } | FaultKind::Unsourced)
    }

    /// Whether the value of `key` is what is wrong, or a key that is `key` misspelt:
    /// then nobody needs to be told that `key` is missing too.
    #[must_use]
    pub fn is_about(&self, key: &str) -> bool {
        match &self.kind {
            FaultKind::WrongShape { key: about, .. }
            | FaultKind::UnknownWord { key: about, .. }
            | FaultKind::BadDate { key: about, .. } => *about == key,
            FaultKind::UnknownKey { key: written, known } => {
                nearest(written, known.iter().map(String::as_str)) == Some(key)
            }
            _ => false,
        }
    }
}

/// The kinds of fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The text is not YAML.
    Syntax {
        /// What kind of slip it most likely is.
        kind: SyntaxKind,
        /// The line as it should be, when that is sure.
        suggestion: Option<String>,
    },
    /// A sign that an ordinary keyboard does not make, where it cannot be meant.
    OddSign {
        /// What kind of sign.
        sign: OddSign,
        /// The same without it.
        mended: Suggestion,
    },
    /// A key that nobody knows.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The keys that may stand there.
        known: Arc<[String]>,
    },
    /// A key that says something of one page only, among the defaults of a section.
    NotADefault {
        /// The key.
        key: String,
    },
    /// A key that stands twice.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it stood first.
        first: Span,
    },
    /// A required key is missing in a mapping.
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// A value of the wrong shape.
    WrongShape {
        /// The key the value belongs to.
        key: &'static str,
        /// What may stand there.
        expected: Shape,
        /// The value as it should be, when that is sure.
        suggestion: Option<String>,
    },
    /// A value of a taxonomy that is no list of words.
    NotTerms {
        /// The taxonomy's key.
        key: String,
    },
    /// A word that is none of the allowed ones.
    UnknownWord {
        /// The key the word belongs to.
        key: &'static str,
        /// The word as written.
        written: String,
        /// The allowed words.
        known: Vec<&'static str>,
    },
    /// A text that is no date.
    BadDate {
        /// The key the date belongs to.
        key: &'static str,
        /// The date as written.
        written: String,
        /// Why it is none.
        why: DateFault,
        /// The date as it should be written, when that is sure.
        meant: Option<String>,
    },
    /// A figure without a source.
    Unsourced,
}

/// The slips writers make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SyntaxKind {
    /// A tab where the line is indented.
    Tab,
    /// No space after the colon: `titel:Hej`.
    NoSpaceAfterColon,
    /// A colon and a space inside a value: `titel: SIP: på distans`.
    ColonInValue,
    /// A quote that never ends, or text after one that has.
    Quote,
    /// A bracket that never ends, or ends what was not begun.
    Bracket,
    /// A value that begins with a sign YAML has taken: `@`, `%`, `` ` ``, `&`, `*`, `!`, `#`.
    TakenSign,
    /// A `#` in brackets, which makes the rest of the line a comment.
    HashInValue,
    /// A line indented so that it belongs nowhere.
    Indentation,
    /// A line that is neither `nyckel: värde` nor an item of a list.
    NoColon,
    /// `---` in the middle, or a second document.
    SecondDocument,
    /// Brackets nested deeper than any content needs.
    TooDeep,
    /// Something else.
    Other,
}

/// The signs that come from word processors and web pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OddSign {
    /// A space that is not the one of the space bar.
    Space,
    /// A sign that takes no room on the screen.
    Invisible,
    /// A curly quote.
    Quote,
    /// A dash, bullet or asterisk where the hyphen of a list's row belongs.
    ListMark,
    /// A hyphen without its space: `-år: 2025`.
    TightDash,
}
