//! An adopted edition of the plan whose fingerprint nobody has kept.

use super::prelude::*;
use crate::document::fingerprint;

pub const RULE: Rule = Rule {
    code: "P002",
    name: "plan-unlocked",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En antagen plan utan lås", "An adopted plan without a lock"),
    why: Text::fixed(
        "Utan lås märks det inte om någon råkar ändra det som är beslutat.",
        "Without a lock nobody notices when what was decided is changed by mistake.",
    ),
    source: Text::fixed(
        "Kommunallagen (2017:725) 5 kap.: det som är antaget gäller tills det ändras genom ett nytt beslut.",
        "The Local Government Act (2017:725), chapter 5: what was adopted holds until a new decision.",
    ),
    bad: Example::Text(&[(
        "content/fardplan/2025.md",
        "---\ntitel: Plan 2025\nantagen: {datum: «2025-01-24», av: styrgrupp, källa: F 1}\npunkter:\n  - {nr: \"1\", text: Punkten, källa: F 2}\n---\n",
    )]),
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
    for (document, plan) in subject.plans() {
        let year = &document.route.slug;
        let adopted = plan.adopted.as_ref().and_then(|adopted| adopted.date.as_ref());
        let Some(adopted) = adopted else { continue };
        // A day that has not come is another rule's.
        if adopted.value.start > subject.model.today {
            continue;
        }
        let is_locked = subject.model.plan_lock.of(year).is_some();
        if is_locked || !subject.model.plan_lock.faults.is_empty() || !document.is_whole() {
            continue;
        }
        let message = Text::new(
            format!("Planen för {year} är antagen men inte låst."),
            format!("The plan for {year} is adopted but not locked."),
        );
        let row = format!("- {{år: {year}, avtryck: {}}}", fingerprint(year, plan));
        out.add(&document.file, adopted.span, message).help(Text::new(
            format!("Kontrollera planen mot dokumentet och lägg till den här raden i content/fardplan/las.yaml: {row}"),
            format!("Compare the plan with the document and add this line to content/fardplan/las.yaml: {row}"),
        ));
    }
}
