//! A report that does not say what it is about.

use super::prelude::*;
use jiff::civil;

use crate::document::Front;
use crate::document::kind::{Report, ReportType};

pub const RULE: Rule = Rule {
    code: "P007",
    name: "unclear-report",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Rapporten säger inte vad den gäller", "The report does not say what it is about"),
    why: Text::fixed(
        "En rapport samlar uppgifter för en viss tid. Utan den blir sidan tom.",
        "A report gathers the facts of a certain time. Without it the page is empty.",
    ),
    source: Text::fixed("Innehållets regler för rapporter.", "The content's rules for reports."),
    bad: Example::Text(&[(
        "content/rapporter/mote/index.md",
        "---\ntitel: Underlag till möte\nrapport: «möte»\n---\n",
    )]),
    good: Example::Text(&[(
        "content/rapporter/mote/index.md",
        "---\ntitel: Underlag till möte\nrapport: möte\nfrån: 2025-11-01\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents().filter(|document| document.is_whole()) {
        let Front::Report(report) = &document.front else { continue };
        let Some(kind) = &report.report else { continue };
        if let Some((message, help)) = lacking(report, kind.value, subject.model.today) {
            out.add(&document.file, kind.span, message).help(help);
        }
        if let Some(named) = report.organisation.as_ref().filter(|_| kind.value != ReportType::Organisation) {
            let message = Text::fixed(
                "Bara en rapport om en organisation har fältet organisation.",
                "Only a report on an organisation has the field organisation.",
            );
            out.add(&document.file, named.span, message).help(Text::fixed(
                "Ta bort raden, eller skriv rapport: organisation.",
                "Remove the line, or write rapport: organisation.",
            ));
        }
    }
}

/// What a report of this type lacks, and how to mend it.
fn lacking(report: &Report, of: ReportType, today: civil::Date) -> Option<(Text, Text)> {
    let has_year = report.year.is_some();
    if of == ReportType::Meeting {
        let Some(since) = &report.since else {
            return Some((
                Text::fixed(
                    "Underlaget till ett möte behöver dagen för förra mötet.",
                    "The report for a meeting needs the day of the last one.",
                ),
                Text::fixed("Skriv till exempel från: 2025-11-01.", "Write, for example, från: 2025-11-01."),
            ));
        };
        if since.value.0.start > today && report.until.is_none() {
            return Some((
                Text::fixed("Dagen i från: har inte varit än.", "The day in från: has not been yet."),
                Text::fixed("Skriv dagen för förra mötet.", "Write the day of the last meeting."),
            ));
        }
        let is_backwards = report.until.as_ref().is_some_and(|until| until.value.0.end < since.value.0.start);
        return is_backwards.then(|| {
            (
                Text::fixed("Dagen i till: kommer före dagen i från:.", "The day in till: comes before that in från:."),
                Text::fixed("Byt plats på dagarna, eller rätta den ena.", "Swap the days, or mend one of them."),
            )
        });
    }
    if !has_year {
        return Some((
            Text::fixed("Rapporten behöver ett år.", "The report needs a year."),
            Text::fixed("Skriv till exempel år: 2025.", "Write, for example, år: 2025."),
        ));
    }
    let half = report.half.as_ref().map(|half| half.value.0.get());
    if of == ReportType::HalfYear && !matches!(half, Some(1 | 2)) {
        return Some((
            Text::fixed("Rapporten behöver ett halvår: 1 eller 2.", "The report needs a half year: 1 or 2."),
            Text::fixed("Skriv till exempel halvår: 2.", "Write, for example, halvår: 2."),
        ));
    }
    (of == ReportType::Organisation && report.organisation.is_none()).then(|| {
        (
            Text::fixed("Rapporten behöver en organisation.", "The report needs an organisation."),
            Text::fixed(
                "Skriv organisation: och organisationens id ur register/organisationer.yaml.",
                "Write organisation: and the organisation's id from register/organisationer.yaml.",
            ),
        )
    })
}
