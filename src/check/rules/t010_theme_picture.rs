//! A picture that the theme cannot draw.

use super::prelude::*;
use crate::draw::Refused;
use crate::render::Trouble;
use crate::theme::{PictureFault, ThemeFault};

pub const RULE: Rule = Rule {
    code: "T010",
    name: "theme-picture",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Bilden går inte att rita", "The picture cannot be drawn"),
    why: Text::fixed(
        "Den som delar en sida, eller sparar den på sin telefon, skulle få en trasig bild.",
        "Those who share a page, or keep it on their phone, would get a broken picture.",
    ),
    source: Text::fixed(
        "Temats egna regler: docs/theme-contract.md.",
        "The contract with themes: docs/theme-contract.md.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n"),
        (
            "themes/eget/theme.yaml",
            "namn: Eget\nutökar: strandlinje\nbilder:\n  - {namn: kort, mall: kort.svg, adress: «/kort.jpg», bredd: 8, höjd: 8}\n",
        ),
        ("themes/eget/templates/kort.svg", SQUARE),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n"),
        (
            "themes/eget/theme.yaml",
            "namn: Eget\nutökar: strandlinje\nbilder:\n  - {namn: kort, mall: kort.svg, adress: /kort.png, bredd: 8, höjd: 8}\n",
        ),
        ("themes/eget/templates/kort.svg", SQUARE),
    ]),
    find: Find::Site(find),
};

const SQUARE: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path d=\"M0 0h8v8H0z\"/></svg>\n";

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in &subject.theme.faults {
        if let ThemeFault::Picture { place, fault } = fault {
            let (message, help) = declared(fault, place);
            out.add(&place.file, place.span, message).help(help);
        }
    }
    // The same template in several languages is one finding.
    let mut seen: Vec<(usize, &Trouble)> = Vec::new();
    for fault in subject.picture_faults {
        let picture = &subject.theme.pictures.all[fault.picture];
        if seen.contains(&(fault.picture, &fault.trouble)) {
            continue;
        }
        seen.push((fault.picture, &fault.trouble));
        let template = Place::new(&picture.file, Span::at(0));
        match &fault.trouble {
            Trouble::Taken(address) => {
                let message = Text::new(
                    format!("Bildens adress /{address} används redan av något annat."),
                    format!("The picture's address /{address} is taken by something else."),
                );
                out.add(&picture.declared.file, picture.declared.span, message).help(Text::fixed(
                    "Välj en annan adress för bilden, eller byt namn på sidan.",
                    "Choose another address for the picture, or rename the page.",
                ));
            }
            Trouble::Refused(refused) => {
                let (message, help) = refusal(refused, &picture.name);
                out.add(&template.file, template.span, message).help(help);
            }
            Trouble::NoLetter(_) => {}
        }
    }
}

fn declared(fault: &PictureFault, place: &Place) -> (Text, Text) {
    match fault {
        PictureFault::BadAddress(address) => (
            Text::new(
                format!("”{address}” kan inte vara adressen till en bild."),
                format!("“{address}” cannot be the address of a picture."),
            ),
            Text::fixed(
                "Skriv en adress som börjar med / och slutar på .png, .ico eller .svg, med små bokstäver a–z, siffror, bindestreck och punkt.",
                "Write an address that begins with / and ends in .png, .ico or .svg, with small letters a–z, digits, hyphens and dots.",
            ),
        ),
        PictureFault::NoTemplate(template) => (
            Text::new(
                format!("Temat saknar mallen templates/{template}."),
                format!("The theme has no template templates/{template}."),
            ),
            Text::fixed(
                "Gör mallen som en SVG-bild, eller rätta namnet efter mall:.",
                "Make the template as an SVG picture, or mend the name after mall:.",
            ),
        ),
        PictureFault::SameAddress(address) => (
            Text::new(
                format!("Två bilder har adressen /{address}."),
                format!("Two pictures have the address /{address}."),
            ),
            Text::fixed("Ge en av dem en annan adress.", "Give one of them another address."),
        ),
        PictureFault::TooLarge(most) => (
            Text::new(
                format!("Bilden får vara högst {most} bildpunkter bred och hög."),
                format!("The picture may be {most} pixels wide and high at most."),
            ),
            Text::fixed(
                "Ett delningskort är 1200 × 630, en ikon för telefoner 180 × 180, favicon.ico 32 × 32.",
                "A share card is 1200 × 630, an icon for phones 180 × 180, favicon.ico 32 × 32.",
            ),
        ),
        PictureFault::NotAFont => (
            Text::new(
                format!("Filen {} är inget typsnitt.", place.file.name()),
                format!("The file {} is no font.", place.file.name()),
            ),
            Text::fixed(
                "Bilder ritas med typsnitt i formaten TTF och OTF. Gör om filen till TTF om den är WOFF2.",
                "Pictures are drawn with fonts in the formats TTF and OTF. Turn the file into TTF if it is WOFF2.",
            ),
        ),
    }
}

fn refusal(refused: &Refused, name: &str) -> (Text, Text) {
    match refused {
        Refused::NotSvg(said) => (
            Text::new(
                format!("Mallen ger ingen giltig SVG för bilden ”{name}”."),
                format!("The template gives no valid SVG for the picture “{name}”."),
            ),
            Text::new(
                format!("Tolken säger på engelska: {said}."),
                format!("The parser says: {said}."),
            ),
        ),
        Refused::NoFont => (
            Text::new(
                format!("Bilden ”{name}” har ord, men temat har inget typsnitt att rita dem med."),
                format!("The picture “{name}” has words, but the theme has no font to draw them with."),
            ),
            Text::fixed(
                "Lägg ett typsnitt i formatet TTF eller OTF i temats mapp typsnitt/. Datorns egna typsnitt används aldrig.",
                "Put a font in the format TTF or OTF into the theme's folder typsnitt/. The machine's own fonts are never used.",
            ),
        ),
        Refused::OtherFile(file) => (
            Text::new(
                format!("Bilden ”{name}” visar en annan fil, ”{file}”, som inte läses."),
                format!("The picture “{name}” shows another file, “{file}”, which is not read."),
            ),
            Text::fixed(
                "Rita det i mallen i stället för med <image>.",
                "Draw it in the template instead of with <image>.",
            ),
        ),
    }
}
