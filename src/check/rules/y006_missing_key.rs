//! A required key that is not there.

use super::prelude::*;
use super::w001_statement_point::is_statement;
use crate::check::Finding;
use crate::document::front_matter;
use crate::yaml::{Part, lines};
use crate::config::Config;
use crate::yaml::{FaultKind, Record};

pub const RULE: Rule = Rule {
    code: "Y006",
    name: "missing-key",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ett fält saknas", "A field is missing"),
    why: Text::fixed(
        "Utan fältet går sidan inte att visa rätt.",
        "Without the field the page cannot be shown properly.",
    ),
    source: Text::fixed(
        "YAML 1.2.2 och webbplatsens innehållsmodell (delwebb schema).",
        "YAML 1.2.2 and the site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[("content/om/index.md", "«---»\ningress: Kort om oss.\n---\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\ningress: Kort om oss.\n---\n")]),
    find: Find::Site(find),
};

/// So many faults of the settings are looked at for a misspelt key.
const MOST_FAULTS: usize = 50;

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, fault) in subject.yaml_faults() {
        // What the law demands of the accessibility statement is told in the law's words.
        if let FaultKind::MissingKey { key } = fault.kind
            && !is_statement(subject, &file)
        {
            report(out, &Place::new(&file, fault.span), key);
        }
    }
    for document in subject.documents() {
        let missing = document.missing();
        if missing.is_empty() {
            continue;
        }
        let text = subject.text(&document.file);
        let at = text.find("---").unwrap_or(0);
        for key in missing {
            // A key without a value stands somewhere: there, not at the top.
            let empty = empty_key(text, key);
            let span = empty.as_ref().map_or(Span::new(at, at + 3), |(span, _)| *span);
            let finding = report(out, &Place::new(&document.file, span), key);
            if let Some((_, null)) = empty.filter(|(_, null)| !null.is_empty()) {
                finding.help(Text::new(
                    format!("{null} betyder ”inget värde”. Är det ordet du menar, sätt citattecken runt det."),
                    format!("{null} means “no value”. If you mean the word, put quotes around it."),
                ));
                finding.guess(span, format!("{key}: \"{null}\""));
            }
        }
    }
    let config = &subject.model.config;
    if !config.faults.iter().any(crate::yaml::Fault::is_syntax) {
        for key in config.site.missing() {
            // Holding a key against every known one costs, and a file with more faults than
            // this has another worry than one finding too many.
            let mut first = config.faults.iter().take(MOST_FAULTS);
            if !first.any(|fault| fault.is_about(key)) {
                report(out, &Place::new(&Config::file(), Span::at(0)), key);
            }
        }
    }
}

/// Where `key` stands without a value, and what stands there instead of one: `null`, `~`.
fn empty_key(text: &str, key: &str) -> Option<(Span, String)> {
    let yaml = front_matter(text);
    let all = lines(&text[yaml.clone()]);
    let line = all.iter().find(|line| {
        line.part == Part::Fields && line.text.starts_with(char::is_alphabetic) && line.key() == Some(key)
    })?;
    let places = line.places()?;
    let value = &line.text[places.value.clone()];
    let start = yaml.start + line.start;
    let end = if value.is_empty() { places.key?.end + 1 } else { places.value.end };
    let is_null = matches!(value, "null" | "Null" | "NULL" | "~");
    Some((Span::new(start, start + end), if is_null { value.to_owned() } else { String::new() }))
}

fn report<'a>(out: &'a mut Findings, place: &Place, key: &str) -> &'a mut Finding {
    let message = Text::new(
        format!("Fältet ”{key}” saknas eller är tomt."),
        format!("The field “{key}” is missing or empty."),
    );
    out.add(&place.file, place.span, message).help(Text::new(
        format!("Lägg till en rad med {key}: och ett värde."),
        format!("Add a line with {key}: and a value."),
    ))
}
