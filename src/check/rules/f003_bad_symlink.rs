//! A link on the disk that leads out of the site, nowhere, or round in a ring.

use super::prelude::*;
use crate::base::FilePath;
use crate::source::SourceFault;

pub const RULE: Rule = Rule {
    code: "F003",
    name: "bad-symlink",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En länk på disken leder fel", "A link on the disk leads astray"),
    why: Text::fixed(
        "Filer utanför webbplatsens mapp ska aldrig kunna hamna på webbplatsen av misstag.",
        "Files outside the site's folder must never end up on the site by mistake.",
    ),
    source: Text::fixed(
        "Filer ska gå att läsa på Windows, Mac och Linux.",
        "Files must be readable on Windows, Mac and Linux.",
    ),
    bad: Example::Made(
        |source| {
        let file = FilePath::new("content/om/genvag.md");
        let target = "../../../hemligt.md".to_owned();
        source.faults.push(SourceFault::BadLink { file: file.clone(), target });
        Place::new(&file, Span::at(0))
    },
        Text::fixed(
            "content/om/genvag.md är ingen fil utan en länk på disken, och den leder till ../../../hemligt.md.",
            "content/om/genvag.md is no file but a link on the disk, and it leads to ../../../hemligt.md.",
        ),
    ),
    good: Example::Text(&[("content/om/genvag.md", "---\ntitel: En vanlig fil\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in &subject.source.faults {
        let SourceFault::BadLink { file, target } = fault else { continue };
        let message = Text::new(
            format!("Länken {file} leder till ”{target}”, som inte är en fil på webbplatsen."),
            format!("The link {file} leads to “{target}”, which is no file of the site."),
        );
        out.add(file, Span::at(0), message).help(Text::fixed(
            "Ta bort länken, eller kopiera in filen i content/ i stället.",
            "Remove the link, or copy the file into content/ instead.",
        ));
    }
}
