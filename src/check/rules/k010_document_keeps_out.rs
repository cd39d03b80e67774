//! A PDF that is locked against aids.

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
    title: Text::fixed("Dokumentet är låst för hjälpmedel", "The document is locked against aids"),
    why: Text::fixed(
        "Låset hindrar skärmläsare från att läsa upp texten. Alla andra kan läsa den.",
        "The lock keeps screen readers from reading the text aloud. Everybody else can read it.",
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
    for (file, ..) in subject.fetched().filter(|(_, said, _)| said.has(Flaw::KeepsOut)) {
        let message = Text::fixed("Dokumentet är låst så att hjälpmedel inte får läsa det.", "The document is locked so that aids may not read it.");
        out.add(file, Span::at(0), message).help(Text::fixed(
            "Spara pdf-filen på nytt utan lösenord och begränsningar. Måste den vara låst: tillåt textåtkomst för skärmläsare under Arkiv, Egenskaper, Säkerhet i Acrobat.",
            "Save the PDF anew without passwords and restrictions. If it has to be locked: enable text access for screen readers under File, Properties, Security in Acrobat.",
        ));
    }
}
