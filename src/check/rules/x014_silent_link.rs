//! A link of a template with nothing in it to hear.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X014",
    name: "silent-link",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("En länk i temat som inte säger något", "A link of the theme that says nothing"),
    why: Text::fixed(
        "Skärmläsare läser upp adressen, eller bara ”länk”, och den som styr med rösten kan inte nämna den.",
        "A screen reader reads out the address, or only “link”, and whoever steers by voice cannot name it.",
    ),
    source: Text::fixed(
        "WCAG 2.2 2.4.4 Länkens syfte och 4.1.2 Namn, roll, värde (nivå A), EN 301 549 9.2.4.4.",
        "WCAG 2.2 2.4.4 Link purpose and 4.1.2 Name, role, value (level A), EN 301 549 9.2.4.4.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1>«<a href=\"/omraden/vard/\">»<svg width=\"9\" height=\"9\"></svg></a></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><a href=\"/omraden/vard/\"><svg width=\"9\" height=\"9\"></svg> Om planen</a></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Silent]) {
        let about = fault.about;
        let message = Text::new(format!("”{about}” har varken text, beskriven bild eller aria-label."), format!("“{about}” has neither a text, a picture with a description nor an aria-label."));
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Skriv i länken vad som finns där den leder. Är den bara en bild: ge bilden en beskrivning.",
    "Write in the link what is there. If it is only a picture: describe the picture.",
);
