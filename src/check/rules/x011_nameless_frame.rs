//! A frame without a title.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X011",
    name: "nameless-frame",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("En ram utan titel", "A frame without a title"),
    why: Text::fixed(
        "Skärmläsare läser upp titeln så att man kan välja att gå in i ramen eller förbi den. Utan den läses adressen upp, eller ingenting.",
        "A screen reader reads out the title, so that one can choose to go into the frame or past it. Without it the address is read out, or nothing.",
    ),
    source: Text::fixed(
        "WCAG 2.2 2.4.1 Hoppa över grupperat innehåll och 4.1.2 Namn, roll, värde (nivå A), EN 301 549 9.4.1.2.",
        "WCAG 2.2 2.4.1 Bypass blocks and 4.1.2 Name, role, value (level A), EN 301 549 9.4.1.2.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1>«<iframe src=\"/om/\">»</iframe></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><iframe src=\"/om/\" title=\"Om planen\"></iframe></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Frame]) {
        let about = fault.about;
        let message = Text::new(format!("”{about}” har ingen titel."), format!("“{about}” has no title."));
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Skriv title=\"vad som visas i ramen\".",
    "Write title=\"what is shown in the frame\".",
);
