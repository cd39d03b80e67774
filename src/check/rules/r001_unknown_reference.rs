//! A reference to something that is not there.

use super::prelude::*;
use crate::base::nearest;
use crate::config::VOCABULARIES;
use crate::yaml::Citations;

pub const RULE: Rule = Rule {
    code: "R001",
    name: "unknown-reference",
    severity: Severity::Error,
    stage: Stage::Content,
    title: Text::fixed("Okänd hänvisning", "Unknown reference"),
    why: Text::fixed(
        "Sidan hänvisar till något som inte finns. Uppgiften skulle saknas på webbplatsen.",
        "The page refers to something that does not exist. The fact would be missing from the site.",
    ),
    bad: Example::Text(&[(
        "content/projekt/sip.md",
        "---\ntitel: SIP\ntyp: projekt\nområde: «vord»\n---\n",
    )]),
    good: Example::Text(&[(
        "content/projekt/sip.md",
        "---\ntitel: SIP\ntyp: projekt\nområde: vard\n---\n",
    )]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let targets = &subject.model.targets;
    for found in &subject.model.unresolved {
        let is_word = found.kinds.iter().all(|kind| VOCABULARIES.contains(kind));
        if is_word || found.left_out.is_some() {
            continue;
        }
        let id = &found.id;
        let message = if found.kinds == Citations::TARGETS {
            Text::new(
                format!("Inget dokument har nyckeln ”{id}”."),
                format!("No document has the key “{id}”."),
            )
        } else {
            let kinds = found.kinds.join(" eller ");
            Text::new(
                format!("”{id}” finns inte ({kinds})."),
                format!("“{id}” does not exist ({kinds})."),
            )
        };
        let finding = out.add(&found.place.file, found.place.span, message);
        let known: Vec<&str> = found
            .kinds
            .iter()
            .flat_map(|kind| targets.ids(kind).map(|(id, _)| id))
            .collect();
        if let Some(meant) = nearest(&found.id, known.iter().copied()) {
            finding.did_you_mean(Some(meant));
        } else if let Some(kind) = targets.kind_with(&found.id) {
            finding.help(Text::new(
                format!("”{id}” finns, men som {kind}."),
                format!("“{id}” exists, but as {kind}."),
            ));
        } else if known.is_empty() {
            finding.help(Text::fixed("Det finns inga än.", "There are none yet."));
        } else {
            let some = listed(&known);
            finding.help(Text::new(format!("De som finns: {some}."), format!("Those that exist: {some}.")));
        }
    }
}

/// The first ten, and how many more there are.
fn listed(known: &[&str]) -> String {
    let shown = known.iter().take(10).copied().collect::<Vec<_>>().join(", ");
    match known.len().saturating_sub(10) {
        0 => shown,
        more => format!("{shown} … (+{more})"),
    }
}
