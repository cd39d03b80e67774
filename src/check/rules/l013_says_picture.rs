//! A description that begins by saying that it is a picture.

use super::prelude::*;
use crate::base::capital;
use crate::document::Document;

pub const RULE: Rule = Rule {
    code: "L013",
    name: "says-picture",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Beskrivningen säger att det är en bild", "The description says that it is a picture"),
    why: Text::fixed(
        "Skärmläsaren säger redan ”bild”. Då hörs ordet två gånger innan det viktiga kommer.",
        "The screen reader says “image” already. The word is then heard twice before what matters.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.1.1 Icke-textuellt innehåll (nivå A), EN 301 549 9.1.1.1.",
        "WCAG 2.2 1.1.1 Non-text content (level A), EN 301 549 9.1.1.1.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![«Bild på en» karta över kommunerna](karta.png)\n"),
        ("content/om/karta.png", "bild"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Karta över kommunerna](karta.png)\n"),
        ("content/om/karta.png", "bild"),
    ]),
    find: Find::Page(find),
};

/// The parts of such a beginning, in order: one of each, where there may be none of some.
const PARTS: [(&[&str], bool); 4] = [
    (&["en ", "ett ", "a ", "an "], false),
    (
        &[
            "bilden ", "bild ", "fotografiet ", "fotografi ", "fotot ", "foto ", "illustrationen ",
            "illustration ", "picture ", "image ", "photo ",
        ],
        true,
    ),
    (
        &[
            "som föreställer ", "föreställer ", "som visar ", "visar ", "på ", "av ", "of ",
            "showing ",
        ],
        true,
    ),
    (&["en ", "ett ", "a ", "an "], false),
];

/// The length of the beginning that says that it is a picture. `lower` is in small letters.
fn beginning(lower: &str) -> Option<usize> {
    let mut rest = lower;
    for (words, is_needed) in PARTS {
        match words.iter().find_map(|word| rest.strip_prefix(word)) {
            Some(after) => rest = after,
            None if is_needed => return None,
            None => {}
        }
    }
    (!rest.trim().is_empty()).then(|| lower.len() - rest.len())
}

fn find(subject: &Subject<'_>, document: &Document, out: &mut Findings) {
    let text = subject.text(&document.file);
    for picture in document.outline.links.iter().filter(|link| link.picture) {
        let said = picture.text.trim_start();
        let lower = said.to_lowercase();
        let Some(len) = beginning(&lower) else { continue };
        let Some((begins, rest)) = said.split_at_checked(len) else { continue };
        let written = text.get(picture.span.range()).unwrap_or_default();
        let at = written.get(..begins.len() + 2 + picture.text.len()).and_then(|head| head.find(said));
        let Some(at) = at.or_else(|| written.find(said)) else { continue };
        let start = picture.span.range().start + at;
        let span = Span::new(start, start + begins.trim_end().len());
        let first = capital(rest.split_whitespace().next().unwrap_or_default());
        let message = Text::new(
            format!("Beskrivningen börjar med ”{}”.", begins.trim_end()),
            format!("The description begins with “{}”.", begins.trim_end()),
        );
        out.add(&document.file, span, message).help(Text::new(
            format!("Börja med det som bilden visar: {first} …"),
            format!("Begin with what the picture shows: {first} …"),
        ));
    }
}
