//! A required key that is not there.

use super::prelude::*;
use crate::config::Config;
use crate::yaml::{FaultKind, Record};

pub const RULE: Rule = Rule {
    code: "Y006",
    name: "missing-key",
    severity: Severity::Error,
    stage: Stage::Content,
    title: Text::fixed("Ett fält saknas", "A field is missing"),
    why: Text::fixed(
        "Utan fältet går sidan inte att visa rätt.",
        "Without the field the page cannot be shown properly.",
    ),
    bad: Example::Text(&[("content/om/index.md", "«---»\ningress: Kort om oss.\n---\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\ningress: Kort om oss.\n---\n")]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, fault) in subject.yaml_faults() {
        if let FaultKind::MissingKey { key } = fault.kind {
            report(out, &Place::new(&file, fault.span), key);
        }
    }
    for document in &subject.model.documents {
        let text = subject.text(&document.file);
        let at = text.find("---").unwrap_or(0);
        for key in document.missing() {
            report(out, &Place::new(&document.file, Span::new(at, at + 3)), key);
        }
    }
    let config = &subject.model.config;
    if !config.faults.iter().any(crate::yaml::Fault::is_syntax) {
        for key in config.site.missing() {
            if !config.faults.iter().any(|fault| fault.is_about(key)) {
                report(out, &Place::new(&Config::file(), Span::at(0)), key);
            }
        }
    }
}

fn report(out: &mut Findings, place: &Place, key: &str) {
    let message = Text::new(
        format!("Fältet ”{key}” saknas eller är tomt."),
        format!("The field “{key}” is missing or empty."),
    );
    out.add(&place.file, place.span, message).help(Text::new(
        format!("Lägg till en rad med {key}: och ett värde."),
        format!("Add a line with {key}: and a value."),
    ));
}
