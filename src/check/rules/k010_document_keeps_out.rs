//! A PDF that is locked: against aids, or so that nothing can be seen of it.

use super::prelude::*;
use crate::check::example::linked;
use crate::files::example::{GOOD, Sample, pdf};
use crate::files::Flaw;

pub const RULE: Rule = Rule {
    code: "K010",
    name: "document-keeps-out",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Dokumentet är låst", "The document is locked"),
    why: Text::fixed(
        "Ett lås kan hindra skärmläsare från att läsa upp texten, och den som inte har ett lösenord från att alls öppna filen.",
        "A lock can keep screen readers from reading the text aloud, and those without a password from opening the file at all.",
    ),
    source: Text::fixed(
        "EN 301 549, kapitel 10 (dokument). Lagen (2018:1937) om tillgänglighet till digital offentlig service, 10 §.",
        "EN 301 549, chapter 10 (documents). The Act (2018:1937) on accessibility of digital public services, section 10.",
    ),
    bad: Example::Made(
        |source| linked(source, "rapport.pdf", pdf(&Sample { allowed: Some(-3904), ..GOOD })),
        Text::fixed("Sidan länkar till rapport.pdf, som är låst så att hjälpmedel inte får läsa den.", "The page links to rapport.pdf, which is locked so that aids may not read it."),
    ),
    good: Example::Made(
        |source| linked(source, "rapport.pdf", pdf(&GOOD)),
        Text::fixed("Sidan länkar till rapport.pdf, som är taggad och har titel och språk.", "The page links to rapport.pdf, which is tagged and has a title and a language."),
    ),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, said, _) in subject.fetched().filter(|(_, said, _)| said.has(Flaw::Locked)) {
        let message = if said.has(Flaw::KeepsOut) {
            Text::fixed(
                "Dokumentet är låst så att hjälpmedel inte får läsa det.",
                "The document is locked so that aids may not read it.",
            )
        } else {
            // A lock may ask nobody for anything: that cannot be seen without opening it.
            Text::fixed(
                "Dokumentet är krypterat. Det går inte att se vilken titel och vilket språk det har, eller om läsaren måste ha ett lösenord.",
                "The document is encrypted. Its title and language cannot be seen, nor whether the reader has to have a password.",
            )
        };
        out.add(file, Span::at(0), message).help(Text::fixed(
            "Spara pdf-filen på nytt utan lösenord och begränsningar. Måste den vara låst: tillåt textåtkomst för skärmläsare under Arkiv, Egenskaper, Säkerhet i Acrobat.",
            "Save the PDF anew without passwords and restrictions. If it has to be locked: enable text access for screen readers under File, Properties, Security in Acrobat.",
        ));
    }
}
