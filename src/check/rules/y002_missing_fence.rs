//! Front matter without its `---`.

use super::prelude::*;
use crate::document::MissingFence;

pub const RULE: Rule = Rule {
    code: "Y002",
    name: "missing-fence",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Raden med --- saknas", "The line of --- is missing"),
    why: Text::fixed(
        "Utan de två raderna med --- går det inte att veta vad som är fält och vad som är text.",
        "Without the two lines of --- it cannot be known what is a field and what is text.",
    ),
    source: Text::fixed(
        "YAML 1.2.2 och webbplatsens innehållsmodell (delwebb schema).",
        "YAML 1.2.2 and the site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[("content/om/index.md", "«titel: Om»\n\nText.\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n\nText.\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        match document.fence {
            Some(MissingFence::First { at }) => {
                let message = Text::fixed(
                    "Filen ska börja med en rad som bara är ---.",
                    "The file must begin with a line that is only ---.",
                );
                out.add(&document.file, at, message).help(Text::fixed(
                    "Skriv --- överst, sedan fälten, sedan --- en gång till.",
                    "Write --- at the top, then the fields, then --- once more.",
                ));
            }
            Some(MissingFence::Last { at }) => {
                let message = Text::fixed(
                    "Fälten börjar här men avslutas aldrig.",
                    "The fields begin here but never end.",
                );
                out.add(&document.file, at, message).help(Text::fixed(
                    "Skriv en rad med bara --- efter det sista fältet.",
                    "Write a line of only --- after the last field.",
                ));
            }
            None => {}
        }
    }
}
