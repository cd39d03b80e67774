//! A file among the plan's editions that is not named as a year.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "P003",
    name: "edition-name",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En utgåva heter som sitt år", "An edition is named as its year"),
    why: Text::fixed(
        "Adressen är året, och låset i las.yaml hittar utgåvan med året.",
        "The address is the year, and the lock in las.yaml finds the edition by it.",
    ),
    source: Text::fixed(
        "Kommunallagen (2017:725) 5 kap.: det som är antaget gäller tills det ändras genom ett nytt beslut.",
        "The Local Government Act (2017:725), chapter 5: what was adopted holds until a new decision.",
    ),
    bad: Example::Text(&[(
        "content/fardplan/plan-2025.md",
        "«»---\ntitel: Plan\npunkter:\n  - {nr: \"1\", text: Punkten, källa: F 2}\n---\n",
    )]),
    good: Example::Text(&[(
        "content/fardplan/2025.md",
        "---\ntitel: Plan\npunkter:\n  - {nr: \"1\", text: Punkten, källa: F 2}\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (document, _) in subject.plans() {
        let parts: Vec<&str> = document.route.original.parts().skip(1).collect();
        let is_year = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
        if parts.len() == 1 && is_year(parts[0]) {
            continue;
        }
        let message = Text::new(
            format!("”{}” är inget år.", parts.join("/")),
            format!("“{}” is not a year.", parts.join("/")),
        );
        out.add(&document.file, Span::at(0), message).help(Text::fixed(
            "Döp om filen till det första året som utgåvan gäller, till exempel fardplan/2025.md. En sida som inte är en utgåva läggs i en annan mapp, till exempel om/.",
            "Rename the file to the first year of the edition, such as fardplan/2025.md. A page that is no edition belongs in another folder, such as om/.",
        ));
    }
}
