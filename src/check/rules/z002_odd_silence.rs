//! A comment that was to silence a rule and cannot be read.

use super::prelude::*;
use crate::base::nearest;
use crate::check::{RULES, Settled};
use crate::check::silence::OddKind;

pub const RULE: Rule = Rule {
    code: "Z002",
    name: "odd-silence",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En regel som inte går att tysta så", "A rule that cannot be silenced like that"),
    why: Text::fixed(
        "Ett råd som tystas ska ha ett skäl. Den som läser efter dig ska kunna se om skälet håller än.",
        "Advice that is silenced must have a reason. Whoever reads after you must see whether it still holds.",
    ),
    source: Text::fixed(
        "Insyn: den som granskar ska kunna se vad som är undantaget och varför.",
        "Transparency: whoever checks must see what is exempt and why.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n«<!-- tysta L06: knappen heter så -->»\n\nVälj [vården](/omraden/vard/).\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n<!-- tysta L006: knappen heter så i tjänsten -->\n\nVälj [Läs mer](/omraden/vard/).\n",
    )]),
    find: Find::Last(find),
};

fn find(_: &Subject<'_>, settled: &Settled, out: &mut Findings) {
    for odd in &settled.silences.odd {
        let (message, help) = match &odd.kind {
            OddKind::NoReason => (
                Text::fixed("Här saknas skälet.", "The reason is missing."),
                Text::fixed("Skriv ett kolon och skälet: tysta L006: knappen heter så i tjänsten.", "Write a colon and the reason: tysta L006: the button is called so in the service."),
            ),
            OddKind::NoRule => (
                Text::fixed("Här saknas regelns kod.", "The rule's code is missing."),
                Text::fixed("Skriv koden och skälet: tysta L006: knappen heter så i tjänsten.", "Write the code and the reason: tysta L006: the button is called so in the service."),
            ),
            OddKind::UnknownRule(name) => (
                Text::new(format!("Ingen regel heter ”{name}”."), format!("No rule is called “{name}”.")),
                meant(name),
            ),
            OddKind::Error(code) => (
                Text::new(format!("{code} är ett fel och går inte att tysta."), format!("{code} is an error and cannot be silenced.")),
                Text::fixed("Rätta felet. Den som har hand om webbplatsen kan ändra regelns nivå i site.yaml, under granskning.", "Mend the fault. Whoever keeps the site can change the rule's level in site.yaml, under granskning."),
            ),
        };
        out.add(&odd.file, odd.place, message).help(help);
    }
}

/// What was meant by the name of a rule that there is not.
fn meant(name: &str) -> Text {
    let upper = name.to_uppercase();
    let codes = RULES.iter().map(|rule| rule.code);
    match nearest(&upper, codes).or_else(|| nearest(name, RULES.iter().map(|rule| rule.name))) {
        Some(meant) => Text::new(format!("Menade du ”{meant}”?"), format!("Did you mean “{meant}”?")),
        None => Text::fixed("Koden står inom hakparentes i fyndet: delwebb explain visar alla.", "The code stands in brackets in the finding: delwebb explain shows all."),
    }
}
