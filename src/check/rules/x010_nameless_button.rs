//! A button without a name.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X010",
    name: "nameless-button",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("En knapp utan namn", "A button without a name"),
    why: Text::fixed(
        "Skärmläsare säger bara ”knapp”, och ingen vet vad som händer när den trycks.",
        "A screen reader says only “button”, and nobody knows what pressing it does.",
    ),
    source: Text::fixed(
        "WCAG 2.2 4.1.2 Namn, roll, värde (nivå A), EN 301 549 9.4.1.2.",
        "WCAG 2.2 4.1.2 Name, role, value (level A), EN 301 549 9.4.1.2.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1>«<button type=\"button\">»<svg width=\"9\" height=\"9\"></svg></button></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><button type=\"button\"><svg width=\"9\" height=\"9\"></svg> Stäng</button></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Button]) {
        let about = fault.about;
        let message = Text::new(format!("”{about}” har inget namn."), format!("“{about}” has no name."));
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Skriv i knappen vad den gör. Är den bara en bild: ge bilden en beskrivning, eller knappen aria-label.",
    "Write in the button what it does. If it is only a picture: describe the picture, or give the button an aria-label.",
);
