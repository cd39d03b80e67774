//! Two dates in an order that cannot be: something ends before it begins, the next review is
//! before the last.

use super::prelude::*;
use super::w001_statement_point::statements;
use crate::base::{Date, FilePath, Spanned};
use crate::document::{Common, Front};
use crate::yaml::Day;

pub const RULE: Rule = Rule {
    code: "Y008",
    name: "backwards",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Datum i omöjlig ordning", "Dates in an impossible order"),
    why: Text::fixed(
        "Ett av datumen är fel, och webbplatsen följer det som står: den som läser får fel dag.",
        "One of the dates is wrong, and the site goes by what it says: readers get the wrong day.",
    ),
    source: Text::fixed(
        "YAML 1.2.2 och webbplatsens innehållsmodell (delwebb schema).",
        "YAML 1.2.2 and the site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/kalender/mote.md",
        "---\ntitel: Möte\ndatum: 2026-05-03\nslut: «2026-05-01»\nkälla: F 1\n---\n",
    )]),
    good: Example::Text(&[(
        "content/kalender/mote.md",
        "---\ntitel: Möte\ndatum: 2026-05-03\nslut: 2026-05-04\nkälla: F 1\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let is_own = |key: &str| !document.defaulted.contains(&key);
        let own = orders(&document.common, &document.front);
        // What a section gives is told of there; of a day of its own and one that is given,
        // the page's own is the mistake.
        let own = own.into_iter().filter(|order| is_own(order.late.key));
        let given = document.defaults.iter().flat_map(|given| orders(&given.common, &given.front));
        for order in own.chain(given) {
            report(out, &document.file, order);
        }
    }
    for (file, statement, _) in statements(subject) {
        let words = (
            Text::fixed(
                "Redogörelsen är uppdaterad före bedömningen som den bygger på.",
                "The statement was updated before the assessment that it rests on.",
            ),
            Text::fixed("Här är dagen för bedömningen.", "Here is the day of the assessment."),
        );
        let both = (("bedömd", day(statement.assessed.as_ref())), ("uppdaterad", day(statement.updated.as_ref())));
        if let Some(order) = order(both.0, both.1, words) {
            report(out, file, order);
        }
    }
}

fn report(out: &mut Findings, file: &FilePath, order: Order) {
    let Order { early, late, message, here } = order;
    // What cannot be in that order however the dates are read.
    if late.date.value.end >= early.date.value.start {
        return;
    }
    let finding = out.add(file, late.date.span, message);
    finding.help(Text::fixed(
        "Byt plats på datumen, eller rätta det ena.",
        "Swap the dates, or mend one of them.",
    ));
    if early.date.span != Span::at(0) {
        finding.related(Place::new(file, early.date.span), here);
    }
}

fn day(day: Option<&Spanned<Day>>) -> Option<Spanned<Date>> {
    day.map(|day| Spanned::new(day.value.0, day.span))
}

/// A date and the key it stands at.
struct Dated {
    key: &'static str,
    date: Spanned<Date>,
}

/// Two dates of which the first must come first, and what is said when it does not.
struct Order {
    early: Dated,
    late: Dated,
    message: Text,
    here: Text,
}

/// The dates that have an order between them.
fn orders(common: &Common, front: &Front) -> Vec<Order> {
    let ends = || {
        let message = Text::fixed("Slutet ligger före början.", "The end is before the beginning.");
        (message, Text::fixed("Här är början.", "Here is the beginning."))
    };
    let own = match front {
        Front::Event(event) => order(("datum", event.date.clone()), ("slut", event.end.clone()), ends()),
        Front::Work(work) => order(("start", work.start.clone()), ("slut", work.end.clone()), ends()),
        _ => None,
    };
    let shown = order(("publiceras", day(common.publish_on.as_ref())), ("avpubliceras", day(common.unpublish_on.as_ref())), ends());
    let reviewed = order(
        ("granskad", day(common.reviewed.as_ref())),
        ("nästa_granskning", common.next_review.clone()),
        (
            Text::fixed(
                "Nästa granskning ligger före den senaste.",
                "The next review is before the last one.",
            ),
            Text::fixed("Här är den senaste granskningen.", "Here is the last review."),
        ),
    );
    [own, shown, reviewed].into_iter().flatten().collect()
}

fn order(
    early: (&'static str, Option<Spanned<Date>>),
    late: (&'static str, Option<Spanned<Date>>),
    (message, here): (Text, Text),
) -> Option<Order> {
    let early = Dated { key: early.0, date: early.1? };
    Some(Order { early, late: Dated { key: late.0, date: late.1? }, message, here })
}

/// Whether the review that is to come lies before the one that has been.
pub(super) fn is_reviewed_since(common: &Common) -> bool {
    let both = common.reviewed.as_ref().zip(common.next_review.as_ref());
    both.is_some_and(|(reviewed, next)| next.value.end < reviewed.value.0.start)
}
