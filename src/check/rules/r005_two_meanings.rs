//! A reference that may mean more than one page.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "R005",
    name: "two-meanings",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Hänvisning med två betydelser", "Reference with two meanings"),
    why: Text::fixed(
        "Två sidor har samma namn. Det går inte att veta vilken som menas.",
        "Two pages have the same name. It cannot be known which is meant.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[
        (
            "content/nyheter/2026/nytt.md",
            "---\ntitel: Nytt\ndatum: 2026\navser: [«vard»]\n---\n",
        ),
        ("content/projekt/vard.md", "---\ntitel: Vård\ntyp: projekt\n---\n"),
    ]),
    good: Example::Text(&[
        (
            "content/nyheter/2026/nytt.md",
            "---\ntitel: Nytt\ndatum: 2026\navser: [vard]\n---\n",
        ),
        ("content/projekt/battre-vard.md", "---\ntitel: Vård\ntyp: projekt\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for found in model.unresolved.iter().filter(|found| !found.several.is_empty()) {
        let files: Vec<&str> =
            found.several.iter().map(|id| model.documents[*id].file.as_str()).collect();
        let all = files.join(", ");
        let message = Text::new(
            format!("”{}” kan betyda flera sidor: {all}.", found.id),
            format!("“{}” may mean several pages: {all}.", found.id),
        );
        out.add(&found.place.file, found.place.span, message).help(Text::fixed(
            "Byt namn på en av filerna, så att namnen skiljer sig.",
            "Rename one of the files so that the names differ.",
        ));
    }
}
