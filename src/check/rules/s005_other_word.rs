//! Another word for what the glossary has a word for.

use super::prelude::*;
use crate::base::Language;
use crate::document::register::GlossaryEntry;

pub const RULE: Rule = Rule {
    code: "S005",
    name: "other-word",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Två ord för samma sak", "Two words for one thing"),
    why: Text::fixed(
        "Byter texten ord tror läsaren att det är en annan sak.",
        "When a text changes words, readers think that it is another thing.",
    ),
    source: Text::fixed(
        "Språklagen (2009:600) 12 §: svensk terminologi ska finnas och användas. WCAG 2.2 3.2.4 Konsekvent identifiering (nivå AA).",
        "The Swedish Language Act (2009:600), section 12: Swedish terminology shall be there and be used. WCAG 2.2 3.2.4 Consistent identification (level AA).",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nArbetet börjar med en «testverksamhet» i Ånge.\n"),
        GLOSSARY,
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nArbetet börjar med en pilot i Ånge.\n"),
        GLOSSARY,
    ]),
    find: Find::Passage(find),
};

const GLOSSARY: (&str, &str) = (
    "content/register/ordlista.yaml",
    "- id: pilot\n  term: Pilot\n  förklaring: Ett försök i liten skala.\n  undvik: [testverksamhet]\n",
);

fn find(subject: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    if passage.lang != Language::SV {
        return;
    }
    let entries = &subject.model.registers.glossary;
    subject.language.avoided(subject.model).each(&passage.text, passage.places(), |found| {
        let Some(entry) = entries.get(found.of).map(|entry| &entry.value) else { return };
        let Some(term) = &entry.term else { return };
        if passage.is_quoted(found.range.start) {
            return;
        }
        let term = in_a_sentence(entry, &term.value);
        let written = &passage.text[found.range.clone()];
        let message = Text::new(
            format!("Ordlistan har ”{term}” för ”{written}”."),
            format!("The glossary has “{term}” for “{written}”."),
        );
        out.add(passage.file, passage.span(found.range.clone()), message).help(Text::new(
            format!("Skriv ”{term}”, eller en böjning av det, överallt. Vill du hellre ha det andra ordet, ändra i ordlistan."),
            format!("Write “{term}”, or a form of it, everywhere. If you prefer the other word, change the glossary."),
        ));
    });
}

/// The term as it stands inside a sentence: with a small letter first, but for names, which have
/// a capital within or an abbreviation of their own.
pub(super) fn in_a_sentence(entry: &GlossaryEntry, term: &str) -> String {
    let mut letters = term.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    let is_name = rest.contains(char::is_uppercase)
        || entry.synonyms.iter().any(|word| word.value.starts_with(first) && first.is_uppercase());
    if is_name { term.to_owned() } else { first.to_lowercase().chain(rest.chars()).collect() }
}
