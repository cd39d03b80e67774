//! A published picture that the register of pictures has no row for.

use super::prelude::*;
use std::collections::BTreeSet;

use crate::base::FilePath;
use crate::check::settings::below_content;
use crate::document::register::{Picture, Table};
use crate::model::ResolvedLink;

pub const RULE: Rule = Rule {
    code: "N001",
    name: "unlisted-picture",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Bild utan rad i registret", "Picture without a row in the register"),
    why: Text::fixed(
        "Den som ska byta eller ta bort en bild behöver veta vem som har gjort den, vad ni får göra med den och vilka som är med.",
        "Whoever is to change or remove a picture needs to know who made it, what you may do with it and who is in it.",
    ),
    source: Text::fixed(
        "Dataskyddsförordningen (EU) 2016/679, artikel 5 och 6. Lagen (1960:729) om upphovsrätt till litterära och konstnärliga verk, 2 och 49 a §.",
        "The General Data Protection Regulation (EU) 2016/679, articles 5 and 6. The Swedish copyright act (1960:729), sections 2 and 49 a.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n«![Karta över kommunerna](karta.png)»\n"),
        ("content/om/karta.png", "bild"),
        ("content/register/bilder.yaml", "[]\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Karta över kommunerna](karta.png)\n"),
        ("content/om/karta.png", "bild"),
        ("content/register/bilder.yaml", "- {fil: om/karta.png, rättighet: egen bild, personer: nej}\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    let registers = model.register_documents.iter().filter(|document| matches!(document.table, Table::Pictures(_)));
    let registers: Vec<_> = registers.collect();
    // A register that is not kept, and not asked for, has no rows to lack.
    let is_asked = subject.settings.is_asked_for(&RULE);
    if (registers.is_empty() && !is_asked) || registers.iter().any(|register| !register.is_read) {
        return;
    }
    let rows = model.registers.pictures.iter().filter_map(|row| row.value.file.as_ref());
    let listed: BTreeSet<&str> = rows.map(|file| Picture::path_below_content(&file.value)).collect();
    let unlisted = |file: &FilePath| is_picture(file) && !listed.contains(below_content(file.as_str()));
    let mut told: BTreeSet<&FilePath> = BTreeSet::new();
    // Where a page shows it is where a writer looks for it.
    for (document, links) in subject.documents().zip(&model.links) {
        for (link, resolved) in document.outline.links.iter().zip(links) {
            let Ok(ResolvedLink::File(to)) = resolved else { continue };
            let Some(copied) = model.copied.get(to).filter(|_| link.picture) else { continue };
            if unlisted(&copied.file) && told.insert(&copied.file) {
                out.add(&document.file, link.span, message(&copied.file)).help(help(&copied.file));
            }
        }
    }
    for file in model.copied_to.keys().filter(|file| unlisted(file)) {
        if told.insert(file) {
            out.add(file, Span::at(0), message(file)).help(help(file));
        }
    }
}

/// The endings of files that may be photographs. Drawings of lines are made by whoever has the site.
const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "webp", "avif", "gif", "heic"];

fn is_picture(file: &FilePath) -> bool {
    ENDINGS.iter().any(|ending| file.extension().eq_ignore_ascii_case(ending))
}

fn message(file: &FilePath) -> Text {
    let name = below_content(file.as_str());
    Text::new(
        format!("Bilden ”{name}” har ingen rad i registret bilder."),
        format!("The picture “{name}” has no row in the register bilder."),
    )
}

fn help(file: &FilePath) -> Text {
    let row = format!("- {{fil: {}, rättighet: egen bild, personer: nej}}", below_content(file.as_str()));
    Text::new(
        format!("Skriv en rad i content/register/bilder.yaml: {row}"),
        format!("Write a row in content/register/bilder.yaml: {row}"),
    )
}
