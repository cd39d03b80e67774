//! A link to a page that goes away on a day that is near.

use super::prelude::*;
use crate::base::FilePath;
use crate::check::addresses::inward;
use crate::document::Document;
use crate::model::ResolvedLink;

pub const RULE: Rule = Rule {
    code: "L014",
    name: "leaving-soon",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: Some(Limit {
        value: 30,
        of: Text::fixed("så många dagar i förväg sägs det", "so many days ahead it is said"),
    }),
    stage: Stage::Content,
    title: Text::fixed("Länk till en sida som snart tas bort", "Link to a page that soon goes away"),
    why: Text::fixed(
        "Den dag sidan avpubliceras är länken bruten, och då byggs inte webbplatsen förrän den är rättad.",
        "The day the page is unpublished the link is broken, and the site is not built until it is mended.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nSe «[inbjudan](inbjudan.md)».\n"),
        ("content/om/inbjudan.md", "---\ntitel: Inbjudan\navpubliceras: 2026-02-01\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\navpubliceras: 2026-02-01\n---\n\nSe [inbjudan](inbjudan.md).\n"),
        ("content/om/inbjudan.md", "---\ntitel: Inbjudan\navpubliceras: 2026-02-01\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    if model.documents.iter().all(|document| document.common.unpublish_on.is_none()) {
        return;
    }
    for (document, links) in subject.documents().zip(&model.links) {
        for (link, resolved) in document.outline.links.iter().zip(links) {
            let Ok(ResolvedLink::Page(page, _)) = resolved else { continue };
            let target = model.document_of(*page).filter(|target| target.file != document.file);
            let own = last_day(document);
            if let Some(target) = target
                && own.is_none_or(|own| last_day(target).is_some_and(|day| day < own))
            {
                report(subject, out, (&document.file, link.span), target);
            }
        }
    }
    for field in inward(subject) {
        if let Ok(ResolvedLink::Page(page, _)) = model.written_address(field.address)
            && let Some(target) = model.document_of(page)
        {
            report(subject, out, (&field.file, field.place), target);
        }
    }
}

/// The day from which a page is not there.
fn last_day(document: &Document) -> Option<jiff::civil::Date> {
    document.common.unpublish_on.as_ref().map(|day| day.value.0.start)
}

fn report(
    subject: &Subject<'_>,
    out: &mut Findings,
    (file, span): (&FilePath, Span),
    target: &Document,
) {
    let Some(day) = last_day(target) else { return };
    let ahead = subject.settings.limit(&RULE, file);
    let left = subject.model.today.until(day).map_or(i32::MAX, |span| span.get_days());
    if usize::try_from(left).is_ok_and(|left| left > ahead) {
        return;
    }
    let message = Text::new(
        format!("Länken leder till {}, som tas bort {day}.", target.file),
        format!("The link leads to {}, which goes away on {day}.", target.file),
    );
    let finding = out.add(file, span, message);
    finding.help(Text::fixed(
        "Ta bort länken före den dagen, eller ge sidan ett senare avpubliceras.",
        "Remove the link before that day, or give the page a later avpubliceras.",
    ));
    if let Some(set) = &target.common.unpublish_on {
        finding.related(
            Place::new(&target.file, set.span),
            Text::fixed("Dagen står här.", "The day stands here."),
        );
    }
}
