//! A picture or PDF that says who made it, where or with what.

use std::io::{BufReader, Cursor, Read};

use rayon::prelude::*;

use super::prelude::*;
use crate::base::FilePath;
use crate::check::language::is_person;
use crate::files::example::{GOOD, Sample, pdf};
use crate::check::traces::{ENDINGS, Trace, traces};
use crate::pictures::{strip, strips};
use crate::source::{CONTENT, Content, Source};

pub const RULE: Rule = Rule {
    code: "U003",
    name: "picture-traces",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Filen berättar var, av vem eller med vad den är gjord", "The file tells where, by whom or with what it was made"),
    why: Text::fixed(
        "Kameror och skrivprogram gömmer uppgifter i filerna. Alla som laddar ner filen kan läsa dem, till exempel var någon bor.",
        "Cameras and word processors hide facts in their files. Whoever downloads the file can read them, such as where somebody lives.",
    ),
    source: Text::fixed(
        "Dataskyddsförordningen (EU) 2016/679, artikel 5 och 6.",
        "The General Data Protection Regulation (EU) 2016/679, articles 5 and 6.",
    ),
    bad: Example::Made(
        |source| {
            with_author(source, "Anna Exempel")
        },
        Text::fixed(
            "Dokumentet content/om/rapport.pdf säger i sina egenskaper att Anna Exempel har skrivit det.",
            "The document content/om/rapport.pdf says in its properties that Anna Exempel wrote it.",
        ),
    ),
    good: Example::Made(
        |source| with_author(source, "Exempelkommunen"),
        Text::fixed(
            "Dokumentet content/om/rapport.pdf säger i sina egenskaper att Exempelkommunen har skrivit det.",
            "The document content/om/rapport.pdf says in its properties that Exempelkommunen wrote it.",
        ),
    ),
    find: Find::Site(find),
};

const EXAMPLE: &str = "content/om/rapport.pdf";

fn with_author(source: &mut Source, author: &str) -> Place {
    let pdf = pdf(&Sample { author: Some(author), ..GOOD });
    source.files.extend(Source::from_memory([(EXAMPLE, pdf)]).files);
    Place::new(&FilePath::new(EXAMPLE), Span::at(0))
}

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let source = subject.source;
    let published: Vec<&FilePath> = subject.model.copied_to.keys().filter(|file| is_read(file)).collect();
    let all: Vec<(&FilePath, Vec<Trace>)> = published
        .into_par_iter()
        .filter(|_| !subject.stop.is_due())
        .map(|file| (file, of_file(source, file)))
        .collect();
    for (file, found) in all {
        let is_pdf = file.extension().eq_ignore_ascii_case("pdf");
        let help = match is_pdf {
            true => HELP_PDF,
            false if strips(file.extension(), 0) => HELP_PICTURE,
            false => HELP_OTHER_KIND,
        };
        for trace in found {
            out.add(file, Span::at(0), message(&trace)).help(help.clone());
        }
    }
}

fn is_read(file: &FilePath) -> bool {
    ENDINGS.iter().any(|ending| file.extension().eq_ignore_ascii_case(ending))
}

/// What a file says, names of organisations left out. One that cannot be opened is told of when it
/// is copied.
fn of_file(source: &Source, file: &FilePath) -> Vec<Trace> {
    let Some(found) = source.files.get(file) else { return Vec::new() };
    let all = match &found.content {
        Content::Bytes(bytes) => traces(&mut Cursor::new(bytes)),
        Content::Copied { .. } | Content::Picture(_) => match source.open(&found.disk) {
            Ok(opened) => traces(&mut BufReader::new(opened)),
            Err(_) => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    if !all.is_empty() && is_stripped(source, file) {
        return Vec::new();
    }
    let is_told = |trace: &Trace| match trace {
        Trace::Author(name) => is_person(name),
        Trace::Position | Trace::Camera => true,
    };
    all.into_iter().filter(is_told).collect()
}

/// Whether what the file says is not handed out with it: that of a picture beside a page that can
/// be followed to its end.
fn is_stripped(source: &Source, file: &FilePath) -> bool {
    let is_beside = file.below(CONTENT).is_some_and(|path| !path.starts_with("static/"));
    let Some(found) = source.files.get(file).filter(|_| is_beside) else { return false };
    if !found.length().is_some_and(|len| strips(file.extension(), len)) {
        return false;
    }
    let mut bytes = Vec::new();
    match &found.content {
        Content::Bytes(bytes) => strip(bytes, &mut Vec::new()),
        _ => source.open(&found.disk).is_ok_and(|mut opened| {
            opened.read_to_end(&mut bytes).is_ok() && strip(&bytes, &mut Vec::new())
        }),
    }
}

fn message(trace: &Trace) -> Text {
    match trace {
        Trace::Position => Text::fixed("Filen säger var bilden är tagen.", "The file says where the picture was taken."),
        Trace::Camera => Text::fixed(
            "Filen säger vilken kamera bilden är tagen med, med kamerans eget nummer.",
            "The file says which camera the picture was taken with, by its own number.",
        ),
        Trace::Author(name) => Text::new(
            format!("Filen säger att {name} har gjort den."),
            format!("The file says that {name} made it."),
        ),
    }
}

const HELP_PICTURE: Text = Text::fixed(
    "Windows: högerklicka på filen, välj Egenskaper, fliken Information och Ta bort egenskaper och personlig information. Mac: öppna bilden i Förhandsvisning, välj Verktyg, Visa granskare och ta bort platsen under GPS; resten försvinner om du tar en skärmbild av bilden eller sparar den på nytt i ett bildprogram. Fotografens namn skriver du i bildtexten i stället, om den ska synas.",
    "Windows: right-click the file, choose Properties, the tab Details and Remove Properties and Personal Information. Mac: open the picture in Preview, choose Tools, Show Inspector and remove the location under GPS; the rest is gone when you take a screenshot of it or save it anew in a picture program. Write the photographer’s name in the caption instead, if it is to be seen.",
);

const HELP_OTHER_KIND: Text = Text::fixed(
    "Öppna bilden i ett bildprogram och spara den som JPEG, PNG eller WebP bredvid sidan. Ur sådana bilder tas uppgifterna bort av sig själva, och de visas i lagom storlek. Den här sorten läggs ut precis som den är.",
    "Open the picture in a picture program and save it as JPEG, PNG or WebP beside the page. Of such pictures the facts are taken out by themselves, and they are shown in a fitting size. This kind is handed out just as it is.",
);

const HELP_PDF: Text = Text::fixed(
    "Öppna dokumentet som PDF-filen är gjord av. Word i Windows: välj Arkiv, Info, Sök efter problem, Granska dokument och ta bort dokumentegenskaper och personlig information. Word på Mac: välj Verktyg, Skydda dokument och Ta bort personlig information från filen. Spara sedan PDF-filen på nytt.",
    "Open the document that the PDF was made from. Word in Windows: choose File, Info, Check for Issues, Inspect Document and remove document properties and personal information. Word on a Mac: choose Tools, Protect Document and Remove personal information from this file. Then save the PDF anew.",
);
