//! The words of a theme in one language, and those of others that stand in for what it lacks; what
//! templates ask of them.

use std::sync::Arc;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::base::{Language, Typesetter, capital};

use super::Strings;
use super::engine::missing;
use super::marks::{self, mark};

/// The strings of a language, and those that stand in for what it lacks.
#[derive(Debug)]
pub(super) struct Speech {
    pub language: Language,
    /// The site's first one, which registers and vocabularies are in.
    pub first: Language,
    pub own: Strings,
    /// In the order in which they stand in.
    pub others: Vec<(Language, Arc<Strings>)>,
}

impl Speech {
    /// The string named `key`, and its language when it is another one.
    pub fn find(&self, key: &str) -> Option<(Option<Language>, &str)> {
        let others = || {
            let mut found =
                self.others.iter().filter_map(|(of, all)| Some((Some(*of), all.get(key)?)));
            found.next()
        };
        self.own.get(key).map(|text| (None, text)).or_else(others)
    }

    /// A word of a vocabulary, which is in the site's first language.
    fn word(&self, word: &str) -> String {
        let is_own = self.first.base() == self.language.base();
        if is_own { word.to_owned() } else { mark(self.first, word) }
    }

    /// The string with what fills it in. In another language it is marked, and so is what fills
    /// it in, which is in the page's.
    fn shown(&self, key: &str, args: &Kwargs) -> Option<String> {
        let (other, text) = self.find(key)?;
        Some(match other {
            None => fill(text, args, &|value| value.to_owned()),
            Some(other) => mark(
                other,
                &fill(text, args, &|value| {
                    let is_word = value.contains(char::is_alphabetic);
                    if is_word { mark(self.language, value) } else { value.to_owned() }
                }),
            ),
        })
    }
}

/// Text with a capital: that of its words, whichever marks stand before them.
fn with_capital(text: &str) -> String {
    let at = text.len() - marks::after(text).len();
    let (marks, words) = text.split_at(at);
    format!("{marks}{}", capital(words))
}

/// The functions that speak a language.
pub(super) fn speak(tera: &mut Tera, strings: &Arc<Speech>, typesetter: &Arc<Typesetter>) {
    let words = Arc::clone(strings);
    tera.register_function("t", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        let key: &str = args.must_get("key")?;
        let Some(text) = words.shown(key, &args) else {
            return Err(missing("string", key, words.own.keys()));
        };
        Ok(Value::normal_string(&text))
    });
    let words = Arc::clone(strings);
    tera.register_function("has_string", move |args: Kwargs, _: &State| -> TeraResult<bool> {
        let found = words.find(args.must_get("key")?);
        let is_own = args.get::<bool>("own")?.unwrap_or_default();
        Ok(found.is_some_and(|(other, _)| !is_own || other.is_none()))
    });
    let words = Arc::clone(strings);
    tera.register_filter("word", move |word: &str, _: Kwargs, _: &State| -> String {
        words.word(word)
    });
    tera.register_filter("capital", |text: &str, _: Kwargs, _: &State| with_capital(text));
    let typesetter = Arc::clone(typesetter);
    tera.register_filter("typeset", move |text: &Value, _: Kwargs, _: &State| -> String {
        text.as_str().map_or_else(String::new, |text| typesetter.set(text, None).into_owned())
    });
}

/// Puts the arguments into a string: `{antal}` is replaced by `antal=…`. Once: what looks like
/// an argument in a value is the value's own text.
fn fill(text: &str, args: &Kwargs, shown: &dyn Fn(&str) -> String) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}');
        let value =
            named.and_then(|(name, _)| args.iter().find(|(known, _)| known.as_str() == Some(name)));
        let Some(((_, after), (_, value))) = named.zip(value) else {
            filled.push('{');
            rest = after;
            continue;
        };
        match value.as_str() {
            Some(text) => filled.push_str(&shown(text)),
            None => filled.push_str(&value.to_string()),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}
