//! A link to an edition of the plan that a newer one has followed.

use super::prelude::*;
use crate::document::{Document, Front};
use crate::model::ResolvedLink;

pub const RULE: Rule = Rule {
    code: "D006",
    name: "old-edition",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Länk till en äldre utgåva", "Link to an older edition"),
    why: Text::fixed(
        "Det finns en nyare utgåva av planen. Den som följer länken tror att den gamla gäller.",
        "There is a newer edition of the plan. Whoever follows the link believes that the old one holds.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 24: märk information som är inaktuell.",
        "The Swedish web guidelines, guideline 24: mark information that is out of date.",
    ),
    bad: Example::Text(&[
        ("content/fardplan/2025.md", "---\ntitel: Plan 2025\npunkter: [{nr: 1, text: Ett., källa: F 1}]\n---\n"),
        ("content/fardplan/2026.md", "---\ntitel: Plan 2026\npunkter: [{nr: 1, text: Ett., källa: F 1}]\n---\n"),
        ("content/om/index.md", "---\ntitel: Om\n---\n\nLäs «[planen](/fardplan/2025/)».\n"),
    ]),
    good: Example::Text(&[
        ("content/fardplan/2025.md", "---\ntitel: Plan 2025\npunkter: [{nr: 1, text: Ett., källa: F 1}]\n---\n"),
        ("content/fardplan/2026.md", "---\ntitel: Plan 2026\npunkter: [{nr: 1, text: Ett., källa: F 1}]\n---\n"),
        ("content/om/index.md", "---\ntitel: Om\n---\n\nLäs [planen](/fardplan/2026/), och hur [planen för 2025](/fardplan/2025/) såg ut.\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    let years = subject.plans().filter(|(document, _)| is_published(subject, document));
    let Some(newest) = years.filter_map(|(document, _)| year(document)).max() else { return };
    for (id, document) in subject.documents().enumerate() {
        // News tell of their own day; an edition speaks of the one before it.
        if matches!(document.front, Front::News(_) | Front::Plan(_) | Front::Event(_)) {
            continue;
        }
        let Some(resolved) = model.links.get(id) else { continue };
        for (link, target) in document.outline.links.iter().zip(resolved) {
            let Ok(ResolvedLink::Page(page, _)) = target else { continue };
            let Some(plan) = model.document_of(*page) else { continue };
            let Some(own) = year(plan).filter(|own| *own < newest) else { continue };
            if !matches!(plan.front, Front::Plan(_)) || link.text.contains(&own.to_string()) {
                continue;
            }
            let message = Text::new(
                format!("Länken leder till utgåvan för {own}. Den nyaste är för {newest}."),
                format!("The link leads to the edition of {own}. The newest is of {newest}."),
            );
            out.add(&document.file, link.span, message).help(Text::fixed(
                "Länka till den nyaste, eller skriv året i länktexten.",
                "Link to the newest, or write the year in the link text.",
            ));
        }
    }
}

fn is_published(subject: &Subject<'_>, document: &Document) -> bool {
    !subject.model.left_out.iter().any(|left| left.file == document.file)
}

/// The year of an edition.
fn year(document: &Document) -> Option<i16> {
    document.route.slug.parse().ok()
}
