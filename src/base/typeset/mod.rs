//! Text as it is set for readers: the language's quotes and dashes, hard spaces in numbers
//! and before units, soft hyphens in long compounds.
//!
//! Only what is shown on a page is set: ids, feeds, data and search have the text as written.

mod hyphens;
mod punctuation;

use std::borrow::Cow;

use super::Language;

pub use hyphens::Hyphens;

/// Sets text in one language.
#[derive(Debug, Clone, Default)]
pub struct Typesetter {
    lang: Language,
    punctuates: bool,
    hyphens: Hyphens,
}

impl Typesetter {
    /// Sets text in `lang`; quotes, dashes and spaces only when it `punctuates`.
    #[must_use]
    pub const fn new(lang: Language, punctuates: bool, hyphens: Hyphens) -> Self {
        Self { lang, punctuates, hyphens }
    }

    /// The language.
    #[must_use]
    pub const fn lang(&self) -> Language {
        self.lang
    }

    /// `text` as it is shown. `before` is the sign right before it, when it goes on from
    /// other text.
    #[must_use]
    pub fn set<'a>(&self, text: &'a str, before: Option<char>) -> Cow<'a, str> {
        let punctuated = if self.punctuates {
            punctuation::punctuated(text, before, self.lang)
        } else {
            Cow::Borrowed(text)
        };
        match punctuated {
            Cow::Borrowed(text) => self.hyphens.put_into(text),
            Cow::Owned(text) => Cow::Owned(self.hyphens.put_into(&text).into_owned()),
        }
    }
}
