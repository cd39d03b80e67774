//! A picture that is not there.

use super::prelude::*;
use crate::model::{LinkFault, ResolvedLink};

pub const RULE: Rule = Rule {
    code: "L003",
    name: "broken-picture",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Bilden finns inte", "Picture not there"),
    why: Text::fixed(
        "Besökaren skulle se en tom ruta i stället för bilden.",
        "Visitors would see an empty box instead of the picture.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n«![Kartan över länet](karta.png)»\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Kartan över länet](karta.png)\n"),
        ("content/om/karta.png", "bild"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for (document, links) in subject.documents().zip(&model.links) {
        for (link, resolved) in document.outline.links.iter().zip(links) {
            if !link.picture || matches!(resolved, Ok(ResolvedLink::File(_))) {
                continue;
            }
            let target = &link.target;
            let (message, help) = match resolved {
                Err(LinkFault::ForeignPicture) => (
                    Text::new(
                        format!("Bilden ”{target}” ligger på en annan webbplats."),
                        format!("The picture “{target}” is on another site."),
                    ),
                    Text::fixed(
                        "Spara bilden bredvid sidan och länka till filen. Då lämnar besökaren inga spår hos någon annan.",
                        "Save the picture beside the page and link to the file. Visitors then leave no trace elsewhere.",
                    ),
                ),
                // These have findings of their own.
                Err(LinkFault::Unsafe | LinkFault::LeftOut(_)) => continue,
                _ => {
                    let help = match out.suggestion(|| model.meant(document, target)) {
                        Some(meant) => Text::new(
                            format!("Menade du ”{meant}”?"),
                            format!("Did you mean “{meant}”?"),
                        ),
                        None => Text::fixed(
                            "Lägg bilden i samma mapp som sidan, eller rätta namnet.",
                            "Put the picture in the page's folder, or correct its name.",
                        ),
                    };
                    (not_there(target), help)
                }
            };
            out.add(&document.file, link.span, message).help(help);
        }
    }
}

fn not_there(target: &str) -> Text {
    Text::new(
        format!("Det finns ingen bild på ”{target}”."),
        format!("There is no picture at “{target}”."),
    )
}
