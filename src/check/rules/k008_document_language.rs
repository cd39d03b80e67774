//! A PDF that does not say its language.

use super::prelude::*;
use crate::base::Language;
use crate::check::example::linked;
use crate::files::example::{GOOD, Sample, pdf};
use crate::files::{FileKind, Flaw};

pub const RULE: Rule = Rule {
    code: "K008",
    name: "document-language",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Dokumentet säger inte sitt språk", "The document does not say its language"),
    why: Text::fixed(
        "Skärmläsaren gissar språket och kan läsa svensk text med engelskt uttal.",
        "Screen readers guess the language, and may read Swedish with an English accent.",
    ),
    source: Text::fixed(
        "WCAG 2.2 3.1.1 Sidans språk (nivå A). EN 301 549, 10.3.1.1.",
        "WCAG 2.2 3.1.1 Language of page (level A). EN 301 549, 10.3.1.1.",
    ),
    bad: Example::Made(
        |source| linked(source, "rapport.pdf", pdf(&Sample { language: None, ..GOOD })),
        Text::fixed("Sidan länkar till rapport.pdf, som inte säger vilket språk den är skriven på.", "The page links to rapport.pdf, which does not say what language it is written in."),
    ),
    good: Example::Made(
        |source| linked(source, "rapport.pdf", pdf(&GOOD)),
        Text::fixed("Sidan länkar till rapport.pdf, som är taggad och har titel och språk.", "The page links to rapport.pdf, which is tagged and has a title and a language."),
    ),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, said, kind) in subject.fetched() {
        // Pictures of pages have a finding of their own, and no words in any language.
        let is_unknown = said.tagged.is_none() || said.has(Flaw::Locked) || said.has(Flaw::Scanned);
        if kind != FileKind::Pdf || is_unknown {
            continue;
        }
        if let Some(written) = &said.language {
            if let Err(unknown) = Language::parse(written) {
                let right = unknown.meant.as_deref().unwrap_or("sv");
                let message = Text::new(
                    format!("Dokumentet säger att språket är ”{written}”. Det är ingen språkkod, och en skärmläsare förstår den inte."),
                    format!("The document says that its language is “{written}”. That is no language tag, and no screen reader understands it."),
                );
                out.add(file, Span::at(0), message).help(Text::new(
                    format!("Välj språket på nytt i programmet som dokumentet är skrivet i, så att koden blir {right}. Har du bara pdf-filen: Arkiv, Egenskaper, Avancerat i Acrobat."),
                    format!("Choose the language anew in the program that the document is written in, so that the tag becomes {right}. If you have only the PDF: File, Properties, Advanced in Acrobat."),
                ));
            }
            continue;
        }
        let message = Text::fixed("Dokumentet säger inte vilket språk det är skrivet på.", "The document does not say what language it is written in.");
        out.add(file, Span::at(0), message).help(Text::fixed(
            "Word: markera all text, välj Granska, Språk, Ange korrekturspråk, och spara pdf-filen på nytt. LibreOffice: välj Verktyg, Språk, För all text. Har du bara pdf-filen: välj språk under Arkiv, Egenskaper, Avancerat i Acrobat.",
            "Word: select all text, choose Review, Language, Set proofing language, and save the PDF anew. LibreOffice: choose Tools, Language, For all text. If you have only the PDF: choose the language under File, Properties, Advanced in Acrobat.",
        ));
    }
}
