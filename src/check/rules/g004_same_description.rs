//! Two pages with the same lead.

use super::prelude::*;
use std::collections::BTreeMap;

use crate::document::Edition;

pub const RULE: Rule = Rule {
    code: "G004",
    name: "same-description",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Två sidor med samma ingress", "Two pages with the same lead"),
    why: Text::fixed(
        "Ingressen visas i listor och sökresultat. När två är lika går det inte att se vilken sida som är vilken.",
        "The lead shows in lists and search results. When two are alike nobody can tell which page is which.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 61: beskrivande rubriker.",
        "The Swedish web guidelines, guideline 61: descriptive headings.",
    ),
    bad: Example::Text(&[
        ("content/om/a.md", "---\ntitel: A\ningress: Så arbetar vi tillsammans.\n---\n"),
        ("content/om/b.md", "---\ntitel: B\ningress: «Så arbetar vi tillsammans.»\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/om/a.md", "---\ntitel: A\ningress: Så arbetar vi tillsammans.\n---\n"),
        ("content/om/b.md", "---\ntitel: B\ningress: Så följer vi upp.\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let mut known: BTreeMap<(Edition, String), Place> = BTreeMap::new();
    for document in subject.documents() {
        let is_own = !document.defaulted.contains(&"ingress");
        let Some(lead) = document.common.lead.as_ref().filter(|_| is_own) else { continue };
        let words: Vec<&str> = lead.value.0.split_whitespace().collect();
        let key = (document.route.edition, words.join(" "));
        let Some(first) = known.get(&key) else {
            known.insert(key, Place::new(&document.file, lead.span));
            continue;
        };
        let message = Text::new(
            format!("Ingressen är densamma som i {}.", first.file),
            format!("The lead is that of {}.", first.file),
        );
        out.add(&document.file, lead.span, message)
            .help(Text::fixed("Skriv vad den här sidan handlar om.", "Write what this page is about."))
            .related(first.clone(), Text::fixed("Den första står här.", "The first is here."));
    }
}
