//! Several sources written as one.

use super::prelude::*;
use crate::base::FilePath;
use crate::model::Targets;
use crate::yaml::{Citation, Citations, Shown};

pub const RULE: Rule = Rule {
    code: "K002",
    name: "sources-on-one-line",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Flera källor skrivna som en", "Several sources written as one"),
    why: Text::fixed(
        "Bara den första läses som källa. De andra skulle se ut som ett avsnitt i den.",
        "Only the first is read as a source. The others would look like a section of it.",
    ),
    source: Text::fixed(
        "Saklighet: regeringsformen 1 kap. 9 §. Varje uppgift ska gå att spåra till ett dokument.",
        "Objectivity: the Instrument of Government 1:9. Every fact must be traceable to a document.",
    ),
    bad: Example::Text(&[
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan}\n- {id: rapport, nyckel: R, titel: Rapporten, typ: plan}\n"),
        ("content/om/index.md", "---\ntitel: Om\nkälla: «F» 1, R 2\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan}\n- {id: rapport, nyckel: R, titel: Rapporten, typ: plan}\n"),
        ("content/om/index.md", "---\ntitel: Om\nkälla: [\"F 1, 2\", R 2]\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for document in subject.documents() {
        for (_, _, shown) in document.fields_where(|field, _| field.shape.may_refer()) {
            look(&shown, &document.file, &model.targets, out);
        }
    }
    for document in &model.register_documents {
        for (_, shown) in document.table.rows().flat_map(|row| row.shown) {
            look(&shown, &document.file, &model.targets, out);
        }
    }
}

fn look(shown: &Shown<'_>, file: &FilePath, targets: &Targets, out: &mut Findings) {
    match shown {
        Shown::Citation(citation) => {
            if let Some(key) = another_key(citation, targets) {
                let message = Text::new(
                    format!("Här står flera källor i en: ”{key}” är också ett dokuments nyckel."),
                    format!("Here are several sources in one: “{key}” is a document's key too."),
                );
                let all = format!("[{} {}]", citation.key.value, citation.section);
                out.add(file, citation.key.span, message).help(Text::new(
                    format!("Skriv dem som en lista: källa: {all}"),
                    format!("Write them as a list: källa: {all}"),
                ));
            }
        }
        Shown::List(items) => items.iter().for_each(|item| look(item, file, targets, out)),
        Shown::Map(entries) => {
            for (_, value) in entries {
                look(value, file, targets, out);
            }
        }
        _ => {}
    }
}

/// A document's key that stands after a comma in the section.
fn another_key<'a>(citation: &'a Citation, targets: &Targets) -> Option<&'a str> {
    let parts = citation.section.split([',', ';']).skip(1);
    let mut words = parts.filter_map(|part| part.split_whitespace().next());
    words.find(|word| targets.find(Citations::TARGETS, word).is_some())
}
