//! Everything that is wrong, as diagnostics. One rule per file; changes nothing.
//!
//! A rule reads facts that the earlier stages kept, finds what is wrong and says
//! it. `RULES` is the one list that the checks, the tests and the manual share.

mod addresses;
mod baseline;
mod elements;
mod example;
mod finding;
mod finished;
mod language;
mod passage;
mod rules;
mod settings;
mod shape_words;
mod silence;
mod subject;
mod template_words;
mod traces;

pub use addresses::{Outward, outward};
pub use baseline::{baseline_file, baseline_of};
pub use example::{BASE, Example, OWN_THEME, base_site, marked};
pub use finding::{Finding, Findings};
pub use finished::{Finished, PageFault, PageFaultKind, Tag, in_style, is_foreign, tags};
pub use language::Language;
pub use passage::{Passage, PassageKind};
pub use rules::RULES;
pub use settings::{Settings, rule_called};
pub use shape_words::{either, one_of, shape_words};
pub use silence::Silences;
pub use subject::{Stop, Subject};

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::base::{Diagnostic, FilePath, Severity, Text};
use crate::config::Config;
use crate::document::Document;

/// When a rule can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Before any page is made.
    Content,
    /// When the pages have been made.
    Pages,
    /// When other sites have been asked.
    External,
}

/// Whether a site may say how serious a rule's findings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No: the site could not be made, or a draft or a false statement would be published.
    Firm,
    /// Yes, and it finds what it finds until the site says otherwise.
    Free,
    /// Yes, and it is silent until the site asks for it: it is right less often than others.
    Quiet,
}

/// A number that decides what a rule finds.
#[derive(Debug)]
pub struct Limit {
    /// The number when the site has no other.
    pub value: usize,
    /// What it counts, and whether it is the least or the most.
    pub of: Text,
}

