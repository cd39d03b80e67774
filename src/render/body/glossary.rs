//! Words of the glossary made links, each at its first place on a page that asks for it.

use std::collections::{BTreeSet, HashMap};

use crate::base::words;
use crate::document::register::GlossaryEntry;

/// The words of the glossary and where each is explained.
#[derive(Debug, Default)]
pub(in crate::render) struct Glossary {
    hrefs: Vec<String>,
    /// Every way to write a word, by its first part in lower case; longest first.
    forms: HashMap<String, Vec<Form>>,
}

#[derive(Debug)]
struct Form {
    written: String,
    entry: usize,
    /// An abbreviation is itself in one case only: `SIP` is no `sip`.
    exact: bool,
}

/// A part of a text: linked or not.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'t, 'g> {
    /// The text.
    pub text: &'t str,
    /// Where it is explained.
    pub href: Option<&'g str>,
}

impl Glossary {
    /// The glossary whose page has the address `href`.
    pub fn new<'a>(entries: impl Iterator<Item = &'a GlossaryEntry>, href: &str) -> Self {
        let mut all = Self::default();
        for entry in entries {
            let Some(id) = &entry.id else { continue };
            let at = all.hrefs.len();
            all.hrefs.push(format!("{href}#{}", id.value.0));
            let terms = entry.term.iter().chain(&entry.synonyms);
            let terms = terms.map(|word| (word.value.as_str(), false));
            let abbreviation = entry.abbreviation.iter().map(|word| (word.value.as_str(), true));
            for (written, exact) in terms.chain(abbreviation) {
                let exact = exact || written.chars().all(char::is_uppercase);
                let Some((_, first)) = words(written, char::is_alphanumeric).next() else {
                    continue;
                };
                let form = Form { written: written.to_owned(), entry: at, exact };
                all.forms.entry(first.to_lowercase()).or_default().push(form);
            }
        }
        for forms in all.forms.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.written.len()));
        }
        all
    }

    /// The form that stands at byte `at` of `text`, and its length there.
    fn form_at(&self, text: &str, at: usize, first: &str) -> Option<(&Form, usize)> {
        let forms = self.forms.get(&first.to_lowercase())?;
        forms.iter().find_map(|form| {
            let len = if form.exact {
                text[at..].starts_with(&form.written).then_some(form.written.len())
            } else {
                same_but_case(&text[at..], &form.written)
            }?;
            let goes_on = text[at + len..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
            (!goes_on).then_some((form, len))
        })
    }
}

/// `text` in parts, the words of entries not yet in `explained` linked.
pub(super) fn linked<'t, 'g>(
    text: &'t str,
    glossary: &'g Glossary,
    explained: &mut BTreeSet<usize>,
) -> Vec<Part<'t, 'g>> {
    let mut out = Vec::new();
    let mut done = 0;
    for (at, word) in words(text, char::is_alphanumeric) {
        if at < done || text[..at].ends_with('-') {
            continue;
        }
        let Some((form, len)) = glossary.form_at(text, at, word) else { continue };
        if explained.insert(form.entry) {
            if done < at {
                out.push(Part { text: &text[done..at], href: None });
            }
            out.push(Part { text: &text[at..at + len], href: Some(&glossary.hrefs[form.entry]) });
            done = at + len;
        } else {
            // The whole phrase is this entry's: no word in it is another's.
            if done < at + len {
                out.push(Part { text: &text[done..at + len], href: None });
            }
            done = at + len;
        }
    }
    if done < text.len() {
        out.push(Part { text: &text[done..], href: None });
    }
    out
}

/// How many bytes of `text` are `word`, but for upper and lower case.
fn same_but_case(text: &str, word: &str) -> Option<usize> {
    let mut rest = text.chars();
    for wanted in word.chars() {
        if !rest.next()?.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(text.len() - rest.as_str().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Span, Spanned};
    use crate::yaml::Id;

    fn entry(id: &str, term: &str, abbreviation: Option<&str>, synonyms: &[&str]) -> GlossaryEntry {
        let text = |text: &str| Spanned::new(text.to_owned(), Span::at(0));
        GlossaryEntry {
            id: Some(Spanned::new(Id(id.to_owned()), Span::at(0))),
            term: Some(text(term)),
            abbreviation: abbreviation.map(text),
            synonyms: synonyms.iter().map(|word| text(word)).collect(),
            ..GlossaryEntry::default()
        }
    }

    fn shown(text: &str) -> String {
        let entries = [
            entry("plan", "plan", None, &["planen"]),
            entry("sip", "samordnad individuell plan", Some("SIP"), &[]),
            entry("over", "överenskommelse", None, &[]),
        ];
        let glossary = Glossary::new(entries.iter(), "/o/");
        let mut explained = BTreeSet::new();
        let parts = linked(text, &glossary, &mut explained);
        parts
            .iter()
            .map(|part| {
                part.href.map_or(part.text.to_owned(), |href| format!("[{} {href}]", part.text))
            })
            .collect()
    }

    #[test]
    fn the_first_place_of_a_word_is_linked_and_whole_phrases_win() {
        assert_eq!(
            shown("En samordnad individuell plan är en plan. SIP, planen."),
            "En [samordnad individuell plan /o/#sip] är en [plan /o/#plan]. SIP, planen."
        );
        assert_eq!(
            shown("Överenskommelse, sip och planera plan-b"),
            "[Överenskommelse /o/#over], sip och planera plan-b"
        );
        assert_eq!(shown("(SIP)"), "([SIP /o/#sip])");
    }
}
