//! A document's key that no `källa:` can say.

use super::prelude::*;
use crate::document::register::Table;
use crate::yaml::Citations;

pub const RULE: Rule = Rule {
    code: "K003",
    name: "unreachable-key",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Nyckel som ingen källa kan nå", "A key that no source can reach"),
    why: Text::fixed(
        "Sidorna skriver nyckeln i källa:. Den här skulle läsas som något annat.",
        "Pages write the key in källa:. This one would be read as something else.",
    ),
    source: Text::fixed(
        "Saklighet: regeringsformen 1 kap. 9 §. Varje uppgift ska gå att spåra till ett dokument.",
        "Objectivity: the Instrument of Government 1:9. Every fact must be traceable to a document.",
    ),
    bad: Example::Text(&[(
        "content/register/dokument.yaml",
        "- {id: plan, nyckel: «Plan 2025», titel: Planen, typ: plan}\n",
    )]),
    good: Example::Text(&[(
        "content/register/dokument.yaml",
        "- {id: plan, nyckel: Plan2025, titel: Planen, typ: plan}\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in &subject.model.register_documents {
        let Table::Documents(rows) = &document.table else { continue };
        for key in rows.iter().filter_map(|row| row.key.as_ref()) {
            let joined: String = key.value.split_whitespace().collect();
            let is_computed = joined.eq_ignore_ascii_case(Citations::COMPUTED);
            if joined == key.value && !is_computed {
                continue;
            }
            let message = if is_computed {
                Text::new(
                    format!("”{}” betyder i källa: att ni själva har räknat.", key.value),
                    format!("In källa:, “{}” means your own arithmetic.", key.value),
                )
            } else {
                Text::new(
                    format!("Nyckeln ”{}” har ett mellanslag. I källa: börjar avsnittet där.", key.value),
                    format!("The key “{}” has a space. In källa:, the section begins there.", key.value),
                )
            };
            let finding = out.add(&document.file, key.span, message);
            finding.help(Text::fixed(
                "Välj ett kort ord, till exempel Å2025.",
                "Choose one short word, such as Å2025.",
            ));
            if !is_computed {
                finding.guess(key.span, joined);
            }
        }
    }
}
