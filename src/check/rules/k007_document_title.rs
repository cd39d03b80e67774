//! A PDF without a title of its own.

use super::prelude::*;
use crate::check::example::linked;
use crate::files::example::{GOOD, Sample, pdf};
use crate::files::{FileKind, Flaw};

pub const RULE: Rule = Rule {
    code: "K007",
    name: "document-title",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Dokumentet saknar en riktig titel", "The document has no real title"),
    why: Text::fixed(
        "Skärmläsaren läser upp titeln först, och webbläsaren visar den på fliken. Utan titel hörs bara filens namn.",
        "Screen readers say the title first, and browsers show it on the tab. Without one, only the name of the file is heard.",
    ),
    source: Text::fixed(
        "WCAG 2.2 2.4.2 Sidtitlar (nivå A). EN 301 549, 10.2.4.2.",
        "WCAG 2.2 2.4.2 Page titled (level A). EN 301 549, 10.2.4.2.",
    ),
    bad: Example::Made(
        |source| linked(source, "rapport.pdf", pdf(&Sample { title: Some("Microsoft Word - rapport_v3.docx"), ..GOOD })),
        Text::fixed("Sidan länkar till rapport.pdf, vars titel är Microsoft Word - rapport_v3.docx.", "The page links to rapport.pdf, the title of which is Microsoft Word - rapport_v3.docx."),
    ),
    good: Example::Made(
        |source| linked(source, "rapport.pdf", pdf(&GOOD)),
        Text::fixed("Sidan länkar till rapport.pdf, som är taggad och har titel och språk.", "The page links to rapport.pdf, which is tagged and has a title and a language."),
    ),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, said, kind) in subject.fetched() {
        // What is locked or cannot be read says nothing of its title.
        if kind != FileKind::Pdf || said.tagged.is_none() || said.has(Flaw::Locked) {
            continue;
        }
        let message = match &said.title {
            None => Text::fixed("Dokumentet har ingen titel.", "The document has no title."),
            Some(title) if is_name(title, file.name()) => Text::new(
                format!("Dokumentets titel är bara ett filnamn: ”{title}”."),
                format!("The document’s title is only the name of a file: “{title}”."),
            ),
            Some(_) => continue,
        };
        out.add(file, Span::at(0), message).help(Text::fixed(
            "Word: välj Arkiv, Info och skriv under Titel, välj sedan Spara som, PDF. LibreOffice: välj Arkiv, Egenskaper, Beskrivning. Har du bara pdf-filen: skriv titeln under Arkiv, Egenskaper i ett pdf-program.",
            "Word: choose File, Info and write under Title, then Save as, PDF. LibreOffice: choose File, Properties, Description. If you have only the PDF: write the title under File, Properties in a PDF program.",
        ));
    }
}

/// Whether a title is what a program called the file, and nobody the document.
fn is_name(title: &str, file: &str) -> bool {
    const ENDINGS: [&str; 10] = [".doc", ".docx", ".pdf", ".odt", ".indd", ".ppt", ".pptx", ".xls", ".xlsx", ".rtf"];
    const NOBODYS: [&str; 7] = ["untitled", "namnlös", "namnlöst", "document", "dokument", "powerpoint-presentation", "microsoft word"];
    let title = title.to_lowercase();
    let stem = |name: &str| name.rsplit_once('.').map_or_else(|| name.to_lowercase(), |(stem, _)| stem.to_lowercase());
    // ”Dokument1” is a program's, ”Dokument 2025” somebody's own.
    let number = title.chars().rev().take_while(char::is_ascii_digit).count();
    let nobodys = title.split_at(title.len() - if number < 3 { number } else { 0 }).0.trim_end();
    ENDINGS.iter().any(|ending| title.ends_with(ending))
        || title.starts_with("microsoft word - ")
        || title == stem(file) && title.contains(['-', '_'])
        || NOBODYS.contains(&nobodys)
}
