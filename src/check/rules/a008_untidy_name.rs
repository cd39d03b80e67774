//! A page whose file is called something that makes another address, or a poor one.

use std::collections::BTreeMap;

use super::prelude::*;
use crate::base::{FilePath, slug};
use crate::source::CONTENT;

pub const RULE: Rule = Rule {
    code: "A008",
    name: "untidy-name",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Filnamn med andra tecken än a–z", "A file name with more than a–z"),
    why: Text::fixed(
        "Adressen blir inte som filen heter, och länkar till filen är lätta att skriva fel.",
        "The address is not what the file is called, and links to the file are easy to get wrong.",
    ),
    source: Text::fixed(
        "RFC 3986: en adress leder till en enda sak. Vägledning för webbutveckling, riktlinje 9.",
        "RFC 3986: an address leads to one thing. The Swedish web guidelines, guideline 9.",
    ),
    bad: Example::Text(&[("content/om/Så här gör vi.md", "«»---\ntitel: Så här gör vi\n---\n")]),
    good: Example::Text(&[("content/om/sa-har-gor-vi.md", "---\ntitel: Så här gör vi\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    // One name of a folder is one mistake, however many pages are in it.
    let mut folders: BTreeMap<String, (&FilePath, String)> = BTreeMap::new();
    for document in subject.documents() {
        let file = &document.file;
        let Some(below) = file.below(CONTENT) else { continue };
        let mut path = CONTENT.to_owned();
        for folder in below.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev() {
            path = format!("{path}/{folder}");
            if let Some(right) = right(folder) {
                folders.entry(path.clone()).or_insert((file, right));
            }
        }
        let name = &document.route.name;
        let is_index = matches!(name.to_lowercase().as_str(), "index" | "_index");
        let Some(right) = right(name).filter(|_| !is_index && !name.contains('.')) else { continue };
        // Two files for one address have a finding that asks for another name already.
        let is_file = |claim: &crate::model::Claim| claim.place.as_ref().is_some_and(|p| p.file == *file);
        if subject.model.collisions.iter().any(|c| is_file(&c.first) || is_file(&c.second)) {
            continue;
        }
        let ending = file.name().strip_prefix(name.as_str()).unwrap_or(".md");
        let shown = file.name();
        let message = Text::new(
            format!("Filen heter ”{shown}”, men adressen blir …/{right}/."),
            format!("The file is called “{shown}”, but its address is …/{right}/."),
        );
        out.add(file, Span::at(0), message).help(Text::new(
            format!("Döp om filen till {right}{ending}. Rubriken står i titel:, så den ändras inte."),
            format!("Rename the file {right}{ending}. The heading stands in titel:, and does not change."),
        ));
    }
    for (path, (file, right)) in folders {
        let message = Text::new(
            format!("Mappen heter {path}, men i adressen blir namnet {right}."),
            format!("The folder is called {path}, but in the address its name is {right}."),
        );
        out.add(file, Span::at(0), message).help(Text::new(
            format!("Döp om mappen till {right}."),
            format!("Rename the folder {right}."),
        ));
    }
}

/// The right name, when it is another. A name that gives none has its own finding.
fn right(name: &str) -> Option<String> {
    let plain = slug(name);
    let is_plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c));
    (!is_plain && !plain.is_empty() && plain != name).then_some(plain)
}
