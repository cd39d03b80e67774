//! What front matter and the register say of a picture, written so that it does not hold.

use super::prelude::*;
use crate::base::{FilePath, Spanned};
use crate::document::Document;
use crate::document::kind::PagePicture;
use crate::document::register::Table;
use crate::model::{LinkFault, ResolvedLink};
use crate::pictures::Focus;
use crate::render::component::says_nothing;
use crate::document::markdown::is_decoration;

pub const RULE: Rule = Rule {
    code: "N005",
    name: "picture-in-front-matter",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Uppgiften om en bild stämmer inte", "What is said of a picture does not hold"),
    why: Text::fixed(
        "Bilden kommer inte med, saknar text för den som inte ser den, eller beskärs så att det viktiga försvinner.",
        "The picture is left out, lacks words for those who do not see it, or is cut so that what matters is gone.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.1.1 Icke-textuellt innehåll (nivå A), EN 301 549 9.1.1.1.",
        "WCAG 2.2 1.1.1 Non-text content (level A), EN 301 549 9.1.1.1.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\nbild:\n  fil: «lokalen.jpg»\n  alt: Möteslokalen från ingången\n---\n"),
        ("content/om/lokal.jpg", "bild"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\nbild:\n  fil: lokal.jpg\n  alt: Möteslokalen från ingången\n  fokus: 40% 30%\n---\n"),
        ("content/om/lokal.jpg", "bild"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let lead = document.common.picture.as_ref();
        let others = document.common.pictures.iter();
        for picture in lead.into_iter().chain(others) {
            of_file(subject, document, &picture.value, out);
            of_focus(&document.file, picture.value.focus.as_ref(), out);
        }
        if let Some(lead) = lead {
            of_alt(document, lead, out);
        }
    }
    for register in &subject.model.register_documents {
        let Table::Pictures(rows) = &register.table else { continue };
        for row in rows {
            of_focus(&register.file, row.value.focus.as_ref(), out);
        }
    }
}

fn of_file(subject: &Subject<'_>, document: &Document, picture: &PagePicture, out: &mut Findings) {
    let Some(file) = &picture.file else { return };
    if let Ok(ResolvedLink::File(_)) = subject.model.resolve_written(document, &file.value, true) {
        return;
    }
    let target = &file.value;
    if let Err(LinkFault::LeftOut(page)) = subject.model.resolve_written(document, target, true) {
        if subject.is_left_out(document) {
            return;
        }
        let page = &subject.model.documents[page].file;
        let message = Text::new(
            format!("Bilden {target} hör till {page}, som inte kommer med."),
            format!("The picture {target} belongs to {page}, which is left out."),
        );
        out.add(&document.file, file.span, message).help(Text::fixed(
            "Publicera den sidan också, eller lägg bilden bredvid den här sidan.",
            "Publish that page too, or put the picture beside this page.",
        ));
        return;
    }
    let message = Text::new(
        format!("Det finns ingen bild på ”{target}”."),
        format!("There is no picture at “{target}”."),
    );
    let meant = out.suggestion(|| subject.model.meant(document, target));
    let help = match meant {
        Some(meant) => Text::new(format!("Menade du ”{meant}”?"), format!("Did you mean “{meant}”?")),
        None => Text::fixed(
            "Lägg bilden i samma mapp som sidan, eller rätta namnet.",
            "Put the picture in the page's folder, or correct its name.",
        ),
    };
    out.add(&document.file, file.span, message).help(help);
}

fn of_alt(document: &Document, lead: &Spanned<PagePicture>, out: &mut Findings) {
    let help = Text::fixed(
        "Skriv det som bilden säger, eller alt: prydnad om den bara är till prydnad.",
        "Write what the picture says, or alt: prydnad if it only decorates.",
    );
    match &lead.value.alt {
        None => {
            let message = Text::fixed("Sidans ledbild har ingen beskrivning, alt.", "The page's picture has no description, alt.");
            let place = lead.value.file.as_ref().map_or(lead.span, |file| file.span);
            out.add(&document.file, place, message).help(help);
        }
        Some(alt) if says_nothing(&alt.value) && !is_decoration(&alt.value) => {
            let message = Text::new(
                format!("”{}” säger inte vad bilden visar.", alt.value),
                format!("“{}” does not say what the picture shows.", alt.value),
            );
            out.add(&document.file, alt.span, message).help(help);
        }
        Some(_) => {}
    }
}

fn of_focus(file: &FilePath, focus: Option<&Spanned<String>>, out: &mut Findings) {
    let Some(focus) = focus.filter(|focus| Focus::parse(&focus.value).is_none()) else { return };
    let message = Text::new(
        format!("”{}” är ingen plats i en bild.", focus.value),
        format!("“{}” is no place in a picture.", focus.value),
    );
    out.add(file, focus.span, message).help(Text::fixed(
        "Skriv två procenttal, från vänster och uppifrån: 40% 30%. Eller ord: vänster, höger, överkant, nederkant, mitten.",
        "Write two percentages, from the left and from the top: 40% 30%. Or words: vänster, höger, överkant, nederkant, mitten.",
    ));
}
