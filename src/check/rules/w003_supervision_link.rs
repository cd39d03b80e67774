//! An accessibility statement whose link to the supervising authority leads elsewhere.

use super::prelude::*;
use super::w001_statement_point::{ACTORS, CONTACTS, statements};

/// Where anybody may complain of a site: Digg's own address, to be written just so.
const SUPERVISION: &str = "https://www.digg.se/tdosanmalan";

pub const RULE: Rule = Rule {
    code: "W003",
    name: "supervision-link",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Länken till Diggs anmälan är fel", "The link to Digg is wrong"),
    why: Text::fixed(
        "Den som inte är nöjd med hur ni sköter tillgängligheten har rätt att anmäla det till Digg. Länken måste leda dit.",
        "Whoever is not content with your accessibility has a right to report it to Digg. The link must lead there.",
    ),
    source: Text::fixed(
        "Lagen (2018:1937) om tillgänglighet till digital offentlig service 13 § och Diggs föreskrifter MDFFS 2019:2, 6 §.",
        "The Act (2018:1937) on accessibility of digital public services, section 13, and the regulations MDFFS 2019:2, section 6.",
    ),
    bad: Example::Text(&[
        ACTORS,
        CONTACTS,
        (
            "content/register/tillganglighet.yaml",
            "aktörer: alla\nwebbplatser:\n  - namn: Exempel\nbedömning: ej genomförd\nuppdaterad: 2026-01-20\nkontakt: webb\nanmälan: «https://www.digg.se»\n",
        ),
    ]),
    good: Example::Text(&[
        ACTORS,
        CONTACTS,
        (
            "content/register/tillganglighet.yaml",
            "aktörer: alla\nwebbplatser:\n  - namn: Exempel\nbedömning: ej genomförd\nuppdaterad: 2026-01-20\nkontakt: webb\nanmälan: https://www.digg.se/tdosanmalan\n",
        ),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, statement, _) in statements(subject) {
        let Some(written) = statement.supervision.as_ref().filter(|to| to.value.0 != SUPERVISION)
        else {
            continue;
        };
        let message = Text::new(
            format!("Länken leder till {}, inte till Diggs anmälan.", written.value.0),
            format!("The link leads to {}, not to where one reports to Digg.", written.value.0),
        );
        out.add(file, written.span, message)
            .help(Text::fixed(
                "Skriv adressen precis så som Digg gör.",
                "Write the address just as Digg does.",
            ))
            .write_instead(SUPERVISION);
    }
}
