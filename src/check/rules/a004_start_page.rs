//! A site without a start page, or an index page under a name that is not read as one.

use super::prelude::*;
use crate::base::UrlPath;
use crate::config::Config;

pub const RULE: Rule = Rule {
    code: "A004",
    name: "start-page",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Startsidan saknas", "No start page"),
    why: Text::fixed(
        "Den som går till webbplatsens adress skulle inte få någon sida alls.",
        "Whoever goes to the site's address would get no page at all.",
    ),
    source: Text::fixed(
        "RFC 3986: en adress leder till en enda sak. Vägledning för webbutveckling, riktlinje 9.",
        "RFC 3986: an address leads to one thing. The Swedish web guidelines, guideline 9.",
    ),
    bad: Example::Text(&[("content/om/Index.md", "«»---\ntitel: Om\n---\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let name = document.file.name();
        let lower = name.to_lowercase();
        if matches!(lower.as_str(), "index.md" | "_index.md") && name != lower {
            let message = Text::new(
                format!("Filen heter ”{name}” men ska heta ”{lower}”, med små bokstäver."),
                format!("The file is called “{name}” but must be “{lower}”, in lower case."),
            );
            out.add(&document.file, Span::at(0), message)
                .help(Text::fixed("Byt namn på filen.", "Rename the file."));
        }
    }
    if !subject.model.by_address.contains_key(&UrlPath::from_parts([])) {
        let message = Text::fixed(
            "Webbplatsen har ingen startsida: content/index.md saknas eller kommer inte med.",
            "The site has no start page: content/index.md is missing or left out.",
        );
        out.add(&Config::file(), Span::at(0), message).help(Text::fixed(
            "Skriv startsidan i filen content/index.md. Är den ett utkast, ta bort raden utkast: ja.",
            "Write the start page in content/index.md. If it is a draft, remove the line utkast: ja.",
        ));
    }
}
