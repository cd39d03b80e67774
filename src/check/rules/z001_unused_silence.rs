//! A rule that is silenced where it has nothing to say.

use super::prelude::*;
use crate::check::Settled;

pub const RULE: Rule = Rule {
    code: "Z001",
    name: "unused-silence",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En tystad regel som inget har att säga", "A silenced rule with nothing to say"),
    why: Text::fixed(
        "Den som läser filen tror att något är fel där. Och om felet kommer tillbaka syns det inte.",
        "Whoever reads the file believes that something is wrong there. And if the fault comes back it does not show.",
    ),
    source: Text::fixed(
        "En granskning ska gå att lita på: det som är tystat ska behövas.",
        "A check must be trustworthy: what is silenced must be needed.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n«<!-- tysta L006: länken står i en lista -->»\n\nLäs [om vården](/omraden/vard/).\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n<!-- tysta L006: knappen heter så i tjänsten -->\n\nVälj [Läs mer](/omraden/vard/).\n",
    )]),
    find: Find::Last(find),
};

fn find(subject: &Subject<'_>, settled: &Settled, out: &mut Findings) {
    let was_asked = |rule: &Rule| rule.stage == Stage::Content && subject.settings.asks(rule);
    for silence in settled.silences.unused(was_asked) {
        let code = silence.rule.code;
        let message = Text::new(
            format!("{code} är tystad här, men har inget att säga."),
            format!("{code} is silenced here, but has nothing to say."),
        );
        out.add(&silence.file, silence.place, message)
            .help(Text::fixed("Ta bort kommentaren eller raden.", "Remove the comment or the line."));
    }
}
