//! What a theme's templates ask for: what none of them names need not be made.
//!
//! Templates are only looked at, not understood, so every doubt counts as asking.

use std::collections::{HashMap, HashSet};

/// What all templates of a theme, and of those it extends, ask for.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The variables, and every other word inside a tag.
    names: HashMap<String, Fields>,
}

/// Which fields of a variable are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fields {
    /// All may be.
    All,
    /// These, each by its name.
    Named(HashSet<String>),
}

impl Fields {
    /// Whether the field may be asked for.
    #[must_use]
    pub fn may_ask_for(&self, field: &str) -> bool {
        match self {
            Self::All => true,
            Self::Named(named) => named.contains(field),
        }
    }
}

impl Words {
    pub fn of<'a>(templates: impl Iterator<Item = &'a str>) -> Self {
        let mut words = Self::default();
        templates.flat_map(tags).for_each(|tag| words.read(tag));
        words
    }

    /// Whether some template may ask for what is called `name`: a variable can only be
    /// reached by its name.
    pub fn may_ask_for(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// Which fields of `name` some template may ask for.
    pub fn fields_of(&self, name: &str) -> Fields {
        self.names.get(name).cloned().unwrap_or_else(|| Fields::Named(HashSet::new()))
    }

    /// Takes the words of one tag.
    fn read(&mut self, tag: &str) {
        let mut at = 0;
        while let Some(start) = tag[at..].find(is_part).map(|found| at + found) {
            let end = end_of(tag, start);
            let name = &tag[start..end];
            at = end;
            let (before, after) = (tag[..start].trim_end(), &tag[end..]);
            let fields =
                self.names.entry(name.to_owned()).or_insert_with(|| Fields::Named(HashSet::new()));
            // A field of something else is no variable.
            if before.ends_with('.') && !before.ends_with("..") {
                continue;
            }
            if let Some(rest) = after.strip_prefix('.')
                && rest.starts_with(is_part)
            {
                if let Fields::Named(named) = fields {
                    named.insert(rest[..end_of(rest, 0)].to_owned());
                }
            } else if !is_harmless(name, before, after) {
                *fields = Fields::All;
            }
        }
    }
}

/// Whether a variable that stands alone says nothing of its fields: it is only asked whether
/// it is there, or handed on to a component under the same name.
fn is_harmless(name: &str, before: &str, after: &str) -> bool {
    let after = after.trim_start();
    let is_asked = ends_in(before, &["if", "elif", "and", "or", "not"])
        && (after.is_empty() || after == "-" || begins_with(after, &["and", "or"]));
    let is_handed_on = before
        .strip_suffix('{')
        .and_then(|rest| rest.trim_end().strip_suffix('='))
        .is_some_and(|rest| ends_in(rest, &[name]))
        && after.starts_with('}');
    let is_given = after.starts_with('=') && !after.starts_with("==");
    let is_declared = begins_with(before.trim_start_matches(['-', ' ']), &["component"]);
    is_asked || is_handed_on || is_given || is_declared
}

fn ends_in(text: &str, words: &[&str]) -> bool {
    words
        .iter()
        .any(|word| text.trim_end().strip_suffix(word).is_some_and(|rest| !rest.ends_with(is_part)))
}

fn begins_with(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(is_part)))
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn end_of(text: &str, start: usize) -> usize {
    text[start..].find(|c| !is_part(c)).map_or(text.len(), |len| start + len)
}

/// What stands inside the tags of a template: expressions and statements.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find('{')?;
            let close = match rest.as_bytes().get(start + 1) {
                Some(b'{') => "}}",
                Some(b'%') => "%}",
                _ => {
                    rest = &rest[start + 1..];
                    continue;
                }
            };
            let inner = &rest[start + 2..];
            let end = inner.find(close).unwrap_or(inner.len());
            rest = &inner[end..];
            return Some(&inner[..end]);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Fields, Words};

    /// The fields of `x` that a template asks for; `*` for all.
    fn fields(template: &str) -> String {
        match Words::of([template].into_iter()).fields_of("x") {
            Fields::All => "*".to_owned(),
            Fields::Named(named) => {
                let mut named: Vec<_> = named.into_iter().collect();
                named.sort();
                named.join(" ")
            }
        }
    }

    #[test]
    fn fields_asked_for_by_name_are_told_apart() {
        assert_eq!(fields("{{ x.a }} {% if x.b.c %}{{ y.d }}{% endif %}"), "a b");
        assert_eq!(fields("{% if x and not x %}x.e{{ <del x={x} titel=x.f/> }}{% endif %}"), "f");
        assert_eq!(fields("{% component del(x, y) %}{{ x.a ~ z.x }}{% endcomponent %}"), "a");
        assert_eq!(fields("{%- if x -%}{% elif not x %}{% set x = 1 %}"), "");
    }

    #[test]
    fn every_doubt_counts_as_asking_for_all() {
        for template in [
            "{{ x }}",
            "{{ x[\"a\"] }}",
            "{% for a, b in x %}{% endfor %}",
            "{% set y = x %}",
            "{{ <del y={x} /> }}",
            "{{ x | json_encode }}",
            "{{ x ?? y }}",
            "{{ x?.a }}",
            "{% if x == y %}",
            "{{ [x, y] }}",
            "{{ f(a=x) }}",
            "{{ {...x} }}",
            "{{ x .a }}",
            "{{ x",
            "{{ y if x else z }}",
        ] {
            assert_eq!(fields(template), "*", "{template}");
        }
    }
}
