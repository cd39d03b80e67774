//! What a rule finds, before the rule's own words are put to it.

use crate::base::{Diagnostic, FilePath, Place, Related, Span, Suggestion, Text};

use super::Rule;

/// One finding.
#[derive(Debug, Clone)]
pub struct Finding {
    place: Place,
    message: Text,
    help: Option<Text>,
    suggestion: Option<Suggestion>,
    related: Vec<Related>,
}

/// The findings of one rule.
#[derive(Debug, Default)]
pub struct Findings(pub Vec<Finding>);

/// So many findings of a rule get a dear suggestion. Whoever has more has one mistake
/// many times, or another worry than the suggestion.
const SUGGESTED: usize = 50;

impl Findings {
    /// What `suggest` gives, for the first findings: comparing a word with every other
    /// costs, and ten thousand findings must not cost ten thousand times that.
    pub fn suggestion<T>(&self, suggest: impl FnOnce() -> Option<T>) -> Option<T> {
        (self.0.len() < SUGGESTED).then(suggest)?
    }

    /// Adds a finding at `span` in `file`; more can be said on what is returned.
    pub fn add(&mut self, file: &FilePath, span: Span, message: Text) -> &mut Finding {
        let at = self.0.len();
        self.0.push(Finding {
            place: Place::new(file, span),
            message,
            help: None,
            suggestion: None,
            related: Vec::new(),
        });
        &mut self.0[at]
    }
}

impl Finding {
    /// Says how to mend it.
    pub fn help(&mut self, help: Text) -> &mut Self {
        self.help = Some(help);
        self
    }

    /// Whether it says how to mend it.
    #[must_use]
    pub const fn is_helped(&self) -> bool {
        self.help.is_some()
    }

    /// Says what the marked place must say instead: there is only one right text.
    pub fn write_instead(&mut self, text: impl Into<String>) -> &mut Self {
        let span = self.place.span;
        self.replace(span, text)
    }

    /// Says what another place in the same file must say instead.
    pub fn replace(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.suggestion = Some(Suggestion { span, text: text.into(), is_sure: true });
        self
    }

    /// Says what a place in the same file was probably meant to say. It is never written without
    /// the author.
    pub fn guess(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.suggestion = Some(Suggestion { span, text: text.into(), is_sure: false });
        self
    }

    /// Asks "did you mean …?" and suggests it, when there is something to suggest.
    pub fn did_you_mean(&mut self, meant: Option<&str>) -> &mut Self {
        if let Some(meant) = meant {
            self.help = Some(Text::new(
                format!("Menade du ”{meant}”?"),
                format!("Did you mean “{meant}”?"),
            ));
            self.guess(self.place.span, meant);
        }
        self
    }

    /// Names another place that belongs to it.
    pub fn related(&mut self, place: Place, message: Text) -> &mut Self {
        // Most have one: room for four, as vectors begin, would be most of a finding.
        self.related.reserve_exact(1);
        self.related.push(Related { place, message });
        self
    }

    pub(super) fn under(self, rule: &'static Rule) -> Diagnostic {
        Diagnostic {
            place: self.place,
            code: rule.code,
            name: rule.name,
            title: &rule.title,
            severity: rule.severity,
            message: self.message,
            why: &rule.why,
            help: self.help,
            suggestion: self.suggestion,
            related: self.related,
        }
    }
}
