//! A link to an old address of a page.

use super::prelude::*;
use crate::check::addresses::{address_in, inward};

pub const RULE: Rule = Rule {
    code: "L010",
    name: "link-to-old-address",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Länk till en gammal adress", "Link to an old address"),
    why: Text::fixed(
        "Den gamla adressen finns för länkar hos andra. Den som följer länken här får vänta på en omväg, och den dag den gamla adressen tas bort är länken bruten.",
        "The old address is there for the links of others. Whoever follows the link here waits for a detour, and the day the old address is removed the link is broken.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nSe «[det nya stödet](/gammalt-stod/)».\n"),
        ("content/om/stod.md", "---\ntitel: Stöd\naliases: [/gammalt-stod/]\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nSe [det nya stödet](/om/stod/).\n"),
        ("content/om/stod.md", "---\ntitel: Stöd\naliases: [/gammalt-stod/]\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    if model.aliases.is_empty() {
        return;
    }
    for document in subject.documents() {
        let text = subject.text(&document.file);
        for link in &document.outline.links {
            let Some(new) = model.instead_of_alias(&link.target) else { continue };
            let written = address_in(text, link.span, &link.target);
            report(out, &Place::new(&document.file, link.span), (&link.target, written), new);
        }
    }
    for field in inward(subject) {
        let Some(new) = model.instead_of_alias(field.address) else { continue };
        let written = address_in(subject.text(&field.file), field.place, field.address);
        report(out, &Place::new(&field.file, field.place), (field.address, written), new);
    }
}

fn report(out: &mut Findings, place: &Place, (old, written): (&str, Option<Span>), new: String) {
    let message = Text::new(
        format!("”{old}” är en gammal adress. Sidan finns på ”{new}”."),
        format!("“{old}” is an old address. The page is at “{new}”."),
    );
    let finding = out.add(&place.file, place.span, message);
    finding.help(Text::fixed("Länka till sidans egen adress.", "Link to the page's own address."));
    if let Some(written) = written {
        finding.replace(written, new);
    }
}
