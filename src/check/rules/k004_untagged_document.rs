//! A document that not everybody can read.

use super::prelude::*;
use std::collections::BTreeSet;

use crate::base::OutPath;
use crate::files::{FileKind, Flaw};

pub const RULE: Rule = Rule {
    code: "K004",
    name: "untagged-document",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ett dokument som inte alla kan läsa", "A document not everybody can read"),
    why: Text::fixed(
        "Den som använder skärmläsare kan inte läsa filen. Lagen om digital offentlig service kräver att det går.",
        "Whoever uses a screen reader cannot read the file. The law on public digital services says they must.",
    ),
    source: Text::fixed(
        "EN 301 549, kapitel 10 (dokument). Lagen (2018:1937) 4 och 10 §§.",
        "EN 301 549, chapter 10 (documents). The Act (2018:1937), sections 4 and 10.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\n  dokumentformat: [html, pdf, otillgänglig pdf]\n"),
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, länk: \"https://exempel.org/a.pdf\", format: «otillgänglig pdf»}\n"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\n  dokumentformat: [html, pdf, otillgänglig pdf]\n"),
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, länk: \"https://exempel.org/a.pdf\", format: pdf}\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    let mut told: BTreeSet<&OutPath> = BTreeSet::new();
    for ((register, _), row) in model.papers() {
        // Whoever says so in the register has told visitors, and offers another way.
        let is_known = row.accessible.as_ref().is_some_and(|flag| !flag.value.0);
        told.extend(model.file_of(row).filter(|_| is_known));
        let Some(format) = &row.format else { continue };
        let written = format.value.id.value.to_lowercase();
        let lacks = ["otillgänglig", "otaggad", "inskannad"].iter().any(|word| written.contains(word));
        if !lacks {
            continue;
        }
        told.extend(model.file_of(row));
        let title = row.title.as_ref().map_or("", |title| title.value.as_str());
        let message = Text::new(
            format!("”{title}” saknar taggar för skärmläsare."),
            format!("“{title}” has no tags for screen readers."),
        );
        out.add(&model.register_documents[register].file, format.span, message).help(Text::fixed(
            "Be utgivaren om en taggad pdf eller en webbsida. Berätta så länge på sidan hur man får texten på annat sätt.",
            "Ask the publisher for a tagged PDF or a web page. Until then, say on the page how to get the text otherwise.",
        ));
    }
    for (file, said, kind) in subject.fetched() {
        // Pictures of pages have a finding of their own.
        let lacks = kind == FileKind::Pdf && said.tagged == Some(false) && !said.has(Flaw::Scanned);
        if !lacks || model.copied_to.get(file).is_some_and(|out| told.contains(out)) {
            continue;
        }
        let message = Text::fixed(
            "Pdf-filen saknar taggar: hjälpmedel vet inte vad som är rubriker, listor och tabeller.",
            "The PDF has no tags: aids do not know what are headings, lists and tables.",
        );
        out.add(file, Span::at(0), message).help(Text::fixed(
            "Word: välj Spara som, PDF, Alternativ och bocka för Dokumentstrukturtaggar för hjälpmedel. LibreOffice: välj Exportera som PDF och bocka för Taggad PDF. Skriv aldrig ut till pdf. Bäst är en webbsida: lägg texten på en sida och skriv sidans adress på dokumentets rad (sida:). Kan filen inte bli bättre: skriv tillgängligt: nej på raden, så får besökaren veta hur den frågar.",
            "Word: choose Save as, PDF, Options and tick Document structure tags for accessibility. LibreOffice: choose Export as PDF and tick Tagged PDF. Never print to PDF. Best is a web page: put the text on a page and write its address in the document’s row (sida:). If the file cannot be better: write tillgängligt: nej in the row, and visitors are told how to ask.",
        ));
    }
}
