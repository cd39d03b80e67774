//! Works that are parts of each other in a ring.

use std::collections::BTreeMap;

use super::prelude::*;
use crate::base::Spanned;
use crate::document::{Document, Front};

pub const RULE: Rule = Rule {
    code: "R007",
    name: "parent-ring",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Arbeten som hör till varandra i en ring", "Works that belong to each other in a ring"),
    why: Text::fixed(
        "Ett tilläggsuppdrag kan inte höra till sig självt. Sidorna skulle peka på varandra runt, runt.",
        "An added assignment cannot belong to itself. The pages would point to each other round and round.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[
        ("content/projekt/a.md", "---\ntitel: A\ntyp: projekt\nförälder: «b»\n---\n"),
        ("content/projekt/b.md", "---\ntitel: B\ntyp: projekt\nförälder: a\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/projekt/a.md", "---\ntitel: A\ntyp: projekt\nförälder: b\n---\n"),
        ("content/projekt/b.md", "---\ntitel: B\ntyp: projekt\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let originals = subject.documents().filter(|document| document.route.is_original());
    let parents: BTreeMap<&str, (&Document, Spanned<String>)> = originals
        .filter_map(|document| {
            let Front::Work(work) = &document.front else { return None };
            let parent = work.parent.as_ref()?;
            let id = Spanned::new(parent.id.value.clone(), parent.span);
            Some((document.route.slug.as_str(), (document, id)))
        })
        .collect();
    let mut told: Vec<&str> = Vec::new();
    for (slug, (document, parent)) in &parents {
        let mut ring = vec![*slug];
        let mut next = parent.value.as_str();
        while let Some((found, (_, above))) = parents.get_key_value(next) {
            if ring.contains(found) {
                break;
            }
            ring.push(found);
            next = &above.value;
        }
        // A ring is one mistake: it is told where it begins in the alphabet.
        if next != *slug || told.contains(slug) {
            continue;
        }
        told.extend(&ring);
        let chain = ring.iter().chain([slug]).copied().collect::<Vec<_>>().join(" → ");
        let message = if ring.len() == 1 {
            Text::fixed("Arbetet är sin egen förälder.", "The work is its own parent.")
        } else {
            Text::new(
                format!("Arbetena är varandras föräldrar: {chain}."),
                format!("The works are each other's parents: {chain}."),
            )
        };
        let finding = out.add(&document.file, parent.span, message);
        finding.help(Text::fixed(
            "Ta bort raden förälder: på det arbete som är huvudarbetet.",
            "Remove the line förälder: on the work that is the main one.",
        ));
        for (other, id) in ring.iter().skip(1).filter_map(|other| parents.get(other)) {
            let place = Place::new(&other.file, id.span);
            finding.related(place, Text::fixed("Här går ringen vidare.", "Here the ring goes on."));
        }
    }
}
