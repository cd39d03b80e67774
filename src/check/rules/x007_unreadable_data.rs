//! Data for search engines that cannot be read.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X007",
    name: "unreadable-data",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Data för sökmotorer går inte att läsa", "Data for search engines cannot be read"),
    why: Text::fixed(
        "Sökmotorer hoppar över det som inte är hel JSON, och sidan visas utan datum, plats och sökväg.",
        "Search engines skip what is not whole JSON, and show the page without date, place and path.",
    ),
    source: Text::fixed(
        "JSON-LD 1.1 och schema.org.",
        "JSON-LD 1.1 and schema.org.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title><script type=\"application/«ld+json»\">{\"a\": 1,}</script></head>\n<body><main><h1>{{ page.title }}</h1></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title><script type=\"application/ld+json\">{\"a\": 1}</script></head>\n<body><main><h1>{{ page.title }}</h1></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Data]) {
        let message = Text::fixed("Det som står i script type=\"application/ld+json\" är ingen hel JSON.", "What stands in script type=\"application/ld+json\" is no whole JSON.");
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Låt temat skriva ut jsonld som det är.",
    "Let the theme write out jsonld as it is.",
);
