//! A link to another site of which nothing could be learnt.

use super::prelude::*;
use crate::check::outward;
use crate::external::{Answer, Reason};

pub const RULE: Rule = Rule {
    code: "E003",
    name: "unknown-external-link",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::External,
    title: Text::fixed(
        "Okänt om en länk till en annan webbplats fungerar",
        "Not known whether a link to another site works",
    ),
    why: Text::fixed(
        "Länken kan fungera för en läsare: många webbplatser svarar inte på frågor från program. Men den kan också vara bruten.",
        "The link may work for a reader: many sites do not answer programs. But it may be broken too.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date.",
    ),
    bad: Example::Asked(
        &[(
            "content/om/index.md",
            "---\ntitel: Om\n---\n\nLäs «[remissen hos departementet](https://departementet.exempel.se/remiss)».\n",
        )],
        &[("https://departementet.exempel.se/remiss", "unknown 403")],
    ),
    good: Example::Asked(
        &[(
            "content/om/index.md",
            "---\ntitel: Om\n---\n\nLäs [remissen hos departementet](https://departementet.exempel.se/remiss).\n",
        )],
        &[("https://departementet.exempel.se/remiss", "good")],
    ),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for link in outward(subject.model, subject.theme, subject.source) {
        let Some(Answer::Unknown(reason)) = subject.answers.get(link.address) else { continue };
        let address = link.address;
        let why = words(*reason);
        let message = Text::new(
            format!("Okänt om ”{address}” fungerar: {}.", why.sv),
            format!("Not known whether “{address}” works: {}.", why.en),
        );
        out.add(link.file, link.place, message).help(match reason {
            Reason::Private => Text::fixed(
                "En besökare utanför huset når den inte. Länka till något som alla kan läsa, eller lägg dokumentet på webbplatsen.",
                "A visitor outside the house cannot reach it. Link to what everybody can read, or put the document on the site.",
            ),
            Reason::Odd => Text::fixed(
                "Öppna länken i en webbläsare och skriv av adressen som står där.",
                "Open the link in a browser and copy the address that stands there.",
            ),
            _ => Text::fixed(
                "Öppna länken i en webbläsare. Fungerar den där är allt som det ska.",
                "Open the link in a browser. If it works there, all is well.",
            ),
        });
    }
}

/// Why nobody knows.
fn words(reason: Reason) -> Text {
    match reason {
        Reason::Status(401 | 403 | 407 | 451) => Text::fixed(
            "webbplatsen släpper inte in program som frågar",
            "the site does not let in programs that ask",
        ),
        Reason::Status(429) => Text::fixed(
            "webbplatsen vill inte ha fler frågor just nu",
            "the site wants no more questions just now",
        ),
        Reason::Status(status @ 500..=599) => Text::new(
            format!("det är något fel på webbplatsen (svar {status})"),
            format!("something is wrong with the site (answer {status})"),
        ),
        Reason::Status(status) => Text::new(
            format!("webbplatsen svarade {status}, och det säger inget om sidan"),
            format!("the site answered {status}, which says nothing of the page"),
        ),
        Reason::Slow => Text::fixed("webbplatsen svarade inte i tid", "the site did not answer in time"),
        Reason::Closed => Text::fixed(
            "webbplatsen stängde förbindelsen utan att svara",
            "the site closed the connection without an answer",
        ),
        Reason::Tls => Text::fixed(
            "webbplatsens certifikat går inte att lita på, eller så går förbindelsen inte att göra säker",
            "the site's certificate cannot be trusted, or the connection not be made safe",
        ),
        Reason::Garbled => {
            Text::fixed("det som kom var inget svar", "what came was no answer")
        }
        Reason::Unreachable => {
            Text::fixed("webbplatsen gick inte att nå", "the site could not be reached")
        }
        Reason::Ring => Text::fixed(
            "adressen leder runt i en ring, eller vidare för många gånger",
            "the address leads round in a ring, or on too many times",
        ),
        Reason::Private => Text::fixed(
            "adressen hör till ett internt nät, och där frågas ingen",
            "the address belongs to an internal network, where nobody is asked",
        ),
        Reason::Odd => Text::fixed(
            "den går inte att läsa som en adress",
            "it cannot be read as an address",
        ),
    }
}
