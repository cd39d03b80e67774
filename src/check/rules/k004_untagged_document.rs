//! A document that not everybody can read.

use super::prelude::*;
use crate::document::register::Table;

pub const RULE: Rule = Rule {
    code: "K004",
    name: "untagged-document",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ett dokument som inte alla kan läsa", "A document not everybody can read"),
    why: Text::fixed(
        "Den som använder skärmläsare kan inte läsa filen. Lagen om digital offentlig service kräver att det går.",
        "Whoever uses a screen reader cannot read the file. The law on public digital services says they must.",
    ),
    source: Text::fixed(
        "EN 301 549, kapitel 10 (dokument). Lagen (2018:1937) 4 och 10 §§.",
        "EN 301 549, chapter 10 (documents). The Act (2018:1937), sections 4 and 10.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\n  dokumentformat: [html, pdf, otillgänglig pdf]\n"),
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, länk: \"https://exempel.org/a.pdf\", format: «otillgänglig pdf»}\n"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\n  dokumentformat: [html, pdf, otillgänglig pdf]\n"),
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, länk: \"https://exempel.org/a.pdf\", format: pdf}\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in &subject.model.register_documents {
        let Table::Documents(rows) = &document.table else { continue };
        for row in rows {
            let Some(format) = &row.format else { continue };
            let written = format.id.value.to_lowercase();
            let lacks = ["otillgänglig", "otaggad", "inskannad"].iter().any(|word| written.contains(word));
            if !lacks {
                continue;
            }
            let title = row.title.as_ref().map_or("", |title| title.value.as_str());
            let message = Text::new(
                format!("”{title}” saknar taggar för skärmläsare."),
                format!("“{title}” has no tags for screen readers."),
            );
            out.add(&document.file, format.span, message).help(Text::fixed(
                "Be utgivaren om en taggad pdf eller en webbsida. Berätta så länge på sidan hur man får texten på annat sätt.",
                "Ask the publisher for a tagged PDF or a web page. Until then, say on the page how to get the text otherwise.",
            ));
        }
    }
}
