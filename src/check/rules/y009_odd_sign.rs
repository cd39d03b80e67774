//! A word processor's sign where YAML's own can only be meant.

use super::prelude::*;
use crate::yaml::{FaultKind, OddSign};

pub const RULE: Rule = Rule {
    code: "Y009",
    name: "odd-sign",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ett tecken från en ordbehandlare", "A sign from a word processor"),
    why: Text::fixed(
        "Tecknet ser rätt ut, eller syns inte alls, men fältet går inte att läsa med det.",
        "The sign looks right, or does not show at all, but the field cannot be read with it.",
    ),
    source: Text::fixed(
        "YAML 1.2.2 och webbplatsens innehållsmodell (delwebb schema).",
        "YAML 1.2.2 and the site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel:«\u{a0}»Om\n---\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, fault) in subject.yaml_faults() {
        let FaultKind::OddSign { sign, mended } = &fault.kind else { continue };
        let Some((message, help)) = words(*sign) else { continue };
        out.add(&file, fault.span, message).help(help).replace(mended.span, mended.text.clone());
    }
}

/// None of what begins a row: another rule speaks of it.
const fn words(sign: OddSign) -> Option<(Text, Text)> {
    Some(match sign {
        OddSign::ListMark | OddSign::TightDash => return None,
        OddSign::Space => (
            Text::fixed(
                "Här står ett hårt mellanslag i stället för ett vanligt.",
                "Here is a hard space instead of an ordinary one.",
            ),
            Text::fixed(
                "Sudda mellanslaget och skriv det igen på tangentbordet.",
                "Delete the space and type it again.",
            ),
        ),
        OddSign::Invisible => (
            Text::fixed("Här står ett osynligt tecken.", "Here is an invisible sign."),
            Text::fixed(
                "Sudda det markerade och skriv det igen på tangentbordet.",
                "Delete what is marked and type it again.",
            ),
        ),
        OddSign::Quote => (
            Text::fixed(
                "Citattecknen är ordbehandlarens, och räknas som en del av ordet.",
                "The quotes are a word processor's, and count as part of the word.",
            ),
            Text::fixed(
                "Ta bort dem, eller skriv raka citattecken: \" eller '.",
                "Remove them, or write straight quotes: \" or '.",
            ),
        ),
    })
}
