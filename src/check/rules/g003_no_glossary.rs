//! `ordlista: ja` where no word can become a link.

use super::prelude::*;
use crate::document::register::Table;

pub const RULE: Rule = Rule {
    code: "G003",
    name: "no-glossary",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ordlistan används inte", "The glossary is not used"),
    why: Text::fixed(
        "Sidan ber om ordlistan, men inga ord blir länkar dit.",
        "The page asks for the glossary, but no words become links to it.",
    ),
    source: Text::fixed(
        "Språklagen (2009:600) 12 §: svensk terminologi ska finnas och användas.",
        "The Swedish Language Act (2009:600), section 12: Swedish terminology shall be there and be used.",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Om\nordlista: «ja»\n---\n")]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\nordlista: ja\n---\n"),
        ("content/register/ordlista.yaml", "- {id: plan, term: plan, förklaring: Det vi ska göra.}\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    let has_words = !model.registers.glossary.is_empty();
    let is_there = model.register_documents.iter().any(|document| matches!(document.table, Table::Glossary(_)));
    let main = model.config.language();
    for document in subject.documents() {
        let is_own = !document.defaulted.contains(&"ordlista");
        let own = document.common.glossary.as_ref().filter(|_| is_own);
        // What a section gives is told of there.
        let given = document.defaults.as_ref().and_then(|given| given.common.glossary.as_ref());
        for asks in own.into_iter().chain(given).filter(|asks| asks.value.0) {
            let (message, help) = if !has_words {
                let message = if is_there {
                    Text::fixed("Webbplatsens ordlista är tom.", "The site's glossary is empty.")
                } else {
                    Text::fixed("Webbplatsen har ingen ordlista.", "The site has no glossary.")
                };
                let help = Text::fixed(
                    "Skriv orden i content/register/ordlista.yaml, eller ta bort ordlista:.",
                    "Write the words in content/register/ordlista.yaml, or remove ordlista:.",
                );
                (message, help)
            } else if document.route.edition.language != main {
                let message = Text::fixed(
                    "Sidan är på ett annat språk än ordlistan.",
                    "The page is in another language than the glossary.",
                );
                let help = Text::fixed(
                    "Ta bort ordlista: på sidan, och förklara orden i texten.",
                    "Remove ordlista: from the page, and explain the words in the text.",
                );
                (message, help)
            } else {
                continue;
            };
            out.add(&document.file, asks.span, message).help(help);
        }
    }
}
