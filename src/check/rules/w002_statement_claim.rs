//! An accessibility statement that claims more than is known.

use super::prelude::*;
use super::w001_statement_point::{ACTORS, CONTACTS, statements};
use crate::base::FilePath;
use crate::document::register::{AccessibilityStatement, Conformance, ManualChecks};

pub const RULE: Rule = Rule {
    code: "W002",
    name: "statement-claim",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Redogörelsen lovar för mycket", "The statement claims too much"),
    why: Text::fixed(
        "Den som litar på redogörelsen kan bli utestängd. Ett program kan inte heller avgöra om en webbplats är tillgänglig: det måste människor göra.",
        "Whoever trusts the statement may be shut out. Nor can a program tell whether a site is accessible: people have to.",
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
            "aktörer: alla\nwebbplatser:\n  - namn: Exempel\nbedömning: ej genomförd\nföljsamhet: «delvis förenlig»\nuppdaterad: 2026-01-20\nkontakt: webb\nanmälan: \"https://www.digg.se/tdosanmalan\"\nbrister:\n  - vad: Kartan på startsidan går inte att läsa upp.\n    situationer: [utan synförmåga]\n    wcag: [1.1.1]\n    orsak: Vi upptäckte det i januari.\n    åtgärdas: hösten 2026\n    alternativ: Orterna står i en lista under kartan.\n",
        ),
    ]),
    good: Example::Text(&[
        ACTORS,
        CONTACTS,
        (
            "content/register/tillganglighet.yaml",
            "aktörer: alla\nwebbplatser:\n  - namn: Exempel\nbedömning: självskattning\nföljsamhet: delvis förenlig\nbedömd: 2026-01-19\nmetod: Vi provade varje slags sida med tangentbord och skärmläsare.\nuppdaterad: 2026-01-20\nkontakt: webb\nanmälan: \"https://www.digg.se/tdosanmalan\"\nbrister:\n  - vad: Kartan på startsidan går inte att läsa upp.\n    situationer: [utan synförmåga]\n    wcag: [1.1.1]\n    orsak: Vi upptäckte det i januari.\n    åtgärdas: hösten 2026\n    alternativ: Orterna står i en lista under kartan.\n",
        ),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, statement, faults) in statements(subject) {
        if faults.iter().any(crate::yaml::Fault::is_syntax) {
            continue;
        }
        match &statement.assessment {
            Some(how) if !statement.is_assessed() => unassessed(file, statement, how.span, out),
            _ => whole(file, statement, out),
        }
    }
}

/// What a statement without an assessment may not say.
fn unassessed(file: &FilePath, statement: &AccessibilityStatement, how: Span, out: &mut Findings) {
    let here = || Text::fixed("Här står att ingen bedömning är gjord.", "Here it says that no assessment has been made.");
    let claim = statement.conformance.as_ref().filter(|said| said.value != Conformance::None);
    if let Some(claim) = claim {
        let word = claim.value.word();
        let message = Text::new(
            format!("Webbplatsen sägs vara {word}, men ingen bedömning är gjord."),
            format!("The site is said to be {word}, but no assessment has been made."),
        );
        out.add(file, claim.span, message)
            .help(Text::fixed(
                "Ta bort raden, eller gör en bedömning och skriv den i bedömning:, bedömd: och metod:.",
                "Remove the line, or make an assessment and write it in bedömning:, bedömd: and metod:.",
            ))
            .related(Place::new(file, how), here());
    }
    if let Some(day) = &statement.assessed {
        let message = Text::fixed(
            "Här står en dag för bedömningen, men ingen bedömning är gjord.",
            "Here is a day of the assessment, but no assessment has been made.",
        );
        out.add(file, day.span, message)
            .help(Text::fixed(
                "Ta bort raden, eller skriv hur bedömningen gjordes i bedömning:.",
                "Remove the line, or write in bedömning: how the assessment was made.",
            ))
            .related(Place::new(file, how), here());
    }
}

/// `helt förenlig`: nothing known to be wrong, and everything that only people can judge judged.
fn whole(file: &FilePath, statement: &AccessibilityStatement, out: &mut Findings) {
    let Some(claim) = statement.conformance.as_ref().filter(|said| said.value == Conformance::Full)
    else {
        return;
    };
    let wrong = statement.deficiencies.first().map(|known| known.span);
    let wrong = wrong.or_else(|| statement.burdens.first().map(|known| known.span));
    if let Some(wrong) = wrong {
        let message = Text::fixed(
            "Webbplatsen sägs vara helt förenlig med lagen, men har en känd brist.",
            "The site is said to meet the law wholly, but has a known deficiency.",
        );
        out.add(file, claim.span, message)
            .help(Text::fixed(
                "Skriv delvis förenlig, eller åtgärda allt och ta bort bristerna.",
                "Write delvis förenlig, or mend everything and remove the deficiencies.",
            ))
            .related(Place::new(file, Span::at(wrong.range().start)), Text::fixed("Här är bristen.", "Here is the deficiency."));
    }
    let checks = statement.checks.as_ref();
    let open = checks.map_or_else(|| ManualChecks::default().open(), |checks| checks.value.open());
    if !open.is_empty() {
        let all = open.join(", ");
        let message = Text::new(
            format!("Webbplatsen sägs vara helt förenlig med lagen, men de här kontrollerna är inte gjorda: {all}."),
            format!("The site is said to meet the law wholly, but these checks have not been made: {all}."),
        );
        let finding = out.add(file, claim.span, message);
        finding.help(Text::fixed(
            "Gör kontrollerna och skriv dagen för var och en under kontroller:. Skriv delvis förenlig så länge.",
            "Make the checks and write the day of each below kontroller:. Write delvis förenlig until then.",
        ));
        if let Some(checks) = checks {
            let here = Text::fixed("Här står kontrollerna.", "Here are the checks.");
            finding.related(Place::new(file, Span::at(checks.span.range().start)), here);
        }
    }
}
