//! Texts of the theme that are shown in another language than the page's.

use super::prelude::*;
use crate::config::Config;
use crate::theme::{StringFault, ThemeFault};

pub const RULE: Rule = Rule {
    code: "T012",
    name: "untranslated-string",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Temats text är inte översatt", "A text of the theme is not translated"),
    why: Text::fixed(
        "Sidorna på språket visar texten på webbplatsens första språk. Den är märkt, så att en skärmläsare läser den rätt, men läsaren kanske inte förstår den.",
        "Pages in the language show the text in the site's first one. It is marked, so that a screen reader reads it right, but its reader may not understand it.",
    ),
    source: Text::fixed(
        "WCAG 2.2 3.1.2 Språk för delar (nivå AA). Temats egna regler: docs/theme-contract.md.",
        "WCAG 2.2 3.1.2 Language of parts (level AA). The contract with themes: docs/theme-contract.md.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\ntema: eget\n"),
        ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("themes/eget/strings/sv.yaml", "fot:\n  «eget»: Välkommen\n"),
        ("themes/eget/templates/start.html", "<!doctype html><html lang=\"{{ page.language }}\"><title>Start</title><main><h1>{{ t(key=\"fot.eget\") }}</h1></main></html>"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\ntema: eget\n"),
        ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("themes/eget/strings/sv.yaml", "fot:\n  eget: Välkommen\n"),
        ("themes/eget/strings/en.yaml", "fot:\n  eget: Welcome\n"),
        ("themes/eget/templates/start.html", "<!doctype html><html lang=\"{{ page.language }}\"><title>Start</title><main><h1>{{ t(key=\"fot.eget\") }}</h1></main></html>"),
    ]),
    find: Find::Site(find),
};

/// So many are named where a language lacks many.
const NAMED: usize = 5;

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let (config, theme) = (&subject.model.config, subject.theme);
    for fault in &theme.faults {
        let ThemeFault::String { place, key, fault: StringFault::Untranslated(lang) } = fault else {
            continue;
        };
        if *lang == config.language() {
            continue;
        }
        let (Text { sv, en }, tag) = (lang.name(), lang.tag());
        let message = Text::new(
            format!("Texten ”{key}” finns inte på {sv}."),
            format!("The text “{key}” is not there in {en}."),
        );
        out.add(&place.file, place.span, message).help(Text::new(
            format!("Skriv den i strings/{tag}.yaml också, under samma namn."),
            format!("Write it in strings/{tag}.yaml too, under the same name."),
        ));
    }
    let Some(own) = theme.chain.first().filter(|_| theme.engine.is_usable()) else { return };
    for language in &config.site.languages {
        let lang = language.value;
        let lacking = theme.untranslated(lang);
        let has_pages = subject.model.pages.iter().any(|page| page.edition.language == lang);
        if lacking.is_empty() || !has_pages {
            continue;
        }
        let (count, Text { sv, en }) = (lacking.len(), lang.name());
        let Some(instead) = lacking.first().map(|(_, instead)| instead.name()) else { continue };
        let named: Vec<&str> = lacking.iter().take(NAMED).map(|(key, _)| *key).collect();
        let named = named.join(", ");
        let message = Text::new(
            format!("Temat {own} saknar {count} texter på {sv}. De visas på {}, märkta som {}.", instead.sv, instead.sv),
            format!("The theme {own} lacks {count} texts in {en}. They are shown in {}, marked as {}.", instead.en, instead.en),
        );
        let finding = out.add(&Config::file(), language.span, message);
        // What comes with the program is not there to be written in.
        if subject.source.carries(own) {
            let file = format!("themes/…/strings/{}.yaml", lang.tag());
            finding.help(Text::new(
                format!("Låt någon som kan språket skriva texterna i {file}, i ett eget tema med utökar: {own}. De första är {named}."),
                format!("Let somebody who knows the language write the texts in {file}, in a theme of your own with utökar: {own}. The first are {named}."),
            ));
        } else {
            let file = format!("themes/{own}/strings/{}.yaml", lang.tag());
            finding.help(Text::new(
                format!("Låt någon som kan språket skriva texterna i {file}. De första är {named}."),
                format!("Let somebody who knows the language write the texts in {file}. The first are {named}."),
            ));
        }
    }
}
