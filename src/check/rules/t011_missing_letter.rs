//! A picture with a letter that none of the theme's fonts has.

use super::prelude::*;
use crate::base::Spanned;
use crate::config::Config;
use crate::render::{PictureTrouble, Trouble};

pub const RULE: Rule = Rule {
    code: "T011",
    name: "missing-letter",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("En bild saknar en bokstav", "A picture lacks a letter"),
    why: Text::fixed(
        "Den som får en delad länk ser ett namn som är felstavat på bilden.",
        "Those who are sent a link see a misspelt name in the picture.",
    ),
    source: Text::fixed(
        "Temats egna regler: docs/theme-contract.md.",
        "The contract with themes: docs/theme-contract.md.",
    ),
    bad: Example::Text(&[(
        "content/site.yaml",
        "titel: «Vård på Ελλάδα»\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\n",
    )]),
    good: Example::Text(&[(
        "content/site.yaml",
        "titel: Vård på Ellada\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let mut seen: Vec<Place> = Vec::new();
    for fault in subject.picture_faults {
        let Trouble::NoLetter(letters) = &fault.trouble else { continue };
        let place = written(subject, fault, letters);
        if seen.contains(&place) {
            continue;
        }
        seen.push(place.clone());
        let picture = &subject.theme.pictures.all[fault.picture];
        let shown: String = letters.iter().take(MOST).flat_map(|letter| [' ', *letter]).collect();
        let (more_sv, more_en) = if letters.len() > MOST { (" och fler", " and more") } else { ("", "") };
        let message = Text::new(
            format!("Temats typsnitt saknar tecken som bilden ”{}” ska visa:{shown}{more_sv}.", picture.name),
            format!("The theme's fonts lack signs that the picture “{}” is to show:{shown}{more_en}.", picture.name),
        );
        out.add(&place.file, place.span, message).help(Text::fixed(
            "De närmaste bokstäverna a–z ritas i stället. Lägg ett typsnitt (TTF eller OTF) som har tecknen i temats mapp typsnitt/, eller skriv utan dem.",
            "The nearest letters a–z are drawn instead. Put a font (TTF or OTF) that has the signs into the theme's folder typsnitt/, or write without them.",
        ));
    }
}

/// How many signs are named.
const MOST: usize = 8;

/// Where an author wrote one of the letters; else the template.
fn written(subject: &Subject<'_>, fault: &PictureTrouble, letters: &[char]) -> Place {
    let has = |text: &&Spanned<String>| text.value.contains(letters);
    if let Some(title) = subject.model.config.site.title.as_ref().filter(has) {
        return Place::new(&Config::file(), title.span);
    }
    if let Some(document) = subject.model.document_of(fault.page)
        && let Some(title) = document.common.title.as_ref().filter(has)
    {
        return Place::new(&document.file, title.span);
    }
    Place::new(&subject.theme.pictures.all[fault.picture].file, Span::at(0))
}
