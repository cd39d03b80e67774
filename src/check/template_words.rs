//! The template engine's messages in our words. What we have no words for is quoted.

use crate::base::Text;

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
    ("Argument `", "Argumentet ”{}” saknas.", "The argument “{}” is missing."),
    (
        "Iteration not possible on type `",
        "Det går inte att gå igenom ett värde av typen {}.",
        "A value of type {} cannot be looped over.",
    ),
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
    let said = said.trim_end_matches('.');
    Text::new(
        format!("Mallspråket kan inte läsa det här (”{said}”)."),
        format!("The template language cannot read this (“{said}”)."),
    )
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
                "Found `}` but expected `x`.",
                "Mallspråket kan inte läsa det här (”Found `}` but expected `x`”).",
            ),
        ] {
            assert_eq!(template_words(said).sv, sv);
        }
    }
}
