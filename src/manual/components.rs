//! The page of the manual about a theme's components: each with what it is for, how it is
//! written, how it then looks, and its attributes.

use crate::base::{Lang, Text};
use crate::document::register::reference_kinds;
use crate::theme::{AttributeSettings, ComponentSettings, ContentRule, Form};
use crate::yaml::Shape;

use super::reference::{cell, fenced};
use crate::check::{either, one_of, shape_words};

/// What the theme says of its components, in its order. `level` is that of each one's heading.
///
/// The examples stand there twice: to be read, and to be seen as they look. The page must
/// therefore lie in a site that has what the examples refer to.
#[must_use]
pub fn component_page(components: &[ComponentSettings], lang: Lang, level: usize) -> String {
    let parts = components.iter().map(|component| part(component, lang, level));
    parts.collect::<Vec<_>>().join("\n")
}

fn part(component: &ComponentSettings, lang: Lang, level: usize) -> String {
    const WRITE: Text = Text::fixed("Du skriver:", "You write:");
    const LOOKS: Text = Text::fixed("Läsaren ser:", "Readers see:");
    const HEAD: Text = Text::fixed(
        "| attribut | vad som får stå där | krävs | vad det är till för |",
        "| attribute | what may stand there | required | what it is for |",
    );
    const YES: Text = Text::fixed("ja", "yes");
    let name = component.name();
    let mut out = format!("{} {name}\n", "#".repeat(level));
    if let Some(about) = &component.about {
        out.push_str(&format!("\n{}\n", about.value.0));
    }
    out.push_str(&format!("\n{}\n", content_words(component.content()).get(lang)));
    if let Some(example) = &component.example {
        let example = example.value.0.trim_end();
        out.push_str(&format!("\n{}\n\n{}", WRITE.get(lang), fenced(example, "markdown")));
        out.push_str(&format!("\n{}\n\n{example}\n", LOOKS.get(lang)));
    }
    if !component.attributes.is_empty() {
        out.push_str(&format!("\n{}\n|---|---|---|---|\n", HEAD.get(lang)));
    }
    for attribute in component.attributes.iter().map(|attribute| &attribute.value) {
        let required =
            if attribute.is_required() { YES.get(lang).to_owned() } else { String::new() };
        let about = attribute.about.as_ref().map_or("", |about| about.value.0.as_str());
        out.push_str(&format!(
            "| `{}` | {} | {required} | {} |\n",
            attribute.name(),
            cell(form_words(attribute).get(lang)),
            cell(about)
        ));
    }
    out
}

/// What stands between the two lines.
const fn content_words(rule: ContentRule) -> Text {
    match rule {
        ContentRule::Something => {
            Text::fixed("Mellan raderna skriver du text.", "Text stands between the lines.")
        }
        ContentRule::Optional => Text::fixed(
            "Mellan raderna kan du skriva text. De får också stå tomma.",
            "Text may stand between the lines, or nothing.",
        ),
        ContentRule::Nothing => Text::fixed(
            "Mellan raderna står ingenting. Allt hämtas ur ett register eller en annan sida.",
            "Nothing stands between the lines. All is fetched from a register or another page.",
        ),
        ContentRule::Numbers => Text::fixed(
            "Mellan raderna skriver du en numrerad lista.",
            "A numbered list stands between the lines.",
        ),
        ContentRule::Figures => Text::fixed(
            "Mellan raderna skriver du en tabell med tal. Hämtar du talen ur ett register står där ingen tabell.",
            "A table of figures stands between the lines, unless the figures come from a register.",
        ),
    }
}

/// What an attribute's value may be.
fn form_words(attribute: &AttributeSettings) -> Text {
    match attribute.form() {
        Form::Text => shape_words(Shape::Text),
        Form::Figure => shape_words(Shape::Figure),
        Form::Date => shape_words(Shape::Date),
        Form::Flag => shape_words(Shape::Flag),
        Form::Word => {
            one_of(&attribute.words.iter().map(|word| word.value.as_str()).collect::<Vec<_>>())
        }
        Form::Link => Text::fixed(
            "en adress, skriven som i en vanlig länk",
            "an address, written as in any link",
        ),
        Form::Picture => {
            Text::fixed("bildens fil, till exempel karta.png", "the picture's file: karta.png")
        }
        Form::Reference => {
            let targets = attribute.targets();
            either(&reference_kinds().filter(|kind| targets.contains(kind)).collect::<Vec<_>>())
        }
        Form::Source => shape_words(Shape::Sources),
        Form::KeyFigure => {
            Text::fixed("id för ett nyckeltal på någon sida", "the id of a key figure on any page")
        }
        Form::Table => Text::fixed(
            "namnet på en tabell bland öppna data",
            "the name of a table among the open data",
        ),
        Form::Labels | Form::Counted => {
            Text::fixed("en kolumn i den tabellen", "a column of that table")
        }
        Form::Values => {
            Text::fixed("en kolumn med tal i den tabellen", "a column of that table with figures")
        }
        Form::Description => Text::fixed("vad bilden visar", "what the picture shows"),
        Form::Rows => Text::fixed("kolumn=värde", "column=value"),
    }
}