/// What a rule looks at.
#[derive(Debug)]
pub enum Find {
    /// The site as a whole.
    Site(fn(&Subject<'_>, &mut Findings)),
    /// One page that an author wrote.
    Page(fn(&Subject<'_>, &Document, &mut Findings)),
    /// The running text of one page, in order.
    Text(fn(&Subject<'_>, &Document, &[Passage<'_>], &mut Findings)),
    /// One passage of running text, in a page or a register.
    Passage(fn(&Subject<'_>, &Passage<'_>, &mut Findings)),
    /// What became of the findings, when all else has been found.
    Last(fn(&Subject<'_>, &Settled, &mut Findings)),
}

/// What became of what was found.
#[derive(Debug)]
pub struct Settled {
    /// What is silenced.
    pub silences: Silences,
    /// How many rows of the baseline hold more than there is.
    pub stale: usize,
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its code, such as `Y003`: never changed, never used again for another rule.
    pub code: &'static str,
    /// Its name in machine formats, such as `unknown-key`.
    pub name: &'static str,
    /// How serious its findings are, when the site does not say otherwise.
    pub severity: Severity,
    /// Whether the site may say otherwise.
    pub standing: Standing,
    /// The number that decides what it finds, when there is one.
    pub limit: Option<Limit>,
    /// When it can be asked.
    pub stage: Stage,
    /// What it is about, in a few words.
    pub title: Text,
    /// Why it matters to those who read the site or write it.
    pub why: Text,
    /// Where that is said: the criterion, law or guideline.
    pub source: Text,
    /// Content that breaks it, with the place marked.
    pub bad: Example,
    /// The same content, mended.
    pub good: Example,
    /// Finds what breaks it.
    pub find: Find,
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

/// Begins with what takes long and needs no content, when some rule will ask for it.
pub fn prepare(config: &Config, settings: &Settings) {
    let asks = rule_called("S013").is_some_and(|rule| settings.asks(rule));
    if asks && config.languages().contains(&crate::base::Language::SV) {
        language::read_ahead();
    }
}

/// Asks every rule of `stage`, in parallel. Sorted by place, then by code. Of no use when the
/// subject said to stop meanwhile.
#[must_use]
pub fn check(subject: &Subject<'_>, stage: Stage) -> Vec<Diagnostic> {
    let asked: Vec<&'static Rule> =
        RULES.iter().filter(|rule| rule.stage == stage && subject.settings.asks(rule)).collect();
    let (mut all, read) = rayon::join(|| of_site(subject, &asked), || of_pages(subject, &asked));
    if subject.stop.is_due() {
        return Vec::new();
    }
    all.extend(read);
    let silences = Silences::of(subject);
    all = silences.quieten(all);
    let was_asked = |code: &str| asked.iter().any(|rule| rule.code == code);
    let stale = baseline::hold(&subject.model.baseline, &mut all, subject.source, was_asked);
    let became = Settled { silences, stale };
    for rule in &asked {
        if let Find::Last(find) = rule.find {
            let mut findings = Findings::default();
            find(subject, &became, &mut findings);
            all.extend(named(subject, rule, findings));
        }
    }
    all.sort_unstable();
    all.dedup();
    on_slipped_lines(subject, all)
}

/// What the rules find that look at the site as a whole.
fn of_site(subject: &Subject<'_>, asked: &[&'static Rule]) -> Vec<Diagnostic> {
    // One at a time: some take as long as all others.
    let asked = asked.par_iter().with_max_len(1).filter(|_| !subject.stop.is_due());
    asked
        .flat_map_iter(|rule| {
            let mut findings = Findings::default();
            if let Find::Site(find) = rule.find {
                find(subject, &mut findings);
            }
            named(subject, rule, findings)
        })
        .collect()
}

/// What the rules find that read the pages one by one, and the passages of running text.
fn of_pages(subject: &Subject<'_>, asked: &[&'static Rule]) -> Vec<Diagnostic> {
    let readers: Vec<&'static Rule> = asked
        .iter()
        .copied()
        .filter(|rule| matches!(rule.find, Find::Page(_) | Find::Text(_) | Find::Passage(_)))
        .collect();
    if readers.is_empty() {
        return Vec::new();
    }
    let is_needed = || !subject.stop.is_due();
    let pages = subject.model.documents.par_iter().take_any_while(|_| is_needed());
    let pages = pages.flat_map_iter(|document| {
        // Read once for all rules.
        let mut passages = Vec::new();
        passage::of_page(subject, document, &mut |passage| passages.push(passage));
        read(subject, &readers, move |of, out| match of {
            Find::Page(find) => find(subject, document, out),
            Find::Text(find) => find(subject, document, &passages, out),
            Find::Passage(find) => {
                for passage in &passages {
                    find(subject, passage, out);
                }
            }
            Find::Site(_) | Find::Last(_) => {}
        })
    });
    let registers = subject.model.register_documents.par_iter().flat_map_iter(|register| {
        let mut passages = Vec::new();
        passage::of_register(subject, register, &mut |passage| passages.push(passage));
        read(subject, &readers, move |of, out| {
            if let Find::Passage(find) = of {
                for passage in &passages {
                    find(subject, passage, out);
                }
            }
        })
    });
    pages.chain(registers).collect()
}

fn read(
    subject: &Subject<'_>,
    readers: &[&'static Rule],
    mut ask: impl FnMut(&Find, &mut Findings),
) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for rule in readers {
        if subject.stop.is_due() {
            break;
        }
        let mut findings = Findings::default();
        ask(&rule.find, &mut findings);
        all.extend(named(subject, rule, findings));
    }
    all
}

/// The findings of a rule in its words, as serious as the site has them.
fn named<'a>(
    subject: &'a Subject<'_>,
    rule: &'static Rule,
    findings: Findings,
) -> impl Iterator<Item = Diagnostic> + use<'a> {
    findings.0.into_iter().filter_map(move |finding| {
        let mut found = settled(subject, finding.under(rule));
        found.severity = subject.settings.severity(rule, &found.place.file)?;
        Some(found)
    })
}
