//! How many findings there are, in words.

use super::diagnostic::{Diagnostic, Severity};
use super::text::{Lang, Text};

/// All severities, the worst first.
const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Hint];

/// How many of each severity there are, the worst first.
#[must_use]
pub fn tally(found: &[Diagnostic]) -> [usize; 3] {
    ALL.map(|severity| found.iter().filter(|found| found.severity == severity).count())
}

/// "2 fel, 1 varning"; nothing when there is nothing.
#[must_use]
pub fn tally_words(tally: [usize; 3], lang: Lang) -> String {
    let some = ALL.into_iter().zip(tally).filter(|(_, count)| *count > 0);
    let said = some.map(|(severity, count)| counted(severity, count).get(lang).to_owned());
    said.collect::<Vec<_>>().join(", ")
}

/// "1 fel", "3 varningar", "2 tips".
#[must_use]
pub fn counted(severity: Severity, count: usize) -> Text {
    let sv = match severity {
        Severity::Error => format!("{count} fel"),
        Severity::Warning if count == 1 => "1 varning".to_owned(),
        Severity::Warning => format!("{count} varningar"),
        Severity::Hint => format!("{count} tips"),
    };
    let noun = severity.label();
    let plural = if count == 1 { "" } else { "s" };
    Text::new(sv, format!("{count} {}{plural}", noun.en))
}
