//! An address that could run a program in the reader's browser.

use super::prelude::*;
use crate::model::LinkFault;

pub const RULE: Rule = Rule {
    code: "L004",
    name: "unsafe-link",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Osäker adress", "Unsafe address"),
    why: Text::fixed(
        "En sådan adress kan köra program i besökarens webbläsare.",
        "Such an address can run a program in the visitor's browser.",
    ),
    source: Text::fixed(
        "RFC 3986 och OWASP: adresser som kör kod släpps inte fram.",
        "RFC 3986 and OWASP: addresses that run code are not let through.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n«[Öppna](javascript:alert)»\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n[Öppna](https://exempel.se/) eller [skriv](mailto:info@exempel.se)\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for (document, links) in subject.documents().zip(&model.links) {
        for (link, resolved) in document.outline.links.iter().zip(links) {
            if *resolved != Err(LinkFault::Unsafe) {
                continue;
            }
            let message = Text::new(
                format!("Adressen ”{}” får inte användas.", link.target),
                format!("The address “{}” may not be used.", link.target),
            );
            out.add(&document.file, link.span, message).help(Text::fixed(
                "Använd https:, mailto: eller tel:, eller en sida på webbplatsen.",
                "Use https:, mailto: or tel:, or a page of the site.",
            ));
        }
    }
}
