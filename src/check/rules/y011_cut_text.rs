//! Text that ends at a `#`, because what follows is a comment to YAML.

use super::prelude::*;
use crate::yaml::{Part, lines};

pub const RULE: Rule = Rule {
    code: "Y011",
    name: "cut-text",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Texten slutar vid #", "The text ends at #"),
    why: Text::fixed(
        "Ett mellanslag och # börjar en kommentar. Det som står efter visas inte på webbplatsen.",
        "A space and # begin a comment. What stands after them does not show on the site.",
    ),
    source: Text::fixed(
        "YAML 1.2.2 och webbplatsens innehållsmodell (delwebb schema).",
        "YAML 1.2.2 and the site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Vård «#1»\n---\n")]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: \"Vård #1\"\ningress: Om oss # en kommentar\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, yaml, offset) in subject.yaml_texts() {
        if !yaml.contains(" #") {
            continue;
        }
        for line in lines(yaml).iter().filter(|line| line.part == Part::Fields) {
            let Some(places) = line.places() else { continue };
            let value = &line.text[places.value.clone()];
            let Some(at) = cut(value) else { continue };
            let start = offset + line.start + places.value.start;
            let whole = Span::new(start, start + value.len());
            let message = Text::new(
                format!("Det som står efter #, ”{}”, kommer inte med.", &value[at..]),
                format!("What stands after #, “{}”, is left out.", &value[at..]),
            );
            let finding = out.add(file, Span::new(start + at, start + value.len()), message);
            finding.help(Text::fixed(
                "Hör det till texten, sätt citattecken runt värdet. Är det en kommentar, skriv ett mellanslag efter #.",
                "If it belongs to the text, put quotes around the value. If it is a comment, write a space after #.",
            ));
            if !value.contains('"') {
                finding.guess(whole, format!("\"{value}\""));
            }
        }
    }
}

/// Where a plain value is cut by a `#` that stands close to a word. A comment has a space
/// after it.
fn cut(value: &str) -> Option<usize> {
    if value.starts_with(['"', '\'', '[', '{', '|', '>', '#']) {
        return None;
    }
    let at = value.find(" #")? + 1;
    value[at + 1..].starts_with(char::is_alphanumeric).then_some(at)
}
