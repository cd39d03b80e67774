//! A picture without a description.

use super::prelude::*;
use crate::document::Document;
use crate::document::markdown::{Link, is_decoration};
use crate::render::component::says_nothing;
use crate::theme::Form;

pub const RULE: Rule = Rule {
    code: "L007",
    name: "no-alt-text",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Bild utan beskrivning", "Picture without a description"),
    why: Text::fixed(
        "Den som inte ser bilden får inte veta vad den visar.",
        "Whoever does not see the picture is not told what it shows.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.1.1 Icke-textuellt innehåll (nivå A), EN 301 549 9.1.1.1.",
        "WCAG 2.2 1.1.1 Non-text content (level A), EN 301 549 9.1.1.1.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n«![](karta.png)»\n"),
        ("content/om/karta.png", "bild"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Karta över de sju kommunerna](karta.png)\n"),
        ("content/om/karta.png", "bild"),
    ]),
    find: Find::Site(find),
};

/// What people call a picture that only decorates, instead of the word for it.
const OTHER_WORDS: [&str; 9] = [
    "dekoration", "dekorativ", "dekorativ bild", "utsmyckning", "pynt", "tom", "decoration", "decorative", "null",
];

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        for picture in document.outline.links.iter().filter(|link| link.picture) {
            of_picture(document, picture, out);
        }
    }
    for (document, component, declared) in subject.components() {
        // A caption tells of a picture: then it does not only decorate.
        let Some(declared) = declared.filter(|_| component.content.any) else { continue };
        for attribute in declared.attributes.iter().map(|attribute| &attribute.value) {
            let written = component.attributes.iter().find(|written| written.name.value == attribute.name());
            let Some(value) = written.and_then(|written| written.value.as_ref()) else { continue };
            if attribute.form() == Form::Description && is_decoration(&value.value) {
                out.add(&document.file, value.span, CAPTIONED).help(caption_help());
            }
        }
    }
}

const CAPTIONED: Text = Text::fixed(
    "Bilden har en bildtext, och är då inte bara till prydnad.",
    "The picture has a caption, and does then not only decorate.",
);

fn of_picture(document: &Document, picture: &Link, out: &mut Findings) {
    let text = picture.text.trim();
    let name = picture.target.rsplit('/').next().unwrap_or("");
    if picture.decorates {
        if !picture.title.trim().is_empty() {
            out.add(&document.file, picture.span, CAPTIONED).help(caption_help());
        }
        return;
    }
    let message = if text.is_empty() {
        Text::fixed("Bilden har ingen beskrivning.", "The picture has no description.")
    } else if says_nothing(text) || text == name || is_decoration(text) || OTHER_WORDS.contains(&text.to_lowercase().as_str()) {
        Text::new(
            format!("”{text}” säger inte vad bilden visar."),
            format!("“{text}” does not say what the picture shows."),
        )
    } else {
        return;
    };
    out.add(&document.file, picture.span, message).help(Text::new(
        format!("Skriv mellan hakparenteserna det som bilden säger: ![Karta över de sju kommunerna]({name}). Är bilden bara till prydnad skriver du ![prydnad]({name})."),
        format!("Write between the brackets what the picture says: ![Map of the seven municipalities]({name}). If the picture only decorates, write ![prydnad]({name})."),
    ));
}

const fn caption_help() -> Text {
    Text::fixed(
        "Skriv i stället för prydnad vad bilden visar, eller ta bort bildtexten.",
        "Write what the picture shows instead of prydnad, or remove the caption.",
    )
}
