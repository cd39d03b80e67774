//! An id that two rows of a register have.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "R004",
    name: "repeated-id",
    severity: Severity::Error,
    stage: Stage::Content,
    title: Text::fixed("Samma id två gånger", "One id twice"),
    why: Text::fixed(
        "Andra sidor hänvisar till raden med dess id. Med två rader går det inte att veta vilken som menas.",
        "Other pages refer to the row by its id. With two rows it cannot be known which is meant.",
    ),
    bad: Example::Text(&[(
        "content/register/grupper.yaml",
        "- {id: styrgrupp, namn: Styrgruppen}\n- {id: «styrgrupp», namn: Styrgruppen igen}\n",
    )]),
    good: Example::Text(&[(
        "content/register/grupper.yaml",
        "- {id: styrgrupp, namn: Styrgruppen}\n- {id: arbetsgrupp, namn: Arbetsgruppen}\n",
    )]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for repeated in &subject.model.targets.repeated {
        let message = Text::new(
            format!("”{}” finns redan ({}).", repeated.id, repeated.kind),
            format!("“{}” is taken already ({}).", repeated.id, repeated.kind),
        );
        let finding = out.add(&repeated.place.file, repeated.place.span, message);
        finding
            .help(Text::fixed(
                "Ge raden ett eget id, eller ta bort den om den är en dubblett.",
                "Give the row an id of its own, or remove it if it is a duplicate.",
            ))
            .related(
                repeated.first.clone(),
                Text::fixed("Den första finns här.", "The first one is here."),
            );
    }
}
