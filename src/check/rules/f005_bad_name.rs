//! A file name that is no text, or that cannot be a file of the site.

use super::prelude::*;
use crate::base::{FilePath, OutPath};
use crate::source::SourceFault;

pub const RULE: Rule = Rule {
    code: "F005",
    name: "bad-name",
    severity: Severity::Error,
    stage: Stage::Content,
    title: Text::fixed("Ett filnamn som inte går att använda", "A file name that cannot be used"),
    why: Text::fixed(
        "Filen skulle inte gå att nå på webbplatsen, eller inte gå att spara på andra datorer.",
        "The file could not be reached on the site, or could not be saved on other machines.",
    ),
    bad: Example::Text(&[("content/static/bild\\1.txt", "«»Text")]),
    good: Example::Text(&[("content/static/bild-1.txt", "Text")]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in &subject.source.faults {
        if let SourceFault::BadName { shown } = fault {
            report(out, &FilePath::new(shown));
        }
    }
    for copied in subject.copied {
        if OutPath::new(&copied.to).is_none() {
            report(out, &copied.file);
        }
    }
}

fn report(out: &mut Findings, file: &FilePath) {
    let name = file.name();
    let message = Text::new(
        format!("Namnet ”{name}” går inte att använda på en webbplats."),
        format!("The name “{name}” cannot be used on a website."),
    );
    out.add(file, Span::at(0), message).help(Text::fixed(
        "Byt namn. Använd bokstäver, siffror, bindestreck och punkt.",
        "Rename it. Use letters, digits, hyphens and dots.",
    ));
}
