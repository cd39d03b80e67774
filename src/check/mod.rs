//! Everything that is wrong, as diagnostics. One rule per file; changes nothing.
//!
//! A rule reads facts that the earlier stages kept, finds what is wrong and says
//! it. `RULES` is the one list that the checks, the tests and the manual share.

mod example;
mod finding;
mod rules;
mod subject;
mod template_words;

pub use example::{Example, base_site, marked};
pub use finding::{Finding, Findings};
pub use rules::RULES;
pub use subject::Subject;

use crate::base::{Diagnostic, Severity, Text};

/// When a rule can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Before any page is made.
    Content,
    /// When the pages have been made.
    Pages,
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its code, such as `Y003`: never changed, never used again for another rule.
    pub code: &'static str,
    /// Its name in machine formats, such as `unknown-key`.
    pub name: &'static str,
    /// How serious its findings are.
    pub severity: Severity,
    /// When it can be asked.
    pub stage: Stage,
    /// What it is about, in a few words.
    pub title: Text,
    /// Why it matters to those who read the site or write it.
    pub why: Text,
    /// Content that breaks it, with the place marked.
    pub bad: Example,
    /// The same content, mended.
    pub good: Example,
    /// Finds what breaks it.
    pub find: fn(&Subject<'_>, &mut Findings),
}

/// Asks every rule of `stage`. Sorted by place, then by code.
#[must_use]
pub fn check(subject: &Subject<'_>, stage: Stage) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.stage == stage) {
        let mut findings = Findings::default();
        (rule.find)(subject, &mut findings);
        all.extend(findings.0.into_iter().map(|finding| finding.under(rule)));
    }
    all.sort();
    all.dedup();
    all
}
