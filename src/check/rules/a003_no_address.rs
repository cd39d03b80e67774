//! A file name that no address can be made of.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "A003",
    name: "no-address",
    severity: Severity::Error,
    stage: Stage::Content,
    title: Text::fixed("Filnamnet ger ingen adress", "File name without an address"),
    why: Text::fixed(
        "Sidans adress görs av filens namn. Utan bokstäver eller siffror blir det ingen adress.",
        "The page's address is made of the file's name. Without letters or digits there is none.",
    ),
    bad: Example::Text(&[("content/om/---.md", "«»---\ntitel: Om\n---\n")]),
    good: Example::Text(&[("content/om/webben.md", "---\ntitel: Om\n---\n")]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in &subject.model.documents {
        let named = !matches!(document.file.name(), "index.md" | "_index.md");
        if document.file.stem().contains('.') {
            let name = document.file.name();
            let message = Text::new(
                format!("Namnet ”{name}” har en punkt för mycket."),
                format!("The name “{name}” has a dot too many."),
            );
            out.add(&document.file, Span::at(0), message).help(Text::fixed(
                "Skriv bindestreck i stället för punkt: ny-sida.md.",
                "Write a hyphen instead of the dot: new-page.md.",
            ));
        }
        if named && crate::base::slug(document.file.stem()).is_empty() {
            let name = document.file.name();
            let message = Text::new(
                format!("Filen heter ”{name}”. Det går inte att göra en adress av det."),
                format!("The file is called “{name}”. No address can be made of that."),
            );
            out.add(&document.file, Span::at(0), message).help(Text::fixed(
                "Byt namn på filen, till exempel till om-webbplatsen.md.",
                "Rename the file, for example to about-the-site.md.",
            ));
        }
    }
}
