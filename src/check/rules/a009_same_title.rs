//! Two pages of one kind with one title.

use std::collections::BTreeMap;

use super::prelude::*;
use crate::document::Front;
use crate::base::collation_key;

pub const RULE: Rule = Rule {
    code: "A009",
    name: "same-title",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Två sidor med samma rubrik", "Two pages with one title"),
    why: Text::fixed(
        "I listor, flikar och sökresultat går de inte att skilja åt.",
        "In lists, tabs and search results they cannot be told apart.",
    ),
    source: Text::fixed(
        "WCAG 2.2 2.4.2 Sidtitlar (nivå A), EN 301 549 9.2.4.2.",
        "WCAG 2.2 2.4.2 Page titled (level A), EN 301 549 9.2.4.2.",
    ),
    bad: Example::Text(&[
        ("content/om/a.md", "---\ntitel: Om vården\n---\n"),
        ("content/om/b.md", "---\ntitel: «Om vården»\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/om/a.md", "---\ntitel: Om vården\n---\n"),
        ("content/om/b.md", "---\ntitel: Om omsorgen\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let mut seen = BTreeMap::new();
    for document in subject.documents() {
        let Some(title) = &document.common.title else { continue };
        // A variant has its original's title; the texts of reports are no pages.
        let is_text = matches!(document.front, Front::ReportText(_));
        if is_text || document.route.edition.variant.is_some() {
            continue;
        }
        let key = (document.route.kind, document.route.edition, collation_key(&title.value).0);
        let place = Place::new(&document.file, title.span);
        let Some((first, address)) = seen.get(&key) else {
            seen.insert(key, (place, &document.route.address));
            continue;
        };
        // Two files for one address have a finding of their own.
        if *address == &document.route.address {
            continue;
        }
        let message = Text::new(
            format!("En annan sida heter också ”{}”.", title.value),
            format!("Another page is called “{}” too.", title.value),
        );
        out.add(&document.file, title.span, message)
            .help(Text::fixed(
                "Lägg till det som skiljer dem åt, till exempel ort eller år. Är sidan en dubblett, ta bort den.",
                "Add what tells them apart, such as place or year. If the page is a duplicate, remove it.",
            ))
            .related(Place::clone(first), Text::fixed("Den första finns här.", "The first one is here."));
    }
}
