//! An Excel sheet whose columns share their names.

use super::prelude::*;
use crate::check::example::linked;
use crate::files::Flaw;
use crate::files::example::excel;

pub const RULE: Rule = Rule {
    code: "K013",
    name: "merged-head",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Excel-bladet har sammanslagna celler överst", "The Excel sheet has merged cells at its top"),
    why: Text::fixed(
        "Skärmläsaren vet inte vilken kolumn en siffra hör till, och det går inte att sortera eller använda bladet som data.",
        "Screen readers do not know which column a figure belongs to, and the sheet can neither be sorted nor used as data.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer (nivå A). Lagen (2022:818) om den offentliga sektorns tillgängliggörande av data.",
        "WCAG 2.2 1.3.1 Info and relationships (level A). The Swedish Act (2022:818) on making public sector data available.",
    ),
    bad: Example::Made(
        |source| linked(source, "tabell.xlsx", excel("B1:D1")),
        Text::fixed("Sidan länkar till tabell.xlsx, där cellerna B1 till D1 är sammanslagna.", "The page links to tabell.xlsx, where the cells B1 to D1 are merged."),
    ),
    good: Example::Made(
        |source| linked(source, "tabell.xlsx", excel("")),
        Text::fixed("Sidan länkar till tabell.xlsx, där varje kolumn har ett eget namn.", "The page links to tabell.xlsx, where each column has a name of its own."),
    ),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, ..) in subject.fetched().filter(|(_, said, _)| said.has(Flaw::MergedHead)) {
        let message = Text::fixed("De första raderna har sammanslagna celler.", "The first rows have merged cells.");
        out.add(file, Span::at(0), message).help(Text::fixed(
            "Dela cellerna (Start, Koppla och centrera, Dela celler) och ge varje kolumn ett eget namn på en enda rad.",
            "Unmerge the cells (Home, Merge & Center, Unmerge Cells) and give each column a name of its own in one row.",
        ));
    }
}
