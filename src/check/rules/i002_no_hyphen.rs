//! A row of `avstavning.yaml` that parts no word.

use super::prelude::*;
use crate::document::register::Table;

pub const RULE: Rule = Rule {
    code: "I002",
    name: "no-hyphen",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ett ord som inte delas", "A word that is not parted"),
    why: Text::fixed(
        "Raden gör ingenting: ordet delas inte vid radens slut.",
        "The row does nothing: the word is not parted at the end of a line.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.4.10 Ändra presentationen (reflow) (nivå AA), EN 301 549 9.1.4.10.",
        "WCAG 2.2 1.4.10 Reflow (level AA), EN 301 549 9.1.4.10.",
    ),
    bad: Example::Text(&[(
        "content/register/avstavning.yaml",
        "- {ord: «digitaliseringsomställning»}\n",
    )]),
    good: Example::Text(&[(
        "content/register/avstavning.yaml",
        "- {ord: digitaliserings-omställning}\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in &subject.model.register_documents {
        let Table::Hyphenation(rows) = &document.table else { continue };
        for word in rows.iter().filter_map(|row| row.value.word.as_ref()) {
            let written = word.value.trim();
            let Some((message, help)) = fault(written) else { continue };
            out.add(&document.file, word.span, message).help(help);
        }
    }
}

fn fault(written: &str) -> Option<(Text, Text)> {
    if written.contains(char::is_whitespace) {
        return Some((
            Text::new(
                format!("”{written}” är flera ord."),
                format!("“{written}” is several words."),
            ),
            Text::fixed(
                "Skriv varje ord på en egen rad, med bindestreck där det får delas.",
                "Write each word in a row of its own, with hyphens where it may be parted.",
            ),
        ));
    }
    if !written.contains('-') {
        return Some((
            Text::new(
                format!("”{written}” har inget bindestreck."),
                format!("“{written}” has no hyphen."),
            ),
            Text::fixed(
                "Skriv bindestreck där ordet får delas, till exempel digitaliserings-omställning.",
                "Write hyphens where the word may be parted, such as digitaliserings-omställning.",
            ),
        ));
    }
    // Words are found in a text as letters in a row.
    let is_word = written.chars().all(|c| c == '-' || c.is_alphabetic());
    (!is_word).then(|| {
        (
            Text::new(
                format!("”{written}” har annat än bokstäver och bindestreck."),
                format!("“{written}” has something else than letters and hyphens."),
            ),
            Text::fixed(
                "Skriv ordet med bara bokstäver, och ett bindestreck där det får delas.",
                "Write the word with letters only, and one hyphen where it may be parted.",
            ),
        )
    })
}
