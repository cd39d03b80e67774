//! A page without a main part, or with more than one.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X004",
    name: "main-part",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Inte precis en huvuddel", "Not exactly one main part"),
    why: Text::fixed(
        "Den som använder skärmläsare eller tangentbord hoppar förbi menyn till sidans huvuddel. Då måste den vara utmärkt.",
        "Whoever uses a screen reader or the keyboard jumps past the menu to the main part. It must be marked.",
    ),
    source: Text::fixed(
        "WCAG 2.2 2.4.1 Hoppa över grupperat innehåll (nivå A), EN 301 549 9.2.4.1.",
        "WCAG 2.2 2.4.1 Bypass blocks (level A), EN 301 549 9.2.4.1.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n«<body»><h1>{{ page.title }}</h1></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Main]) {
        let message = Text::fixed("Sidan har inte precis ett main.", "The page has not exactly one main.");
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Sätt det som är sidans eget i ett main, en gång.",
    "Put what is the page’s own into one main.",
);
