//! Something that happened after the report it is cited from.

use super::prelude::*;
use jiff::civil;

use crate::base::{Date, Lang};
use crate::document::{Document, Front};

pub const RULE: Rule = Rule {
    code: "K006",
    name: "later-than-source",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Det hände efter källan", "It happened after its source"),
    why: Text::fixed(
        "Ett dokument kan inte berätta om det som hände efter att det skrevs. Antingen är dagen fel eller källan.",
        "A document cannot tell of what happened after it was written. Either the day is wrong or the source.",
    ),
    source: Text::fixed(
        "Saklighet: regeringsformen 1 kap. 9 §. Varje uppgift ska gå att spåra till ett dokument.",
        "Objectivity: the Instrument of Government 1:9. Every fact must be traceable to a document.",
    ),
    bad: Example::Text(&[
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, datum: 2025-02-01}\n"),
        ("content/projekt/a.md", "---\ntitel: A\ntyp: projekt\nbeslut: [{datum: «2025-06-01», text: Införs i hela länet., källa: F 1}]\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan, datum: 2025-02-01}\n"),
        ("content/projekt/a.md", "---\ntitel: A\ntyp: projekt\nbeslut: [{datum: 2025-01-10, text: Införs i hela länet., källa: F 1}]\n---\n"),
    ]),
    find: Find::Page(find),
};

fn find(subject: &Subject<'_>, document: &Document, out: &mut Findings) {
    if !document.route.is_original() {
        return;
    }
    let decisions = document.decisions().iter().map(|row| (&row.value.date, &row.value.source));
    let history = match &document.front {
        Front::Work(work) => work.history.as_slice(),
        Front::Area(area) => area.history.as_slice(),
        _ => &[],
    };
    let steps = history.iter().map(|row| (&row.value.date, &row.value.source));
    for (date, source) in decisions.chain(steps) {
        let (Some(date), Some(source)) = (date, source) else { continue };
        let ends = source.value.0.iter().map(|cited| written(subject, &cited.key.value));
        // One source that is late enough is enough; of one whose day is not known nothing is.
        let Some(ends) = ends.collect::<Option<Vec<_>>>() else { continue };
        let Some((last, shown)) = ends.into_iter().max_by_key(|(day, _)| *day) else { continue };
        if date.value.start <= last {
            continue;
        }
        let message = Text::new(
            format!("Det hände {}, men källan är från {}.", date.value.show(Lang::Sv), shown.show(Lang::Sv)),
            format!("It happened {}, but its source is from {}.", date.value.show(Lang::En), shown.show(Lang::En)),
        );
        out.add(&document.file, date.span, message).help(Text::fixed(
            "Rätta dagen, eller ange det dokument som berättar om det.",
            "Correct the day, or name the document that tells of it.",
        ));
    }
}

/// The last day on which the document with this key can have been written. A report of a year is
/// written in the year after it.
fn written<'a>(subject: &Subject<'a>, key: &str) -> Option<(civil::Date, &'a Date)> {
    let rows = &subject.model.registers.documents;
    let row = rows.iter().find(|row| row.value.key.as_ref().is_some_and(|known| known.value == key))?;
    let date = &row.value.date.as_ref()?.value;
    Some((date.end, date))
}
