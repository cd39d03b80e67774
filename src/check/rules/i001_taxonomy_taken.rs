//! A taxonomy whose key or address is something else already.

use super::prelude::*;
use crate::base::slug;
use crate::config::{Config, TAGS};
use crate::document::Common;
use crate::document::kind::{KINDS, Variant};
use crate::document::register::TABLES;
use crate::model::OWN_ADDRESSES;
use crate::yaml::Record;

pub const RULE: Rule = Rule {
    code: "I001",
    name: "taxonomy-taken",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Nyckeln är upptagen", "The key is taken"),
    why: Text::fixed(
        "Sidor som skriver nyckeln skulle mena två saker på en gång.",
        "Pages that write the key would mean two things at once.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\ntaxonomier:\n  - {nyckel: «ingress», titel: Ingresser}\n",
    )]),
    good: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\ntaxonomier:\n  - {nyckel: teman, titel: Teman}\n",
    )]),
    find: Find::Site(find),
};

/// The columns that open data has besides the fields.
const COLUMNS: [&str; 4] = ["slug", "adress", "sida", "id"];

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let mut folders = vec![TAGS.to_owned()];
    for taxonomy in &subject.model.config.site.taxonomies {
        let Some(key) = &taxonomy.key else { continue };
        let folder = slug(&key.value);
        let fields = KINDS.iter().flat_map(|kind| kind.fields).chain(Common::FIELDS);
        let is_field = fields.into_iter().any(|field| field.key == key.value)
            || COLUMNS.contains(&key.value.as_str());
        let languages = subject.model.config.languages();
        let is_folder = KINDS.iter().any(|kind| kind.folder == folder)
            || TABLES.iter().any(|table| table.view == Some(&*folder))
            || OWN_ADDRESSES.contains(&folder.as_str())
            || languages.iter().any(|language| language.prefix() == folder)
            || Variant::ALL.iter().any(|(_, word)| *word == folder)
            || folders.contains(&folder);
        if is_field || is_folder || folder.is_empty() {
            let message = Text::new(
                format!("”{}” betyder redan något annat, eller går inte att göra en adress av.", key.value),
                format!("“{}” means something else already, or no address can be made of it.", key.value),
            );
            out.add(&Config::file(), key.span, message).help(Text::fixed(
                "Välj ett annat ord, till exempel teman.",
                "Choose another word, such as teman.",
            ));
        }
        folders.push(folder);
    }
}
