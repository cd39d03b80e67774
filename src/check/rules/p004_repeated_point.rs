//! Two points of an edition with one number.

use super::prelude::*;
use crate::base::Spanned;

pub const RULE: Rule = Rule {
    code: "P004",
    name: "repeated-point",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Två punkter med samma nummer", "Two points with one number"),
    why: Text::fixed(
        "Den som hänvisar till punkten kan mena vilken som helst av dem.",
        "Whoever refers to the point may mean either of them.",
    ),
    source: Text::fixed(
        "Kommunallagen (2017:725) 5 kap.: det som är antaget gäller tills det ändras genom ett nytt beslut.",
        "The Local Government Act (2017:725), chapter 5: what was adopted holds until a new decision.",
    ),
    bad: Example::Text(&[(
        "content/fardplan/2025.md",
        "---\ntitel: Planen\npunkter:\n- {nr: 1, text: Ett, källa: F 1}\n- {nr: «1», text: Två, källa: F 1}\n---\n",
    )]),
    good: Example::Text(&[(
        "content/fardplan/2025.md",
        "---\ntitel: Planen\npunkter:\n- {nr: 1, text: Ett, källa: F 1}\n- {nr: 2, text: Två, källa: F 1}\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (document, plan) in subject.plans() {
        let mut seen: Vec<&Spanned<String>> = Vec::new();
        for number in plan.points.iter().filter_map(|point| point.number.as_ref()) {
            if let Some(first) = seen.iter().find(|known| known.value == number.value) {
                let message = Text::new(
                    format!("Punkt {} finns redan.", number.value),
                    format!("There is a point {} already.", number.value),
                );
                out.add(&document.file, number.span, message)
                    .help(Text::fixed(
                        "Ge punkten det nummer som den har i planen.",
                        "Give the point the number it has in the plan.",
                    ))
                    .related(
                        Place::new(&document.file, first.span),
                        Text::fixed("Den första finns här.", "The first one is here."),
                    );
                continue;
            }
            seen.push(number);
        }
    }
}
