//! A file in which git has put two people's texts side by side.

use super::prelude::*;
use crate::base::FilePath;
use crate::source::{Content, Source};

pub const RULE: Rule = Rule {
    code: "F008",
    name: "merge-conflict",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Två texter på samma ställe", "Two texts in one place"),
    why: Text::fixed(
        "Två personer har ändrat samma rader, och git vet inte vilken text som gäller. Båda skulle komma med på webbplatsen.",
        "Two people have changed the same lines, and git does not know which text holds. Both would be on the site.",
    ),
    source: Text::fixed(
        "Filer ska gå att läsa på Windows, Mac och Linux.",
        "Files must be readable on Windows, Mac and Linux.",
    ),
    bad: Example::Made(
        made,
        Text::fixed(
            "I filen content/om/index.md har git satt in båda texterna, med rader av <, = och > omkring.",
            "In the file content/om/index.md git has put both texts, between lines of <, = and >.",
        ),
    ),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nMottagningen öppnar klockan 9.\n",
    )]),
    find: Find::Site(find),
};

const BEFORE: &str = "---\ntitel: Om\n---\n\n";
const CONFLICT: &str = "<<<<<<< HEAD\nMottagningen öppnar klockan 9.\n=======\nMottagningen öppnar klockan 10.\n>>>>>>> forslag\n";

fn made(source: &mut Source) -> Place {
    let file = FilePath::new("content/om/index.md");
    let made = Source::from_memory([(file.as_str(), format!("{BEFORE}{CONFLICT}"))]);
    source.files.extend(made.files);
    Place::new(&file, Span::new(BEFORE.len(), BEFORE.len() + "<<<<<<< HEAD".len()))
}

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (path, file) in &subject.source.files {
        let Content::Conflict { text, at } = &file.content else { continue };
        let line = text[*at..].lines().next().unwrap_or_default();
        let message = Text::fixed(
            "Här står två texter, din och någon annans.",
            "Here stand two texts, yours and somebody else's.",
        );
        out.add(path, Span::new(*at, at + line.trim_end().len()), message).help(Text::fixed(
            "Behåll den text som är rätt. Ta bort den andra, och raderna som börjar med <<<<<<<, ======= och >>>>>>>. Gör likadant längre ner i filen.",
            "Keep the text that is right. Remove the other, and the lines that begin with <<<<<<<, ======= and >>>>>>>. Do the same further down in the file.",
        ));
    }
}
