//! A text of the theme that no template shows.

use super::prelude::*;
use crate::theme::{StringFault, ThemeFault};

pub const RULE: Rule = Rule {
    code: "T008",
    name: "unused-string",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Texten används inte", "Unused text"),
    why: Text::fixed(
        "Antingen är den kvar sedan förr, eller så är namnet felskrivet och en annan text visas.",
        "Either it is left from before, or its name is misspelt and another text is shown.",
    ),
    source: Text::fixed(
        "Temats egna regler: docs/theme-contract.md.",
        "The contract with themes: docs/theme-contract.md.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n"),
        ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("themes/eget/strings/sv.yaml", "bas:\n  skip: Till innehållet\n  «gammal»: Den här visas aldrig\n"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n"),
        ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("themes/eget/strings/sv.yaml", "bas:\n  skip: Till innehållet\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in &subject.theme.faults {
        let ThemeFault::String { place, key, fault: StringFault::Unused } = fault else { continue };
        let message = Text::new(
            format!("Ingen mall frågar efter texten ”{key}”."),
            format!("No template asks for the text “{key}”."),
        );
        out.add(&place.file, place.span, message).help(Text::fixed(
            "Ta bort raden, eller rätta namnet så att det är samma som i mallen.",
            "Remove the line, or mend the name so that it is the same as in the template.",
        ));
    }
}
