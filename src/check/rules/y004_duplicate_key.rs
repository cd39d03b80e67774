//! A key that stands twice.

use super::prelude::*;
use crate::yaml::FaultKind;

pub const RULE: Rule = Rule {
    code: "Y004",
    name: "duplicate-key",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Samma nyckel två gånger", "One key twice"),
    why: Text::fixed(
        "Det går inte att veta vilket av värdena som menas.",
        "It cannot be known which of the values is meant.",
    ),
    source: Text::fixed(
        "YAML 1.2.2 och webbplatsens innehållsmodell (delwebb schema).",
        "YAML 1.2.2 and the site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n«titel»: Om oss\n---\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om oss\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, fault) in subject.yaml_faults() {
        let FaultKind::DuplicateKey { key, first } = &fault.kind else { continue };
        let message = Text::new(
            format!("Nyckeln ”{key}” står två gånger."),
            format!("The key “{key}” stands twice."),
        );
        out.add(&file, fault.span, message)
            .help(Text::fixed("Behåll en av raderna.", "Keep one of the lines."))
            .related(
                Place::new(&file, *first),
                Text::fixed("Den första står här.", "The first one is here."),
            );
    }
}
