//! A page whose main heading is missing, or not alone.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X001",
    name: "main-heading",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Inte precis en huvudrubrik", "Not exactly one main heading"),
    why: Text::fixed(
        "Den som lyssnar på sidan hoppar till huvudrubriken för att börja läsa. Det ska finnas en, och bara en.",
        "Whoever listens to the page jumps to its main heading to begin reading. There must be one, and only one.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer (nivå A), EN 301 549 9.1.3.1.",
        "WCAG 2.2 1.3.1 Info and relationships (level A), EN 301 549 9.1.3.1.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "«»<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><p>{{ page.title }}</p></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::NoHeading, PageFaultKind::Headings]) {
        let message = if fault.kind == PageFaultKind::NoHeading {
            Text::fixed("Sidan har ingen huvudrubrik.", "The page has no main heading.")
        } else {
            Text::fixed("Sidan har mer än en huvudrubrik.", "The page has more than one main heading.")
        };
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Skriv sidans titel i ett h1 i mallen, en gång.",
    "Write the page’s title in one h1 of the template.",
);
