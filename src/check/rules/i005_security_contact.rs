//! `security_txt:` that has run out, or that leads to nobody.

use jiff::ToSpan;

use super::prelude::*;
use crate::base::{Date, Lang};
use crate::config::{Config, contact_address};

pub const RULE: Rule = Rule {
    code: "I005",
    name: "security-contact",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Säkerhetskontakten går inte att lita på", "The security contact cannot be trusted"),
    why: Text::fixed(
        "Den som hittar en sårbarhet läser security.txt för att veta vem som ska få veta det. En fil som har gått ut, eller en kontakt som inte går att nå, gör att ingen hör av sig.",
        "Whoever finds a weakness reads security.txt to know whom to tell. A file that has run out, or a contact that cannot be reached, means that nobody does.",
    ),
    source: Text::fixed(
        "RFC 9116, avsnitt 2.5.3 (Contact) och 2.5.5 (Expires).",
        "RFC 9116, sections 2.5.3 (Contact) and 2.5.5 (Expires).",
    ),
    bad: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nsecurity_txt:\n  kontakt: [sakerhet@exempel.se]\n  gäller_till: «2025-12-31»\n",
    )]),
    good: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nsecurity_txt:\n  kontakt: [sakerhet@exempel.se]\n  gäller_till: 2026-12-31\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let file = Config::file();
    let Some(settings) = subject.model.config.site.security.as_ref() else { return };
    let settings = &settings.value;
    let today = subject.model.today;
    if let Some(until) = &settings.until {
        let shown = |lang| Date::show(&until.value, lang);
        let review = Text::fixed(
            "Kontrollera att kontakten stämmer, och skriv en ny dag inom ett år.",
            "Check that the contact still holds, and write a new day within a year.",
        );
        if until.value.end < today {
            let message = Text::new(
                format!("Säkerhetskontakten gällde till {}.", shown(Lang::Sv)),
                format!("The security contact was valid until {}.", shown(Lang::En)),
            );
            out.add(&file, until.span, message).help(review);
        } else if today.checked_add(366.days()).is_ok_and(|latest| until.value.end > latest) {
            let message = Text::new(
                format!("{} är mer än ett år fram.", shown(Lang::Sv)),
                format!("{} is more than a year ahead.", shown(Lang::En)),
            );
            out.add(&file, until.span, message).help(review);
        }
    }
    for contact in &settings.contacts {
        if contact_address(&contact.value).is_none() {
            let message = Text::new(
                format!("”{}” är ingen adress som går att nå.", contact.value),
                format!("“{}” is no address that can be reached.", contact.value),
            );
            out.add(&file, contact.span, message).help(Text::fixed(
                "Skriv en e-postadress, en sida som börjar med https:// eller ett nummer som tel:+46-60-123456.",
                "Write an e-mail address, a page that begins with https:// or a number such as tel:+46-60-123456.",
            ));
        }
    }
}
