//! A page that says another language or variant than its file's name.

use super::prelude::*;
use crate::base::UrlPath;
use crate::document::kind::Variant;

pub const RULE: Rule = Rule {
    code: "A005",
    name: "wrong-edition",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Filnamnet säger något annat", "The file's name says otherwise"),
    why: Text::fixed(
        "Filens namn bestämmer språk och adress. En skärmläsare läser sidan på det språket.",
        "The file's name decides language and address. A screen reader reads the page in that language.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Om oss\nspråk: «en»\n---\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\nspråk: sv\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        // A name with a language the site lacks has its own finding.
        if document.route.name.contains('.') {
            continue;
        }
        let (common, edition) = (&document.common, document.route.edition);
        let mut add = |span: Span, key: &str, ending: Option<String>| {
            let message = Text::new(
                format!("Fältet {key} stämmer inte med filens namn, {}.", document.file.name()),
                format!("The field {key} does not agree with the file's name, {}.", document.file.name()),
            );
            let name = &document.route.name;
            out.add(&document.file, span, message).help(match ending {
                Some(ending) => Text::new(
                    format!("Ta bort raden {key}:, eller döp om filen till {name}{ending}.md."),
                    format!("Remove the line {key}:, or rename the file {name}{ending}.md."),
                ),
                None => Text::new(
                    format!("Ta bort raden {key}:. Filens namn räcker."),
                    format!("Remove the line {key}:. The file's name is enough."),
                ),
            });
        };
        if let Some(language) = &common.language
            && language.value != edition.language.tag()
        {
            let known = subject.model.config.languages();
            let is_known = known.iter().any(|lang| lang.tag() == language.value);
            add(language.span, "språk", is_known.then(|| format!(".{}", language.value)));
        }
        if let Some(variant) = &common.variant
            && Some(variant.value) != edition.variant
        {
            let word = Variant::ALL.iter().find(|(known, _)| *known == variant.value);
            add(variant.span, "variant", word.map(|(_, word)| format!(".{word}")));
        }
        if let Some(version) = &common.source_version
            && document.route.is_original()
        {
            add(version.span, "källversion", None);
        }
        if let Some(of) = &common.translation_of {
            let original = &document.route.original;
            let is_same = of.value == document.route.slug
                || UrlPath::parse(&of.value).is_some_and(|address| address == *original);
            if !is_same || document.route.is_original() {
                add(of.span, "översättning_av", None);
            }
        }
    }
}
