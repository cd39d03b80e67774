//! A reference to a page that is left out of the site.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "R003",
    name: "left-out-reference",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Hänvisning till en sida som inte kommer med", "Reference to a page that is left out"),
    why: Text::fixed(
        "Sidan den hänvisar till är ett utkast eller syns inte i dag. Hänvisningen visas inte på webbplatsen.",
        "The page it refers to is a draft or does not show today. The reference is not shown on the site.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[
        ("content/projekt/sip.md", "---\ntitel: SIP\ntyp: projekt\nområde: «nytt»\n---\n"),
        ("content/omraden/nytt.md", "---\ntitel: Nytt\nutkast: ja\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/projekt/sip.md", "---\ntitel: SIP\ntyp: projekt\nområde: nytt\n---\n"),
        ("content/omraden/nytt.md", "---\ntitel: Nytt\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for found in &model.unresolved {
        let Some(id) = found.left_out else { continue };
        let from_left_out = model.left_out.iter().any(|left| left.file == found.place.file);
        if from_left_out {
            continue;
        }
        let file = &model.documents[id].file;
        let message = Text::new(
            format!("”{}” kommer inte med: {file}.", found.id),
            format!("“{}” is left out: {file}.", found.id),
        );
        out.add(&found.place.file, found.place.span, message).help(Text::fixed(
            "Publicera den sidan också, eller vänta med hänvisningen.",
            "Publish that page too, or leave the reference out for now.",
        ));
    }
}
