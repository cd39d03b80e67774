//! A date that is none.

use super::prelude::*;
use crate::base::DateFault;
use crate::yaml::FaultKind;

pub const RULE: Rule = Rule {
    code: "Y007",
    name: "bad-date",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Fel i ett datum", "Bad date"),
    why: Text::fixed(
        "Datumet styr när något visas och hur det sorteras. Ett fel datum gör sidan osann.",
        "The date decides when something shows and how it sorts. A wrong date makes the page untrue.",
    ),
    source: Text::fixed(
        "Myndigheternas skrivregler: datum. ISO 8601.",
        "Swedish writing rules for authorities: dates. ISO 8601.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\nuppdaterad: «2025-02-30»\n---\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\nuppdaterad: 2025-02-28\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, fault) in subject.yaml_faults() {
        let FaultKind::BadDate { written, why, meant, .. } = &fault.kind else { continue };
        let (message, help) = match why {
            DateFault::NoYear => (
                Text::new(
                    format!("Datumet ”{written}” saknar år."),
                    format!("The date “{written}” has no year."),
                ),
                Text::fixed(
                    "Skriv året också, till exempel 3 november 2025.",
                    "Write the year too, such as 3 november 2025.",
                ),
            ),
            DateFault::Impossible => (
                Text::new(
                    format!("Dagen ”{written}” finns inte i kalendern."),
                    format!("The calendar has no day “{written}”."),
                ),
                Text::fixed("Rätta dagen eller månaden.", "Correct the day or the month."),
            ),
            DateFault::Backwards => (
                Text::new(
                    format!("Åren i ”{written}” står i fel ordning."),
                    format!("The years in “{written}” are in the wrong order."),
                ),
                Text::fixed("Skriv det tidigaste året först.", "Write the earliest year first."),
            ),
            DateFault::TooLong => (
                Text::new(
                    format!("”{written}” är mer än trettio år."),
                    format!("“{written}” is more than thirty years."),
                ),
                Text::fixed(
                    "Rätta det sista året, eller skriv bara det första.",
                    "Correct the last year, or write only the first.",
                ),
            ),
            DateFault::Unknown => (
                Text::new(
                    format!("”{written}” går inte att läsa som ett datum."),
                    format!("“{written}” cannot be read as a date."),
                ),
                Text::fixed(
                    "Skriv 2025-01-24, 24 januari 2025, december 2025, hösten 2025, 2025 eller 2025–2026. \
                     Framför får senast eller tidigast stå.",
                    "Write 2025-01-24, 24 januari 2025, december 2025, hösten 2025, 2025 or 2025–2026. \
                     senast or tidigast may stand before it.",
                ),
            ),
        };
        let finding = out.add(&file, fault.span, message);
        match meant {
            Some(meant) => finding.write_instead(meant.clone()),
            None => finding.help(help),
        };
        let has_time = written.contains(':') && written.contains(|c: char| c.is_ascii_digit());
        if meant.is_some() && has_time {
            finding.help(Text::fixed(
                "Ett datum har inget klockslag. Skriv tiden i texten.",
                "A date has no time of day. Write the time in the text.",
            ));
        }
    }
}
