//! A link to a page that is a draft, not yet published, or expired.

use super::prelude::*;
use crate::check::addresses::inward;
use crate::base::FilePath;
use crate::model::{LinkFault, Model};

pub const RULE: Rule = Rule {
    code: "L005",
    name: "left-out-link",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Länk till en sida som inte kommer med", "Link to a page that is left out"),
    why: Text::fixed(
        "Sidan är ett utkast eller syns inte i dag. Länken skulle leda till en sida som inte finns.",
        "The page is a draft or does not show today. The link would lead to a page that is not there.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nSe «[nytt](nytt.md)».\n"),
        ("content/om/nytt.md", "---\ntitel: Nytt\nutkast: ja\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nSe [nytt](nytt.md).\n"),
        ("content/om/nytt.md", "---\ntitel: Nytt\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for (document, links) in subject.documents().zip(&model.links) {
        for (link, resolved) in document.outline.links.iter().zip(links) {
            // A page that lost its address to another has a finding of its own.
            let is_left_out = |id: usize| model.left_out.iter().any(|left| left.file == model.documents[id].file);
            if let Err(LinkFault::LeftOut(id)) = resolved
                && is_left_out(*id)
                // What is left out itself leads nobody astray.
                && !subject.is_left_out(document)
            {
                let place = Place::new(&document.file, link.span);
                let file = Model::file_meant(document, &link.target);
                match file.filter(|file| model.left_out_files.contains_key(file)) {
                    Some(file) => report_file(out, &place, &file, &model.documents[*id].file),
                    None => report(out, &place, &model.documents[*id].file),
                }
            }
        }
    }
    for field in inward(subject) {
        if let Err(LinkFault::LeftOut(id)) = model.written_address(field.address) {
            report(out, &Place::new(&field.file, field.place), &model.documents[id].file);
        }
    }
}

/// A file that stays out with a page.
fn report_file(out: &mut Findings, place: &Place, file: &FilePath, page: &FilePath) {
    let name = file.name();
    let message = Text::new(
        format!("{name} hör till {page}, som inte kommer med. Då kommer inte filen med heller."),
        format!("{name} belongs to {page}, which is left out. So the file is left out too."),
    );
    out.add(&place.file, place.span, message).help(Text::fixed(
        "Publicera den sidan också, eller lägg filen bredvid den här sidan.",
        "Publish that page too, or put the file beside this page.",
    ));
}

fn report(out: &mut Findings, place: &Place, file: &FilePath) {
    let message = Text::new(
        format!("Länken leder till {file}, som inte kommer med."),
        format!("The link leads to {file}, which is left out."),
    );
    out.add(&place.file, place.span, message).help(Text::fixed(
        "Publicera den sidan också, eller ta bort länken så länge.",
        "Publish that page too, or remove the link for now.",
    ));
}
