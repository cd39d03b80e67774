//! A picture that cannot be shown.

use std::collections::BTreeMap;

use super::prelude::*;
use crate::base::FilePath;
use crate::pictures::{
    BadDrawing, BadPicture, LONGEST_DRAWING, LONGEST_FILE, LONGEST_SIDE, MOST_PIXELS, Seen,
};
use crate::render::{RenderFault, cleaned, shown_files};
use crate::source::{Content, File, Source};

pub const RULE: Rule = Rule {
    code: "F011",
    name: "bad-picture",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Bilden går inte att visa", "The picture cannot be shown"),
    why: Text::fixed(
        "Besökaren ser en tom ruta i stället för bilden.",
        "Visitors see an empty box instead of the picture.",
    ),
    source: Text::fixed(
        "Bilder görs mindre när webbplatsen byggs. Det går inte med en fil som inte är hel, eller som tar mer minne än en dator har.",
        "Pictures are made smaller when the site is built. That cannot be done with a file that is not whole, or takes more memory than a computer has.",
    ),
    bad: Example::Made(
        |source| example(source, Err(BadPicture::Cut)),
        Text::fixed(
            "Filen content/om/lokal.jpg slutar mitt i bilden, för att kopieringen avbröts.",
            "The file content/om/lokal.jpg ends in the middle of the picture, because copying was interrupted.",
        ),
    ),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Möteslokalen från ingången](lokal.jpg)\n"),
        ("content/om/lokal.jpg", "bild"),
    ]),
    find: Find::Site(find),
};

/// A site with a picture whose header says this.
fn example(source: &mut Source, head: Result<crate::pictures::Head, BadPicture>) -> Place {
    let file = FilePath::new("content/om/lokal.jpg");
    let page = FilePath::new("content/om/index.md");
    let text = "---\ntitel: Om\n---\n\n![Möteslokalen från ingången](lokal.jpg)\n".to_owned();
    let written = File { disk: "index.md".into(), content: Content::Text(text) };
    source.files.insert(page, written);
    let content = Content::Picture(Box::new(Seen { len: 20_000, hash: 1, head }));
    source.files.insert(file.clone(), File { disk: "lokal.jpg".into(), content });
    Place::new(&file, Span::at(0))
}

fn find(subject: &Subject<'_>, out: &mut Findings) {
    // Each size of a broken picture says the same.
    let mut bad: BTreeMap<&FilePath, BadPicture> = BTreeMap::new();
    for fault in subject.render_faults {
        if let RenderFault::Picture(file, fault) = fault {
            bad.insert(file, fault.clone());
        }
    }
    // What stays out with its page is nobody's business yet.
    for file in subject.model.copied_to.keys() {
        let fault = match subject.source.files.get(file).map(|found| &found.content) {
            Some(Content::Picture(seen)) => seen.head.clone().err(),
            _ => cleaned(subject.source, file).and_then(Result::err),
        };
        if let Some(fault) = fault {
            bad.insert(file, fault);
        }
    }
    for (file, fault) in bad {
        let (message, help) = words(file.name(), &fault);
        out.add(file, Span::at(0), message).help(help);
    }
    for file in shown_files(subject.model, subject.theme) {
        if !SHOWN.iter().any(|ending| file.extension().eq_ignore_ascii_case(ending)) {
            let name = file.name();
            let message = Text::new(
                format!("Webbläsare kan inte visa filen {name} som bild."),
                format!("Browsers cannot show the file {name} as a picture."),
            );
            out.add(&file, Span::at(0), message).help(Text::fixed(
                "Är det en bild, till exempel HEIC från en telefon: öppna den i ett bildprogram och spara den som JPEG, PNG eller WebP. Är det ett dokument: skriv en länk, utan utropstecknet.",
                "If it is a picture, such as HEIC from a telephone: open it in a picture program and save it as JPEG, PNG or WebP. If it is a document: write a link, without the exclamation mark.",
            ));
        }
    }
}

/// The endings of pictures that every browser shows, or nearly: AVIF is as old as 2020.
const SHOWN: [&str; 7] = ["jpg", "jpeg", "png", "webp", "gif", "svg", "avif"];

/// Rounded up, so that what is too much never looks as if it were not.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

fn megapixels(pixels: u64) -> u64 {
    pixels.div_ceil(1_000_000)
}

const SAVE_AGAIN: Text = Text::fixed(
    "Öppna bilden i ett bildprogram och spara den på nytt som JPEG, PNG eller WebP. Går den inte att öppna behövs originalet en gång till.",
    "Open the picture in a picture program and save it anew as JPEG, PNG or WebP. If it cannot be opened, fetch the original once more.",
);

