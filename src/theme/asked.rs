//! Which strings a theme's templates ask for, and where.
//!
//! Templates are looked at, not understood: a key that is written out is known, one that is put
//! together is known by how it begins, and every text in a tag may be a key.

use std::collections::HashSet;
use std::ops::Range;

use crate::base::{Place, Span};

use super::file;

/// What templates ask for.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The keys that are written out in `t(key="…")`, with what is filled in there.
    pub exact: Vec<AskedString>,
    /// Those that a template asks for before it shows them: `has_string(key="…")`.
    pub optional: HashSet<String>,
    /// Every text in a tag.
    texts: HashSet<String>,
    /// How keys begin that are put together: `"läge." ~ ord`.
    starts: Vec<String>,
}

/// A string that a template asks for by its whole key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AskedString {
    /// The key.
    pub key: String,
    /// Where it stands.
    pub place: Place,
    /// The names that are given to fill it in.
    pub given: Vec<String>,
}

impl Asked {
    /// Reads the templates, by their full names.
    pub fn of(templates: &[(String, &str)]) -> Self {
        let mut asked = Self::default();
        for (name, text) in templates {
            let (theme, path) = name.split_once('/').unwrap_or(("", name));
            let path = file(theme, &format!("templates/{path}"));
            for tag in tags(text) {
                asked.read(text, tag, &|range| Place::new(&path, Span::from(range)));
            }
        }
        asked
    }

    /// Whether a template may ask for `key`.
    pub fn may_ask_for(&self, key: &str) -> bool {
        self.texts.contains(key) || self.starts.iter().any(|start| key.starts_with(start.as_str()))
    }

    fn read(&mut self, text: &str, tag: Range<usize>, place: &dyn Fn(Range<usize>) -> Place) {
        let tokens = tokens(text, tag);
        for (at, token) in tokens.iter().enumerate() {
            let Token::Text(range) = token else { continue };
            let written = &text[range.clone()];
            self.texts.insert(written.to_owned());
            let follows = |sign| tokens.get(at + 1) == Some(&Token::Sign(sign));
            if follows('~') && !written.is_empty() {
                self.starts.push(written.to_owned());
            }
        }
        for (at, token) in tokens.iter().enumerate() {
            let Token::Word(range) = token else { continue };
            let name = &text[range.clone()];
            if !matches!(name, "t" | "has_string") || tokens.get(at + 1) != Some(&Token::Sign('('))
            {
                continue;
            }
            let arguments = arguments(text, &tokens[at + 2..]);
            let keys = arguments.iter().find(|(name, _)| *name == "key");
            let Some((_, value)) = keys else { continue };
            let given: Vec<String> = arguments
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .filter(|n| n != "key")
                .collect();
            for range in whole(text, value) {
                let key = text[range.clone()].to_owned();
                if name == "t" {
                    let given = given.clone();
                    self.exact.push(AskedString { key, place: place(range), given });
                } else {
                    self.optional.insert(key);
                }
            }
        }
    }
}

/// What an expression is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// What stands between quotes.
    Text(Range<usize>),
    /// A name, a number, a word of the language.
    Word(Range<usize>),
    /// Any other sign.
    Sign(char),
}

fn tokens(text: &str, tag: Range<usize>) -> Vec<Token> {
    let mut all = Vec::new();
    let mut at = tag.start;
    while let Some(sign) = text[at..tag.end].chars().next() {
        let rest = &text[at + sign.len_utf8()..tag.end];
        if matches!(sign, '"' | '\'' | '`') {
            let length = rest.find(sign).unwrap_or(rest.len());
            all.push(Token::Text(at + 1..at + 1 + length));
            at = (at + length + 2).min(tag.end);
        } else if is_part(sign) {
            let length = text[at..tag.end].find(|c| !is_part(c)).unwrap_or(tag.end - at);
            all.push(Token::Word(at..at + length));
            at += length;
        } else {
            if !sign.is_whitespace() {
                all.push(Token::Sign(sign));
            }
            at += sign.len_utf8();
        }
    }
    all
}

