//! A role that does not exist.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::check::finished::{PageFaultKind, ROLES, on_pages, placed};
use crate::base::nearest;

pub const RULE: Rule = Rule {
    code: "X012",
    name: "unknown-role",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("En roll som inte finns", "A role that does not exist"),
    why: Text::fixed(
        "Webbläsaren bortser från en roll som den inte känner, och hjälpmedel får veta något annat än det var tänkt.",
        "A browser takes no notice of a role that it does not know, and aids are told something else than what was meant.",
    ),
    source: Text::fixed(
        "WCAG 2.2 4.1.2 Namn, roll, värde (nivå A), EN 301 549 9.4.1.2. Rollerna står i tre listor från W3C, som webbläsarna följer.",
        "WCAG 2.2 4.1.2 Name, role, value (level A), EN 301 549 9.4.1.2. The roles stand in three lists of W3C’s, which browsers follow.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><div «role=\"regin\"» aria-label=\"Del\">Text</div></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><div role=\"region\" aria-label=\"Del\">Text</div></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Role]) {
        let about = fault.about;
        let message = Text::new(format!("Rollen ”{about}” finns inte."), format!("There is no role “{about}”."));
        let meant = out.suggestion(|| nearest(about, ROLES));
        let help = meant.map_or(HELP, |meant| {
            Text::new(format!("Menade du ”{meant}”?"), format!("Did you mean “{meant}”?"))
        });
        let finding = out.add(&fault.place.file, fault.place.span, message);
        finding.help(on_pages(&fault, &help));
    }
}

const HELP: Text = Text::fixed(
    "Välj det element som redan betyder det: button, nav, section. Då behövs ingen roll.",
    "Choose the element that means it already: button, nav, section. Then no role is needed.",
);
