//! A text of the theme with a name in braces that no template fills in.

use super::prelude::*;
use crate::base::nearest;
use crate::theme::{StringFault, ThemeFault};

pub const RULE: Rule = Rule {
    code: "T009",
    name: "string-blank",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Inget fyller i texten", "Nothing fills in the text"),
    why: Text::fixed(
        "Läsaren skulle se namnet inom klamrar i stället för det som ska stå där.",
        "Readers would see the name in braces instead of what belongs there.",
    ),
    source: Text::fixed(
        "Temats egna regler: docs/theme-contract.md.",
        "The contract with themes: docs/theme-contract.md.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n"),
        ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("themes/eget/strings/sv.yaml", "bas:\n  sidan_av: sida {nr} av {«antl»}\n"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n"),
        ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("themes/eget/strings/sv.yaml", "bas:\n  sidan_av: sida {nr} av {antal}\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in &subject.theme.faults {
        let ThemeFault::String { place, key, fault: StringFault::UnknownBlank(name, known) } = fault
        else {
            continue;
        };
        let message = Text::new(
            format!("Inget fyller i {{{name}}} i texten ”{key}”."),
            format!("Nothing fills in {{{name}}} in the text “{key}”."),
        );
        let meant = nearest(name, known.iter().map(String::as_str));
        let finding = out.add(&place.file, place.span, message);
        let names = known.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
        finding.help(if known.is_empty() {
            Text::fixed(
                "Mallen ger texten inget att fylla i. Ta bort klamrarna.",
                "The template gives the text nothing to fill in. Remove the braces.",
            )
        } else {
            Text::new(format!("Det som fylls i är: {names}."), format!("What is filled in: {names}."))
        });
        finding.did_you_mean(meant);
    }
}