/// The arguments of a call, by name, from behind its `(`.
fn arguments<'a>(text: &'a str, tokens: &'a [Token]) -> Vec<(&'a str, &'a [Token])> {
    let mut depth = 0_usize;
    let mut start = 0;
    let mut all = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let ends = match token {
            Token::Sign('(' | '[' | '{') => {
                depth += 1;
                false
            }
            Token::Sign(')') if depth == 0 => true,
            Token::Sign(')' | ']' | '}') => {
                depth = depth.saturating_sub(1);
                false
            }
            Token::Sign(',') => depth == 0,
            _ => false,
        };
        if !ends {
            continue;
        }
        if let [Token::Word(name), Token::Sign('='), value @ ..] = &tokens[start..at] {
            all.push((&text[name.clone()], value));
        }
        start = at + 1;
        if *token == Token::Sign(')') {
            break;
        }
    }
    all
}

/// The texts that the expression may be as they are: `"a"`, `x and "a" or "b"`,
/// `"a" if x else "b"`. Those that are compared with something or joined to it are not.
fn whole(text: &str, value: &[Token]) -> Vec<Range<usize>> {
    let is_one_of = |token: Option<&Token>, words: &[&str]| match token {
        None => true,
        Some(Token::Word(range)) => words.contains(&&text[range.clone()]),
        Some(Token::Sign('(' | ')')) => true,
        Some(_) => false,
    };
    let mut all = Vec::new();
    if value.contains(&Token::Sign('~')) {
        return all;
    }
    for (at, token) in value.iter().enumerate() {
        let Token::Text(range) = token else { continue };
        let before = at.checked_sub(1).and_then(|before| value.get(before));
        if is_one_of(before, &["and", "or", "else"])
            && is_one_of(value.get(at + 1), &["or", "if", "else"])
        {
            all.push(range.clone());
        }
    }
    all
}

fn is_part(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// Where the expressions and statements of a template stand; comments are none.
fn tags(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find('{')?;
            let (close, is_comment) = match text.as_bytes().get(start + 1) {
                Some(b'{') => ("}}", false),
                Some(b'%') => ("%}", false),
                Some(b'#') => ("#}", true),
                _ => {
                    at = start + 1;
                    continue;
                }
            };
            let inner = start + 2;
            let end = text[inner..].find(close).map_or(text.len(), |length| inner + length);
            at = end;
            if !is_comment {
                return Some(inner..end);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::Asked;

    fn asked(template: &str) -> Asked {
        Asked::of(&[("eget/sida.html".to_owned(), template)])
    }

    /// The keys that are written out, each with what is filled in.
    fn exact(template: &str) -> String {
        let all = asked(template).exact.into_iter();
        all.map(|one| format!("{}({})", one.key, one.given.join(" "))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_that_are_written_out_are_known_with_what_is_filled_in() {
        assert_eq!(exact("{{ t(key=\"a.b\") }}{% if t( key = 'c' ) %}"), "a.b() c()");
        assert_eq!(exact("{{ t(antal=f(x=1, y=[2, 3]), key=\"a\", nr=n) }}"), "a(antal nr)");
        assert_eq!(exact("{{ t(key=x == \"pilot\" and \"a\" or \"b\") }}"), "a() b()");
        assert_eq!(
            exact("{{ t(key=\"a\" if x else \"b\") }}{{ <c n={t(key=\"d\")} /> }}"),
            "a() b() d()"
        );
        let place = asked("åäö {{ t(key=\"a.b\") }}").exact.remove(0).place;
        assert_eq!(
            (place.file.as_str(), place.span.range()),
            ("themes/eget/templates/sida.html", 17..20)
        );
    }

    #[test]
    fn what_is_put_together_or_commented_out_is_not() {
        for template in [
            "{{ t(key=\"a.\" ~ x) }}",
            "{{ t(key=x) }}",
            "{{ t(key=\"a.\" ~ (x or \"b\")) }}",
            "{# {{ t(key=\"a\") }} #}",
            "{{ x.t(y) }}t(key=\"a\")",
            "{{ set(key=\"a\") }}",
            "{{ t(key=\"a",
        ] {
            assert_eq!(exact(template), "", "{template}");
        }
    }

    #[test]
    fn every_doubt_counts_as_asking() {
        let asked =
            asked("{% set n = \"a.\" ~ x ~ \".z\" %}{{ <saknas nyckel=\"b.c\" /> }}{{ \"\" ~ y }}");
        assert!(asked.may_ask_for("a.q.z") && asked.may_ask_for("b.c"));
        assert!(!asked.may_ask_for("b") && !asked.may_ask_for("c.d"));
    }
}
