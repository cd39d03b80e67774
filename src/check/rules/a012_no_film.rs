//! A page in sign language that leads to no film.

use super::prelude::*;
use crate::model::ResolvedLink;
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
        ("content/om/index.md", "---\ntitel: Om\nuppdaterad: 2026-01-10\n---\n"),
        ("content/om/index.teckensprak.md", "---\ntitel: «Om»\nkällversion: 2026-01-10\n---\n\nHär står bara text.\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\nuppdaterad: 2026-01-10\n---\n"),
        ("content/om/index.teckensprak.md", "---\ntitel: Om\nkällversion: 2026-01-10\n---\n\n[Se filmen om länet på teckenspråk](https://exempel.org/film)\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (document, links) in subject.documents().zip(&subject.model.links) {
        if document.route.edition.variant != Some(Variant::SignLanguage) || document.is_unread {
            continue;
        }
        let outline = &document.outline;
        // A film is on another site, or a file of this one; a page or an address for mail is none.
        let may_be_film = |link: &ResolvedLink| match link {
            ResolvedLink::External(address) => address.starts_with("http"),
            ResolvedLink::File(_) => true,
            ResolvedLink::Page(..) => false,
        };
        let has_film = links.iter().flatten().any(may_be_film)
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
