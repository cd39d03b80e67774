//! A passage in another language than its page, without a mark of it.

use super::prelude::*;
use crate::base::Language;
use crate::check::language::{Tongue, other_tongue};

pub const RULE: Rule = Rule {
    code: "S012",
    name: "other-language",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Text på ett annat språk", "Text in another language"),
    why: Text::fixed(
        "En skärmläsare läser sidan med sidans språk. Är texten på ett annat blir uttalet obegripligt.",
        "A screen reader reads the page in the page's language. In another one, nobody can follow.",
    ),
    source: Text::fixed(
        "WCAG 2.2 3.1.2 Språk för delar (nivå AA), EN 301 549 9.3.1.2.",
        "WCAG 2.2 3.1.2 Language of parts (level AA), EN 301 549 9.3.1.2.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nHej.\n\n«The county and the seven municipalities work together so that you can get care at home when you need it.»\n",
    )]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nHej.\n\n<span lang=\"en\">The county and the seven municipalities work together so that you can get care at home when you need it.</span>\n"),
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nrå_html: sanerad\nvokabulär:\n  arbetstyp: [projekt]\n"),
    ]),
    find: Find::Passage(find),
};

fn find(subject: &Subject<'_>, passage: &Passage<'_>, out: &mut Findings) {
    let own = match passage.lang {
        Language::SV => Tongue::Swedish,
        Language::EN => Tongue::English,
        // What is written in other languages is not told apart.
        _ => return,
    };
    let Some(found) = other_tongue(&passage.text, passage.places(), own) else { return };
    let place = passage.place();
    if is_marked(subject, passage, found, place) {
        return;
    }
    let (sv, en) = found.names();
    let (page_sv, page_en) = own.names();
    let message = Text::new(
        format!("Texten verkar vara på {sv}, men sidan är på {page_sv}."),
        format!("The text seems to be in {en}, but the page is in {page_en}."),
    );
    let tag = found.tag();
    out.add(passage.file, place, message).help(Text::new(
        format!("Lägg texten på en egen sida på det språket, eller märk den: <span lang=\"{tag}\">texten</span>. Det kräver rå_html: sanerad i site.yaml."),
        format!("Put the text on a page in that language, or mark it: <span lang=\"{tag}\">the text</span>. That needs rå_html: sanerad in site.yaml."),
    ));
}

/// Whether an element of HTML around the passage, or in it, says the language.
fn is_marked(subject: &Subject<'_>, passage: &Passage<'_>, found: Tongue, place: Span) -> bool {
    let Some(document) = passage.document else { return false };
    let text = subject.text(&document.file);
    let mark = format!("lang=\"{}", found.tag());
    let tags = document.outline.raw_html.iter().filter(|tag| tag.start < place.end);
    let mut open = false;
    for tag in tags {
        let written = text.get(tag.range()).unwrap_or_default();
        if written.contains(&mark) {
            open = true;
        } else if tag.start < place.start && written.trim_start().starts_with("</") {
            open = false;
        }
    }
    open
}
