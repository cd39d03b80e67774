//! A theme that is not there, or themes that extend each other in a ring.

use super::prelude::*;
use crate::config::Config;
use crate::theme::ThemeFault;

pub const RULE: Rule = Rule {
    code: "T003",
    name: "unknown-theme",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Temat finns inte", "Theme missing"),
    why: Text::fixed(
        "Temat bestämmer hur alla sidor ser ut. Utan det går ingen sida att göra.",
        "The theme decides how all pages look. Without it no page can be made.",
    ),
    source: Text::fixed(
        "Temats egna regler: docs/theme-contract.md.",
        "The contract with themes: docs/theme-contract.md.",
    ),
    bad: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: «strandlinjen»\n",
    )]),
    good: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: strandlinje\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let named = subject.model.config.site.theme.as_ref();
    let settings = Place::new(&Config::file(), named.map_or(Span::at(0), |theme| theme.span));
    for fault in &subject.theme.faults {
        match fault {
            ThemeFault::NoTheme { name, place } => {
                let place = place.as_ref().unwrap_or(&settings);
                let message = Text::new(
                    format!("Det finns inget tema som heter ”{name}”."),
                    format!("There is no theme called “{name}”."),
                );
                out.add(&place.file, place.span, message).help(Text::fixed(
                    "Ett tema är en mapp under themes/ med en fil theme.yaml. Temana strandlinje och spang finns alltid.",
                    "A theme is a folder below themes/ with a file theme.yaml. The themes strandlinje and spang are always there.",
                ));
            }
            ThemeFault::Ring { place } => {
                let message = Text::fixed(
                    "Temat bygger på sig självt, i en ring.",
                    "The theme extends itself, in a ring.",
                );
                out.add(&place.file, place.span, message).help(Text::fixed(
                    "Ta bort raden utökar: i ett av temana.",
                    "Remove the line utökar: in one of the themes.",
                ));
            }
            ThemeFault::NoSettings { place } => {
                let message = Text::fixed(
                    "Temat saknar innehåll i theme.yaml.",
                    "The theme has nothing in theme.yaml.",
                );
                out.add(&place.file, place.span, message).help(Text::fixed(
                    "Skriv åtminstone namn: och temats namn.",
                    "Write at least namn: and the theme's name.",
                ));
            }
            _ => {}
        }
    }
}
