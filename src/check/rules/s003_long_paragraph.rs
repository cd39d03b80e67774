//! A paragraph of too many words.

use super::prelude::*;
use crate::base::Language;

pub const RULE: Rule = Rule {
    code: "S003",
    name: "long-paragraph",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: Some(Limit { value: 120, of: Text::fixed("Högst så många ord i ett stycke", "The most words in a paragraph") }),
    stage: Stage::Content,
    title: Text::fixed("Långt stycke", "A long paragraph"),
    why: Text::fixed(
        "På en telefon fyller ett långt stycke hela skärmen. Den som letar efter något hittar det inte.",
        "On a telephone a long paragraph fills the screen. Whoever looks for something does not find it.",
    ),
    source: Text::fixed(
        "Språklagen (2009:600) 11 §: språket ska vara enkelt och begripligt.",
        "The Swedish Language Act (2009:600), section 11: language shall be simple and comprehensible.",
    ),
    bad: Example::Text(&[("content/om/index.md", LONG)]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nDu kan få hjälp hemma. Ring oss först.\n\nVi kommer hem till dig. Då går vi igenom vad du behöver.\n",
    )]),
    find: Find::Passage(find),
};

const LONG: &str = "---\ntitel: Om\n---\n\n«Du kan få hjälp hemma. Ring oss först. Vi svarar varje dag. Säg vad du heter och var du bor. Säg också vad du behöver hjälp med. Då vet vi vem som ska komma. Vi ringer dig samma dag. Sedan bestämmer vi en tid. Du får ett brev med tiden. Passar den inte kan du ringa igen. Vi kommer hem till dig. Då går vi igenom vad du behöver. Det tar en timme. Ha gärna en vän med dig. Det är bra att vara två. Vi skriver ner vad vi säger. Du får läsa allt. Sedan börjar hjälpen. Den som kommer har ett kort med namn och bild. Be att få se kortet. Är du inte nöjd vill vi veta det. Skriv till oss eller ring. Vi läser allt och svarar dig.»\n";

fn find(subject: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    if passage.lang != Language::SV || !passage.is_prose() {
        return;
    }
    let limit = subject.settings.limit(&RULE, passage.file);
    if passage.text.len() / 2 < limit {
        return;
    }
    let words: usize = passage.sentences().iter().map(|sentence| sentence.words).sum();
    if words > limit {
        let message = Text::new(
            format!("Stycket har {words} ord. Målet är högst {limit}."),
            format!("The paragraph has {words} words. The aim is at most {limit}."),
        );
        out.add(passage.file, passage.place(), message).help(Text::fixed(
            "Dela stycket där texten byter ämne, eller gör en lista av det som räknas upp.",
            "Split it where the text goes on to something else, or make a list of what is enumerated.",
        ));
    }
}
