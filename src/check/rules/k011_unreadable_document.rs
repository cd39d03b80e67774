//! A file that is broken, or not what its name says.

use super::prelude::*;
use crate::check::example::linked;
use crate::files::example::{GOOD, pdf};
use crate::files::{Flaw, kind_of};

pub const RULE: Rule = Rule {
    code: "K011",
    name: "unreadable-document",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Filen är trasig", "The file is broken"),
    why: Text::fixed(
        "Den som hämtar filen kanske inte kan öppna den, och hjälpmedel klarar ofta inte det som vanliga läsare lagar i tysthet.",
        "Whoever fetches the file may not be able to open it, and aids often cannot cope with what usual readers mend in silence.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 9: ange filers namn, format och storlek. ISO 32000 (pdf), ISO/IEC 29500 (Word och Excel).",
        "The Swedish web guidelines, guideline 9: say the names, formats and sizes of files. ISO 32000 (PDF), ISO/IEC 29500 (Word and Excel).",
    ),
    bad: Example::Made(
        |source| linked(source, "rapport.pdf", b"<html>404</html>".to_vec()),
        Text::fixed("Sidan länkar till rapport.pdf, som är en webbsida med felmeddelandet 404 och ingen pdf.", "The page links to rapport.pdf, which is a web page with the error 404 and no PDF."),
    ),
    good: Example::Made(
        |source| linked(source, "rapport.pdf", pdf(&GOOD)),
        Text::fixed("Sidan länkar till rapport.pdf, som går att öppna.", "The page links to rapport.pdf, which can be opened."),
    ),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, said, _) in subject.fetched() {
        let called = kind_of(file.as_str()).map_or("", |(called, _)| called);
        let message = if said.has(Flaw::Unreadable) {
            let seems = said.seems.map_or(Text::fixed("", ""), |seems| {
                let words = seems.words();
                Text::new(format!(": den {}", words.sv), format!(": it {}", words.en))
            });
            Text::new(
                format!("Filen går inte att läsa som {called}{}.", seems.sv),
                format!("The file cannot be read as {called}{}.", seems.en),
            )
        } else if said.has(Flaw::Damaged) {
            Text::fixed(
                "Filens egen förteckning över sina delar stämmer inte. Läsare måste leta efter dem.",
                "The file’s own table of its parts is wrong. Readers have to look for them.",
            )
        } else {
            continue;
        };
        out.add(file, Span::at(0), message).help(Text::fixed(
            "Öppna filen själv. Går det: spara den på nytt under samma namn. Går det inte: hämta den igen från den som gjorde den.",
            "Open the file yourself. If that works: save it anew under the same name. If not: get it again from whoever made it.",
        ));
    }
}
