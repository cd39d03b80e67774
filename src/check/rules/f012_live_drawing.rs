//! A drawing in SVG with something in it that does something.

use super::prelude::*;
use crate::base::FilePath;
use crate::pictures::Taken;
use crate::render::cleaned;

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
    for file in subject.model.copied_to.keys() {
        // One that cannot be shown is told of by F011.
        let Some(Ok(cleaned)) = cleaned(subject.source, file) else { continue };
        if !cleaned.taken.is_empty() {
            report(out, file, &cleaned.taken.into_iter().collect::<Vec<_>>());
        }
    }
}

fn report(out: &mut Findings, file: &FilePath, taken: &[Taken]) {
    let name = file.name();
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
        Taken::Declarations => "<!DOCTYPE … [ … ]>".to_owned(),
        Taken::Instruction(name) => format!("<?{name}?>"),
    }
}
