//! A page that is hard to read.

use super::prelude::*;
use crate::base::Lix;
use crate::document::Document;
use crate::yaml::{Shape, Shown};

pub const RULE: Rule = Rule {
    code: "S001",
    name: "hard-to-read",
    severity: Severity::Hint,
    stage: Stage::Content,
    title: Text::fixed("Svårläst sida", "Hard to read"),
    why: Text::fixed(
        "Språklagen säger att det offentliga språket ska vara vårdat, enkelt och begripligt. Korta meningar och vanliga ord hjälper alla.",
        "Public language must by law be simple and easy to understand. Short sentences and common words help everybody.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n«Omställningsarbetet förutsätter kontinuerlig samverkan mellan huvudmännens verksamhetsansvariga förvaltningsledningar avseende gemensamma utvecklingsinsatser, kompetensförsörjning, uppföljningssystematik, digitaliseringsförutsättningar och resursfördelningsprinciper inom primärvårdens ansvarsområden respektive socialtjänstens verksamhetsområden, vilket ytterligare understryker nödvändigheten av systematiserade återrapporteringsrutiner till samtliga berörda beslutsnivåer i respektive organisation.»\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nVi arbetar tillsammans. Vården och omsorgen ska hänga ihop för dig. Därför möts chefer från kommunerna och regionen varje månad. De går igenom vad som är gjort. De bestämmer också vad som ska göras härnäst och vem som gör det.\n",
    )]),
    find,
};

/// Shorter pages say too little to be measured.
const FEWEST_WORDS: usize = 30;

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let limit = subject.model.config.hardest_reading();
    // The measure is made for Swedish.
    let swedish = subject.model.documents.iter().filter(|document| {
        document.route.edition.language == crate::base::Lang::Sv && !document.is_unread
    });
    for document in swedish {
        let own = document.fields_where(|field, _| {
            is_long(field.shape) && !document.defaulted.contains(&field.key)
        });
        let own = own.into_iter().map(|(field, _, shown)| written(field.key, field.shape, &shown));
        let prose = document.outline.prose;
        let whole = own.fold(prose.lix, Lix::plus);
        let Some(value) = whole.value().filter(|value| *value > limit) else { continue };
        if whole.words < FEWEST_WORDS {
            continue;
        }
        let span = prose.hardest.map_or_else(|| at_title(document), |(_, span)| span);
        let message = Text::new(
            format!("Sidan har LIX {value}. Målet är högst {limit}."),
            format!("The page has LIX {value}. The aim is at most {limit}."),
        );
        out.add(&document.file, span, message).help(Text::fixed(
            "Börja med det markerade stycket: dela långa meningar och byt långa ord mot vanliga.",
            "Begin with the marked paragraph: split long sentences and use common words.",
        ));
    }
}

/// Whether a value of this shape may hold sentences.
fn is_long(shape: Shape) -> bool {
    match shape {
        Shape::LongText => true,
        Shape::List(item) => is_long(*item),
        Shape::Mapping(fields) => fields.iter().any(|field| is_long(field.shape)),
        _ => false,
    }
}

fn at_title(document: &Document) -> Span {
    document.common.title.as_ref().map_or(Span::at(0), |title| title.span)
}

/// The sentences that an author writes in front matter. The points of a plan are quotations.
fn written(key: &str, shape: Shape, shown: &Shown<'_>) -> Lix {
    match (shape, shown) {
        _ if key == "punkter" => Lix::default(),
        (Shape::LongText, Shown::Text(text)) => Lix::of(text),
        (Shape::List(item), Shown::List(items)) => {
            items.iter().map(|shown| written("", *item, shown)).fold(Lix::default(), Lix::plus)
        }
        (Shape::Mapping(fields), Shown::Map(entries)) => fields
            .iter()
            .zip(entries)
            .map(|(field, (_, shown))| written(field.key, field.shape, shown))
            .fold(Lix::default(), Lix::plus),
        _ => Lix::default(),
    }
}
