//! A work with a goal for a year whose plan does not name it.

use super::prelude::*;
use crate::document::Front;
use crate::document::kind::Work;

pub const RULE: Rule = Rule {
    code: "P005",
    name: "unnamed-in-plan",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Årets plan nämner inte arbetet", "The plan of the year does not name the work"),
    why: Text::fixed(
        "Sidan säger att arbetet har ett mål för året, men planen för det året nämner det inte. Läsaren undrar om arbetet är kvar.",
        "The page says that the work has a goal for the year, but the plan of that year does not name it. Readers wonder whether the work is still on.",
    ),
    source: Text::fixed(
        "Kommunallagen (2017:725) 5 kap.: det som är antaget gäller tills det ändras genom ett nytt beslut.",
        "The Local Government Act (2017:725), chapter 5: what was adopted holds until a new decision.",
    ),
    bad: Example::Text(&[
        ("content/fardplan/2026.md", "---\ntitel: Plan 2026\npunkter: [{nr: 1, text: Ett., avser: [b], källa: F 1}]\n---\n"),
        ("content/projekt/a.md", "---\ntitel: A\ntyp: projekt\nmål: [{år: «2026», text: Alla har en plan., källa: F 1}]\n---\n"),
        ("content/projekt/b.md", "---\ntitel: B\ntyp: projekt\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/fardplan/2026.md", "---\ntitel: Plan 2026\npunkter: [{nr: 1, text: Ett., avser: [a], källa: F 1}]\n---\n"),
        ("content/projekt/a.md", "---\ntitel: A\ntyp: projekt\nmål: [{år: 2026, text: Alla har en plan., källa: F 1}]\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let plans: Vec<_> = subject
        .plans()
        .filter_map(|(document, plan)| Some((document.route.slug.parse::<i16>().ok()?, document, plan)))
        .collect();
    for document in subject.documents().filter(|page| page.route.is_original() && page.is_whole()) {
        let Front::Work(work) = &document.front else { continue };
        for year in work.goals.iter().filter_map(|goal| goal.value.year.as_ref()) {
            let Some((_, edition, plan)) = plans.iter().find(|(of, ..)| *of == year.value.0) else { continue };
            let mut points = plan.points.iter().map(|point| &point.value);
            // What a point is about is not always filled in yet.
            let is_open = plan.points.iter().all(|point| point.value.concerns.is_empty());
            let names = points.any(|point| {
                let mut concerns = point.concerns.iter().map(|concerned| concerned.value.id.value.as_str());
                concerns.any(|slug| slug == document.route.slug || Some(slug) == area(work))
            });
            if is_open || names {
                continue;
            }
            let message = Text::new(
                format!("Målet gäller {}, men planen för det året nämner inte arbetet.", year.value.0),
                format!("The goal is for {}, but the plan of that year does not name the work.", year.value.0),
            );
            let (sv, en) = (&edition.file, &edition.file);
            out.add(&document.file, year.span, message).help(Text::new(
                format!("Nämner planen arbetet, skriv dess namn i avser: på punkten i {sv}. Annars: kontrollera året."),
                format!("If the plan names the work, write its name in avser: of the point in {en}. Else check the year."),
            ));
        }
    }
}

/// The area of a work: a point about the area is about the work too.
fn area(work: &Work) -> Option<&str> {
    work.area.as_ref().map(|area| area.value.id.value.as_str())
}
