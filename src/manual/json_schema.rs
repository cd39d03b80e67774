//! The pieces of a JSON Schema, and how several become one.

use std::borrow::Cow;

use crate::render::Json;

/// A key of a schema and its value.
pub(super) type Entry = (Cow<'static, str>, Json<'static>);

pub(super) fn entries_of(schema: Json<'static>) -> Vec<Entry> {
    match schema {
        Json::Map(entries) => entries,
        _ => Vec::new(),
    }
}

pub(super) fn of_type(name: &'static str) -> Json<'static> {
    Json::Map(vec![("type".into(), name.into())])
}

pub(super) fn types(names: &[&'static str]) -> Json<'static> {
    Json::List(names.iter().map(|name| Json::from(*name)).collect())
}

pub(super) fn words(all: impl IntoIterator<Item = &'static str>) -> Json<'static> {
    Json::Map(vec![("enum".into(), Json::List(all.into_iter().map(Json::from).collect()))])
}

pub(super) fn pattern(expression: &str) -> Json<'static> {
    Json::Map(vec![
        ("type".into(), "string".into()),
        ("pattern".into(), expression.to_owned().into()),
    ])
}

/// What an editor says instead of showing the pattern.
pub(super) fn with_message(schema: Json<'static>, words: &str) -> Json<'static> {
    let message = format!("Ska vara {words}.");
    let mut entries = entries_of(schema);
    entries.push(("patternErrorMessage".into(), message.into()));
    Json::Map(entries)
}

pub(super) fn list_of(item: Json<'static>, least: Option<i64>) -> Json<'static> {
    let mut entries: Vec<Entry> = vec![("type".into(), "array".into()), ("items".into(), item)];
    entries.extend(least.map(|least| ("minItems".into(), least.into())));
    Json::Map(entries)
}

/// One of these. What can be said together is: editors then show it once, and say what is
/// wrong instead of that nothing fits.
pub(super) fn any_of(choices: Vec<Json<'static>>) -> Json<'static> {
    let mut enums: Vec<Entry> = Vec::new();
    let mut typed: Vec<Entry> = Vec::new();
    let mut rest = Vec::new();
    for choice in choices {
        let entries = entries_of(choice);
        let has = |key: &str| entries.iter().any(|(own, _)| own == key);
        if has("enum") {
            append(&mut enums, entries);
        } else if has("type") && !has("anyOf") && is_another_type(&typed, &entries) {
            append(&mut typed, entries);
        } else {
            rest.push(Json::Map(entries));
        }
    }
    // Nothing is one more word.
    if !enums.is_empty() && typed.len() == 1 && is_null(&typed[0].1) {
        append(&mut enums, vec![("enum".into(), Json::List(vec![Json::Null]))]);
        typed.clear();
    }
    let parts = [enums, typed].into_iter().filter(|entries| !entries.is_empty()).map(Json::Map);
    let mut all: Vec<Json<'static>> = parts.chain(rest).collect();
    if all.len() == 1 {
        return all.remove(0);
    }
    Json::Map(vec![("anyOf".into(), Json::List(all))])
}

fn is_null(types: &Json<'static>) -> bool {
    *types == Json::from("null")
}

/// Whether no type of `entries` is among those of `typed`: then what is said of each type
/// can stand together, because it holds for that type only.
fn is_another_type(typed: &[Entry], entries: &[Entry]) -> bool {
    let types = |entries: &[Entry]| match entries.iter().find(|(key, _)| key == "type") {
        Some((_, Json::List(all))) => all.clone(),
        Some((_, one)) => vec![one.clone()],
        None => Vec::new(),
    };
    // A whole number is a number too.
    let is_number =
        |one: &Json<'static>| [Json::from("integer"), Json::from("number")].contains(one);
    let known = types(typed);
    !types(entries)
        .iter()
        .any(|one| known.contains(one) || is_number(one) && known.iter().any(is_number))
}

/// Adds `more`: lists under the same key become one.
fn append(entries: &mut Vec<Entry>, more: Vec<Entry>) {
    for (key, value) in more {
        let many = |value: Json<'static>| match value {
            Json::List(all) => all,
            one => vec![one],
        };
        match entries.iter_mut().find(|(own, _)| *own == key) {
            Some((_, own)) => {
                let mut all = many(own.clone());
                all.extend(many(value));
                *own = Json::List(all);
            }
            None => entries.push((key, value)),
        }
    }
}

/// `text` with the signs of regular expressions made plain.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if r"\^$.|?*+()[]{}/".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn keys_are_matched_as_they_are() {
        assert_eq!(escaped("Å2025"), "Å2025");
        assert_eq!(escaped("A+B (1.2)"), r"A\+B \(1\.2\)");
    }
}
