//! Which words lead to each other: abbreviations and what they stand for, synonyms of the
//! glossary, words that residents use and the site does not.

use crate::base::Language;
use crate::model::Model;
use crate::search::Alike;

/// What the registers say. They are in the site's first language.
pub(super) fn of(model: &Model, lang: Language) -> Alike {
    let mut alike = Alike::default();
    if lang != model.config.language() {
        return alike;
    }
    for entry in &model.registers.glossary {
        let entry = &entry.value;
        let Some(term) = &entry.term else { continue };
        if let Some(abbreviation) = &entry.abbreviation {
            alike.both(lang, &term.value, &abbreviation.value);
        }
        for synonym in &entry.synonyms {
            alike.both(lang, &term.value, &synonym.value);
        }
        for avoided in &entry.avoided {
            alike.leads(lang, &avoided.value, &term.value);
        }
    }
    for row in &model.registers.synonyms {
        let Some(asked) = &row.value.word else { continue };
        for said in &row.value.said {
            alike.leads(lang, &asked.value, &said.value);
        }
    }
    alike
}
