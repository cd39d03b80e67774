//! A link of a theme that leads to nothing.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X006",
    name: "broken-page-link",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("En länk i temat leder till ingenting", "A link of the theme leads to nothing"),
    why: Text::fixed(
        "Länken står på varje sida som mallen gör.",
        "The link stands on every page that the template makes.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><a href=\"«/finns-inte/»\">Mer om vården</a></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><a href=\"/omraden/vard/\">Mer om vården</a></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Link, PageFaultKind::Place]) {
        let about = fault.about;
        let message = if fault.kind == PageFaultKind::Link {
            Text::new(format!("”{about}” finns inte på webbplatsen."), format!("“{about}” is not on the site."))
        } else {
            Text::new(format!("Stället ”{about}” finns inte."), format!("The place “{about}” is not there."))
        };
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Länka med href(to=…), så att adressen följer med när sidan flyttas.",
    "Link with href(to=…), so that the address follows when the page moves.",
);
