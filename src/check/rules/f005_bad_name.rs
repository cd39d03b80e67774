//! A name of a file, folder or address that is no text, or that some machine does not take.

use std::collections::BTreeSet;

use super::prelude::*;
use crate::base::windows::{LONGEST_PATH, NameFault, is_device, is_too_long, name_fault};
use crate::base::{FilePath, OutPath, printable_line};
use crate::config::Config;
use crate::model::{Page, View};
use crate::source::SourceFault;

pub const RULE: Rule = Rule {
    code: "F005",
    name: "bad-name",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ett filnamn som inte går att använda", "A file name that cannot be used"),
    why: Text::fixed(
        "Filen skulle inte gå att nå på webbplatsen, eller inte gå att spara på andra datorer.",
        "The file could not be reached on the site, or could not be saved on other machines.",
    ),
    source: Text::fixed(
        "Filer ska gå att läsa på Windows, Mac och Linux.",
        "Files must be readable on Windows, Mac and Linux.",
    ),
    bad: Example::Text(&[("content/static/bild\\1.txt", "«»Text")]),
    good: Example::Text(&[("content/static/bild-1.txt", "Text")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in &subject.source.faults {
        if let SourceFault::BadName { shown } = fault {
            let file = FilePath::new(shown);
            report(out, &file, file.name(), &NOT_TEXT, &RENAME);
        }
    }
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut blamed: BTreeSet<&FilePath> = BTreeSet::new();
    for file in subject.source.files.keys() {
        // One bad name of a folder is one mistake, however many files are in it.
        let path = file.as_str();
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let mut begins = 0;
        for end in ends {
            let name = &path[begins..end];
            if let Some(fault) = name_fault(name) {
                blamed.insert(file);
                if told.insert(&path[..end]) {
                    report(out, file, name, &why(fault), &RENAME);
                }
                break;
            }
            begins = end + 1;
        }
        if is_too_long(path) && blamed.insert(file) {
            let length = path.encode_utf16().count();
            let why = Text::new(
                format!("Sökvägen är {length} tecken. Windows klarar högst {LONGEST_PATH} under webbplatsens mapp."),
                format!("The path has {length} characters. Windows takes {LONGEST_PATH} at most below the site's folder."),
            );
            report(out, file, file.name(), &why, &SHORTEN);
        }
    }
    for copied in subject.copied {
        if OutPath::new(&copied.to).is_none() && !blamed.contains(&copied.file) {
            report(out, &copied.file, copied.file.name(), &NOT_ON_THE_WEB, &RENAME);
        }
    }
    for page in &subject.model.pages {
        addresses(subject, page, &blamed, out);
    }
}

/// The parts of a page's address that are folders of the finished site and that come from a
/// word or an id: a name like `cön` gives no file name that is wrong, but an address that is.
fn addresses(subject: &Subject<'_>, page: &Page, blamed: &BTreeSet<&FilePath>, out: &mut Findings) {
    let Some(part) = page.address.parts().find(|part| is_device(part)) else { return };
    let model = subject.model;
    let (file, span) = match (page.document.map(|id| &model.documents[id].file), page.view) {
        (Some(file), _) if blamed.contains(file) => return,
        (Some(file), _) => (file.clone(), Span::at(0)),
        (None, View::Row(register, row)) => {
            let document = &model.register_documents[register];
            let row = document.table.row(row);
            let span = row.and_then(|row| row.id.map(|id| id.span)).unwrap_or(Span::at(0));
            (document.file.clone(), span)
        }
        (None, View::Term(taxonomy, word)) => {
            let terms = &model.terms.0[taxonomy];
            let term = &terms.words[word];
            let Some(id) = term.documents.first().filter(|_| is_device(&term.slug)) else { return };
            let document = &model.documents[*id];
            let mut words = crate::model::terms_of(document);
            let word = words.find(|(at, word)| *at == taxonomy && word.value == term.word);
            (document.file.clone(), word.map_or(Span::at(0), |(_, word)| word.span))
        }
        (None, View::Terms(taxonomy)) => {
            let key = &model.terms.0[taxonomy].settings.key;
            let own = model.config.site.taxonomies.iter().find_map(|one| one.key.as_ref().filter(|own| own.value == *key));
            (Config::file(), own.map_or(Span::at(0), |own| own.span))
        }
        _ => return,
    };
    let message = Text::new(
        format!("Adressen {} går inte att använda. {}", page.address, device(part).sv),
        format!("The address {} cannot be used. {}", page.address, device(part).en),
    );
    out.add(&file, span, message).help(Text::fixed(
        "Välj ett annat ord, till exempel ett längre.",
        "Choose another word, such as a longer one.",
    ));
}

static RENAME: Text = Text::fixed(
    "Byt namn. Använd bokstäver, siffror, bindestreck och punkt.",
    "Rename it. Use letters, digits, hyphens and dots.",
);
static SHORTEN: Text = Text::fixed(
    "Korta namnen på filen och mapparna, eller flytta filen till en mapp högre upp.",
    "Shorten the names of the file and the folders, or move the file to a folder higher up.",
);
static NOT_TEXT: Text = Text::fixed("Det är inte skrivet i UTF-8.", "It is not written in UTF-8.");
static NOT_ON_THE_WEB: Text = Text::fixed("Det kan inte stå i en adress.", "It cannot stand in an address.");

fn why(fault: NameFault) -> Text {
    match fault {
        NameFault::Device => device(""),
        NameFault::Ending => Text::fixed(
            "Windows tar bort punkt och mellanslag sist i ett namn.",
            "Windows drops dots and spaces at the end of a name.",
        ),
        NameFault::Sign(sign) if sign.is_control() => Text::fixed(
            "Det har ett tecken som inte syns, till exempel en radbrytning.",
            "It has a sign that does not show, such as a line break.",
        ),
        NameFault::Sign(sign) => Text::new(
            format!("Windows tillåter inte ”{sign}” i namn."),
            format!("Windows does not allow “{sign}” in names."),
        ),
        NameFault::TooLong => Text::fixed("Det är för långt.", "It is too long."),
    }
}

fn device(part: &str) -> Text {
    let quoted = if part.is_empty() { String::new() } else { format!(" ”{part}”") };
    Text::new(
        format!("Windows har tagit namnet{quoted} för sig självt, vilken ändelse det än har."),
        format!("Windows has taken the name{} for itself, whatever its ending.", quoted.replace('”', "\"")),
    )
}

fn report(out: &mut Findings, file: &FilePath, name: &str, why: &Text, help: &Text) {
    let name = printable_line(name);
    let message = Text::new(
        format!("Namnet ”{name}” går inte att använda på en webbplats. {}", why.sv),
        format!("The name “{name}” cannot be used on a website. {}", why.en),
    );
    out.add(file, Span::at(0), message).help(help.clone());
}
