//! A text that a template or the program shows, and that the theme does not have.

use super::prelude::*;
use crate::base::{FilePath, Language};
use crate::model::View;
use crate::render::title_key;
use crate::theme::{StringFault, ThemeFault};

pub const RULE: Rule = Rule {
    code: "T007",
    name: "missing-string",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Temat saknar en text", "The theme lacks a text"),
    why: Text::fixed(
        "Sidorna som visar texten kan inte göras, eller får fel språk.",
        "Pages that show the text cannot be made, or are in the wrong language.",
    ),
    source: Text::fixed(
        "Temats egna regler: docs/theme-contract.md.",
        "The contract with themes: docs/theme-contract.md.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n"),
        ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("themes/eget/strings/sv.yaml", "fot:\n  eget: Välkommen\n"),
        ("themes/eget/templates/start.html", "<!doctype html><html lang=\"sv\"><title>Start</title><main><h1>{{ t(key=\"«fot.egett»\") }}{{ t(key=\"fot.eget\") }}</h1></main></html>"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n"),
        ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("themes/eget/strings/sv.yaml", "fot:\n  eget: Välkommen\n"),
        ("themes/eget/templates/start.html", "<!doctype html><html lang=\"sv\"><title>Start</title><main><h1>{{ t(key=\"fot.eget\") }}</h1></main></html>"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let first = subject.model.config.language();
    for fault in &subject.theme.faults {
        if let ThemeFault::String { place, key, fault } = fault {
            report(out, place, key, (fault, first));
        }
    }
    titles(subject, out);
}

fn report(
    out: &mut Findings,
    place: &Place,
    key: &str,
    (fault, first): (&StringFault, Language),
) {
    match fault {
        StringFault::Missing(meant) => {
            let message = Text::new(
                format!("Temat har ingen text som heter ”{key}”."),
                format!("The theme has no text called “{key}”."),
            );
            let finding = out.add(&place.file, place.span, message);
            finding.help(Text::fixed(
                "Skriv texten i strings/sv.yaml, och på varje annat språk som webbplatsen har.",
                "Write the text in strings/sv.yaml, and in every other language of the site.",
            ));
            finding.did_you_mean(meant.as_deref());
        }
        // What another language lacks is shown in the first one: T012.
        StringFault::Untranslated(lang) if *lang == first => {
            let Text { sv, en } = lang.name();
            let message = Text::new(
                format!("Texten ”{key}” finns inte på {sv}."),
                format!("The text “{key}” is not there in {en}."),
            );
            let tag = lang.tag();
            out.add(&place.file, place.span, message).help(Text::new(
                format!("Skriv den i strings/{tag}.yaml också, under samma namn."),
                format!("Write it in strings/{tag}.yaml too, under the same name."),
            ));
        }
        StringFault::Misspelt(meant) => {
            let message = Text::new(
                format!("Inget annat språk har en text som heter ”{key}”."),
                format!("No other language has a text called “{key}”."),
            );
            let last = meant.rsplit('.').next();
            out.add(&place.file, place.span, message).did_you_mean(last);
        }
        StringFault::NoLanguage(lang) => {
            let Text { sv, en } = lang.name();
            let message = Text::new(
                format!("Temat har inga texter på {sv}, och webbplatsen har sidor på det språket."),
                format!("The theme has no texts in {en}, and the site has pages in it."),
            );
            let tag = lang.tag();
            out.add(&place.file, place.span, message).help(Text::new(
                format!("Skriv texterna i strings/{tag}.yaml, eller skriv utökar: strandlinje i theme.yaml så används de därifrån."),
                format!("Write the texts in strings/{tag}.yaml, or write utökar: strandlinje in theme.yaml to take them from there."),
            ));
        }
        StringFault::Untranslated(_) | StringFault::Unused | StringFault::UnknownBlank(..) => {}
    }
}

/// The titles of pages that no author has named.
fn titles(subject: &Subject<'_>, out: &mut Findings) {
    let (model, theme) = (subject.model, subject.theme);
    let Some(own) = theme.chain.first().filter(|_| theme.faults.is_empty()) else { return };
    for (id, page) in model.pages.iter().enumerate() {
        // A row or text without a title is a mistake of its own.
        if matches!(page.view, View::Document | View::Row(..)) {
            continue;
        }
        let Some(key) = title_key(model, id) else { continue };
        let lang = page.edition.language;
        if theme.engine_in(lang).find_string(&key).is_some() {
            continue;
        }
        let file = FilePath::new(&format!("themes/{own}/strings/{}.yaml", lang.tag()));
        let message = Text::new(
            format!("Sidan {} har ingen rubrik: temat saknar texten ”{key}”.", page.address),
            format!("The page {} has no title: the theme lacks the text “{key}”.", page.address),
        );
        out.add(&file, Span::at(0), message).help(Text::fixed(
            "Skriv texten i filen, eller skriv sidan själv och ge den en titel.",
            "Write the text in the file, or write the page yourself and give it a title.",
        ));
    }
}
