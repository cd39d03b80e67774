//! A link to a page of another site that is not there any more.

use super::prelude::*;
use crate::check::outward;
use crate::external::Answer;

pub const RULE: Rule = Rule {
    code: "E001",
    name: "broken-external-link",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::External,
    title: Text::fixed("Bruten länk till en annan webbplats", "Broken link to another site"),
    why: Text::fixed(
        "Den som följer länken kommer till en sida som inte finns, och litar mindre på resten.",
        "Whoever follows the link comes to a page that does not exist, and trusts the rest less.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar. RFC 9110 15.5.5 och 15.5.11.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date. RFC 9110 15.5.5 and 15.5.11.",
    ),
    bad: Example::Asked(
        &[(
            "content/om/index.md",
            "---\ntitel: Om\n---\n\nLäs «[remissen hos departementet](https://departementet.exempel.se/remiss)».\n",
        )],
        &[("https://departementet.exempel.se/remiss", "gone 404")],
    ),
    good: Example::Asked(
        &[(
            "content/om/index.md",
            "---\ntitel: Om\n---\n\nLäs [remissen hos departementet](https://departementet.exempel.se/remisser/vard).\n",
        )],
        &[("https://departementet.exempel.se/remisser/vard", "good")],
    ),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for link in outward(subject.model, subject.theme, subject.source) {
        let address = link.address;
        let message = match subject.answers.get(address) {
            Some(Answer::Gone(410)) => Text::new(
                format!("Sidan på ”{address}” är borttagen för gott (svar 410)."),
                format!("The page at “{address}” has been removed for good (answer 410)."),
            ),
            Some(Answer::Gone(status)) => Text::new(
                format!("Det finns ingen sida på ”{address}” (svar {status})."),
                format!("There is no page at “{address}” (answer {status})."),
            ),
            Some(Answer::NoHost) => Text::new(
                format!("Det finns ingen webbplats med namnet i ”{address}”."),
                format!("There is no site of the name in “{address}”."),
            ),
            _ => continue,
        };
        out.add(link.file, link.place, message).help(Text::fixed(
            "Sök upp sidans nya adress hos avsändaren. Finns den inte mer: länka till något annat, eller ta bort länken.",
            "Look for the page's new address at its publisher. If it is gone: link to something else, or remove the link.",
        ));
    }
}
