//! An id that two rows of a register have.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "R004",
    name: "repeated-id",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Samma id två gånger", "One id twice"),
    why: Text::fixed(
        "Andra sidor hänvisar till raden med dess id. Med två rader går det inte att veta vilken som menas.",
        "Other pages refer to the row by its id. With two rows it cannot be known which is meant.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/register/grupper.yaml",
        "- {id: styrgrupp, namn: Styrgruppen}\n- {id: «styrgrupp», namn: Styrgruppen igen}\n",
    )]),
    good: Example::Text(&[(
        "content/register/grupper.yaml",
        "- {id: styrgrupp, namn: Styrgruppen}\n- {id: arbetsgrupp, namn: Arbetsgruppen}\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let mut editions: Vec<(i16, Span)> = Vec::new();
    for locked in &subject.model.plan_lock.editions {
        let Some(year) = &locked.year else { continue };
        let file = subject.plan_lock_file();
        if let Some((_, first)) = editions.iter().find(|(known, _)| *known == year.value.0) {
            let year_shown = year.value.0;
            let message = Text::new(
                format!("Planen för {year_shown} är redan låst."),
                format!("The plan for {year_shown} is locked already."),
            );
            let here = Text::fixed("Den första finns här.", "The first one is here.");
            out.add(&file, year.span, message)
                .help(Text::fixed("Låt bara en rad vara kvar.", "Leave one line only."))
                .related(Place::new(&file, *first), here);
        }
        editions.push((year.value.0, year.span));
    }
    for repeated in &subject.model.targets.repeated {
        let message = Text::new(
            format!("”{}” finns redan ({}).", repeated.id, repeated.kind),
            format!("“{}” is taken already ({}).", repeated.id, repeated.kind),
        );
        let finding = out.add(&repeated.place.file, repeated.place.span, message);
        finding
            .help(Text::fixed(
                "Ge raden ett eget id, eller ta bort den om den är en dubblett. Säger två källor olika, skriv båda i fältet text.",
                "Give the row an id of its own, or remove it if it is a duplicate. If two sources differ, say both in the field text.",
            ))
            .related(
                repeated.first.clone(),
                Text::fixed("Den första finns här.", "The first one is here."),
            );
    }
}
