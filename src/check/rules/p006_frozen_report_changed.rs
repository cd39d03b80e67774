//! A frozen report that is no longer what was adopted.

use super::prelude::*;
use std::io::Read;

use crate::base::FilePath;
use crate::document::{FROZEN_FOLDER, Frozen, frozen_fingerprint};

pub const RULE: Rule = Rule {
    code: "P006",
    name: "frozen-report-changed",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En fryst rapport har ändrats", "A frozen report was changed"),
    why: Text::fixed(
        "En rapport som har antagits ska visas som den antogs. Annars läser invånare något annat än det som styrgruppen såg.",
        "A report that was adopted must be shown as it was. Else residents read something else than the steering group saw.",
    ),
    source: Text::fixed(
        "Tryckfrihetsförordningen 2 kap. och arkivlagen (1990:782): en upprättad handling bevaras som den är.",
        "The Freedom of the Press Act, chapter 2, and the Archives Act (1990:782): a finished document is kept as it is.",
    ),
    bad: Example::Text(&[
        ("content/rapporter/2025/index.md", "---\ntitel: Årsrapport 2025\nrapport: år\når: 2025\n---\n"),
        (
            "content/rapporter/2025/fryst.html",
            "«<!-- Rapporten som den antogs. Ändra inget i filen. fryst: 2026-01-24 delwebb: 0.1.0 avtryck: e4d1bc869d13e77f58b04d74e647f02dd22810cc39c63e1ebdd3878f8297fb9a -->»\n<h1>Årsrapporten 2025</h1>\n",
        ),
    ]),
    good: Example::Text(&[
        ("content/rapporter/2025/index.md", "---\ntitel: Årsrapport 2025\nrapport: år\når: 2025\n---\n"),
        (
            "content/rapporter/2025/fryst.html",
            "<!-- Rapporten som den antogs. Ändra inget i filen. fryst: 2026-01-24 delwebb: 0.1.0 avtryck: e4d1bc869d13e77f58b04d74e647f02dd22810cc39c63e1ebdd3878f8297fb9a -->\n<h1>Årsrapport 2025</h1>\n",
        ),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for frozen in &subject.model.frozen {
        let text = subject.source.text(&frozen.file);
        let first = Span::new(0, text.find('\n').unwrap_or(text.len()));
        let has_page = subject.documents().any(|document| {
            subject.model.frozen_of(document).is_some_and(|own| own.file == frozen.file)
        });
        if !frozen.is_whole() {
            let message = Text::fixed(
                "Den frysta rapporten är inte som den var när den antogs.",
                "The frozen report is not as it was when it was adopted.",
            );
            out.add(&frozen.file, first, message).help(Text::fixed(
                "Ångra ändringen i filen. Ska en ny version antas, ta bort filen och frys rapporten på nytt: delwebb report … --freeze",
                "Undo the change in the file. If a new version is adopted, remove the file and freeze the report again: delwebb report … --freeze",
            ));
        } else if let Some(name) = changed_file(subject, frozen) {
            let file = frozen.beside(name);
            let message = Text::new(
                format!("Filen {file} hör till den frysta rapporten och är inte som den var."),
                format!("The file {file} belongs to the frozen report and is not as it was."),
            );
            out.add(&frozen.file, first, message).help(Text::fixed(
                "Lägg tillbaka filen som den var. Ska en ny version antas, ta bort fryst.html och frys rapporten på nytt: delwebb report … --freeze",
                "Put the file back as it was. If a new version is adopted, remove fryst.html and freeze the report again: delwebb report … --freeze",
            ));
        } else if let Some(file) = unsealed_file(subject, frozen) {
            let message = Text::new(
                format!("Filen {file} ligger bland den frysta rapportens filer och hör inte till den."),
                format!("The file {file} is among those of the frozen report and does not belong to it."),
            );
            out.add(&frozen.file, first, message).help(Text::fixed(
                "Ta bort filen. Ska den finnas på webbplatsen ligger den i en annan mapp.",
                "Remove the file. If it is to be on the site it belongs in another folder.",
            ));
        } else if !has_page {
            let message = Text::fixed(
                "Den frysta rapporten visas inte: ingen rapport ligger i mappen.",
                "The frozen report is not shown: there is no report in its folder.",
            );
            out.add(&frozen.file, first, message).help(Text::fixed(
                "Lägg tillbaka index.md med rapport: i samma mapp, eller ta bort filen.",
                "Put index.md with rapport: back in the same folder, or remove the file.",
            ));
        }
    }
}

/// The first of its files that is not there, or is another.
fn changed_file<'a>(subject: &Subject<'_>, frozen: &'a Frozen) -> Option<&'a str> {
    let is_same = |name: &str, kept: &str| {
        let disk = &subject.source.files.get(&frozen.beside(name))?.disk;
        let mut bytes = Vec::new();
        subject.source.open(disk).ok()?.read_to_end(&mut bytes).ok()?;
        Some(frozen_fingerprint(name, &bytes) == kept)
    };
    let mut files = frozen.files.iter();
    files.find(|(name, kept)| is_same(name, kept) != Some(true)).map(|(name, _)| name.as_str())
}

/// The first file that lies among those of the report, and was not there when it was adopted.
fn unsealed_file<'a>(subject: &Subject<'a>, frozen: &Frozen) -> Option<&'a FilePath> {
    let folder = format!("{}/{FROZEN_FOLDER}", frozen.file.folder());
    let mut below = subject.source.below(&folder).map(|(file, _)| file);
    below.find(|file| !frozen.files.iter().any(|(name, _)| frozen.beside(name) == **file))
}
