//! A word that is none of the allowed ones.

use super::prelude::*;
use crate::base::{FilePath, nearest};
use crate::config::VOCABULARIES;
use crate::yaml::FaultKind;

pub const RULE: Rule = Rule {
    code: "R002",
    name: "unknown-word",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Okänt ord", "Unknown word"),
    why: Text::fixed(
        "Fältet har bestämda ord. Med ett annat ord hamnar sidan fel i listor och filter.",
        "The field has set words. With another word the page ends up wrong in lists and filters.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[("content/omraden/vard.md", "---\ntitel: Vård\nskede: «piolt»\n---\n")]),
    good: Example::Text(&[("content/omraden/vard.md", "---\ntitel: Vård\nskede: pilot\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, fault) in subject.yaml_faults() {
        if let FaultKind::UnknownWord { key, written, known } = &fault.kind {
            report(out, &file, fault.span, key, written, known);
        }
    }
    let targets = &subject.model.targets;
    for found in &subject.model.unresolved {
        let Some(name) = found.kinds.iter().find(|kind| VOCABULARIES.contains(kind)) else {
            continue;
        };
        let known: Vec<&str> = targets.ids(name).map(|(id, _)| id).collect();
        report(out, &found.place.file, found.place.span, name, &found.id, &known);
    }
}

fn report(
    out: &mut Findings,
    file: &FilePath,
    span: Span,
    field: &str,
    written: &str,
    known: &[&str],
) {
    let message = Text::new(
        format!("”{written}” är inget av orden för {field}."),
        format!("“{written}” is none of the words for {field}."),
    );
    let near = || nearest(written, known.iter().copied());
    let meant = out.suggestion(|| near().or_else(|| same_stem(written, known)));
    let finding = out.add(file, span, message);
    if let Some(meant) = meant { finding.did_you_mean(Some(meant)) } else {
        let all = known.join(", ");
        finding.help(Text::new(format!("Välj ett av: {all}."), format!("Choose one of: {all}.")))
    };
}

/// The one word that begins as `written` does: `pågående` for `pågår`.
fn same_stem<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    const STEM: usize = 4;
    let stem: String = written.to_lowercase().chars().take(STEM).collect();
    let mut found = known.iter().filter(|word| word.starts_with(&stem));
    match (found.next(), found.next()) {
        (Some(only), None) if stem.chars().count() == STEM => Some(only),
        _ => None,
    }
}
