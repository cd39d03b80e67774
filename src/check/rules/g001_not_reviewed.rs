//! How many pages nobody has reviewed yet. One finding for the site, not one for each page.

use super::prelude::*;
use crate::config::Config;

pub const RULE: Rule = Rule {
    code: "G001",
    name: "not-reviewed",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Sidor som inte är granskade", "Pages that are not reviewed"),
    why: Text::fixed(
        "Sidorna visar ”Inte granskad än”. Den som läser kan inte veta om uppgifterna har kontrollerats.",
        "The pages show “Not reviewed yet”. Readers cannot know whether the facts have been checked.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 23: visa när sidan är granskad.",
        "The Swedish web guidelines, guideline 23: show when a page was reviewed.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: «»Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\n"),
        ("content/omraden/vard.md", "---\ntitel: Vård\ngranskad: 2026-01-01\n---\n\n## Bakgrund\n"),
        ("content/omraden/omsorg.md", "---\ntitel: Omsorg\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/omraden/vard.md", "---\ntitel: Vård\ngranskad: 2026-01-01\n---\n\n## Bakgrund\n"),
        ("content/omraden/omsorg.md", "---\ntitel: Omsorg\ngranskad: 2026-01-02\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    // Where few pages are reviewed the site says so on every page, and everybody knows: the
    // finding is for those that were forgotten.
    let content = model.documents.iter().enumerate().filter(|(id, document)| {
        model.page_of(*id).is_some() && document.route.is_original() && document.is_whole() && !document.route.slug.is_empty() && document.route.kind != "avdelning"
    });
    let (reviewed, rest): (Vec<_>, Vec<_>) =
        content.map(|(_, document)| document).partition(|document| document.common.reviewed.is_some());
    if rest.is_empty() || reviewed.len() < rest.len() {
        return;
    }
    let (count, all) = (rest.len(), rest.len() + reviewed.len());
    let some: Vec<&str> = rest.iter().take(5).map(|document| document.file.as_str()).collect();
    let more = if count > some.len() { " …" } else { "" };
    let some = some.join(", ");
    let message = Text::new(
        format!("{count} av {all} sidor är inte granskade än."),
        format!("{count} of {all} pages are not reviewed yet."),
    );
    let at = model.config.site.title.as_ref().map_or(Span::at(0), |title| Span::at(title.span.range().start));
    out.add(&Config::file(), at, message).help(Text::new(
        format!("Gå igenom sidorna en i taget och skriv dagen i granskad:. Börja med {some}{more}."),
        format!("Go through the pages one by one and write the day in granskad:. Begin with {some}{more}."),
    ));
}