fn words(name: &str, fault: &BadPicture) -> (Text, Text) {
    match fault {
        BadPicture::NotAPicture(Some(kind)) => (
            Text::new(
                format!("Filen {name} heter som en bild men är {kind}."),
                format!("The file {name} is named as a picture but is {kind}."),
            ),
            Text::fixed(
                "Att byta ändelse på en fil gör den inte till en annan sort. Öppna den i ett bildprogram och spara den som JPEG, PNG eller WebP.",
                "Another ending does not make a file another kind. Open it in a picture program and save it as JPEG, PNG or WebP.",
            ),
        ),
        BadPicture::NotAPicture(None) => (
            Text::new(
                format!("Filen {name} är varken JPEG, PNG eller WebP."),
                format!("The file {name} is neither JPEG, PNG nor WebP."),
            ),
            SAVE_AGAIN,
        ),
        BadPicture::Cut => (
            Text::new(
                format!("Filen {name} slutar mitt i bilden."),
                format!("The file {name} ends in the middle of the picture."),
            ),
            Text::fixed(
                "Kopieringen har nog avbrutits. Hämta originalet en gång till.",
                "Copying was probably interrupted. Fetch the original once more.",
            ),
        ),
        BadPicture::Empty => (
            Text::new(
                format!("Bilden {name} är noll bildpunkter bred eller hög."),
                format!("The picture {name} is no pixels wide or high."),
            ),
            SAVE_AGAIN,
        ),
        BadPicture::TooLarge(width, height) => too_large(name, *width, *height),
        BadPicture::TooLong(len) => {
            let (size, most) = (megabytes(*len), LONGEST_FILE >> 20);
            (
                Text::new(
                    format!("Filen {name} är på {size} MB. Högst {most} MB går."),
                    format!("The file {name} is of {size} MB. At most {most} MB will do."),
                ),
                Text::fixed(
                    "Minska bilden i ett bildprogram till 3 000 bildpunkter på bredden, och spara den som JPEG.",
                    "Make the picture smaller in a picture program, 3,000 pixels wide, and save it as JPEG.",
                ),
            )
        }
        BadPicture::Broken => (
            Text::new(
                format!("Filen {name} är skadad: den börjar som en bild, men resten går inte att läsa."),
                format!("The file {name} is damaged: it begins as a picture, but the rest cannot be read."),
            ),
            SAVE_AGAIN,
        ),
        BadPicture::Unread => (
            Text::new(
                format!("Filen {name} gick inte att öppna."),
                format!("The file {name} could not be opened."),
            ),
            Text::fixed(
                "Kontrollera att filen finns kvar och att du får läsa den. Bygg sedan igen.",
                "See that the file is still there and that you may read it. Then build again.",
            ),
        ),
        BadPicture::Exchanged => (
            Text::new(
                format!("Filen {name} ändrades medan webbplatsen byggdes."),
                format!("The file {name} changed while the site was built."),
            ),
            Text::fixed("Bygg igen, när filen är färdig.", "Build again, when the file is finished."),
        ),
        BadPicture::Drawing(fault) => of_drawing(name, fault),
    }
}

/// What is wrong with a picture that is too large, all over or on one side.
fn too_large(name: &str, width: u32, height: u32) -> (Text, Text) {
    let pixels = u64::from(width) * u64::from(height);
    if pixels <= MOST_PIXELS {
        return (
            Text::new(
                format!("Bilden {name} är {width} × {height} bildpunkter. Ingen sida får vara längre än {LONGEST_SIDE}."),
                format!("The picture {name} is {width} × {height} pixels. No side may be longer than {LONGEST_SIDE}."),
            ),
            Text::fixed(
                "Dela bilden i flera, eller minska den i ett bildprogram.",
                "Divide the picture into several, or make it smaller in a picture program.",
            ),
        );
    }
    let (pixels, most) = (megapixels(pixels), megapixels(MOST_PIXELS));
    (
        Text::new(
            format!("Bilden {name} är {width} × {height} bildpunkter, alltså {pixels} miljoner. Högst {most} miljoner går, och högst {LONGEST_SIDE} på en sida."),
            format!("The picture {name} is {width} × {height} pixels, which is {pixels} million. At most {most} million will do, and {LONGEST_SIDE} on a side."),
        ),
        Text::fixed(
            "Minska bilden i ett bildprogram till 3 000 bildpunkter på bredden. Ingen sida visar mer.",
            "Make the picture smaller in a picture program, 3,000 pixels wide. No page shows more.",
        ),
    )
}

/// What is wrong with a drawing, and how to mend it.
fn of_drawing(name: &str, fault: &BadDrawing) -> (Text, Text) {
    let message = match fault {
        BadDrawing::TooLong(len) => {
            let (size, most) = (megabytes(*len), LONGEST_DRAWING >> 20);
            let message = Text::new(
                format!("Teckningen {name} är på {size} MB. Högst {most} MB går."),
                format!("The drawing {name} is of {size} MB. At most {most} MB will do."),
            );
            return (message, AS_PICTURE);
        }
        BadDrawing::TooMany | BadDrawing::Endless => {
            let message = Text::new(
                format!("Teckningen {name} har så många former, eller former som visar varandra så många gånger, att ingen webbläsare blir färdig med den."),
                format!("The drawing {name} has so many shapes, or shapes that show one another so many times, that no browser comes to its end."),
            );
            return (message, AS_PICTURE);
        }
        BadDrawing::NotUtf8 => Text::new(
            format!("Teckningen {name} är inte sparad som UTF-8."),
            format!("The drawing {name} is not saved as UTF-8."),
        ),
        BadDrawing::NoDrawing => Text::new(
            format!("Filen {name} heter som en teckning men är ingen SVG."),
            format!("The file {name} is named as a drawing but is no SVG."),
        ),
        BadDrawing::Broken(line) => Text::new(
            format!("Teckningen {name} går inte att läsa längre än till rad {line}."),
            format!("The drawing {name} cannot be read further than to line {line}."),
        ),
        BadDrawing::Cut => Text::new(
            format!("Filen {name} slutar mitt i teckningen."),
            format!("The file {name} ends in the middle of the drawing."),
        ),
    };
    (
        message,
        Text::fixed(
            "Öppna den i ritprogrammet och spara den på nytt som ”vanlig SVG”. Går den inte att öppna behövs originalet en gång till.",
            "Open it in the drawing program and save it anew as “plain SVG”. If it cannot be opened, fetch the original once more.",
        ),
    )
}

const AS_PICTURE: Text = Text::fixed(
    "Spara den som PNG eller WebP i ritprogrammet i stället.",
    "Save it as PNG or WebP in the drawing program instead.",
);
