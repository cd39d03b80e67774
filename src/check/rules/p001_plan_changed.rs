//! An adopted edition of the plan that is no longer what was adopted.

use super::prelude::*;
use crate::document::kind::Plan;
use crate::document::fingerprint;

pub const RULE: Rule = Rule {
    code: "P001",
    name: "plan-changed",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En antagen plan har ändrats", "An adopted plan was changed"),
    why: Text::fixed(
        "En antagen plan är ett beslut. Den som läser ska se det som beslutades, inte något annat.",
        "An adopted plan is a decision. Readers must see what was decided, and nothing else.",
    ),
    source: Text::fixed(
        "Kommunallagen (2017:725) 5 kap.: det som är antaget gäller tills det ändras genom ett nytt beslut.",
        "The Local Government Act (2017:725), chapter 5: what was adopted holds until a new decision.",
    ),
    bad: Example::Text(&[
        (
            "content/fardplan/2025.md",
            "---\ntitel: Plan 2025\nantagen: {datum: «2025-01-24», av: styrgrupp, källa: F 1}\npunkter:\n  - {nr: \"1\", text: En ny punkt, källa: F 2}\n---\n",
        ),
        ("content/fardplan/las.yaml", "- {år: 2025, avtryck: 684f4e77c71ad4344ebe4b4904105482}\n"),
    ]),
    good: Example::Text(&[
        (
            "content/fardplan/2025.md",
            "---\ntitel: Plan 2025\nantagen: {datum: 2025-01-24, av: styrgrupp, källa: F 1}\npunkter:\n  - {nr: \"1\", text: Punkten, källa: F 2}\n---\n",
        ),
        ("content/fardplan/las.yaml", "- {år: 2025, avtryck: 684f4e77c71ad4344ebe4b4904105482}\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let lock = &subject.model.plan_lock;
    for (document, plan) in subject.plans() {
        let Some(locked) = lock.of(&document.route.slug) else { continue };
        let Some(kept) = locked.fingerprint.as_ref() else { continue };
        let left_out = &subject.model.left_out;
        if left_out.iter().any(|left| left.file == document.file) {
            let message = Text::new(
                format!("Den antagna planen för {} kommer inte med på webbplatsen.", document.route.slug),
                format!("The adopted plan for {} is left out of the site.", document.route.slug),
            );
            out.add(&document.file, place(plan), message).help(Text::fixed(
                "Ta bort utkast:, publiceras: eller avpubliceras: ur filen.",
                "Remove utkast:, publiceras: or avpubliceras: from the file.",
            ));
        }
        let now = fingerprint(&document.route.slug, plan);
        if kept.value == now || !document.is_whole() {
            continue;
        }
        let year = &document.route.slug;
        let message = Text::new(
            format!("Planen för {year} är antagen och får inte ändras."),
            format!("The plan for {year} is adopted and must not be changed."),
        );
        let next = year.parse::<i16>().map_or_else(|_| "…".to_owned(), |y| (y + 1).to_string());
        let finding = out.add(&document.file, place(plan), message);
        finding.help(Text::new(
            format!(
                "Ångra ändringen i år, giltighet, antagen och punkter. Har planen reviderats, \
                 gör en ny utgåva: content/fardplan/{next}.md med egna punkter, och låt {year} ligga kvar. \
                 Var det bara avskriften som var fel, låt den som ansvarar för planen skriva \
                 avtryck: {now} i las.yaml."
            ),
            format!(
                "Undo the change to year, giltighet, antagen and punkter. If the plan was revised, \
                 make a new edition: content/fardplan/{next}.md with points of its own, and leave {year} as it is. \
                 If only the copy was wrong, let whoever answers for the plan write \
                 avtryck: {now} in las.yaml."
            ),
        ));
        let here = Text::fixed("Så här såg den antagna planen ut.", "This is what was adopted.");
        finding.related(Place::new(&subject.plan_lock_file(), kept.span), here);
    }
    for locked in &lock.editions {
        let Some(year) = &locked.year else { continue };
        let written = year.value.0.to_string();
        if subject.plans().any(|(document, _)| document.route.slug == written) {
            continue;
        }
        let message = Text::new(
            format!("Den antagna planen för {written} finns inte längre."),
            format!("The adopted plan for {written} is no longer there."),
        );
        out.add(&subject.plan_lock_file(), year.span, message).help(Text::new(
            format!("Lägg tillbaka content/fardplan/{written}.md."),
            format!("Put content/fardplan/{written}.md back."),
        ));
    }
}

/// Where an edition is marked: at its adoption, which is what makes it immutable.
fn place(plan: &Plan) -> Span {
    let adopted = plan.adopted.as_ref().and_then(|adopted| adopted.date.as_ref());
    let first = plan.points.first().and_then(|point| point.number.as_ref());
    adopted.map(|date| date.span).or(first.map(|number| number.span)).unwrap_or(Span::at(0))
}
