//! A news item in the folder of another year than its own.

use super::prelude::*;
use crate::document::Front;

pub const RULE: Rule = Rule {
    code: "A010",
    name: "wrong-year",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Nyheten ligger i fel års mapp", "News in the wrong year's folder"),
    why: Text::fixed(
        "Året syns i adressen. Den som läser den tror att nyheten är från ett annat år.",
        "The year shows in the address. Whoever reads it takes the news for another year's.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/nyheter/2024/nytt.md",
        "---\ntitel: Nytt\ndatum: «2025-03-01»\n---\n",
    )]),
    good: Example::Text(&[(
        "content/nyheter/2025/nytt.md",
        "---\ntitel: Nytt\ndatum: 2025-03-01\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents().filter(|document| document.route.is_original()) {
        let Front::News(news) = &document.front else { continue };
        let Some(date) = &news.date else { continue };
        let folder = document.file.folder().rsplit('/').next().unwrap_or("");
        let is_year = folder.len() == 4;
        let Some(year) = folder.parse::<i16>().ok().filter(|_| is_year) else { continue };
        let years = date.value.start.year()..=date.value.end.year();
        if years.contains(&year) {
            continue;
        }
        let right = years.start();
        let message = Text::new(
            format!("Nyheten är från {right}, men ligger i mappen {folder}."),
            format!("The news is from {right}, but stands in the folder {folder}."),
        );
        let name = document.file.name();
        out.add(&document.file, date.span, message).help(Text::new(
            format!("Rätta datumet, eller flytta filen till nyheter/{right}/{name}. Är den gamla adressen spridd, lägg den i aliases:."),
            format!("Correct the date, or move the file to nyheter/{right}/{name}. If the old address is known, put it in aliases:."),
        ));
    }
}
