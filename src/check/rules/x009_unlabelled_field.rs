//! A field of a form without a label.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X009",
    name: "unlabelled-field",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Ett fält utan etikett", "A field without a label"),
    why: Text::fixed(
        "Skärmläsare säger bara ”textfält”, och den som styr med rösten kan inte nämna fältet. En text inne i fältet försvinner när man skriver, och är ingen etikett.",
        "A screen reader says only “edit text”, and whoever steers by voice cannot name the field. A text inside the field goes when one types, and is no label.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer, 3.3.2 Ledtexter eller instruktioner och 4.1.2 Namn, roll, värde (nivå A), EN 301 549 9.3.3.2.",
        "WCAG 2.2 1.3.1 Info and relationships, 3.3.2 Labels or instructions and 4.1.2 Name, role, value (level A), EN 301 549 9.3.3.2.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1>«<input name=\"q\">»</main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><label>Sök <input name=\"q\"></label></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Field]) {
        let about = fault.about;
        let message = Text::new(format!("”{about}” har ingen etikett."), format!("“{about}” has no label."));
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Skriv en label med samma for som fältets id, eller sätt fältet i den. Finns ingen plats för en synlig text räcker aria-label.",
    "Write a label whose for is the field’s id, or put the field into it. Where there is no room for a text that is seen, aria-label will do.",
);
