//! A heading of a template that jumps over a level.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X013",
    name: "page-heading-jump",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("En rubrik i temat hoppar över en nivå", "A heading of the theme jumps over a level"),
    why: Text::fixed(
        "Hoppet finns på varje sida som mallen gör. Den som går från rubrik till rubrik med en skärmläsare letar där efter ett avsnitt som inte finns.",
        "The jump is on every page that the template makes. Whoever goes from heading to heading with a screen reader looks there for a section that is not.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer (nivå A), EN 301 549 9.1.3.1.",
        "WCAG 2.2 1.3.1 Info and relationships (level A), EN 301 549 9.1.3.1.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1>«<h4>»Mer</h4></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><h2>Mer</h2></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Jump]) {
        let about = fault.about;
        let message = Text::new(format!("”{about}” hoppar över en nivå från rubriken före den på sidan."), format!("“{about}” jumps over a level from the heading before it on the page."));
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Välj nivå efter var rubriken hör hemma, och storlek i stilmallen.",
    "Choose the level by where the heading belongs, and the size in the style sheet.",
);
