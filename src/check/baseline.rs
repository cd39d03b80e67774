//! Holds findings against the baseline: those that a site had when the checks were taken into
//! use are not shown again. A finding is known by its file, its rule and the words it marks, so
//! that it stays known when lines move and comes back when the words change. Errors always show.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::base::{Diagnostic, FilePath, Severity};
use crate::document::{BASELINE, Baseline};
use crate::source::{CONTENT, Source};

/// A finding's file, rule and mark.
type Key = (String, String, String);

/// The file that keeps the baseline.
#[must_use]
pub fn baseline_file() -> FilePath {
    FilePath::new(&format!("{CONTENT}/{BASELINE}"))
}

/// Takes out of `found` what is in the baseline. Gives how many rows of the
/// baseline, of the rules that `were_asked`, had more than there was.
pub(super) fn hold(
    baseline: &Baseline,
    found: &mut Vec<Diagnostic>,
    source: &Source,
    were_asked: impl Fn(&str) -> bool,
) -> usize {
    if baseline.rows.is_empty() {
        return 0;
    }
    let mut known: BTreeMap<Key, u32> = BTreeMap::new();
    for row in &baseline.rows {
        let row = &row.value;
        let (Some(file), Some(rule), Some(mark)) = (&row.file, &row.rule, &row.mark) else {
            continue;
        };
        let key = (file.value.clone(), rule.value.clone(), mark.value.clone());
        let count = row.count.as_ref().map_or(1, |count| count.value.0.get());
        *known.entry(key).or_default() += count;
    }
    // Of equal ones the first are known.
    found.sort_unstable();
    found.retain(|diagnostic| {
        let is_held = diagnostic.severity != Severity::Error;
        match known.get_mut(&key(diagnostic, source)).filter(|left| is_held && **left > 0) {
            Some(left) => {
                *left -= 1;
                false
            }
            None => true,
        }
    });
    known.iter().filter(|((_, rule, _), left)| **left > 0 && were_asked(rule)).count()
}

/// The baseline that holds all of `found` but its errors, as the text of its file.
#[must_use]
pub fn baseline_of(found: &[Diagnostic], source: &Source) -> String {
    let mut known: BTreeMap<Key, u32> = BTreeMap::new();
    for diagnostic in found.iter().filter(|found| found.severity != Severity::Error) {
        *known.entry(key(diagnostic, source)).or_default() += 1;
    }
    let mut out = String::from(
        "# Fynd som fanns när granskningen togs i bruk. De visas inte, men nya fynd gör det.\n\
         # Filen skrivs av: delwebb check --write-baseline. Ta bort den för att se allt.\n",
    );
    for ((file, rule, mark), count) in known {
        let file = serde_json::Value::String(file);
        let count = if count == 1 { String::new() } else { format!(", antal: {count}") };
        out.push_str(&format!("- {{fil: {file}, regel: {rule}, avtryck: \"{mark}\"{count}}}\n"));
    }
    out
}

fn key(diagnostic: &Diagnostic, source: &Source) -> Key {
    let text = source.text(&diagnostic.place.file);
    let marked = text.get(diagnostic.place.span.range()).unwrap_or_default();
    // Where nothing is marked the finding is told by what it says.
    let marked = if marked.is_empty() { &diagnostic.message.sv } else { marked };
    let words: Vec<&str> = marked.split_whitespace().collect();
    let digest = Sha256::digest(words.join(" ").as_bytes());
    let mark = digest.iter().take(8).fold(String::new(), |mark, byte| format!("{mark}{byte:02x}"));
    (diagnostic.place.file.to_string(), diagnostic.code.to_owned(), mark)
}
