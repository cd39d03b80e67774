//! A picture of a theme without a description, not even an empty one.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X008",
    name: "page-picture",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("En bild i temat utan beskrivning", "A picture of the theme without a description"),
    why: Text::fixed(
        "Skärmläsare läser upp filnamnet när bilden inte säger vad den visar, eller att den bara är till prydnad.",
        "A screen reader reads out the file’s name when the picture says neither what it shows nor that it only decorates.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.1.1 Icke-textuellt innehåll (nivå A), EN 301 549 9.1.1.1.",
        "WCAG 2.2 1.1.1 Non-text content (level A), EN 301 549 9.1.1.1.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        ("content/static/a.png", "bild"),
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><img src=«\"/a.png\"»></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        ("content/static/a.png", "bild"),
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><img src=\"/a.png\" alt=\"\"></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Picture]) {
        let about = fault.about;
        let message = Text::new(format!("Bilden ”{about}” har inget alt."), format!("The picture “{about}” has no alt."));
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Skriv alt=\"vad bilden säger\", eller alt=\"\" om den bara är till prydnad.",
    "Write alt=\"what the picture says\", or alt=\"\" when it only decorates.",
);
