//! `:::` that closes nothing.

use super::prelude::*;
use crate::document::markdown::SlipKind;

pub const RULE: Rule = Rule {
    code: "M005",
    name: "stray-fence",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("::: som inte stänger något", "::: that closes nothing"),
    why: Text::fixed(
        "Det som skulle ha börjat längre upp gör inte det, eller så är något stängt två gånger.",
        "What should have begun above does not, or something is closed twice.",
    ),
    source: Text::fixed(
        "CommonMark 0.31 och webbplatsens komponenter (delwebb schema).",
        "CommonMark 0.31 and the site's components (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n:::faktaruta\nTvå meningar.\n:::\n\n«:::»\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n:::faktaruta\nTvå meningar.\n:::\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let slips = &document.outline.slips;
        let opened = slips.iter().find(|slip| slip.kind == SlipKind::Fence(true));
        for span in &document.outline.stray_fences {
            // It closes what was opened wrong.
            if opened.is_some_and(|opened| opened.span < *span) {
                continue;
            }
            let message =
                Text::fixed("Här finns inget att stänga.", "There is nothing to close here.");
            let help = Text::fixed(
                "Ta bort raden, eller skriv :::namn där komponenten ska börja. Den måste börja och sluta i samma stycke, lista eller citat.",
                "Remove the line, or write :::name where the component begins. It must begin and end in the same paragraph, list or quotation.",
            );
            out.add(&document.file, *span, message).help(help);
        }
    }
}
