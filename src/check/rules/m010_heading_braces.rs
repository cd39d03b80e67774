//! Braces after a heading: text that is lost, classes, an id that is written otherwise.

use super::prelude::*;
use crate::base::slug;

pub const RULE: Rule = Rule {
    code: "M010",
    name: "heading-braces",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Klamrar efter en rubrik", "Braces after a heading"),
    why: Text::fixed(
        "Det som står i klamrar sist i en rubrik visas inte på sidan. Där kan bara rubrikens id stå.",
        "What stands in braces at the end of a heading is not shown on the page. Only its id may stand there.",
    ),
    source: Text::fixed(
        "CommonMark 0.31 och webbplatsens komponenter (delwebb schema).",
        "CommonMark 0.31 and the site's components (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n## Budget «{2025}»\n\nText.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n## Budget \\{2025\\}\n\nText.\n\n## Mål för året {#mal}\n\nText.\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        for braces in &document.outline.braces {
            let Some((message, help, mended)) = fault(&braces.value) else { continue };
            let found = out.add(&document.file, braces.span, message);
            found.help(help);
            if let Some(mended) = mended {
                found.write_instead(mended);
            }
        }
    }
}

/// What is wrong, how it is mended, and what should stand there when that is clear.
fn fault(written: &str) -> Option<(Text, Text, Option<String>)> {
    let words = || written.split_whitespace();
    let ids: Vec<&str> = words().filter_map(|word| word.strip_prefix('#')).collect();
    let classes = words().filter(|word| word.starts_with('.')).count();
    let others = words().count() - ids.len() - classes;
    if let ([id], 0, 0) = (&ids[..], classes, others) {
        return rewritten(id);
    }
    if others == 0 && classes > 0 {
        let message = Text::fixed(
            "En rubrik kan inte få någon klass.",
            "A heading cannot be given a class.",
        );
        let help = Text::fixed(
            "Ta bort ordet som börjar med en punkt. Temat avgör hur rubriker ser ut.",
            "Remove the word that begins with a full stop. The theme decides how headings look.",
        );
        let mended = match &ids[..] {
            [] => Some(String::new()),
            [id] => Some(format!("{{#{id}}}")),
            _ => None,
        };
        return Some((message, help, mended));
    }
    if others == 0 && ids.len() > 1 {
        let message = Text::fixed("En rubrik kan bara ha ett id.", "A heading can have only one id.");
        return Some((message, Text::fixed("Ta bort de andra.", "Remove the others."), None));
    }
    let message = Text::new(
        format!("”{{{written}}}” visas inte i rubriken."),
        format!("“{{{written}}}” is not shown in the heading."),
    );
    let help = Text::fixed(
        "Hör det till rubriken skriver du \\{…\\}. Är det rubrikens id skriver du {#id}. Annars tar du bort det.",
        "If it belongs to the heading, write \\{…\\}. If it is the id of the heading, write {#id}. Otherwise remove it.",
    );
    let is_text = ids.is_empty() && classes == 0 && others > 0;
    Some((message, help, is_text.then(|| format!("\\{{{written}\\}}"))))
}

/// An id that the page has in another form.
fn rewritten(id: &str) -> Option<(Text, Text, Option<String>)> {
    let right = slug(id);
    if right == id {
        return None;
    }
    if right.is_empty() {
        let message = Text::new(
            format!("”{id}” kan inte vara ett id."),
            format!("“{id}” cannot be an id."),
        );
        let help = Text::fixed(
            "Skriv små bokstäver a–z, siffror och bindestreck.",
            "Write small letters a–z, digits and hyphens.",
        );
        return Some((message, help, None));
    }
    let message = Text::new(
        format!("Id:t blir ”{right}” på sidan, inte ”{id}”."),
        format!("The id becomes “{right}” on the page, not “{id}”."),
    );
    let help = Text::new(
        format!("Skriv {{#{right}}}, och #{right} i länkar hit. Ett id har bara små bokstäver a–z, siffror och bindestreck."),
        format!("Write {{#{right}}}, and #{right} in links to it. An id has only small letters a–z, digits and hyphens."),
    );
    Some((message, help, Some(format!("{{#{right}}}"))))
}
