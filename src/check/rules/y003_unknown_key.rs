//! A key that nobody knows.

use std::sync::Arc;

use super::prelude::*;
use crate::base::nearest;
use crate::document::KINDS;
use crate::yaml::FaultKind;

pub const RULE: Rule = Rule {
    code: "Y003",
    name: "unknown-key",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Okänd nyckel", "Unknown key"),
    why: Text::fixed(
        "Ingen läser fältet. Uppgiften skulle saknas på webbplatsen utan att det märks.",
        "Nobody reads the field. The fact would be missing from the site without notice.",
    ),
    source: Text::fixed(
        "YAML 1.2.2 och webbplatsens innehållsmodell (delwebb schema).",
        "YAML 1.2.2 and the site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n«ingres»: Kort om oss.\n---\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\ningress: Kort om oss.\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let mut last = (0, 0);
    for (file, fault) in subject.yaml_faults() {
        if let FaultKind::NotADefault { key } = &fault.kind {
            let message = Text::new(
                format!("”{key}” kan inte vara ett förval."),
                format!("“{key}” cannot be a default."),
            );
            out.add(&file, fault.span, message).help(Text::fixed(
                "Skriv fältet på varje sida som ska ha det.",
                "Write the field on each page that is to have it.",
            ));
        }
        let FaultKind::UnknownKey { key, known } = &fault.kind else { continue };
        let message = Text::new(
            format!("Nyckeln ”{key}” finns inte."),
            format!("There is no key “{key}”."),
        );
        // A key of another kind of page is no misspelling.
        let others = if file.extension() == "md" { kinds_with(key) } else { Vec::new() };
        let meant = out.suggestion(|| {
            let near = || nearest(key, known.iter().map(String::as_str));
            others.is_empty().then(near).flatten()
        });
        // A taxonomy of the site's own is a key too, and may stand where the settings slipped.
        if file.extension() == "md" && meant.is_none() && subject.model.config.is_unreadable() {
            continue;
        }
        let finding = out.add(&file, fault.span, message);
        if let Some(meant) = meant { finding.did_you_mean(Some(meant)) } else if !others.is_empty() {
            let (sv, en) = (others.join(" eller "), others.join(" or "));
            finding.help(Text::new(
                format!("Fältet finns bara på sidor av slaget {sv}. Filens mapp bestämmer slaget. Ta bort raden, eller flytta filen."),
                format!("Only pages of the kind {en} have the field. The file's folder decides the kind. Remove the line, or move the file."),
            ))
        } else if more_than_enough(&mut last, known) {
            finding.help(Text::fixed(
                "Vad som får stå här står vid de första nycklarna som inte finns.",
                "What may stand here is told at the first keys that do not exist.",
            ))
        } else {
            let all = known.join(", ");
            finding.help(Text::new(
                format!("Här får du skriva: {all}."),
                format!("These may stand here: {all}."),
            ))
        };
    }
}

/// Whether a mapping has been told of so often that nobody reads the list of its keys once more:
/// with ten thousands of them, the lists would take more memory than all the rest.
fn more_than_enough(last: &mut (usize, usize), known: &Arc<[String]>) -> bool {
    const ENOUGH: usize = 100;
    let mapping = known.as_ptr().addr();
    *last = if last.0 == mapping { (mapping, last.1 + 1) } else { (mapping, 1) };
    last.1 > ENOUGH
}

/// The kinds of page that have `key` as a field of their own.
fn kinds_with(key: &str) -> Vec<&'static str> {
    let has = |kind: &&crate::document::KindInfo| kind.fields.iter().any(|field| field.key == key);
    KINDS.iter().filter(has).map(|kind| kind.name).collect()
}
