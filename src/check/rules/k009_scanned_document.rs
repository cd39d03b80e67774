//! A PDF whose pages are pictures of pages.

use super::prelude::*;
use crate::check::example::linked;
use crate::files::example::{GOOD, Sample, pdf};
use crate::files::Flaw;

pub const RULE: Rule = Rule {
    code: "K009",
    name: "scanned-document",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Dokumentet är en inskannad bild", "The document is a scanned picture"),
    why: Text::fixed(
        "Det finns ingen text i filen: den går inte att lyssna på, söka i eller förstora utan att den blir suddig.",
        "There is no text in the file: it cannot be listened to, searched or made larger without blurring.",
    ),
    source: Text::fixed(
        "EN 301 549, kapitel 10 (dokument). Lagen (2018:1937) om tillgänglighet till digital offentlig service, 10 §.",
        "EN 301 549, chapter 10 (documents). The Act (2018:1937) on accessibility of digital public services, section 10.",
    ),
    bad: Example::Made(
        |source| linked(source, "rapport.pdf", pdf(&Sample { scanned: true, tagged: false, ..GOOD })),
        Text::fixed("Sidan länkar till rapport.pdf, vars sidor är inskannade bilder.", "The page links to rapport.pdf, the pages of which are scanned pictures."),
    ),
    good: Example::Made(
        |source| linked(source, "rapport.pdf", pdf(&GOOD)),
        Text::fixed("Sidan länkar till rapport.pdf, som är taggad och har titel och språk.", "The page links to rapport.pdf, which is tagged and has a title and a language."),
    ),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, said, _) in subject.fetched().filter(|(_, said, _)| said.has(Flaw::Scanned)) {
        let pages = said.pages.unwrap_or(1);
        let message = Text::new(
            format!("Dokumentet är bilder av {pages} sidor, utan text."),
            format!("The document is pictures of {pages} pages, without text."),
        );
        out.add(file, Span::at(0), message).help(Text::fixed(
            "Leta upp dokumentet som skrevs ut och spara det som taggad pdf, eller lägg ut texten som en webbsida och skriv sidans adress på dokumentets rad (sida:). Finns det inte: låt ett program läsa av texten (OCR) och rätta den.",
            "Find the document that was printed and save it as a tagged PDF, or publish the text as a web page and write its address in the document’s row (sida:). If there is none: let a program read the text (OCR) and correct it.",
        ));
    }
}
