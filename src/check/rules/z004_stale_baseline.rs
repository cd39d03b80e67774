//! A baseline that holds more than there is.

use super::prelude::*;
use crate::check::Settled;
use crate::check::baseline_file;

pub const RULE: Rule = Rule {
    code: "Z004",
    name: "stale-baseline",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Baslinjen har rader som inte behövs", "The baseline has rows that are not needed"),
    why: Text::fixed(
        "Det som raderna gällde är rättat. Ligger de kvar syns det inte om felet kommer tillbaka.",
        "What the rows were about is mended. If they stay it will not show when the fault comes back.",
    ),
    source: Text::fixed(
        "En granskning ska gå att lita på: det som är undantaget ska behövas.",
        "A check must be trustworthy: what is exempt must be needed.",
    ),
    bad: Example::Text(&[(
        "content/baslinje.yaml",
        "«»- {fil: \"content/om/index.md\", regel: L006, avtryck: \"0123456789abcdef\"}\n",
    )]),
    good: Example::Text(&[("content/baslinje.yaml", "# Inget kvar att rätta.\n")]),
    find: Find::Last(find),
};

fn find(_: &Subject<'_>, settled: &Settled, out: &mut Findings) {
    if settled.stale == 0 {
        return;
    }
    let message = match settled.stale {
        1 => Text::fixed("En rad i baslinjen behövs inte längre.", "One row of the baseline is not needed any more."),
        stale => Text::new(
            format!("{stale} rader i baslinjen behövs inte längre."),
            format!("{stale} rows of the baseline are not needed any more."),
        ),
    };
    out.add(&baseline_file(), Span::at(0), message).help(Text::fixed(
        "Skriv baslinjen på nytt: delwebb check --write-baseline",
        "Write the baseline again: delwebb check --write-baseline",
    ));
}
