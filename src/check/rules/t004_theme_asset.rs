//! A style sheet that names a file the theme does not have.

use super::prelude::*;
use crate::theme::ThemeFault;

pub const RULE: Rule = Rule {
    code: "T004",
    name: "theme-asset",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Temats fil finns inte", "Theme file missing"),
    why: Text::fixed(
        "Typsnittet eller bilden skulle saknas på alla sidor.",
        "The font or picture would be missing on all pages.",
    ),
    source: Text::fixed(
        "Temats egna regler: docs/theme-contract.md.",
        "The contract with themes: docs/theme-contract.md.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n"),
        ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("themes/eget/assets/eget.css", "a { background: url(«bild.svg»); }"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n"),
        ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("themes/eget/assets/eget.css", "a { background: url(bild.svg); }"),
        ("themes/eget/assets/bild.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in &subject.theme.faults {
        match fault {
            ThemeFault::NoAsset { place, name } => {
                let message = Text::new(
                    format!("Temat har ingen fil ”{name}”."),
                    format!("The theme has no file “{name}”."),
                );
                out.add(&place.file, place.span, message).help(Text::fixed(
                    "Sökvägen räknas från stilmallens egen mapp. Filer från andra webbplatser får inte användas.",
                    "The path counts from the style sheet's own folder. Files of other sites may not be used.",
                ));
            }
            ThemeFault::BadAssetName { place } => {
                let message = Text::fixed(
                    "Filens namn går inte att använda på en webbplats.",
                    "The file's name cannot be used on a website.",
                );
                out.add(&place.file, place.span, message).help(Text::fixed(
                    "Byt namn. Använd bokstäver, siffror, bindestreck och punkt.",
                    "Rename it. Use letters, digits, hyphens and dots.",
                ));
            }
            _ => {}
        }
    }
}
