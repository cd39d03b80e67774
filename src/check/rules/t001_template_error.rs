//! A template that cannot be read, or that fails for a page.

use super::prelude::*;
use crate::base::UrlPath;
use crate::check::Finding;
use crate::check::template_words::template_words;
use crate::render::RenderFault;
use crate::theme::{TemplatePlace, ThemeFault};

pub const RULE: Rule = Rule {
    code: "T001",
    name: "template-error",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Fel i en mall", "Template error"),
    why: Text::fixed(
        "Sidor som använder mallen kan inte göras.",
        "Pages that use the template cannot be made.",
    ),
    source: Text::fixed(
        "Temats egna regler: docs/theme-contract.md.",
        "The contract with themes: docs/theme-contract.md.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n"),
        ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("themes/eget/templates/start.html", "<!doctype html><html lang=\"sv\"><title>Start</title><main><h1>{{ page.«titel» }}</h1></main></html>"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n"),
        ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("themes/eget/templates/start.html", "<!doctype html><html lang=\"sv\"><title>Start</title><main><h1>{{ page.title }}</h1></main></html>"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in &subject.theme.faults {
        if let ThemeFault::Template { at } = fault {
            report(out, at);
        }
    }
    // A string that is missing is told of by T007, wherever it is asked for.
    // The same slip in a template hits every page that uses it: it is one finding.
    let mut seen: Vec<(&TemplatePlace, &UrlPath, usize)> = Vec::new();
    for fault in subject.render_faults {
        let RenderFault::Page { address, at, .. } = fault else { continue };
        if at.missing_string().is_some_and(|key| subject.theme.is_told_to_lack(key)) {
            continue;
        }
        if let Some((.., count)) = seen.iter_mut().find(|(known, ..)| known.place == at.place) {
            *count += 1;
            continue;
        }
        seen.push((at, address, 1));
    }
    for (at, address, count) in seen {
        let others = count - 1;
        report(out, at).help(if others == 0 {
            Text::new(
                format!("Det hände när sidan {address} skulle göras."),
                format!("It happened when the page {address} was to be made."),
            )
        } else {
            Text::new(
                format!("Det hände när sidan {address} skulle göras, och {others} till."),
                format!("It happened when the page {address} was to be made, and {others} more."),
            )
        });
    }
}

fn report<'a>(out: &'a mut Findings, at: &TemplatePlace) -> &'a mut Finding {
    out.add(&at.place.file, at.place.span, template_words(&at.said))
}
