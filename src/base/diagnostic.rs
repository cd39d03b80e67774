//! Something an author can mend: where, what, why it matters, and what to write instead.

use crate::base::path::FilePath;
use crate::base::span::Span;
use crate::base::text::Text;

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site cannot be built, or would be false or inaccessible for sure.
    Error,
    /// Probably wrong.
    Warning,
    /// Advice.
    Hint,
}

impl Severity {
    /// The name used in machine formats.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }

    /// The name people read.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Error => Text::fixed("fel", "error"),
            Self::Warning => Text::fixed("varning", "warning"),
            Self::Hint => Text::fixed("tips", "hint"),
        }
    }
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FilePath,
    /// The bytes in it.
    pub span: Span,
}

impl Place {
    /// A place in `file`.
    #[must_use]
    pub fn new(file: &FilePath, span: Span) -> Self {
        Self { file: file.clone(), span }
    }
}

/// Another place that belongs to the same mistake, and what it has to do with it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// Where it is.
    pub place: Place,
    /// What stands there.
    pub message: Text,
}

/// A correction in the file of the diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suggestion {
    /// The bytes to replace.
    pub span: Span,
    /// What to write there.
    pub text: String,
}

impl Suggestion {
    /// The first line that the correction touches, as it should be.
    #[must_use]
    pub fn corrected_line(&self, text: &str) -> String {
        let range = self.span.range();
        let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else {
            return self.text.clone();
        };
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = after.lines().next().unwrap_or("");
        let line = format!("{}{}{rest}", &before[start..], self.text);
        line.trim_end().to_owned()
    }
}

/// One finding. Sorted by place, then by code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it is.
    pub place: Place,
    /// The rule's code, such as `D003`.
    pub code: &'static str,
    /// The rule's name, such as `unknown-key`.
    pub name: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: Text,
    /// Why it matters.
    pub why: Text,
    /// How to mend it.
    pub help: Option<Text>,
    /// The right words, when they are sure.
    pub suggestion: Option<Suggestion>,
    /// Other places that belong to the same mistake.
    pub related: Vec<Related>,
}
