//! A row of a document that says something else than its file.

use super::prelude::*;
use crate::base::FilePath;
use crate::check::example::linked;
use crate::files::example::{GOOD, pdf};
use crate::render::is_tag;
use crate::source::Source;

pub const RULE: Rule = Rule {
    code: "K014",
    name: "differs-from-file",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Registret säger något annat än filen", "The register says something else than the file"),
    why: Text::fixed(
        "Det som står i registret visas. Är filen nyare än raden får besökaren fel besked.",
        "What the register says is shown. If the file is newer than the row, visitors are told wrong.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date.",
    ),
    bad: Example::Made(
        |source| {
            let (file, text) = ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, fil: om/rapport.pdf, sidor: 12}\n");
            linked(source, "rapport.pdf", pdf(&GOOD));
            source.files.extend(Source::from_memory([(file, text)]).files);
            let at = text.find("12").unwrap_or_default();
            Place::new(&FilePath::new(file), Span::new(at, at + 2))
        },
        Text::fixed("Raden om rapport.pdf säger 12 sidor, men filen har en.", "The row of rapport.pdf says 12 pages, but the file has one."),
    ),
    good: Example::Made(
        |source| linked(source, "rapport.pdf", pdf(&GOOD)),
        Text::fixed("Raden säger inte hur många sidor filen har: det läses ur filen.", "The row does not say how many pages the file has: that is read from the file."),
    ),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for ((register, _), row) in model.papers() {
        let register = &model.register_documents[register].file;
        if let Some(tag) = row.language.as_ref().filter(|tag| !is_tag(&tag.value)) {
            let message = Text::new(
                format!("”{}” är ingen språkkod.", tag.value),
                format!("“{}” is no code of a language.", tag.value),
            );
            out.add(register, tag.span, message).help(Text::fixed(
                "Skriv till exempel sv för svenska, en för engelska, fi för finska eller se för nordsamiska.",
                "Write sv for Swedish, en for English, fi for Finnish or se for Northern Sami, for instance.",
            ));
            continue;
        }
        let copied = model.file_of(row).and_then(|out| model.copied.get(out));
        let Some(said) = copied.and_then(|copied| model.files.get(&copied.file)) else { continue };
        let mut differs = |span, written: String, found: String| {
            let message = Text::new(
                format!("Raden säger {written}, men filen säger {found}."),
                format!("The row says {written}, but the file says {found}."),
            );
            out.add(register, span, message).help(Text::fixed(
                "Ta bort värdet, så läses det ur filen. Stämmer raden och filen har fel: låt det stå.",
                "Remove the value, and it is read from the file. If the row is right and the file is wrong: leave it.",
            ));
        };
        if let Some((written, found)) = row.pages.as_ref().zip(said.pages)
            && written.value.0.get() != found
        {
            differs(written.span, format!("sidor: {}", written.value.0), found.to_string());
        }
        let main = |tag: &str| tag.split('-').next().unwrap_or(tag).to_lowercase();
        if let Some((written, found)) = row.language.as_ref().zip(said.language.as_ref())
            && main(&written.value) != main(found)
        {
            differs(written.span, format!("språk: {}", written.value), found.clone());
        }
    }
}
