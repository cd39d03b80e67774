//! A text file that is not UTF-8.

use super::prelude::*;
use crate::base::FilePath;
use crate::source::{Content, Source};

pub const RULE: Rule = Rule {
    code: "F001",
    name: "not-utf8",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Filen är inte sparad som UTF-8", "File not saved as UTF-8"),
    why: Text::fixed(
        "Då går det inte att veta vilka tecken som menas, och å, ä och ö skulle bli fel på webbplatsen.",
        "It cannot be known which characters are meant, and å, ä and ö would come out wrong.",
    ),
    source: Text::fixed(
        "Unicode och UTF-8 (RFC 3629).",
        "Unicode and UTF-8 (RFC 3629).",
    ),
    bad: Example::Made(
        |source| made(source, b"---\ntitel: V\xe5rd\n---\n"),
        Text::fixed(
            "Filen content/om/index.md är sparad som Windows-1252 eller Latin-1. Då är å, ä och ö andra byte än i UTF-8.",
            "The file content/om/index.md is saved as Windows-1252 or Latin-1. Then å, ä and ö are other bytes than in UTF-8.",
        ),
    ),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Vård\n---\n")]),
    find: Find::Site(find),
};

fn made(source: &mut Source, bytes: &[u8]) -> Place {
    let file = FilePath::new("content/om/index.md");
    let made = Source::from_memory([(file.as_str(), bytes)]);
    source.files.extend(made.files);
    Place::new(&file, Span::at("---\ntitel: V".len()))
}

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (path, file) in &subject.source.files {
        let Content::NotUtf8 { before } = &file.content else { continue };
        let message = Text::fixed(
            "Här står ett tecken som inte är UTF-8.",
            "Here is a character that is not UTF-8.",
        );
        out.add(path, Span::at(before.len()), message).help(Text::fixed(
            "Öppna filen i din textredigerare och spara den med teckenkodningen UTF-8.",
            "Open the file in your editor and save it with the encoding UTF-8.",
        ));
    }
}
