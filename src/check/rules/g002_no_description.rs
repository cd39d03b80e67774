//! How many pages have no text for lists and search engines. One finding for the site.

use super::prelude::*;
use crate::config::Config;
use crate::document::Front;

pub const RULE: Rule = Rule {
    code: "G002",
    name: "no-description",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Sidor utan ingress", "Pages without a lead"),
    why: Text::fixed(
        "Listor, flöden och sökmotorer visar ingressen. Utan den väljer sökmotorn själv något ur texten.",
        "Lists, feeds and search engines show the lead. Without it the search engine picks something itself.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 5 och 61: tydliga länkar och beskrivande rubriker.",
        "The Swedish web guidelines, guidelines 5 and 61: clear links and descriptive headings.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: «»Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\n"),
        ("content/omraden/vard.md", "---\ntitel: Vård\ningress: Om vården.\n---\n\n## Bakgrund\n"),
        ("content/omraden/omsorg.md", "---\ntitel: Omsorg\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/omraden/vard.md", "---\ntitel: Vård\ningress: Om vården.\n---\n\n## Bakgrund\n"),
        ("content/omraden/omsorg.md", "---\ntitel: Omsorg\ningress: Om omsorgen.\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    // Where no page has a lead, the site does without; where most have, some were forgotten.
    let content = model.documents.iter().enumerate().filter(|(id, document)| {
        let listed = matches!(document.front, Front::Area(_) | Front::Work(_) | Front::News(_) | Front::Event(_) | Front::Plan(_));
        listed && model.page_of(*id).is_some() && document.is_whole()
    });
    let (given, without): (Vec<_>, Vec<_>) =
        content.map(|(_, document)| document).partition(|document| document.common.lead.is_some());
    if without.is_empty() || given.len() < without.len() {
        return;
    }
    let (count, all) = (without.len(), without.len() + given.len());
    let some: Vec<&str> = without.iter().take(5).map(|document| document.file.as_str()).collect();
    let more = if count > some.len() { " …" } else { "" };
    let some = some.join(", ");
    let message = Text::new(
        format!("{count} av {all} sidor saknar ingress."),
        format!("{count} of {all} pages have no lead."),
    );
    let at = model.config.site.title.as_ref().map_or(Span::at(0), |title| Span::at(title.span.range().start));
    out.add(&Config::file(), at, message).help(Text::new(
        format!("Skriv en eller två meningar i ingress:. Det gäller {some}{more}."),
        format!("Write a sentence or two in ingress:. It concerns {some}{more}."),
    ));
}
