//! A reference to something that is not there.

use super::prelude::*;
use crate::base::nearest;
use crate::config::VOCABULARIES;
use crate::model::Unresolved;
use crate::yaml::Citations;

pub const RULE: Rule = Rule {
    code: "R001",
    name: "unknown-reference",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Okänd hänvisning", "Unknown reference"),
    why: Text::fixed(
        "Sidan hänvisar till något som inte finns. Uppgiften skulle saknas på webbplatsen.",
        "The page refers to something that does not exist. The fact would be missing from the site.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/projekt/sip.md",
        "---\ntitel: SIP\ntyp: projekt\nområde: «vord»\n---\n",
    )]),
    good: Example::Text(&[(
        "content/projekt/sip.md",
        "---\ntitel: SIP\ntyp: projekt\nområde: vard\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let targets = &subject.model.targets;
    let mut absent = Vec::new();
    for found in &subject.model.unresolved {
        let is_word = found.kinds.iter().all(|kind| VOCABULARIES.contains(kind));
        if is_word || found.left_out.is_some() || !found.several.is_empty() {
            continue;
        }
        let id = &found.id;
        if let Some(file) = targets.absent(found.kinds) {
            // A register that is not there is one mistake, however many refer to it.
            if !absent.contains(&file) {
                absent.push(file);
                let message = Text::new(
                    format!("”{id}” söks i content/register/{file}.yaml, som inte finns."),
                    format!("“{id}” is sought in content/register/{file}.yaml, which does not exist."),
                );
                out.add(&found.place.file, found.place.span, message).help(Text::new(
                    format!("Lägg tillbaka registret {file}.yaml, eller gör ett nytt. Fler sidor kan hänvisa till det."),
                    format!("Put the register {file}.yaml back, or make a new one. More pages may refer to it."),
                ));
            }
            continue;
        }
        let known: Vec<&str> = found
            .kinds
            .iter()
            .flat_map(|kind| targets.ids(kind).map(|(id, _)| id))
            .collect();
        let named = file_named(id).filter(|name| known.contains(name));
        let meant = named.or_else(|| out.suggestion(|| nearest(id, known.iter().copied())));
        let finding = out.add(&found.place.file, found.place.span, message(found));
        if let Some(meant) = meant {
            finding.did_you_mean(Some(meant));
        } else if let Some(kind) = targets.kind_with(id) {
            finding.help(Text::new(
                format!("”{id}” finns, men som {kind}."),
                format!("“{id}” exists, but as {kind}."),
            ));
        } else if known.is_empty() {
            finding.help(Text::fixed("Det finns inga än.", "There are none yet."));
        } else {
            let some = listed(&known);
            finding.help(Text::new(
                format!("De som finns: {some}."),
                format!("Those that exist: {some}."),
            ));
        }
    }
}

fn message(found: &Unresolved) -> Text {
    let id = &found.id;
    if found.kinds == Citations::TARGETS {
        return Text::new(
            format!("Inget dokument har nyckeln ”{id}”."),
            format!("No document has the key “{id}”."),
        );
    }
    let (sv, en) = (found.kinds.join(" eller "), found.kinds.join(" or "));
    Text::new(format!("”{id}” finns inte ({sv})."), format!("“{id}” does not exist ({en})."))
}

/// The id in the name of a file or the address of a page: `vard.md`, `/omraden/vard/`.
fn file_named(id: &str) -> Option<&str> {
    let path = id.trim_end_matches('/');
    let path = path.strip_suffix(".md").unwrap_or(path);
    path.rsplit('/').next().filter(|name| !name.is_empty() && *name != id)
}

/// The first ten, and how many more there are.
fn listed(known: &[&str]) -> String {
    let shown = known.iter().take(10).copied().collect::<Vec<_>>().join(", ");
    match known.len().saturating_sub(10) {
        0 => shown,
        more => format!("{shown} … (+{more})"),
    }
}
