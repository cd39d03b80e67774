//! Something that is told only by its colour or its place on the screen.

use super::prelude::*;
use crate::base::Language;

pub const RULE: Rule = Rule {
    code: "V001",
    name: "only-by-sight",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Färg eller plats som enda ledtråd", "Colour or place as the only clue"),
    why: Text::fixed(
        "Den som inte ser färgen, lyssnar på sidan eller läser på en smal skärm vet inte vad som menas.",
        "Whoever does not see the colour, listens to the page or reads on a narrow screen does not know what is meant.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.3 Sensoriska kännetecken (nivå A), EN 301 549 9.1.3.3.",
        "WCAG 2.2 1.3.3 Sensory characteristics (level A), EN 301 549 9.1.3.3.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nTryck på «den gröna knappen» för att söka.\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nTryck på knappen Sök.\n"),
    ]),
    find: Find::Passage(find),
};

const COLOURS: [&str; 14] = [
    "röda", "gröna", "gula", "blåa", "blå", "orangea", "lila", "rosa", "grå", "gråa", "svarta", "vita", "turkosa", "bruna",
];

const THINGS: [&str; 22] = [
    "rutan", "rutorna", "knappen", "knapparna", "texten", "pilen", "pilarna", "markeringen", "linjen", "linjerna",
    "stapeln", "staplarna", "cirkeln", "punkten", "punkterna", "fältet", "länken", "symbolen", "ikonen", "delen",
    "menyn", "spalten",
];

/// Where a thing is on a wide screen, in words after it.
const PLACES: [&str; 8] = [
    "till höger", "till vänster", "i högerspalten", "i vänsterspalten", "längst upp till", "längst ner till",
    "uppe till", "nere till",
];

fn find(_: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    if passage.lang != Language::SV || !passage.is_prose() {
        return;
    }
    let text: &str = &passage.text;
    let mut before: [Option<(usize, &str)>; 2] = [None, None];
    for (start, word) in passage.words() {
        let end = start + word.len();
        if (5..=12).contains(&word.len()) && THINGS.contains(&word) {
            let coloured = before[1].filter(|(_, colour)| COLOURS.contains(colour));
            let rest = text[end..].trim_start();
            let place = PLACES.iter().find(|place| rest.starts_with(**place));
            // The words stand side by side, with nothing but a blank between.
            let is_close = |from: usize| !text[from..end].contains([',', '.', ';', ':', '(']);
            let found = match (coloured, place) {
                (Some((from, _)), _) if is_close(from) => {
                    let article = before[0].filter(|(at, word)| matches!(*word, "den" | "det" | "de") && is_close(*at));
                    Some(article.map_or(from, |(at, _)| at)..end)
                }
                (_, Some(place)) => Some(start..end + (text.len() - end - rest.len()) + place.len()),
                _ => None,
            };
            if let Some(part) = found {
                let said = &text[part.clone()];
                let message = Text::new(
                    format!("”{said}” går bara att hitta för den som ser den."),
                    format!("“{said}” can be found only by those who see it."),
                );
                out.add(passage.file, passage.span(part), message).help(Text::fixed(
                    "Skriv vad det heter eller vad som står där: knappen Sök.",
                    "Write what it is called or what it says: the button Search.",
                ));
            }
        }
        before = [before[1], Some((start, word))];
    }
}
