//! A link to a heading that is not on the page.

use super::prelude::*;
use crate::base::FilePath;
use crate::check::addresses::inward;
use crate::model::{LinkFault, PageId};

pub const RULE: Rule = Rule {
    code: "L002",
    name: "broken-anchor",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Länk till en rubrik som inte finns", "Link to a heading that is not there"),
    why: Text::fixed(
        "Länken leder till rätt sida men inte till stället, och den som läser får leta.",
        "The link leads to the page but not to the place, and the reader has to search.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nSe «[bakgrunden](../omraden/vard.md#bakgrun)».\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nSe [bakgrunden](../omraden/vard.md#bakgrund).\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for (document, links) in subject.documents().zip(&model.links) {
        for (link, resolved) in document.outline.links.iter().zip(links) {
            if let Err(LinkFault::NoAnchor(page)) = resolved {
                report(subject, out, (&document.file, link.span, &link.target), *page);
            }
        }
    }
    for field in inward(subject) {
        if let Err(LinkFault::NoAnchor(page)) = model.written_address(field.address) {
            report(subject, out, (&field.file, field.place, field.address), page);
        }
    }
}

fn report(
    subject: &Subject<'_>,
    out: &mut Findings,
    (file, span, target): (&FilePath, Span, &str),
    page: PageId,
) {
    let anchor = target.split_once('#').map_or("", |(_, anchor)| anchor);
    let meant = out.suggestion(|| subject.model.meant_anchor(page, anchor));
    // A decision's place on its page; every other place is a heading's.
    let message = if anchor.starts_with("beslut-") {
        Text::new(
            format!("Sidan har inget beslut med namnet ”{anchor}”."),
            format!("The page has no decision called “{anchor}”."),
        )
    } else {
        Text::new(
            format!("Sidan har ingen rubrik med namnet ”{anchor}”."),
            format!("The page has no heading called “{anchor}”."),
        )
    };
    out.add(file, span, message).help(match meant {
        Some(meant) => Text::new(
            format!("Menade du ”#{meant}”?"),
            format!("Did you mean “#{meant}”?"),
        ),
        None if anchor.starts_with("beslut-") => Text::fixed(
            "Ett beslut heter #beslut- och sedan sitt id, till exempel #beslut-utbildning.",
            "A decision is called #beslut- and then its id, such as #beslut-utbildning.",
        ),
        None => Text::fixed(
            "Rubrikens namn är dess text med små bokstäver och bindestreck: ”Nästa steg” blir #nasta-steg.",
            "A heading's name is its text in lower case with hyphens: “Nästa steg” is #nasta-steg.",
        ),
    });
}
