//! A page in sign language that leads to no film.

use super::prelude::*;
use crate::document::kind::Variant;

pub const RULE: Rule = Rule {
    code: "A012",
    name: "no-film",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Teckenspråk utan film", "Sign language without a film"),
    why: Text::fixed(
        "Teckenspråk går inte att skriva. Den som väljer Teckenspråk i menyn väntar sig en film och får bara text.",
        "Sign language cannot be written. Whoever chooses it in the menu expects a film and gets only text.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 13: teckenspråk.",
        "The Swedish web guidelines, guideline 13: sign language.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n"),
        ("content/om/index.teckensprak.md", "---\ntitel: «Om»\nkällversion: 2026-01-10\n---\n\nHär står bara text.\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n"),
        ("content/om/index.teckensprak.md", "---\ntitel: Om\nkällversion: 2026-01-10\n---\n\n[Se filmen om länet på teckenspråk](https://exempel.org/film)\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        if document.route.edition.variant != Some(Variant::SignLanguage) || document.is_unread {
            continue;
        }
        let outline = &document.outline;
        let has_film = !outline.links.is_empty()
            || outline.components.iter().any(|component| component.name.value == "video");
        let Some(title) = document.common.title.as_ref().filter(|_| !has_film) else { continue };
        let message = Text::fixed(
            "Sidan på teckenspråk har ingen film.",
            "The page in sign language has no film.",
        );
        out.add(&document.file, title.span, message).help(Text::fixed(
            "Visa filmen med komponenten video, eller länka till den. Skriv också på svenska vad den handlar om.",
            "Show the film with the component video, or link to it. Say in Swedish too what it is about.",
        ));
    }
}
