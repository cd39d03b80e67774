//! A text in a report's folder where no report is.

use super::prelude::*;
use crate::document::Front;

pub const RULE: Rule = Rule {
    code: "P008",
    name: "text-of-no-report",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Texten hör inte till någon rapport", "The text belongs to no report"),
    why: Text::fixed(
        "En text i en rapports mapp visas i rapporten och har ingen egen sida. Finns ingen rapport i mappen syns texten inte alls.",
        "A text in a report's folder is shown in the report and has no page of its own. Without a report in the folder nobody sees it.",
    ),
    source: Text::fixed("Innehållets regler för rapporter.", "The content's rules for reports."),
    bad: Example::Text(&[("content/rapporter/2025/forord.md", "«---»\ntitel: Förord\n---\n\nVi gör det här ihop.\n")]),
    good: Example::Text(&[
        ("content/rapporter/2025/index.md", "---\ntitel: Årsrapport 2025\nrapport: år\når: 2025\n---\n"),
        ("content/rapporter/2025/forord.md", "---\ntitel: Förord\n---\n\nVi gör det här ihop.\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents().filter(|document| document.is_whole()) {
        let Front::ReportText(_) = &document.front else { continue };
        let has_report = subject.documents().any(|other| {
            matches!(other.front, Front::Report(_))
                && other.file.folder() == document.file.folder()
                && other.route.edition == document.route.edition
        });
        if has_report {
            continue;
        }
        let folder = document.file.folder();
        if !document.route.is_original() {
            let own = document.file.name().split_once('.').map_or("md", |(_, rest)| rest);
            let page = format!("{folder}/index.{own}");
            let message = Text::new(
                format!("Texten visas inte: {page} finns inte."),
                format!("The text is not shown: there is no {page}."),
            );
            out.add(&document.file, Span::new(0, 3), message).help(Text::fixed(
                "Gör den översatta rapportens sida, med bara titel: överst.",
                "Make the page of the translated report, with only titel: at its top.",
            ));
            continue;
        }
        let message = Text::new(
            format!("Texten visas inte: det finns ingen rapport i {folder}."),
            format!("The text is not shown: there is no report in {folder}."),
        );
        out.add(&document.file, Span::new(0, 3), message).help(Text::new(
            format!("Gör rapportens sida: {folder}/index.md med rapport: och år:. Det gör också delwebb report … --page."),
            format!("Make the report's page: {folder}/index.md with rapport: and år:. So does delwebb report … --page."),
        ));
    }
}
