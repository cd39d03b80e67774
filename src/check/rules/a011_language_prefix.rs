//! A language that the site has twice, or whose addresses a folder takes.

use std::collections::BTreeSet;

use super::prelude::*;
use crate::base::{Language, slug};
use crate::config::Config;
use crate::document::Document;
use crate::document::kind::Variant;

pub const RULE: Rule = Rule {
    code: "A011",
    name: "language-prefix",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Språket krockar med något annat", "The language clashes with something else"),
    why: Text::fixed(
        "Det som börjar med språkets kod i adressen är sidor på det språket. En sida som bara ligger i en sådan mapp läses upp på fel språk.",
        "What begins with the language's code in the address is pages in it. A page that only lies in such a folder is read aloud in the wrong language.",
    ),
    source: Text::fixed(
        "WCAG 2.2 3.1.1 Sidans språk (nivå A), EN 301 549 9.3.1.1.",
        "WCAG 2.2 3.1.1 Language of page (level A), EN 301 549 9.3.1.1.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\n"),
        ("content/en/om.md", "«»---\ntitel: About\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\n"),
        ("content/om/index.md", "---\ntitel: Om\n---\n"),
        ("content/om/index.en.md", "---\ntitel: About\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let config = &subject.model.config;
    let mut known = BTreeSet::new();
    for language in &config.site.languages {
        if !known.insert(language.value) {
            let tag = language.value.tag();
            let message = Text::new(
                format!("Språket {tag} står två gånger."),
                format!("The language {tag} stands there twice."),
            );
            out.add(&Config::file(), language.span, message).help(Text::fixed(
                "Ta bort det ena. Det första i listan är språket i filer utan språk i namnet.",
                "Remove one. The first in the list is that of files without a language in their name.",
            ));
        }
    }
    let languages = config.languages().into_iter().skip(1);
    let prefixes: BTreeSet<&str> =
        languages.map(Language::prefix).chain(Variant::ALL.map(|(_, word)| word)).collect();
    let mut told = BTreeSet::new();
    for document in subject.documents() {
        let Some(rest) = document.file.below("content") else { continue };
        let Some((folder, inside)) = rest.split_once('/') else {
            taken_by_page(document, &prefixes, out);
            continue;
        };
        let prefix = slug(folder);
        if !prefixes.contains(prefix.as_str()) || !told.insert(prefix.clone()) {
            continue;
        }
        let message = Text::new(
            format!("Adresserna under /{prefix}/ är för sidor på det språket eller i den versionen, men {folder}/ är en mapp."),
            format!("The addresses below /{prefix}/ are for pages in that language or variant, but {folder}/ is a folder."),
        );
        let meant = inside.strip_suffix(".md").map(|name| format!("content/{name}.{prefix}.md"));
        let meant = meant.unwrap_or_default();
        out.add(&document.file, Span::at(0), message).help(Text::new(
            format!("Lägg sidan bredvid sitt original och skriv språket i filens namn: {meant}. Är den ingen översättning, döp om mappen."),
            format!("Put the page beside its original with the language in the file's name: {meant}. If it is no translation, rename the folder."),
        ));
    }
}

/// A page whose own address is that of a language or variant.
fn taken_by_page(document: &Document, prefixes: &BTreeSet<&str>, out: &mut Findings) {
    let route = &document.route;
    let parts: Vec<&str> = route.original.parts().collect();
    let [prefix] = parts[..] else { return };
    if !prefixes.contains(prefix) {
        return;
    }
    let message = Text::new(
        format!("Adressen /{prefix}/ är för sidor på det språket eller i den versionen."),
        format!("The address /{prefix}/ is for pages in that language or variant."),
    );
    out.add(&document.file, Span::at(0), message).help(Text::new(
        format!("Är det startsidan på språket heter filen index.{prefix}.md. Annars: döp om filen."),
        format!("If it is the start page in that language, the file is index.{prefix}.md. Else rename the file."),
    ));
}
