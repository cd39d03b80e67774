//! A page without a title.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X002",
    name: "page-title",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Sidan saknar titel", "The page has no title"),
    why: Text::fixed(
        "Titeln står på fliken, i historiken och i sökresultat, och läses upp först av allt.",
        "The title stands on the tab, in the history and in search results, and is read out first of all.",
    ),
    source: Text::fixed(
        "WCAG 2.2 2.4.2 Sidtitlar (nivå A), EN 301 549 9.2.4.2.",
        "WCAG 2.2 2.4.2 Page titled (level A), EN 301 549 9.2.4.2.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head>«<title»></title></head>\n<body><main><h1>{{ page.title }}</h1></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::NoTitle]) {
        let message = Text::fixed("Sidan har ingen titel.", "The page has no title.");
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Skriv sidans titel i title i mallens head.",
    "Write the page’s title in title in the template’s head.",
);
