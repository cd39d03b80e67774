//! A row of the register of pictures about a file that is not there.

use super::prelude::*;
use crate::base::{FilePath, nearest};
use crate::check::settings::below_content;
use crate::document::register::{Picture, Table};
use crate::source::CONTENT;

pub const RULE: Rule = Rule {
    code: "N003",
    name: "no-such-picture",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Registret har en bild som inte finns", "The register has a picture that is not there"),
    why: Text::fixed(
        "En rad om fel fil säger ingenting om den bild som visas.",
        "A row about the wrong file says nothing of the picture that is shown.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Karta över kommunerna](karta.png)\n"),
        ("content/om/karta.png", "bild"),
        ("content/register/bilder.yaml", "- {fil: «om/kartor.png», rättighet: egen bild, personer: nej}\n- {fil: om/karta.png, rättighet: egen bild, personer: nej}\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Karta över kommunerna](karta.png)\n"),
        ("content/om/karta.png", "bild"),
        ("content/register/bilder.yaml", "- {fil: om/karta.png, rättighet: egen bild, personer: nej}\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let source = subject.source;
    for document in &subject.model.register_documents {
        let Table::Pictures(rows) = &document.table else { continue };
        for file in rows.iter().filter_map(|row| row.value.file.as_ref()) {
            let path = Picture::path_below_content(&file.value);
            if source.files.contains_key(&FilePath::new(&format!("{CONTENT}/{path}"))) {
                continue;
            }
            let message = Text::new(
                format!("Det finns ingen bild på ”{path}” i mappen content."),
                format!("There is no picture at “{path}” in the folder content."),
            );
            // One that has a row already is not meant.
            let taken = |known: &&str| rows.iter().filter_map(|row| row.value.file.as_ref()).all(|own| Picture::path_below_content(&own.value) != *known);
            let meant = out.suggestion(|| {
                let known = subject.model.copied_to.keys().map(|file| below_content(file.as_str()));
                nearest(path, known.filter(taken))
            });
            let found = out.add(&document.file, file.span, message);
            found.help(Text::fixed(
                "Rätta namnet, eller ta bort raden om bilden är borta.",
                "Correct the name, or remove the row if the picture is gone.",
            ));
            found.did_you_mean(meant);
        }
    }
}
