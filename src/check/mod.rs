//! Everything that is wrong, as diagnostics. One rule per file; changes nothing.
//!
//! A rule reads facts that the earlier stages kept, finds what is wrong and says
//! it. `RULES` is the one list that the checks, the tests and the manual share.

mod example;
mod finding;
mod rules;
mod shape_words;
mod subject;
mod template_words;

pub use example::{BASE, Example, base_site, marked};
pub use finding::{Finding, Findings};
pub use rules::RULES;
pub use shape_words::{either, one_of, shape_words};
pub use subject::Subject;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::base::{Diagnostic, FilePath, Severity, Text};

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

/// The code of a slip that leaves a line without a sure meaning.
const SLIP: &str = "Y001";

/// What else is said of a line that slipped is a guess about what it means: it is left out,
/// and comes back if it holds when the line is mended.
fn on_slipped_lines(subject: &Subject<'_>, all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let line = |diagnostic: &Diagnostic| {
        let text = subject.text(&diagnostic.place.file).as_bytes();
        let at = diagnostic.place.span.range().start.min(text.len());
        text[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1)
    };
    let slipped: BTreeSet<(FilePath, usize)> = all
        .iter()
        .filter(|diagnostic| diagnostic.code == SLIP)
        .map(|slip| (slip.place.file.clone(), line(slip)))
        .collect();
    let is_file = |found: &Diagnostic| slipped.iter().any(|(file, _)| *file == found.place.file);
    let mut all = all;
    all.retain(|found| {
        found.code == SLIP
            || slipped.is_empty()
            || !is_file(found)
            || !slipped.contains(&(found.place.file.clone(), line(found)))
    });
    all
}

/// `found` with its places moved off the middle of characters and the ends of texts.
fn settled(subject: &Subject<'_>, mut found: Diagnostic) -> Diagnostic {
    let text = subject.text(&found.place.file);
    found.place.span = found.place.span.settled(text);
    if let Some(suggestion) = &mut found.suggestion {
        suggestion.span = suggestion.span.settled(text);
    }
    found
}

/// Asks every rule of `stage`, in parallel. Sorted by place, then by code.
#[must_use]
pub fn check(subject: &Subject<'_>, stage: Stage) -> Vec<Diagnostic> {
    // One at a time: some take as long as all others.
    let asked = RULES.par_iter().with_max_len(1).filter(|rule| rule.stage == stage);
    let mut all: Vec<Diagnostic> = asked
        .flat_map_iter(|rule| {
            let mut findings = Findings::default();
            (rule.find)(subject, &mut findings);
            findings.0.into_iter().map(|finding| settled(subject, finding.under(rule)))
        })
        .collect();
    all.sort();
    all.dedup();
    on_slipped_lines(subject, all)
}
