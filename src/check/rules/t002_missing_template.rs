//! A template that the theme lacks, or that a page asks for in vain.

use super::prelude::*;
use crate::base::Spanned;
use crate::document::kind::ReportType;
use crate::document::{Document, Front};
use crate::model::View;
use crate::theme::ThemeFault;

pub const RULE: Rule = Rule {
    code: "T002",
    name: "missing-template",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Mallen finns inte", "Template missing"),
    why: Text::fixed(
        "Utan mall går sidan inte att göra.",
        "Without a template the page cannot be made.",
    ),
    source: Text::fixed(
        "Temats egna regler: docs/theme-contract.md.",
        "The contract with themes: docs/theme-contract.md.",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Om\nmall: «bred»\n---\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\nmall: sida\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let has_search = subject.model.pages.iter().any(|page| page.view == View::Search);
    for fault in &subject.theme.faults {
        if let ThemeFault::NoTemplate { place } = fault {
            // A site without a search needs no page for it.
            if place.file.name() == "sok.html" && !has_search {
                continue;
            }
            let message = Text::new(
                format!("Temat saknar mallen {}.", place.file.name()),
                format!("The theme has no template {}.", place.file.name()),
            );
            out.add(&place.file, place.span, message).help(Text::fixed(
                "Gör mallen, eller skriv utökar: strandlinje i theme.yaml så används den därifrån.",
                "Make the template, or write utökar: strandlinje in theme.yaml to take it from there.",
            ));
        }
    }
    if !subject.theme.engine.is_usable() {
        return;
    }
    for document in subject.documents() {
        let own = document.common.template.as_ref().filter(|_| !document.defaulted.contains(&"mall"));
        let given = document.defaults.as_ref().and_then(|values| values.common.template.as_ref());
        let shows = document.shows().filter(|_| own.is_none());
        let is_there = |template| subject.theme.engine.has_template(template);
        if let Some(shows) = shows.filter(|shows| !is_there(shows.value.template())) {
            let template = shows.value.template();
            let message = Text::new(
                format!("Temat saknar mallen {template}."),
                format!("The theme has no template {template}."),
            );
            out.add(&document.file, shows.span, message).help(Text::fixed(
                "Be den som gör temat om mallen, eller ta bort raden visar:.",
                "Ask whoever makes the theme for the template, or remove the line visar:.",
            ));
        }
        if let Some(named) = report_type(document).filter(|named| !is_there(named.value.template())) {
            let template = named.value.template();
            let message = Text::new(
                format!("Temat saknar mallen {template}, som rapporten görs med."),
                format!("The theme has no template {template}, which the report is made with."),
            );
            out.add(&document.file, named.span, message).help(Text::fixed(
                "Be den som gör temat om mallen. Den kan också hämtas från ett annat tema, med utökar: i theme.yaml.",
                "Ask whoever makes the theme for the template. It can also be taken from another theme, with utökar: in theme.yaml.",
            ));
        }
        let Some(template) = own.or(given) else { continue };
        let file = format!("{}.html", template.value);
        if !is_page_template(&template.value) || subject.theme.engine.template_for(&file).is_none() {
            let message = Text::new(
                format!("Temat har ingen sidmall som heter ”{}”.", template.value),
                format!("The theme has no page template called “{}”.", template.value),
            );
            out.add(&document.file, template.span, message).help(Text::fixed(
                "Ta bort raden mall:, så används sidans vanliga mall.",
                "Remove the line mall: to use the page's usual template.",
            ));
        }
    }
}

/// The type of report that a page is, unless it has a template of its own.
fn report_type(document: &Document) -> Option<&Spanned<ReportType>> {
    let Front::Report(report) = &document.front else { return None };
    report.report.as_ref().filter(|_| document.common.template.is_none())
}

/// Whether a page may be made with it: not a part of a page, nor what other pages are
/// built on.
fn is_page_template(name: &str) -> bool {
    !name.contains('/') && !matches!(name, "bas" | "laget" | "sok" | "omdirigering" | "404")
}
