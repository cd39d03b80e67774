//! A page that does not say which language it is in.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X003",
    name: "page-language",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Sidan säger inte sitt språk", "The page does not say its language"),
    why: Text::fixed(
        "Ett uppläsningsprogram läser svenska med engelskt uttal om sidan inte säger vilket språk den är på.",
        "A screen reader reads Swedish with English sounds when the page does not say its language.",
    ),
    source: Text::fixed(
        "WCAG 2.2 3.1.1 Sidans språk (nivå A), EN 301 549 9.3.1.1.",
        "WCAG 2.2 3.1.1 Language of page (level A), EN 301 549 9.3.1.1.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n«<html»>\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::NoLanguage]) {
        let message = Text::fixed("Sidan säger inte vilket språk den är på.", "The page does not say which language it is in.");
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Skriv lang i elementet html, med värdet page.language.",
    "Write lang in the element html, with the value page.language.",
);
