//! A link to a file that does not say what kind of file it is, and how large.

use super::prelude::*;
use crate::model::ResolvedLink;
use crate::render::file_size::shown;

pub const RULE: Rule = Rule {
    code: "L009",
    name: "bare-document",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Länk till en fil utan typ och storlek", "Link to a file without type and size"),
    why: Text::fixed(
        "Den som surfar på mobilen ska veta att länken hämtar en stor fil, och den som använder hjälpmedel att den inte är en webbsida.",
        "Whoever is on a phone must know that the link fetches a large file, and whoever uses aids that it is no web page.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 9: ange filers namn, format och storlek. WCAG 2.2 2.4.4 Syfte med en länk (nivå A).",
        "The Swedish web guidelines, guideline 9: say the names, formats and sizes of files. WCAG 2.2 2.4.4 Link purpose (level A).",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nLäs «[rapporten](rapport.pdf)».\n"),
        ("content/om/rapport.pdf", "%PDF"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nLäs [rapporten (pdf, 4 byte)](rapport.pdf).\n"),
        ("content/om/rapport.pdf", "%PDF"),
    ]),
    find: Find::Site(find),
};

/// Files that open in another program, by their ending.
const KINDS: [(&str, &str); 12] = [
    ("pdf", "pdf"), ("doc", "Word"), ("docx", "Word"), ("odt", "Word"), ("xls", "Excel"),
    ("xlsx", "Excel"), ("ods", "Excel"), ("ppt", "Powerpoint"), ("pptx", "Powerpoint"),
    ("zip", "zip"), ("csv", "csv"), ("rtf", "Word"),
];

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (id, document) in subject.documents().enumerate() {
        let Some(resolved) = subject.model.links.get(id) else { continue };
        for (link, target) in document.outline.links.iter().zip(resolved) {
            let (path, size) = match target {
                Ok(ResolvedLink::File(path)) => {
                    let address = format!("/{path}");
                    let lang = document.route.edition.language;
                    (path.to_string(), shown(subject.source, subject.model, &address, lang))
                }
                Ok(ResolvedLink::External(address)) => (address.clone(), None),
                _ => continue,
            };
            let path = path.split(['?', '#']).next().unwrap_or_default().to_lowercase();
            let Some(ending) = path.rsplit('/').next().and_then(|name| Some(name.rsplit_once('.')?.1)) else {
                continue;
            };
            let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == ending) else { continue };
            let said = link.text.to_lowercase();
            let says_kind = said.contains(&kind.to_lowercase()) || said.contains(ending);
            if link.picture || link.text.trim().is_empty() || says_kind {
                continue;
            }
            let what = size.map_or_else(|| (*kind).to_owned(), |size| format!("{kind}, {}", size.replace('\u{a0}', " ")));
            let message = Text::new(
                format!("Länken säger inte att den leder till en fil ({what})."),
                format!("The link does not say that it leads to a file ({what})."),
            );
            let finding = out.add(&document.file, link.span, message);
            finding.help(Text::new(
                format!("Skriv det sist i länktexten: {} ({what}).", link.text),
                format!("Write it last in the link text: {} ({what}).", link.text),
            ));
            let written = subject.text(&document.file).get(link.span.range()).unwrap_or_default();
            if let Some(at) = written.rfind("](").filter(|_| written.starts_with('[')) {
                let start = link.span.range().start + at;
                finding.guess(Span::new(start, start), format!(" ({what})"));
            }
        }
    }
}
