//! A translation that is older than what it translates.

use super::prelude::*;
use std::collections::HashMap;

use crate::base::{Lang, Spanned, UrlPath};
use crate::document::Document;
use crate::yaml::Day;

pub const RULE: Rule = Rule {
    code: "D007",
    name: "old-translation",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Översättningen är äldre än originalet", "The translation is older than its original"),
    why: Text::fixed(
        "Originalet har ändrats. Den som läser översättningen, den lättlästa texten eller ser filmen får gamla uppgifter, och sidan säger det till läsaren.",
        "The original has changed. Whoever reads the translation or the variant gets old facts, and the page tells its readers so.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 12–17: andra språk.",
        "The Swedish web guidelines, guidelines 12–17: other languages.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\nvokabulär:\n  arbetstyp: [projekt]\n"),
        ("content/om/index.md", "---\ntitel: Om\nuppdaterad: 2026-01-10\n---\n"),
        ("content/om/index.en.md", "---\ntitel: About\nkällversion: «2025-03-01»\nuppdaterad: 2026-01-12\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\nvokabulär:\n  arbetstyp: [projekt]\n"),
        ("content/om/index.md", "---\ntitel: Om\nuppdaterad: 2026-01-10\n---\n"),
        ("content/om/index.en.md", "---\ntitel: About\nkällversion: 2026-01-10\n---\n"),
    ]),
    find: Find::Site(find),
};

fn shown(day: &Spanned<Day>, lang: Lang) -> String {
    day.value.0.show(lang)
}

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let originals: HashMap<&UrlPath, &Document> = subject
        .documents()
        .filter(|document| document.route.is_original())
        .map(|document| (&document.route.address, document))
        .collect();
    for document in subject.documents().filter(|document| !document.route.is_original()) {
        let Some(original) = originals.get(&document.route.original) else { continue };
        if let Some(version) = &document.common.source_version
            && version.value.0.start > subject.model.today
        {
            let message = Text::fixed(
                "Dagen i källversion har inte kommit än.",
                "The day in källversion has not come yet.",
            );
            out.add(&document.file, version.span, message).help(Text::fixed(
                "Skriv dagen för det original som sidan följer. Annars får ingen veta när den blir gammal.",
                "Write the day of the original that the page follows. Else nobody is told when it falls behind.",
            ));
            continue;
        }
        let Some(first) = document.changed_since(original) else { continue };
        let common = &document.common;
        let Some(own) = common.source_version.as_ref().or(common.updated.as_ref()) else { continue };
        let message = Text::new(
            format!("Originalet ändrades {}. Den här sidan följer det från {}.", shown(first, Lang::Sv), shown(own, Lang::Sv)),
            format!("The original was changed {}. This page follows it as of {}.", shown(first, Lang::En), shown(own, Lang::En)),
        );
        out.add(&document.file, own.span, message)
            .help(Text::fixed(
                "Se efter vad som har ändrats i originalet, ändra samma sak här och skriv originalets dag i källversion. I git: git log -p och originalets fil.",
                "See what has changed in the original, change the same here, and write the original's day in källversion. In git: git log -p and the original's file.",
            ))
            .related(
                Place::new(&original.file, first.span),
                Text::fixed("Originalet ändrades den här dagen.", "The original was changed on this day."),
            );
    }
}
