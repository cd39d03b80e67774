//! Two files whose names look the same.

use super::prelude::*;
use crate::base::FilePath;
use crate::source::SourceFault;

pub const RULE: Rule = Rule {
    code: "F004",
    name: "same-name",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Två filer med samma namn", "Two files of one name"),
    why: Text::fixed(
        "Namnen skiljer sig bara i hur å, ä eller ö är lagrat. På en annan dator skulle den ena skriva över den andra.",
        "The names differ only in how å, ä or ö is stored. On another machine one would overwrite the other.",
    ),
    source: Text::fixed(
        "Filer ska gå att läsa på Windows, Mac och Linux.",
        "Files must be readable on Windows, Mac and Linux.",
    ),
    bad: Example::Made(
        |source| {
        let file = FilePath::new("content/om/vård.md");
        source.faults.push(SourceFault::SameName { file: file.clone() });
        Place::new(&file, Span::at(0))
    },
        Text::fixed(
            "I content/om/ ligger två filer som båda heter vård.md. I den ena är å ett tecken, i den andra ett a och en ring.",
            "In content/om/ are two files, both called vård.md. In one of them å is one character, in the other an a and a ring.",
        ),
    ),
    good: Example::Text(&[("content/om/vard.md", "---\ntitel: Vård\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in &subject.source.faults {
        let SourceFault::SameName { file } = fault else { continue };
        let message = Text::new(
            format!("Det finns två filer som heter {file}."),
            format!("There are two files called {file}."),
        );
        out.add(file, Span::at(0), message).help(Text::fixed(
            "Behåll en av dem och ta bort den andra. Skriv helst filnamn med bara a–z.",
            "Keep one of them and remove the other. Better still, use only a–z in file names.",
        ));
    }
}
