//! The words that the program puts into a page's text. A theme has its own in its strings,
//! under `markdown`.

use std::borrow::Cow;

use crate::base::{Lang, Language, Text};
use crate::theme::Engine;

static WORDS: [(&str, Text); 16] = [
    ("att_veta", Text::fixed("Att veta", "Note")),
    ("tips", Text::fixed("Tips", "Tip")),
    ("viktigt", Text::fixed("Viktigt", "Important")),
    ("varning", Text::fixed("Varning", "Warning")),
    ("var_forsiktig", Text::fixed("Var försiktig", "Caution")),
    ("klar", Text::fixed("Klart:", "Done:")),
    ("ej_klar", Text::fixed("Inte klart:", "Not done:")),
    ("annan_webbplats", Text::fixed("annan webbplats", "another website")),
    ("tabell", Text::fixed("Tabell", "Table")),
    ("fotnot", Text::fixed("Fotnot", "Footnote")),
    ("fotnoter", Text::fixed("Fotnoter", "Footnotes")),
    ("foto", Text::fixed("Foto:", "Photo:")),
    ("till_texten", Text::fixed("Tillbaka till texten", "Back to the text")),
    ("sida", Text::fixed("sida", "page")),
    ("sidor", Text::fixed("sidor", "pages")),
    ("kalkylblad", Text::fixed("kalkylblad", "sheets")),
];

/// The theme's word for `key`, else the program's.
pub(in crate::render) fn word<'a>(engine: &'a Engine, key: &'a str) -> Cow<'a, str> {
    let own = format!("markdown.{key}");
    if let Some(text) = engine.own_string(&own) {
        return text.into();
    }
    let Some((_, text)) = WORDS.iter().find(|(known, _)| *known == key) else { return key.into() };
    match engine.lang().spoken() {
        Some(lang) => text.get(lang).into(),
        None => engine
            .marked(&own)
            .unwrap_or_else(|| engine.marked_as(Language::SV, text.get(Lang::Sv))),
    }
}

#[cfg(test)]
mod tests {
    use super::WORDS;
    use crate::theme::MARKDOWN_WORDS;

    #[test]
    fn themes_may_have_every_word_and_no_other() {
        assert!(WORDS.iter().map(|(key, _)| *key).eq(MARKDOWN_WORDS));
    }
}
