//! A day that was to come, and has passed.

use super::prelude::*;
use crate::base::{Date, Lang};
use crate::document::register::Table;

pub const RULE: Rule = Rule {
    code: "D001",
    name: "passed-date",
    severity: Severity::Warning,
    stage: Stage::Content,
    title: Text::fixed("En dag som har passerat", "A day that has passed"),
    why: Text::fixed(
        "Uppgifterna skulle ha gåtts igenom, och kan vara inaktuella.",
        "The facts were to be gone through, and may be out of date.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\nnästa_granskning: «december 2025»\n---\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\nnästa_granskning: december 2026\n---\n",
    )]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let today = subject.model.today;
    let published = |file: &crate::base::FilePath| !subject.model.left_out.iter().any(|left| left.file == *file);
    for document in &subject.model.documents {
        let Some(date) = &document.common.next_review else { continue };
        let is_own = !document.defaulted.contains(&"nästa_granskning");
        if date.value.end < today && is_own && published(&document.file) {
            let shown = |lang| Date::show(&date.value, lang);
            let message = Text::new(
                format!("Sidan skulle ha granskats {}.", shown(Lang::Sv)),
                format!("The page was to be reviewed {}.", shown(Lang::En)),
            );
            out.add(&document.file, date.span, message).help(Text::fixed(
                "Gå igenom sidan. Skriv sedan dagens datum i granskad: och en ny dag här.",
                "Go through the page. Then write today's date in granskad: and a new day here.",
            ));
        }
    }
    for document in &subject.model.register_documents {
        let Table::Contacts(rows) = &document.table else { continue };
        for until in rows.iter().filter_map(|row| row.valid_until.as_ref()) {
            if until.value.end < today {
                let shown = |lang| Date::show(&until.value, lang);
                let message = Text::new(
                    format!("Kontakten gällde till {}.", shown(Lang::Sv)),
                    format!("The contact was valid until {}.", shown(Lang::En)),
                );
                out.add(&document.file, until.span, message).help(Text::fixed(
                    "Kontrollera att uppgifterna stämmer, och skriv en ny dag.",
                    "Check that the facts still hold, and write a new day.",
                ));
            }
        }
    }
}
