//! Words about a picture that the page does not show, or that is spoken of twice.

use super::prelude::*;
use std::collections::BTreeSet;

use crate::base::OutPath;
use crate::model::ResolvedLink;

pub const RULE: Rule = Rule {
    code: "N006",
    name: "unshown-picture-words",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Bildtexten visas inte", "Words about a picture that are not shown"),
    why: Text::fixed(
        "Fältet bilder säger vad som ska stå vid en bild i texten. Visas inte bilden på sidan, eller står den två gånger i fältet, försvinner orden.",
        "The field bilder says what stands by a picture in the text. When the page does not show the picture, or the field names it twice, the words are lost.",
    ),
    source: Text::fixed(
        "Lagen (1960:729) om upphovsrätt till litterära och konstnärliga verk, 3 §: upphovspersonen ska anges.",
        "The Swedish copyright act (1960:729), section 3: whoever made the picture is to be named.",
    ),
    bad: Example::Text(&[
        (
            "content/om/index.md",
            "---\ntitel: Om\nbilder:\n  - {fil: «lokal.jpg», foto: Kommunen}\n---\n\n![Karta över kommunerna](karta.jpg)\n",
        ),
        ("content/om/karta.jpg", "bild"),
        ("content/om/lokal.jpg", "bild"),
        ("content/om/rum.md", "---\ntitel: Rum\n---\n\n![Rummet från dörren](lokal.jpg)\n"),
    ]),
    good: Example::Text(&[
        (
            "content/om/index.md",
            "---\ntitel: Om\nbilder:\n  - {fil: karta.jpg, foto: Kommunen}\n---\n\n![Karta över kommunerna](karta.jpg)\n",
        ),
        ("content/om/karta.jpg", "bild"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for (document, links) in subject.documents().zip(&model.links) {
        if document.common.pictures.is_empty() || !document.is_whole() {
            continue;
        }
        let links = document.outline.links.iter().zip(links).filter(|(link, _)| link.picture);
        let shown: BTreeSet<&OutPath> = links
            .filter_map(|(_, resolved)| match resolved {
                Ok(ResolvedLink::File(to)) => Some(to),
                _ => None,
            })
            .collect();
        let mut told: BTreeSet<OutPath> = BTreeSet::new();
        for picture in &document.common.pictures {
            let Some(file) = &picture.value.file else { continue };
            // One that is not there has a rule of its own.
            let Ok(ResolvedLink::File(to)) = model.resolve_written(document, &file.value, true) else {
                continue;
            };
            let (message, help) = if !shown.contains(&to) {
                (
                    Text::new(
                        format!("Sidans text visar inte bilden ”{}”.", file.value),
                        format!("The page's text does not show the picture “{}”.", file.value),
                    ),
                    Text::fixed(
                        "Visa bilden i texten, rätta namnet, eller ta bort raden. Bilden överst på sidan har sina ord under bild:.",
                        "Show the picture in the text, correct the name, or remove the row. The picture at the top has its words under bild:.",
                    ),
                )
            } else if told.contains(&to) {
                (
                    Text::new(
                        format!("Bilden ”{}” står två gånger i bilder:.", file.value),
                        format!("The picture “{}” stands twice in bilder:.", file.value),
                    ),
                    Text::fixed("Samla orden på en rad.", "Put the words in one row."),
                )
            } else {
                told.insert(to);
                continue;
            };
            out.add(&document.file, file.span, message).help(help);
        }
    }
}
