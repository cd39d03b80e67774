//! A long Word document without headings.

use super::prelude::*;
use crate::check::example::linked;
use crate::files::{FileKind, Flaw};
use crate::files::example::word;

pub const RULE: Rule = Rule {
    code: "K012",
    name: "document-without-headings",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Word-dokumentet har inga rubriker", "The Word document has no headings"),
    why: Text::fixed(
        "Den som använder skärmläsare hoppar mellan rubriker. Fet text ser ut som en rubrik men är ingen.",
        "Whoever uses a screen reader jumps between headings. Bold text looks like one but is none.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer (nivå A). EN 301 549, 10.1.3.1.",
        "WCAG 2.2 1.3.1 Info and relationships (level A). EN 301 549, 10.1.3.1.",
    ),
    bad: Example::Made(
        |source| linked(source, "mall.docx", word(40, false)),
        Text::fixed("Sidan länkar till mall.docx, som har 40 stycken och ingen rubrik.", "The page links to mall.docx, which has 40 paragraphs and no heading."),
    ),
    good: Example::Made(
        |source| linked(source, "mall.docx", word(40, true)),
        Text::fixed("Sidan länkar till mall.docx, vars första rad har formatmallen Rubrik 1.", "The page links to mall.docx, the first line of which has the style Heading 1."),
    ),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, said, kind) in subject.fetched() {
        if kind != FileKind::Word || !said.has(Flaw::NoHeadings) {
            continue;
        }
        let message = Text::fixed("Dokumentet är långt och har inga rubriker.", "The document is long and has no headings.");
        out.add(file, Span::at(0), message).help(Text::fixed(
            "Välj formatmallen Rubrik 1, Rubrik 2 … för rubrikerna på fliken Start, i stället för fet stil.",
            "Choose the style Heading 1, Heading 2 … for the headings on the tab Home, instead of bold.",
        ));
    }
}
