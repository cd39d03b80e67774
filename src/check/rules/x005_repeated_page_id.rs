//! An id that is twice on a finished page.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, on_pages, placed};

pub const RULE: Rule = Rule {
    code: "X005",
    name: "repeated-page-id",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Samma id två gånger på en färdig sida", "The same id twice on a finished page"),
    why: Text::fixed(
        "Länkar till stället leder till det första, och etiketter hör till fel fält.",
        "Links to the place lead to the first one, and labels belong to the wrong field.",
    ),
    source: Text::fixed(
        "HTML Standard 3.2.6: ett id finns en gång på sidan. WCAG 2.2 4.1.2 Namn, roll, värde (nivå A).",
        "HTML Standard 3.2.6: an id is there once on a page. WCAG 2.2 4.1.2 Name, role, value (level A).",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main «id=\"a\"»><h1 id=\"a\">{{ page.title }}</h1></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main id=\"a\"><h1 id=\"b\">{{ page.title }}</h1></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Id]) {
        let about = fault.about;
        let message = Text::new(format!("Id:t ”{about}” finns två gånger på sidan."), format!("The id “{about}” is twice on the page."));
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &HELP));
    }
}

const HELP: Text = Text::fixed(
    "Ge det ena ett annat id.",
    "Give one of them another id.",
);
