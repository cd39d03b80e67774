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
    /// Whether it is the only right text; else a guess at what was meant.
    pub is_sure: bool,
}

impl Suggestion {
    /// Every line that the correction touches, as it should be.
    #[must_use]
    pub fn corrected_lines(&self, text: &str) -> String {
        let range = self.span.range();
        let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else {
            return self.text.clone();
        };
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = after.lines().next().unwrap_or("");
        let line = format!("{}{}{rest}", &before[start..], self.text);
        line.trim_end().to_owned()
    }

    /// The first lines that are other than before, as they should be, and how many more
    /// there are: a correction far down a page must not show the page.
    #[must_use]
    pub fn first_changes(&self, text: &str) -> (String, usize) {
        let right = self.corrected_lines(text);
        let range = self.span.range();
        let start = text.get(..range.start).and_then(|before| before.rfind('\n'));
        let touched = text.get(start.map_or(0, |at| at + 1)..).unwrap_or("");
        let end = text.get(range).map_or(0, |wrong| wrong.matches('\n').count()) + 1;
        let wrong: Vec<&str> = touched.lines().take(end).collect();
        let all: Vec<&str> = right.lines().collect();
        // Where lines come or go, no line stands for one of the others.
        let is_same =
            |at: usize| wrong.len() == all.len() && wrong[at].trim_end() == all[at].trim_end();
        let changed: Vec<&str> =
            (0..all.len()).filter(|at| !is_same(*at)).map(|at| all[at]).collect();
        let changed = if changed.is_empty() { all } else { changed };
        let shown = changed.len().min(SHOWN);
        (changed[..shown].join("\n"), changed.len() - shown)
    }
}

/// So many lines of a correction are shown.
const SHOWN: usize = 3;

/// One finding. Sorted by place, then by code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it is.
    pub place: Place,
    /// The rule's code, such as `D003`.
    pub code: &'static str,
    /// The rule's name, such as `unknown-key`.
    pub name: &'static str,
    /// What the rule is about, in a few words.
    pub title: &'static Text,
    /// How serious it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: Text,
    /// Why it matters.
    pub why: &'static Text,
    /// How to mend it.
    pub help: Option<Text>,
    /// What to write instead.
    pub suggestion: Option<Suggestion>,
    /// Other places that belong to the same mistake.
    pub related: Vec<Related>,
}

#[cfg(test)]
mod tests {
    use super::Suggestion;
    use crate::base::Span;

    fn changes(text: &str, wrong: &str, right: &str) -> (String, usize) {
        let at = text.find(wrong).unwrap_or_default();
        let span = Span::new(at, at + wrong.len());
        Suggestion { span, text: right.to_owned(), is_sure: true }.first_changes(text)
    }

    #[test]
    fn only_the_lines_that_change_are_shown_and_no_more_than_three() {
        let text = "x: 1\n#a\nb\n\n#c\n#d\n#e\n#f\ny: 2\n";
        let all = "#a\nb\n\n#c\n#d\n#e\n#f";
        let right = all.replace('#', "##");
        assert_eq!(changes(text, all, &right), ("##a\n##c\n##d".to_owned(), 2));
        assert_eq!(changes(text, "1", "3"), ("x: 3".to_owned(), 0));
        assert_eq!(changes("a: b", "b", "1\n2\n3\n4"), ("a: 1\n2\n3".to_owned(), 1));
        assert_eq!(changes("a\r\n#b\r\n", "#b", "b"), ("b".to_owned(), 0));
    }
}
