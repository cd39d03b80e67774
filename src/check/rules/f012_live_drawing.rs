//! A drawing in SVG with something in it that does something, or that cannot be read.

use super::prelude::*;
use crate::base::FilePath;
use crate::pictures::{LONGEST_DRAWING, Taken, clean, is_svg};
use crate::source::{CONTENT, Content};

pub const RULE: Rule = Rule {
    code: "F012",
    name: "live-drawing",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Något togs bort ur teckningen", "Something was taken out of the drawing"),
    why: Text::fixed(
        "En SVG-fil kan innehålla skript och hämta saker från andra webbplatser. Sådant följer aldrig med till webbplatsen, och bilden kan då se annorlunda ut.",
        "An SVG can hold scripts and fetch things from other sites. Such things never reach the site, and the picture may then look different.",
    ),
    source: Text::fixed(
        "OWASP: SVG-filer kan köra kod i besökarens webbläsare.",
        "OWASP: SVG files can run code in the visitor’s browser.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Karta över länet](karta.svg)\n"),
        ("content/om/karta.svg", "«»<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script>alert(1)</script></svg>"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Karta över länet](karta.svg)\n"),
        ("content/om/karta.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for copied in subject.model.copied.values() {
        let file = &copied.file;
        let is_beside = file.below(CONTENT).is_some_and(|path| !path.starts_with("static/"));
        if !is_beside || !is_svg(file.extension(), 0) {
            continue;
        }
        match subject.source.files.get(file).map(|found| &found.content) {
            Some(Content::Bytes(bytes)) => {
                let taken = clean(bytes).taken;
                if !taken.is_empty() {
                    report(out, file, &taken.into_iter().collect::<Vec<_>>());
                }
            }
            Some(Content::Copied { len }) => {
                let (size, most) = (len >> 20, LONGEST_DRAWING >> 20);
                let message = Text::new(
                    format!("Teckningen {} är på {size} MB. Högst {most} MB granskas, så den läggs ut som den är.", file.name()),
                    format!("The drawing {} is of {size} MB. At most {most} MB is looked into, so it is handed out as it is.", file.name()),
                );
                out.add(file, Span::at(0), message).help(Text::fixed(
                    "Spara bilden som PNG eller WebP i stället.",
                    "Save the picture as PNG or WebP instead.",
                ));
            }
            _ => {}
        }
    }
}

fn report(out: &mut Findings, file: &FilePath, taken: &[Taken]) {
    let name = file.name();
    let all = taken.iter().find_map(|taken| match taken {
        Taken::Everything(said) => Some(said),
        _ => None,
    });
    if let Some(said) = all {
        let message = Text::new(
            format!("Teckningen {name} går inte att läsa, så den visas tom: {said}."),
            format!("The drawing {name} cannot be read, and is shown empty: {said}."),
        );
        out.add(file, Span::at(0), message).help(Text::fixed(
            "Öppna den i ritprogrammet och spara den på nytt som ”vanlig SVG”.",
            "Open it in the drawing program and save it anew as “plain SVG”.",
        ));
        return;
    }
    let list: Vec<String> = taken.iter().map(what).collect();
    let list = list.join(", ");
    let message = Text::new(
        format!("Ur teckningen {name} togs bort: {list}."),
        format!("Taken out of the drawing {name}: {list}."),
    );
    out.add(file, Span::at(0), message).help(Text::fixed(
        "Se efter hur bilden ser ut på sidan. Spara den på nytt som ”vanlig SVG” i ritprogrammet, utan skript, länkar, animationer och bilder från andra ställen.",
        "Look at the picture on the page. Save it anew as “plain SVG” in the drawing program, without scripts, links, animations and pictures from elsewhere.",
    ));
}

/// What was taken out, as it stands in the file.
fn what(taken: &Taken) -> String {
    match taken {
        Taken::Element(name) => format!("<{name}>"),
        Taken::Attribute(name) => format!("{name}=\"…\""),
        Taken::Address(address) => format!("”{address}”"),
        Taken::Entity(name) => format!("&{name};"),
        Taken::Instruction(name) => format!("<?{name}?>"),
        Taken::Repetition => "<use>".to_owned(),
        Taken::Everything(said) => said.clone(),
    }
}
