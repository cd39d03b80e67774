//! A number that is no success criterion of WCAG.

use super::prelude::*;
use super::w001_statement_point::{ACTORS, CONTACTS, statements};
use crate::document::register::criteria;

pub const RULE: Rule = Rule {
    code: "W004",
    name: "unknown-criterion",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Numret finns inte i WCAG", "There is no such number in WCAG"),
    why: Text::fixed(
        "Numret säger vilket krav som inte är uppfyllt. Med ett annat nummer letar läsaren på fel ställe.",
        "The number tells which demand is not met. With another one readers look in the wrong place.",
    ),
    source: Text::fixed(
        "WCAG 2.2: kriteriernas nummer.",
        "WCAG 2.2: the numbers of its criteria.",
    ),
    bad: Example::Text(&[
        ACTORS,
        CONTACTS,
        (
            "content/register/tillganglighet.yaml",
            "aktörer: alla\nwebbplatser:\n  - namn: Exempel\nbedömning: ej genomförd\nuppdaterad: 2026-01-20\nkontakt: webb\nanmälan: \"https://www.digg.se/tdosanmalan\"\nbrister:\n  - vad: Ljusgrå text i kartan.\n    situationer: [nedsatt syn]\n    wcag: [«1.4.14»]\n    orsak: Vi upptäckte det i januari.\n    åtgärdas: hösten 2026\n    alternativ: Orterna står i en lista under kartan.\n",
        ),
    ]),
    good: Example::Text(&[
        ACTORS,
        CONTACTS,
        (
            "content/register/tillganglighet.yaml",
            "aktörer: alla\nwebbplatser:\n  - namn: Exempel\nbedömning: ej genomförd\nuppdaterad: 2026-01-20\nkontakt: webb\nanmälan: \"https://www.digg.se/tdosanmalan\"\nbrister:\n  - vad: Ljusgrå text i kartan.\n    situationer: [nedsatt syn]\n    wcag: [1.4.3]\n    orsak: Vi upptäckte det i januari.\n    åtgärdas: hösten 2026\n    alternativ: Orterna står i en lista under kartan.\n",
        ),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, statement, _) in statements(subject) {
        let written = statement.deficiencies.iter().flat_map(|known| &known.value.criteria);
        for number in written.filter(|number| !criteria().any(|known| known == number.value)) {
            let message = Text::new(
                format!("”{}” är inget krav i WCAG 2.2.", number.value),
                format!("“{}” is no success criterion of WCAG 2.2.", number.value),
            );
            let finding = out.add(file, number.span, message);
            match alone(&number.value) {
                Some(number) => finding.did_you_mean(Some(&number)),
                None => finding.help(Text::fixed(
                    "Skriv numret med tre tal, till exempel 1.4.3. Alla nummer står på w3.org/TR/WCAG22.",
                    "Write the number as three figures, such as 1.4.3. All are at w3.org/TR/WCAG22.",
                )),
            };
        }
    }
}

/// The one criterion that stands in a longer text, such as `WCAG 1.4.3 AA` or `1,4,3`.
fn alone(written: &str) -> Option<String> {
    let dotted = written.replace(',', ".");
    let mut words = dotted.split(|c: char| !c.is_ascii_digit() && c != '.');
    let meant = words.find(|word| criteria().any(|known| known == word.trim_matches('.')))?;
    Some(meant.trim_matches('.').to_owned())
}
