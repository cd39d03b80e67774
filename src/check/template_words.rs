//! The template engine's messages in our words. What we have no words for is quoted.

use crate::base::{Text, capital};

/// What the engine says before and after the name it speaks of, and how we say it.
const KNOWN: [(&str, &str, &str); 15] = [
    ("Field `", "Fältet ”{}” finns inte.", "There is no field “{}”."),
    ("Variable `", "Variabeln ”{}” finns inte.", "There is no variable “{}”."),
    ("Unknown filter `", "Filtret ”{}” finns inte.", "There is no filter “{}”."),
    ("Unknown function `", "Funktionen ”{}” finns inte.", "There is no function “{}”."),
    ("Unknown test `", "Testet ”{}” finns inte.", "There is no test “{}”."),
    ("Unknown component `", "Komponenten ”{}” finns inte.", "There is no component “{}”."),
    ("Unknown template `", "Mallen ”{}” finns inte.", "There is no template “{}”."),
    (
        "it extends `",
        "Mallen bygger på ”{}”, som inte finns.",
        "It extends “{}”, which is not there.",
    ),
    ("the theme has no string `", "Temat saknar texten ”{}”.", "The theme has no string “{}”."),
    ("the theme has no asset `", "Temat saknar filen ”{}”.", "The theme has no file “{}”."),
    (
        "Block `",
        "Blocket ”{}” finns inte i mallen som den bygger på.",
        "The template it extends has no block “{}”.",
    ),
    (
        "Component `",
        "Komponenten ”{}” finns i två mallar.",
        "The component “{}” is in two templates.",
    ),
    (
        "Unclosed component '",
        "Komponenten ”{}” avslutas aldrig.",
        "The component “{}” is never closed.",
    ),
    ("Missing keyword argument `", "Argumentet ”{}” saknas.", "The argument “{}” is missing."),
    ("Argument `", "Argumentet ”{}” saknas.", "The argument “{}” is missing."),
];

/// `said` in our words.
pub(super) fn template_words(said: &str) -> Text {
    for (before, sv, en) in KNOWN {
        let Some(rest) = said.strip_prefix(before) else { continue };
        let Some((name, after)) = rest.split_once(['`', '\'']) else { continue };
        let tail = tail(after);
        return Text::new(
            format!("{}{}", sv.replace("{}", name), tail.sv),
            format!("{}{}", en.replace("{}", name), tail.en),
        );
    }
    if said == "Unexpected end of input" {
        return Text::fixed(
            "Mallen slutar mitt i något.",
            "The template ends in the middle of something.",
        );
    }
    if said.starts_with("templates that extend") {
        return Text::fixed(
            "Mallarna bygger på eller hämtar in varandra i en ring.",
            "The templates extend or include each other in a ring.",
        );
    }
    if let Some(text) = unexpected(said).or_else(|| wrong_type(said)) {
        return text;
    }
    for (whole, sv, en) in WHOLE {
        if said.trim_end_matches('.') == whole {
            return Text::fixed(sv, en);
        }
    }
    let said = said.trim_end_matches('.');
    Text::new(
        format!("Mallspråket kan inte läsa det här. Dess egna ord, på engelska: ”{said}”."),
        format!("The template language cannot read this. In its own words: “{said}”."),
    )
}

/// What the engine says whole, and how we say it.
const WHOLE: [(&str, &str, &str); 8] = [
    (
        "Unknown tag",
        "Det finns inget sådant kommando i mallspråket.",
        "The template language has no such command.",
    ),
    (
        "Tried to render a variable that is undefined",
        "Det som ska skrivas ut här finns inte.",
        "What is to be shown here does not exist.",
    ),
    (
        "Cannot index into an undefined value",
        "Det som något hämtas ur finns inte.",
        "What something is taken from does not exist.",
    ),
    ("Unexpected character", "Tecknet betyder ingenting här.", "The sign means nothing here."),
    (
        "unexpected end of string",
        "Texten inom citattecken avslutas aldrig.",
        "The text in quotes never ends.",
    ),
    (
        "unexpected end of raw block",
        "raw avslutas aldrig med endraw.",
        "raw is never ended by endraw.",
    ),
    ("Cannot divide by 0", "Det går inte att dela med noll.", "Nothing can be divided by zero."),
    (
        "This content would be ignored: only `extends`, `block` and `component` are allowed at the top level of a child template",
        "Det här syns aldrig: i en mall som bygger på en annan måste allt stå i ett block.",
        "This never shows: in a template that extends another, everything must be in a block.",
    ),
];

/// A sign or word where another was expected: `Found X but expected Y.`
fn unexpected(said: &str) -> Option<Text> {
    let rest = said.strip_prefix("Found ")?.trim_end_matches('.');
    let (found, expected) =
        rest.split_once(" but expected ").or_else(|| rest.split_once(" but was expecting "))?;
    let found = token(found)?;
    let start = Text::new(format!("Här står {}", found.sv), format!("Here is {}", found.en));
    // A list of all that could begin a value says less than that one is missing.
    let wanted = match expected {
        list if list.starts_with("one of: ") => Text::fixed("ett värde", "a value"),
        "attribute name" => Text::fixed("ett namn", "a name"),
        list if list.contains([' ', ',']) && list.len() > 1 => {
            let marks: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
            if marks.is_empty() {
                return Some(Text::new(
                    format!("{}, och det kan inte stå just här.", start.sv),
                    format!("{}, which cannot stand here.", start.en),
                ));
            }
            Text::new(marks.join(" eller "), marks.join(" or "))
        }
        one => token(one).unwrap_or_else(|| Text::new(format!("”{one}”"), format!("“{one}”"))),
    };
    Some(Text::new(
        format!("{}, men här väntas {}.", start.sv, wanted.sv),
        format!("{}, but {} is expected.", start.en, wanted.en),
    ))
}

