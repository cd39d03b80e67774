//! A picture beside a page that no page shows.

use super::prelude::*;
use std::collections::HashSet;

use crate::base::{FilePath, OutPath};
use crate::model::ResolvedLink;
use crate::source::{CONTENT, Content, File};

pub const RULE: Rule = Rule {
    code: "F009",
    name: "unused-picture",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Bilden används inte", "Unused picture"),
    why: Text::fixed(
        "Bilden läggs ut på webben fast ingen sida visar den. Det kan vara en gammal bild, eller en som inte får visas mer.",
        "The picture is put on the web though no page shows it. It may be an old one, or one that may be shown no more.",
    ),
    source: Text::fixed(
        "Dataskyddsförordningen, artikel 5.1 c och e: uppgifter som inte behövs ska inte ligga kvar.",
        "The GDPR, article 5.1 c and e: data that is not needed is not to be kept.",
    ),
    bad: Example::Made(
        |source| {
            let file = FilePath::new("content/om/lokal.jpg");
            source.files.insert(file.clone(), picture());
            Place::new(&file, Span::at(0))
        },
        Text::fixed(
            "Bilden lokal.jpg ligger i mappen om, men ingen sida visar den.",
            "The picture lokal.jpg is in the folder om, but no page shows it.",
        ),
    ),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Möteslokalen från ingången](lokal.jpg)\n"),
        ("content/om/lokal.jpg", "bild"),
    ]),
    find: Find::Site(find),
};

/// A small one.
fn picture() -> File {
    File { disk: "lokal.jpg".into(), content: Content::Copied { len: 20_000 } }
}

/// The endings of pictures.
pub(super) const PICTURES: [&str; 7] = ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

pub(super) fn is_picture(file: &FilePath) -> bool {
    PICTURES.iter().any(|ending| file.extension().eq_ignore_ascii_case(ending))
}

fn find(subject: &Subject<'_>, out: &mut Findings) {
    // A frozen report shows copies of the pictures that its texts name.
    let model = subject.model;
    let reports = model.reports.keys().map(|id| &model.documents[*id]);
    let texts = reports.flat_map(|report| model.report_texts(report));
    let links = texts.flat_map(|text| model.links[text].iter().flatten());
    let of_texts: HashSet<&OutPath> = links
        .filter_map(|link| match link {
            ResolvedLink::File(path) => Some(path),
            _ => None,
        })
        .collect();
    for (path, copied) in &model.copied {
        // What lies in static/ may be for style sheets, letters and others than our pages.
        let is_beside = copied.file.below(CONTENT).is_some_and(|file| !file.starts_with("static/"));
        if !is_beside || !is_picture(&copied.file) || !subject.unreached.contains(path) || of_texts.contains(path) {
            continue;
        }
        let message = Text::new(
            format!("Ingen sida visar bilden {}.", copied.file.name()),
            format!("No page shows the picture {}.", copied.file.name()),
        );
        out.add(&copied.file, Span::at(0), message).help(Text::fixed(
            "Ta bort filen, eller visa bilden på en sida. Ska andra kunna hämta den ligger den i static/.",
            "Remove the file, or show the picture on a page. If others are to fetch it, it belongs in static/.",
        ));
    }
}
