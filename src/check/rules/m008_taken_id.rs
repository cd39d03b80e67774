//! An id that a heading was given but that is taken already.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "M008",
    name: "taken-id",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Två ställen på sidan har samma id", "Two places on the page have one id"),
    why: Text::fixed(
        "En länk till id:t kan bara leda till ett av dem.",
        "A link to the id can only lead to one of them.",
    ),
    source: Text::fixed(
        "HTML Standard 3.2.6: ett id finns en gång på sidan.",
        "HTML Standard 3.2.6: an id is there once on a page.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n## Mål {#mal}\n\nText.\n\n«## Fler mål {#mal}\n»\nText.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n## Mål {#mal}\n\nText.\n\n## Fler mål {#fler-mal}\n\nText.\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        for id in &document.outline.taken_ids {
            let message = Text::new(
                format!("Id:t ”{}” är upptaget på sidan.", id.value),
                format!("The id “{}” is taken on the page.", id.value),
            );
            let help = Text::new(
                format!("Välj ett annat än {{#{}}}, eller ta bort det: rubriken får då ett eget.", id.value),
                format!("Choose another than {{#{}}}, or remove it: the heading then gets its own.", id.value),
            );
            out.add(&document.file, id.span, message).help(help);
        }
    }
}
