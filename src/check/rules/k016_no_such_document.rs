//! A row of a document whose file is not there.

use super::prelude::*;
use crate::base::{FilePath, nearest};
use crate::check::settings::below_content;
use crate::files::kind_of;
use crate::source::CONTENT;

pub const RULE: Rule = Rule {
    code: "K016",
    name: "no-such-document",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Dokumentets fil finns inte", "The document’s file is not there"),
    why: Text::fixed(
        "Besökaren får veta att dokumentet finns, men inte hur det går att läsa.",
        "Visitors learn that there is a document, but not how to read it.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nLäs [mallen](mall.rtf).\n"),
        ("content/om/mall.rtf", "{\\rtf1}"),
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, fil: «om/malen.rtf»}\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nLäs [mallen](mall.rtf).\n"),
        ("content/om/mall.rtf", "{\\rtf1}"),
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, fil: om/mall.rtf}\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for ((register, _), row) in model.papers() {
        let Some(file) = row.file.as_ref().filter(|file| model.file_named(&file.value).is_none()) else { continue };
        let written = FilePath::new(&format!("{CONTENT}/{}", file.value.trim_start_matches('/')));
        if let Some(page) = model.left_out_files.get(&written) {
            let page = &model.documents[*page].file;
            let message = Text::new(
                format!("Filen {} hör till {page}, som inte kommer med.", file.value),
                format!("The file {} belongs to {page}, which is left out.", file.value),
            );
            out.add(&model.register_documents[register].file, file.span, message).help(Text::fixed(
                "Publicera sidan, eller flytta filen till en mapp för dokument: dokument/rapport.pdf.",
                "Publish the page, or move the file to a folder for documents: dokument/rapport.pdf.",
            ));
            continue;
        }
        let message = Text::new(
            format!("Det finns ingen fil på ”{}” i mappen content.", file.value),
            format!("There is no file at “{}” in the folder content.", file.value),
        );
        let meant = out.suggestion(|| {
            let known = model.copied_to.keys().filter(|file| kind_of(file.as_str()).is_some());
            nearest(&file.value, known.map(|file| below_content(file.as_str())))
        });
        let found = out.add(&model.register_documents[register].file, file.span, message);
        found.help(Text::fixed(
            "Lägg filen i mappen content och skriv vägen dit: dokument/rapport.pdf. Ligger den på en annan webbplats: skriv adressen efter länk:.",
            "Put the file into the folder content and write the way to it: dokument/rapport.pdf. If it is on another site: write the address after länk:.",
        ));
        found.did_you_mean(meant);
    }
}
