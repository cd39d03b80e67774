//! Two words that have one address.

use super::prelude::*;
use crate::base::{collation_key, slug};
use crate::model::terms_of;

pub const RULE: Rule = Rule {
    code: "A007",
    name: "same-word",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Två ord med samma adress", "Two words with one address"),
    why: Text::fixed(
        "Orden samlas på en och samma sida, som om de betydde samma sak.",
        "The words are gathered on one page, as if they meant the same.",
    ),
    source: Text::fixed(
        "RFC 3986: en adress leder till en enda sak. Vägledning för webbutveckling, riktlinje 9.",
        "RFC 3986: an address leads to one thing. The Swedish web guidelines, guideline 9.",
    ),
    bad: Example::Text(&[
        ("content/om/a.md", "---\ntitel: A\ntaggar: [rad]\n---\n"),
        ("content/om/b.md", "---\ntitel: B\ntaggar: [«råd»]\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/om/a.md", "---\ntitel: A\ntaggar: [rad]\n---\n"),
        ("content/om/b.md", "---\ntitel: B\ntaggar: [goda råd]\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let terms = &subject.model.terms.0;
    for (_, document) in subject.model.originals() {
        for (taxonomy, word) in terms_of(document) {
            let Some(term) = terms[taxonomy].find(&word.value) else { continue };
            // Case and spaces do not make another word; å, ä and ö do.
            if term.word == word.value
                || collation_key(&term.word).0 == collation_key(&word.value).0
                || word.span == Span::at(0)
            {
                continue;
            }
            let message = Text::new(
                format!("”{}” och ”{}” får samma adress, …/{}/.", word.value, term.word, slug(&word.value)),
                format!("“{}” and “{}” get one address, …/{}/.", word.value, term.word, slug(&word.value)),
            );
            out.add(&document.file, word.span, message).help(Text::fixed(
                "Välj ett av orden, eller ett annat ord för det ena.",
                "Choose one of the words, or another word for one of them.",
            ));
        }
    }
}
