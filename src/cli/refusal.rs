//! What is wrong with the arguments: clap's error in our words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::base::{Lang, Text};

/// clap's error in our words.
pub(super) fn wrong(error: &clap::Error, lang: Lang) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(all)) => Some(all.join(", ")),
        _ => None,
    };
    // clap puts dots after what may be several words.
    let argument = text(ContextKind::InvalidArg).unwrap_or_default().replace("...", "");
    let given = text(ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => Text::new(
            format!("Flaggan ”{argument}” finns inte."),
            format!("There is no option “{argument}”."),
        ),
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            Text::new(
                format!("Kommandot ”{name}” finns inte."),
                format!("There is no command “{name}”."),
            )
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if given.is_empty() => {
            Text::new(format!("{argument} saknar ett värde."), format!("{argument} needs a value."))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Text::new(
            format!("”{given}” går inte att använda för {argument}."),
            format!("“{given}” cannot be used for {argument}."),
        ),
        ErrorKind::MissingRequiredArgument => Text::new(
            format!("Något saknas: {argument}."),
            format!("Something is missing: {argument}."),
        ),
        ErrorKind::ArgumentConflict
            if text(ContextKind::PriorArg).is_some_and(|prior| prior != argument) =>
        {
            let prior = text(ContextKind::PriorArg).unwrap_or_default();
            Text::new(
                format!("Välj antingen {argument} eller {prior}."),
                format!("Choose either {argument} or {prior}."),
            )
        }
        ErrorKind::ArgumentConflict => Text::new(
            format!("{argument} får bara anges en gång."),
            format!("{argument} may be given only once."),
        ),
        _ => Text::fixed(
            "Kommandoraden går inte att förstå.",
            "The command line cannot be understood.",
        ),
    };
    let suggested =
        text(ContextKind::SuggestedArg).or_else(|| text(ContextKind::SuggestedSubcommand));
    let valid = text(ContextKind::ValidValue).filter(|valid| !valid.is_empty());
    let hint = match (suggested, valid) {
        // No option has a space: this is a title.
        _ if error.kind() == ErrorKind::UnknownArgument && argument.contains(' ') => Text::fixed(
            "\nBörjar titeln med bindestreck? Skriv -- före den.",
            "\nDoes the title begin with a hyphen? Write -- before it.",
        ),
        (Some(meant), _) => {
            Text::new(format!("\nMenade du {meant}?"), format!("\nDid you mean {meant}?"))
        }
        (None, Some(valid)) => {
            Text::new(format!("\nVälj bland: {valid}."), format!("\nChoose among: {valid}."))
        }
        (None, None) => Text::fixed("", ""),
    };
    let more = Text::fixed("Skriv delwebb --help för hjälp.", "Type delwebb --help for help.");
    let label = crate::base::Severity::Error.label();
    format!("{}: {}{}\n{}\n", label.get(lang), message.get(lang), hint.get(lang), more.get(lang))
}
