//! A page that nothing on the site leads to.

use super::prelude::*;
use crate::document::Front;

pub const RULE: Rule = Rule {
    code: "L012",
    name: "orphan",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Ingen sida leder hit", "No page leads here"),
    why: Text::fixed(
        "Bara den som redan har adressen hittar sidan.",
        "Only who has the address already finds the page.",
    ),
    source: Text::fixed(
        "WCAG 2.4.5: det finns fler än ett sätt att hitta en sida.",
        "WCAG 2.4.5: there is more than one way to find a page.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär: {arbetstyp: [projekt]}\nmeny: [{titel: Vård, adress: /omraden/vard/}]\n"),
        ("content/om/underlag.md", "---\ntitel: «Underlag»\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär: {arbetstyp: [projekt]}\nmeny: [{titel: Vård, adress: /omraden/vard/}]\n"),
        ("content/om/underlag.md", "---\ntitel: Underlag\n---\n"),
        ("content/omraden/vard.md", "---\ntitel: Vård\n---\n\n## Bakgrund\n\nSe [underlaget](../om/underlag.md).\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    // A site without a menu is not that far yet: nothing leads to most of its pages.
    if model.config.site.menu.is_empty() {
        return;
    }
    for page in &model.pages {
        if !subject.unreached.contains(&page.address.out_path()) {
            continue;
        }
        let Some(document) = page.document.map(|id| &model.documents[id]) else { continue };
        // Whoever comes to the site comes to its start page.
        if matches!(document.front, Front::Start(_)) {
            continue;
        }
        let title = document.common.title.as_ref().map_or(Span::at(0), |title| title.span);
        let message = Text::new(
            format!("Ingen annan sida länkar till ”{}”, och ingen lista visar den.", document.title()),
            format!("No other page links to “{}”, and no list shows it.", document.title()),
        );
        out.add(&document.file, title, message).help(Text::fixed(
            "Länka till sidan från en text eller menyn. Ska den inte hittas: säg det med utkast: ja.",
            "Link to the page from a text or the menu. If it is not to be found: say so with utkast: ja.",
        ));
    }
}
