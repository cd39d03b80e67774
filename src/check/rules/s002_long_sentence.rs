//! A sentence of too many words.

use super::prelude::*;
use crate::base::Language;

pub const RULE: Rule = Rule {
    code: "S002",
    name: "long-sentence",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: Some(Limit { value: 30, of: Text::fixed("Högst så många ord i en mening", "The most words in a sentence") }),
    stage: Stage::Content,
    title: Text::fixed("Lång mening", "A long sentence"),
    why: Text::fixed(
        "I en lång mening hinner läsaren glömma början innan slutet kommer. Den som lyssnar kan inte gå tillbaka.",
        "In a long sentence the reader forgets the beginning before the end comes. Whoever listens cannot go back.",
    ),
    source: Text::fixed(
        "Språklagen (2009:600) 11 §. WCAG 2.2 3.1.5 Läsnivå (nivå AAA).",
        "The Swedish Language Act (2009:600), section 11. WCAG 2.2 3.1.5 Reading level (level AAA).",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nHej. «Du som bor i länet och har en sjukdom som gör att du ofta måste åka till sjukhuset kan nu i stället få besök av en sjuksköterska hemma hos dig, när du själv vill det.»\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nHej. Måste du ofta åka till sjukhuset? Nu kan en sjuksköterska komma hem till dig i stället. Du bestämmer när.\n",
    )]),
    find: Find::Passage(find),
};

fn find(subject: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    if passage.lang != Language::SV || !passage.is_prose() {
        return;
    }
    let limit = subject.settings.limit(&RULE, passage.file);
    // A word and its blank are two bytes at least.
    if passage.text.len() / 2 < limit {
        return;
    }
    for sentence in passage.sentences().iter().filter(|sentence| sentence.words > limit) {
        let words = sentence.words;
        let message = Text::new(
            format!("Meningen har {words} ord. Målet är högst {limit}."),
            format!("The sentence has {words} words. The aim is at most {limit}."),
        );
        out.add(passage.file, passage.span(sentence.range.clone()), message).help(Text::fixed(
            "Dela meningen: en sak i varje. En uppräkning blir tydligare som lista.",
            "Split it: one thing in each sentence. An enumeration is clearer as a list.",
        ));
    }
}
