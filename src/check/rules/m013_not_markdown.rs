//! What looks like Markdown but shows as it stands, or takes the rest of the page.

use super::prelude::*;
use crate::document::markdown::SlipKind as Kind;

pub const RULE: Rule = Rule {
    code: "M013",
    name: "not-markdown",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Nästan Markdown", "Nearly Markdown"),
    why: Text::fixed(
        "Läsaren skulle se tecknen på sidan i stället för det du menar.",
        "Readers would see the signs on the page instead of what you mean.",
    ),
    source: Text::fixed(
        "CommonMark 0.31 och webbplatsens komponenter (delwebb schema).",
        "CommonMark 0.31 and the site's components (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nDet är «** mycket viktigt**» för oss.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nDet är **mycket viktigt** för oss.\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        for slip in &document.outline.slips {
            let Some((message, help)) = words(slip.kind) else { continue };
            let found = out.add(&document.file, slip.span, message);
            found.help(help);
            if let Some(mended) = &slip.mended {
                found.write_instead(mended);
            }
        }
    }
}

/// The five alerts.
const ALERTS: Text = Text::fixed(
    "Det finns fem rutor: [!NOTE] (Att veta), [!TIP] (Tips), [!IMPORTANT] (Viktigt), [!WARNING] (Varning) och [!CAUTION] (Var försiktig). Ordet står ensamt på första raden, efter >. Texten börjar på nästa rad, också den efter >.",
    "There are five boxes: [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] and [!CAUTION]. The word stands alone on the first line, after >. The text begins on the next line, after > too.",
);

/// What is said of a slip that is surely one.
fn words(kind: Kind) -> Option<(Text, Text)> {
    Some(match kind {
        Kind::SpacedAddress => (
            Text::fixed(
                "Det här blir ingen länk: det står ett mellanslag i adressen.",
                "This does not become a link: there is a space in the address.",
            ),
            Text::fixed(
                "Skriv < och > runt adressen, eller %20 i stället för mellanslaget. Är det ingen länk skriver du \\[.",
                "Write < and > around the address, or %20 instead of the space. If it is no link, write \\[.",
            ),
        ),
        Kind::ApartAddress => (
            Text::fixed(
                "Det här blir ingen länk: det står ett mellanslag mellan texten och adressen.",
                "This does not become a link: there is a space between the text and the address.",
            ),
            Text::fixed("Ta bort mellanslaget mellan ] och (.", "Remove the space between ] and (."),
        ),
        Kind::NoReference => (
            Text::fixed(
                "Det här blir ingen länk: adressen finns inte på sidan.",
                "This does not become a link: its address is not on the page.",
            ),
            Text::fixed(
                "Skriv adressen direkt: [länktext](adress). Ska det stå hakparenteser i texten skriver du \\[.",
                "Write the address at once: [link text](address). For brackets in the text write \\[.",
            ),
        ),
        Kind::Heading => (
            Text::fixed("Det här blir ingen rubrik.", "This does not become a heading."),
            Text::fixed("Skriv ett mellanslag efter #.", "Write a space after #."),
        ),
        Kind::Box => (
            Text::fixed("Det här blir ingen ruta att kryssa i.", "This does not become a box."),
            Text::fixed(
                "Skriv [ ] med ett mellanslag för en tom ruta och [x] för en kryssad.",
                "Write [ ] with a space for an empty box and [x] for a ticked one.",
            ),
        ),
        Kind::UnknownAlert => (
            Text::fixed("Det finns ingen sådan ruta.", "There is no such box."),
            ALERTS,
        ),
        Kind::MisplacedAlert => (
            Text::fixed(
                "Det här blir ingen ruta: ordet ska stå ensamt på citatets första rad.",
                "This does not become a box: the word must stand alone on the first line of the quotation.",
            ),
            ALERTS,
        ),
        Kind::NoTable => (
            Text::fixed("Det här blir ingen tabell.", "This does not become a table."),
            Text::fixed(
                "Under tabellens första rad ska en rad med streck stå, med lika många celler: |---|---|.",
                "Below the first row of the table must be a row of dashes with as many cells: |---|---|.",
            ),
        ),
        Kind::OpenCode => (
            Text::fixed(
                "Kodblocket stängs aldrig. Allt som följer visas som kod.",
                "The block of code is never closed. All that follows is shown as code.",
            ),
            Text::fixed(
                "Skriv samma tecken på en egen rad där koden slutar.",
                "Write the same signs on a line of their own where the code ends.",
            ),
        ),
        Kind::SpacedBold => (
            Text::fixed(
                "Det här blir ingen fetstil: det står ett mellanslag innanför **.",
                "This does not become bold: there is a space inside the **.",
            ),
            Text::fixed(
                "Ta bort mellanslaget. Ska det stå stjärnor i texten skriver du \\*\\*.",
                "Remove the space. For asterisks in the text write \\*\\*.",
            ),
        ),
        // These have rules of their own.
        Kind::Fence(_) | Kind::MaybeHeading | Kind::Item | Kind::Number | Kind::Bullet => return None,
    })
}