/// A sign in quotes of its own, or a kind of word.
fn token(said: &str) -> Option<Text> {
    let quoted = said.strip_prefix('`').and_then(|said| said.strip_suffix('`'));
    if let Some(sign) = quoted {
        return Some(Text::new(format!("”{sign}”"), format!("“{sign}”")));
    }
    Some(match said {
        "identifier" => Text::fixed("ett namn", "a name"),
        "content" | "raw content" => Text::fixed("vanlig text", "plain text"),
        "comment" => Text::fixed("en kommentar", "a comment"),
        other => return type_word(other),
    })
}

/// A type of value in words.
fn type_word(name: &str) -> Option<Text> {
    Some(match name.trim_matches('`').to_lowercase().as_str() {
        "undefined" => Text::fixed("något som inte finns", "something that does not exist"),
        "none" => Text::fixed("inget värde", "no value"),
        "bool" => Text::fixed("ja eller nej", "yes or no"),
        "integer" | "u64" | "i64" | "u128" | "i128" | "usize" => {
            Text::fixed("ett heltal", "a whole number")
        }
        "float" | "f64" => Text::fixed("ett decimaltal", "a decimal number"),
        "number" => Text::fixed("ett tal", "a number"),
        "array" => Text::fixed("en lista", "a list"),
        "string" | "str" | "&str" => Text::fixed("en text", "a text"),
        "map" | "map/struct" => Text::fixed("en samling fält", "a set of fields"),
        _ => return None,
    })
}

/// A value of another type than what is done with it needs.
fn wrong_type(said: &str) -> Option<Text> {
    let names: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    match (
        said,
        names[..].iter().map(|name| type_word(name)).collect::<Option<Vec<_>>>()?.as_slice(),
    ) {
        (said, [wanted, found]) if said.starts_with("Invalid type for the value, expected `") => {
            Some(Text::new(
                format!("Här behövs {}, men värdet är {}.", wanted.sv, found.sv),
                format!("{} is needed here, but the value is {}.", capital(&wanted.en), found.en),
            ))
        }
        (said, [one, other]) if said.starts_with("Cannot compare `") => Some(Text::new(
            format!("Det går inte att jämföra {} med {}.", one.sv, other.sv),
            format!("{} cannot be compared with {}.", capital(&one.en), other.en),
        )),
        (said, [found]) if said.starts_with("Math operations can only be done on numbers") => {
            Some(Text::new(
                format!("Det går bara att räkna med tal, och värdet är {}.", found.sv),
                format!("Only numbers can be calculated with, and the value is {}.", found.en),
            ))
        }
        (said, [found]) if said.starts_with("Iteration not possible on type") => Some(Text::new(
            format!("Det går inte att gå igenom värdet: det är {}.", found.sv),
            format!("The value cannot be looped over: it is {}.", found.en),
        )),
        _ => None,
    }
}

/// What there is instead: the engine's list of names, or our own suggestion.
fn tail(after: &str) -> Text {
    if let Some((_, names)) = after.split_once("Available ") {
        let names = names.split_once(": ").map_or("", |(_, names)| names);
        return Text::new(
            format!(" De som finns: {names}."),
            format!(" Those that exist: {names}."),
        );
    }
    let meant = after.split_once("did you mean `").and_then(|(_, rest)| rest.split_once('`'));
    match meant {
        Some((meant, _)) => {
            Text::new(format!(" Menade du ”{meant}”?"), format!(" Did you mean “{meant}”?"))
        }
        None => Text::fixed("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::template_words;

    #[test]
    fn the_engines_words_become_ours() {
        for (said, sv) in [
            (
                "Field `titel` is not defined. Available fields: lead, title",
                "Fältet ”titel” finns inte. De som finns: lead, title.",
            ),
            ("Variable `x` exists but its value is undefined", "Variabeln ”x” finns inte."),
            (
                "the theme has no string `läge.x`; did you mean `läge.y`?",
                "Temat saknar texten ”läge.x”. Menade du ”läge.y”?",
            ),
            (
                "Found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`",
                "Här står ”%}”, men här väntas ett värde.",
            ),
            ("Found identifier but expected %}.", "Här står ett namn, men här väntas ”%}”."),
            (
                "Found content but expected identifier.",
                "Här står vanlig text, men här väntas ett namn.",
            ),
            (
                "Found `/` but was expecting `elif`, `else` or `endif`.",
                "Här står ”/”, men här väntas elif eller else eller endif.",
            ),
            ("Found string but expected ,.", "Här står en text, men här väntas ”,”."),
            (
                "Invalid type for the value, expected `String` but got `array`",
                "Här behövs en text, men värdet är en lista.",
            ),
            (
                "Cannot compare `string` with `i64`",
                "Det går inte att jämföra en text med ett heltal.",
            ),
            (
                "Iteration not possible on type `string`",
                "Det går inte att gå igenom värdet: det är en text.",
            ),
            ("Missing keyword argument `x`", "Argumentet ”x” saknas."),
            ("Unknown tag", "Det finns inget sådant kommando i mallspråket."),
            (
                "Arrays can have a maximum of 2 dimensions.",
                "Mallspråket kan inte läsa det här. Dess egna ord, på engelska: ”Arrays can have a maximum of 2 dimensions”.",
            ),
        ] {
            assert_eq!(template_words(said).sv, sv);
        }
    }
}
