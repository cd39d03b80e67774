//! A translation that does not say which day's original it follows.

use super::prelude::*;
use crate::document::Document;
use crate::model::View;

pub const RULE: Rule = Rule {
    code: "D008",
    name: "no-source-version",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Okänt vilket original översättningen följer", "Not known which original the translation follows"),
    why: Text::fixed(
        "Läsaren ska se hur gammalt originalet var när översättningen gjordes. Och den som ändrar originalet får ingen påminnelse om översättningen.",
        "Readers should see how old the original was when the translation was made. And whoever changes the original is not reminded of the translation.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 12–17: andra språk.",
        "The Swedish web guidelines, guidelines 12–17: other languages.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\n"),
        ("content/om/index.md", "---\ntitel: Om\nuppdaterad: 2026-01-10\n---\n"),
        ("content/om/index.en.md", "---\ntitel: «About»\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\n"),
        ("content/om/index.md", "---\ntitel: Om\nuppdaterad: 2026-01-10\n---\n"),
        ("content/om/index.en.md", "---\ntitel: About\nkällversion: 2026-01-10\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for (id, page) in model.pages.iter().enumerate() {
        let Some(document) = model.document_of(id) else { continue };
        let Some(title) = &document.common.title else { continue };
        let original = model.original_page(id).and_then(|original| model.document_of(original));
        let Some(original) = original.filter(|_| page.view != View::Search) else { continue };
        let is_said = document.common.source_version.is_some();
        let Some(day) = &original.common.updated else {
            if let Some(version) = document.common.source_version.as_ref() {
                without_day(document, original, version.span, out);
            }
            continue;
        };
        if is_said || document.changed_since(original).is_some() {
            continue;
        }
        let day = day.value.0.start;
        let message = Text::fixed(
            "Sidan säger inte vilken dags original den följer.",
            "The page does not say which day's original it follows.",
        );
        out.add(&document.file, title.span, message).help(Text::new(
            format!("Följer den originalet som det är nu, skriv källversion: {day}."),
            format!("If it follows the original as it is now, write källversion: {day}."),
        ));
    }
}

/// The original does not say when it was changed: nobody would be told that it has been.
fn without_day(document: &Document, original: &Document, span: Span, out: &mut Findings) {
    let file = &original.file;
    let message = Text::new(
        format!("Originalet {file} säger inte när det ändrades."),
        format!("The original {file} does not say when it was changed."),
    );
    out.add(&document.file, span, message).help(Text::new(
        format!("Skriv uppdaterad: i {file} när du ändrar det. Då får läsaren av den här sidan veta att den är äldre."),
        format!("Write uppdaterad: in {file} when you change it. Then readers of this page are told that it is older."),
    ));
}
