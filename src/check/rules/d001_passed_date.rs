//! A day that was to come, and has passed.

use super::prelude::*;
use super::w001_statement_point::statements;
use super::y008_backwards::is_reviewed_since;
use crate::base::{Date, Lang};
use crate::document::register::Table;

pub const RULE: Rule = Rule {
    code: "D001",
    name: "passed-date",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En dag som har passerat", "A day that has passed"),
    why: Text::fixed(
        "Uppgifterna skulle ha gåtts igenom, och kan vara inaktuella.",
        "The facts were to be gone through, and may be out of date.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 24: märk information som är inaktuell.",
        "The Swedish web guidelines, guideline 24: mark information that is out of date.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\nnästa_granskning: «december 2025»\n---\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\nnästa_granskning: december 2026\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let today = subject.model.today;
    let published = |file: &crate::base::FilePath| !subject.model.left_out.iter().any(|left| left.file == *file);
    for document in subject.documents() {
        let is_own = !document.defaulted.contains(&"nästa_granskning");
        // A day before the last review is another mistake than one that was forgotten.
        let is_open = is_own && published(&document.file) && !is_reviewed_since(&document.common);
        let own = document.common.next_review.as_ref().filter(|_| is_open);
        if let Some(date) = own.filter(|date| date.value.end < today) {
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
        let given = document.defaults.as_ref().filter(|given| !is_reviewed_since(&given.common));
        let given = given.and_then(|given| given.common.next_review.as_ref());
        if let Some(date) = given.filter(|date| date.value.end < today) {
            let shown = |lang| Date::show(&date.value, lang);
            let message = Text::new(
                format!("Sidorna i mappen skulle ha granskats {}.", shown(Lang::Sv)),
                format!("The pages of the folder were to be reviewed {}.", shown(Lang::En)),
            );
            out.add(&document.file, date.span, message).help(Text::fixed(
                "Gå igenom sidorna, och skriv dagens datum i granskad: på dem. Skriv sedan en ny dag här.",
                "Go through the pages, and write today's date in granskad: on them. Then write a new day here.",
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
    for (file, statement, _) in statements(subject) {
        let planned = statement.deficiencies.iter().filter_map(|known| known.mended_by.as_ref());
        for date in planned.filter(|date| date.value.end < today) {
            let shown = |lang| Date::show(&date.value, lang);
            let message = Text::new(
                format!("Bristen skulle ha åtgärdats {}.", shown(Lang::Sv)),
                format!("The deficiency was to be mended {}.", shown(Lang::En)),
            );
            out.add(file, date.span, message).help(Text::fixed(
                "Ta bort bristen om den är åtgärdad. Skriv annars en ny tid.",
                "Remove the deficiency if it is mended. Otherwise write a new time.",
            ));
        }
    }
}
