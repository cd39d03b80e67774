//! A translation or variant of a page that is not there.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "A006",
    name: "no-original",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Översättning utan original", "Translation without an original"),
    why: Text::fixed(
        "Listor, flöden och öppna data görs av originalen. Utan original saknas sidan där.",
        "Lists, feeds and open data are made of the originals. Without one the page is missing there.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 12–17: andra språk.",
        "The Swedish web guidelines, guidelines 12–17: other languages.",
    ),
    bad: Example::Text(&[("content/om/index.lattlast.md", "«»---\ntitel: Om\n---\n")]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\nuppdaterad: 2026-01-10\n---\n"),
        ("content/om/index.lattlast.md", "---\ntitel: Om\nkällversion: 2026-01-10\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for document in model.documents.iter().filter(|document| !document.route.is_original()) {
        let original = &document.route.original;
        let is_there = model.by_address.contains_key(original)
            || model.documents.iter().any(|other| other.route.address == *original);
        if is_there {
            continue;
        }
        let name = &document.route.name;
        let message = Text::new(
            format!("Originalet, {name}.md, finns inte."),
            format!("The original, {name}.md, does not exist."),
        );
        out.add(&document.file, Span::at(0), message).help(Text::new(
            format!("Skriv {name}.md i samma mapp. Den får vara kort."),
            format!("Write {name}.md in the same folder. It may be short."),
        ));
    }
}
