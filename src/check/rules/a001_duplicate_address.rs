//! Two sources that want the same address.

use super::prelude::*;
use crate::config::Config;

pub const RULE: Rule = Rule {
    code: "A001",
    name: "duplicate-address",
    severity: Severity::Error,
    stage: Stage::Content,
    title: Text::fixed("Samma adress två gånger", "One address twice"),
    why: Text::fixed(
        "En adress kan bara visa en sida. Annars skulle en av dem försvinna utan att någon märkte det.",
        "An address can show one page only. One of the two would vanish without notice.",
    ),
    bad: Example::Text(&[
        ("content/om/webben.md", "---\ntitel: Om webben\n---\n"),
        ("content/om/webben/index.md", "«»---\ntitel: Om webben en gång till\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/om/webben.md", "---\ntitel: Om webben\n---\n"),
        ("content/om/webbens-historia.md", "---\ntitel: Webbens historia\n---\n"),
    ]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for collision in &subject.model.collisions {
        let (first, second) = (&collision.first, &collision.second);
        let settings = Place::new(&Config::file(), Span::at(0));
        let place = second.place.as_ref().or(first.place.as_ref()).unwrap_or(&settings);
        let address = &second.address;
        let message = if second.address == first.address {
            Text::new(
                format!("Adressen {address} används redan."),
                format!("The address {address} is taken already."),
            )
        } else {
            let other = &first.address;
            Text::new(
                format!("Adressen {address} krockar med {other}."),
                format!("The address {address} clashes with {other}."),
            )
        };
        let finding = out.add(&place.file, place.span, message);
        finding.help(Text::fixed(
            "Byt namn på en av filerna, eller ta bort den som inte behövs.",
            "Rename one of the files, or remove the one that is not needed.",
        ));
        if first.place.is_none() {
            finding.help(Text::fixed(
                "Adressen hör till en sida eller fil som delwebb gör själv. Byt namn på din fil, eller ta bort aliaset.",
                "The address belongs to a page or file that delwebb makes itself. Rename your file, or remove the alias.",
            ));
        }
        match &first.place {
            Some(other) if other != place => {
                let here = Text::fixed("Den andra finns här.", "The other one is here.");
                finding.related(other.clone(), here);
            }
            _ => {}
        }
    }
    // The theme's files have names of their own; a file of the author's must not hide one.
    for asset in subject.theme.assets.0.values() {
        if let Some(copied) = subject.model.copied.get(&asset.out) {
            let address = &asset.out;
            let message = Text::new(
                format!("Adressen /{address} används redan av temat."),
                format!("The address /{address} is taken by the theme."),
            );
            out.add(&copied.file, Span::at(0), message)
                .help(Text::fixed("Byt namn på filen.", "Rename the file."));
        }
    }
}
