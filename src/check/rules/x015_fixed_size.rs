//! A page that cannot be enlarged.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X015",
    name: "fixed-size",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Sidan går inte att förstora", "The page cannot be enlarged"),
    why: Text::fixed(
        "Den som ser dåligt drar isär fingrarna för att läsa. Sidan måste gå att förstora till det dubbla.",
        "Whoever sees badly spreads two fingers to read. It must be possible to enlarge the page to twice its size.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.4.4 Ändra textstorlek (nivå AA), EN 301 549 9.1.4.4.",
        "WCAG 2.2 1.4.4 Resize text (level AA), EN 301 549 9.1.4.4.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><meta name=\"viewport\" content=\"«width=device-width, user-scalable=no»\"><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Zoom]) {
        let about = fault.about;
        let message = Text::new(format!("”{about}” hindrar att sidan förstoras till det dubbla."), format!("“{about}” keeps the page from being enlarged to twice its size."));
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Skriv width=device-width, initial-scale=1 och inget mer.",
    "Write width=device-width, initial-scale=1 and nothing more.",
);
