//! A page, or a section of one, that is hard to read.

use super::prelude::*;
use crate::base::{Language, Lix};
use crate::document::Document;
use crate::document::kind::Variant;
use crate::document::markdown::BlockKind;
use crate::yaml::Shape;

pub const RULE: Rule = Rule {
    code: "S001",
    name: "hard-to-read",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: Some(Limit { value: 40, of: Text::fixed("Högsta LIX för en sida", "The highest LIX of a page") }),
    stage: Stage::Content,
    title: Text::fixed("Svårläst sida", "Hard to read"),
    why: Text::fixed(
        "Språklagen säger att det offentliga språket ska vara vårdat, enkelt och begripligt. Korta meningar och vanliga ord hjälper alla.",
        "Public language must by law be simple and easy to understand. Short sentences and common words help everybody.",
    ),
    source: Text::fixed(
        "Språklagen (2009:600) 11 §: språket ska vara vårdat, enkelt och begripligt.",
        "The Swedish Language Act (2009:600), section 11: language shall be cultivated, simple and comprehensible.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n«Kommunernas gemensamma samverkansorganisation förbereder genomförandeplaner. Planeringsunderlagen beskriver kompetensförsörjning, digitaliseringsförutsättningar, uppföljningssystematik samtidigt. Verksamhetsansvariga förvaltningsledningar rapporterar kontinuerligt utvecklingsarbetet. Återrapporteringsrutinerna systematiseras gemensamt. Beslutsnivåerna informeras regelbundet. Ansvarsfördelningen tydliggörs successivt. Verksamhetsföreträdarna sammanställer förbättringsåtgärder, resursfördelningsprinciper, kommunikationsinsatser.»\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nVi arbetar tillsammans. Vården och omsorgen ska hänga ihop för dig. Därför möts chefer från kommunerna och regionen varje månad. De går igenom vad som är gjort. De bestämmer också vad som ska göras härnäst och vem som gör det.\n",
    )]),
    find: Find::Text(find),
};

/// Shorter pages say too little to be measured.
const FEWEST_WORDS: usize = 30;

/// A section is shorter than a page, and a few words count for more in it.
const FEWEST_IN_SECTION: usize = 60;
const MARGIN: usize = 10;

/// The most of the limit for a page that is to be easy to read.
const EASY: (usize, usize) = (3, 4);

fn find(subject: &Subject<'_>, document: &Document, passages: &[Passage<'_>], out: &mut Findings) {
    // The measure is made for Swedish.
    if document.route.edition.language != Language::SV || document.is_unread {
        return;
    }
    let mut limit = subject.settings.limit(&RULE, &document.file);
    if document.route.edition.variant == Some(Variant::EasyToRead) {
        limit = limit.saturating_mul(EASY.0) / EASY.1;
    }
    let prose = document.outline.prose;
    let mut whole = prose.lix;
    document.each_text(&mut |field, _, text| {
        if matches!(field.shape, Shape::LongText | Shape::List(Shape::LongText)) {
            whole = whole.plus(Lix::of(text));
        }
    });
    let value = whole.value().filter(|value| *value > limit && whole.words >= FEWEST_WORDS);
    if let Some(value) = value {
        let span = prose.hardest.map_or_else(|| at_title(document), |(_, span)| span);
        let message = Text::new(
            format!("Sidan har LIX {value}. Målet är högst {limit}."),
            format!("The page has LIX {value}. The aim is at most {limit}."),
        );
        out.add(&document.file, span, message).help(help());
        return;
    }
    if document.outline.headings.is_empty() || prose.lix.words < FEWEST_IN_SECTION {
        return;
    }
    let most = limit.saturating_add(MARGIN);
    for section in sections(passages) {
        let value = section.lix.value().filter(|value| *value > most);
        let (Some(value), Some(span)) = (value, section.hardest) else { continue };
        if section.lix.words < FEWEST_IN_SECTION {
            continue;
        }
        let message = Text::new(
            format!("Avsnittet ”{}” har LIX {value}. Målet är högst {most}.", section.heading),
            format!("The section “{}” has LIX {value}. The aim is at most {most}.", section.heading),
        );
        out.add(&document.file, span, message).help(help());
    }
}

/// A heading and the text up to the next one.
struct Section {
    heading: String,
    lix: Lix,
    hardest: Option<Span>,
    /// How hard that is.
    value: usize,
}

fn sections(passages: &[Passage<'_>]) -> Vec<Section> {
    let mut all: Vec<Section> = Vec::new();
    for passage in passages.iter().filter(|passage| matches!(passage.kind, PassageKind::Block(_))) {
        if passage.kind == PassageKind::Block(BlockKind::Heading) {
            let heading = passage.text.trim().to_owned();
            all.push(Section { heading, lix: Lix::of(&passage.text), hardest: None, value: 0 });
            continue;
        }
        let Some(section) = all.last_mut() else { continue };
        let counted = Lix::of(&passage.text);
        section.lix = section.lix.plus(counted);
        let value = counted.value().unwrap_or_default();
        // A short paragraph is seldom what makes a section hard.
        let value = if counted.words < 15 { value / 10 } else { value };
        if section.hardest.is_none() || value > section.value {
            (section.hardest, section.value) = (Some(passage.place()), value);
        }
    }
    all
}

const fn help() -> Text {
    Text::fixed(
        "Börja med det markerade stycket: dela långa meningar och byt långa ord mot vanliga.",
        "Begin with the marked paragraph: split long sentences and use common words.",
    )
}

fn at_title(document: &Document) -> Span {
    document.common.title.as_ref().map_or(Span::at(0), |title| title.span)
}
