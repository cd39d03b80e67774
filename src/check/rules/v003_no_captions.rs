//! A video that is said to have no captions, or is only linked to.

use super::prelude::*;
use crate::document::markdown::CAPTIONED;
use crate::model::ResolvedLink;
use crate::theme::Form;

pub const RULE: Rule = Rule {
    code: "V003",
    name: "no-captions",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Video utan text", "Video without captions"),
    why: Text::fixed(
        "Den som inte hör får inte veta vad som sägs. Inspelad video ska vara textad när den publiceras.",
        "Whoever does not hear is not told what is said. A recorded video must have captions when it is published.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.2.2 Undertexter (nivå A), EN 301 549 9.1.2.2.",
        "WCAG 2.2 1.2.2 Captions (level A), EN 301 549 9.1.2.2.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n:::video {adress=\"https://film.exempel.org/mote\" titel=\"Så går det till\" textad=«nej»}\nFilmen visar ett möte.\n:::\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n:::video {adress=\"https://film.exempel.org/mote\" titel=\"Så går det till\" textad=ja}\nFilmen visar ett möte.\n:::\n",
    )]),
    find: Find::Site(find),
};

/// The endings of videos' files.
const ENDINGS: [&str; 6] = ["mp4", "m4v", "webm", "mov", "avi", "ogv"];

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (document, component, declared) in subject.components() {
        let settings = declared.and_then(|declared| declared.attribute(CAPTIONED));
        if settings.is_none_or(|settings| settings.form() != Form::Flag) {
            continue;
        }
        let written = component.attributes.iter().find(|written| written.name.value == CAPTIONED);
        let said = written.and_then(|written| written.value.as_ref());
        if let Some(said) = said.filter(|said| said.value.trim() == "nej") {
            let message = Text::fixed("Videon är inte textad.", "The video has no captions.");
            out.add(&document.file, said.span, message).help(Text::fixed(
                "Texta videon, och skriv textad=ja. Skriv vad som sägs i text på sidan tills den är klar.",
                "Add captions to the video, and write textad=ja. Write on the page what is said until it is done.",
            ));
        }
    }
    for (document, links) in subject.documents().zip(&subject.model.links) {
        for (link, resolved) in document.outline.links.iter().zip(links) {
            let Ok(ResolvedLink::File(to)) = resolved else { continue };
            let ending = to.as_str().rsplit_once('.').map_or("", |(_, ending)| ending);
            if ENDINGS.iter().any(|own| ending.eq_ignore_ascii_case(own)) {
                let target = &link.target;
                let message = Text::fixed(
                    "Det står inte om videon är textad.",
                    "It is not said whether the video has captions.",
                );
                out.add(&document.file, link.span, message).help(Text::new(
                    format!("Skriv videon som en komponent: :::video {{adress=\"{target}\" titel=\"…\" textad=ja}}"),
                    format!("Write the video as a component: :::video {{adress=\"{target}\" titel=\"…\" textad=ja}}"),
                ));
            }
        }
    }
}
