//! A footnote without its other half.

use super::prelude::*;
use crate::base::nearest;

pub const RULE: Rule = Rule {
    code: "M007",
    name: "footnote",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En fotnot saknar sin andra hälft", "A footnote lacks its other half"),
    why: Text::fixed(
        "Läsaren skulle se fotnotens tecken mitt i texten, eller aldrig få se fotnoten.",
        "Readers would see the signs of the note in the text, or never see the note.",
    ),
    source: Text::fixed(
        "CommonMark 0.31 och webbplatsens komponenter (delwebb schema).",
        "CommonMark 0.31 and the site's components (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nDet står i planen.«[^plan]»\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nDet står i planen.[^plan]\n\n[^plan]: Planen, avsnitt 3.\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let outline = &document.outline;
        let unused = || outline.unused_notes.iter().map(|note| note.value.as_str());
        let mut meant_notes = Vec::new();
        for note in &outline.missing_notes {
            let name = &note.value;
            let message = Text::new(
                format!("Fotnoten ”{name}” finns inte på sidan."),
                format!("There is no footnote “{name}” on the page."),
            );
            let help = Text::new(
                format!("Skriv den längst ner: [^{name}]: Texten. Ska det stå hakparenteser i texten skriver du \\[."),
                format!("Write it at the bottom: [^{name}]: The text. For brackets in the text write \\[."),
            );
            let found = out.add(&document.file, note.span, message);
            found.help(help);
            if let Some(meant) = nearest(name, unused()) {
                meant_notes.push(meant.to_owned());
                let help = Text::new(
                    format!("Menade du ”{meant}”?"),
                    format!("Did you mean “{meant}”?"),
                );
                found.help(help).guess(note.span, format!("[^{meant}]"));
            }
        }
        for note in &outline.repeated_notes {
            let name = &note.value;
            let message = Text::new(
                format!("Fotnoten ”{name}” står två gånger, och bara en av dem visas."),
                format!("The footnote “{name}” is there twice, and only one of them is shown."),
            );
            out.add(&document.file, note.span, message).help(Text::fixed(
                "Ge den ena ett annat namn, och skriv det där den hör hemma i texten. Eller ta bort den.",
                "Give one of them another name, and write it where it belongs in the text. Or remove it.",
            ));
        }
        for note in outline.unused_notes.iter().filter(|note| !meant_notes.contains(&note.value)) {
            let name = &note.value;
            let message = Text::new(
                format!("Ingenting i texten leder till fotnoten ”{name}”."),
                format!("Nothing in the text leads to the footnote “{name}”."),
            );
            let help = Text::new(
                format!("Skriv [^{name}] där den hör hemma, eller ta bort den."),
                format!("Write [^{name}] where it belongs, or remove it."),
            );
            out.add(&document.file, note.span, message).help(help);
        }
    }
}
