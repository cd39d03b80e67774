//! A translation that is older than what it translates.

use super::prelude::*;
use std::collections::HashMap;

use crate::base::{Lang, UrlPath};
use crate::document::Document;

pub const RULE: Rule = Rule {
    code: "D007",
    name: "old-translation",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Översättningen är äldre än originalet", "The translation is older than its original"),
    why: Text::fixed(
        "Sidan har ändrats på svenska. Den som läser översättningen får gamla uppgifter.",
        "The page has changed in its first language. Whoever reads the translation gets old facts.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 12–17: andra språk.",
        "The Swedish web guidelines, guidelines 12–17: other languages.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\nvokabulär:\n  arbetstyp: [projekt]\n"),
        ("content/om/index.md", "---\ntitel: Om\nuppdaterad: 2026-01-10\n---\n"),
        ("content/om/index.en.md", "---\ntitel: About\nuppdaterad: «2025-03-01»\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\nvokabulär:\n  arbetstyp: [projekt]\n"),
        ("content/om/index.md", "---\ntitel: Om\nuppdaterad: 2026-01-10\n---\n"),
        ("content/om/index.en.md", "---\ntitel: About\nuppdaterad: 2026-01-12\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let originals: HashMap<&UrlPath, &Document> = subject
        .documents()
        .filter(|document| document.route.is_original())
        .map(|document| (&document.route.address, document))
        .collect();
    for document in subject.documents().filter(|document| !document.route.is_original()) {
        let Some(original) = originals.get(&document.route.original) else { continue };
        let (Some(own), Some(first)) = (&document.common.updated, &original.common.updated) else { continue };
        if own.value.0.end >= first.value.0.start {
            continue;
        }
        let message = Text::new(
            format!("Originalet ändrades {}, efter den här sidan.", first.value.0.show(Lang::Sv)),
            format!("The original was changed {}, after this page.", first.value.0.show(Lang::En)),
        );
        out.add(&document.file, own.span, message)
            .help(Text::fixed(
                "Jämför med originalet, ändra det som skiljer och skriv dagens datum här.",
                "Compare with the original, change what differs and write today's date here.",
            ))
            .related(
                Place::new(&original.file, first.span),
                Text::fixed("Originalet ändrades den här dagen.", "The original was changed on this day."),
            );
    }
}
