//! Two colours of the theme that cannot be told apart well enough.

use super::prelude::*;
use crate::theme::{OptionFault, ThemeFault};

pub const RULE: Rule = Rule {
    code: "T006",
    name: "low-contrast",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Färgerna är för lika", "The colours are too alike"),
    why: Text::fixed(
        "Den som ser dåligt, eller läser i solsken, kan inte läsa texten. Lagen om tillgänglighet kräver kontrast.",
        "Those who see badly, or read in the sun, cannot read the text. The law on accessibility asks for contrast.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.4.3 Kontrast (nivå AA), EN 301 549 9.1.4.3.",
        "WCAG 2.2 1.4.3 Contrast (minimum) (level AA), EN 301 549 9.1.4.3.",
    ),
    bad: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\ntemaval:\n  länk: «{ljust: \"#6FA8B0\", mörkt: \"#93D6E0\"}»\n",
    )]),
    good: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\ntemaval:\n  länk: {ljust: \"#123F7A\", mörkt: \"#A9CBFF\"}\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    // One choice is one finding: the ground it is seen worst on is named.
    let mut worst: Vec<(&Place, &OptionFault, u32)> = Vec::new();
    for fault in &subject.theme.faults {
        let ThemeFault::Choice { place, fault: fault @ OptionFault::TooAlike { is, .. } } = fault else {
            continue;
        };
        match worst.iter_mut().find(|(known, ..)| known == &place) {
            Some(known) if known.2 > *is => (known.1, known.2) = (fault, *is),
            Some(_) => {}
            None => worst.push((place, fault, *is)),
        }
    }
    for (place, fault, _) in worst {
        if let OptionFault::TooAlike { name, on, is, least, dark } = fault {
            let (sv, en) = if *dark { ("mörkt", "dark") } else { ("ljust", "light") };
            let number = |comma: char| format!("{}{comma}{:02}", is / 100, is % 100);
            let message = Text::new(
                format!("”{name}” syns för dåligt mot ”{on}” i {sv} läge: kontrasten är {}, och ska vara minst {}.", number(','), least.word()),
                format!("“{name}” is hard to see on “{on}” in {en} mode: the contrast is {}, and must be at least {}.", number('.'), least.word().replace(',', ".")),
            );
            out.add(&place.file, place.span, message).help(help(*dark));
        }
    }
}

fn help(dark: bool) -> Text {
    if dark {
        Text::fixed(
            "Välj en ljusare färg för mörkt läge, eller en mörkare botten.",
            "Choose a lighter colour for dark mode, or a darker ground.",
        )
    } else {
        Text::fixed(
            "Välj en mörkare färg för ljust läge, eller en ljusare botten.",
            "Choose a darker colour for light mode, or a lighter ground.",
        )
    }
}
