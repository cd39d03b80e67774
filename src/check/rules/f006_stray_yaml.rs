//! A YAML file that is no register.

use super::prelude::*;
use crate::base::nearest;
use crate::document::register::TABLES;

pub const RULE: Rule = Rule {
    code: "F006",
    name: "stray-yaml",
    severity: Severity::Error,
    stage: Stage::Content,
    title: Text::fixed("Filen är inget register", "The file is no register"),
    why: Text::fixed(
        "Ingen läser filen. Uppgifterna i den skulle saknas på webbplatsen utan att det märks.",
        "Nobody reads the file. What is in it would be missing from the site without notice.",
    ),
    bad: Example::Text(&[("content/register/gruper.yaml", "«»- {id: a, namn: A}\n")]),
    good: Example::Text(&[("content/register/grupper.yaml", "- {id: a, namn: A}\n")]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for file in subject.strays {
        let name = file.name();
        let message = Text::new(
            format!("”{name}” är inget register som delwebb känner till."),
            format!("“{name}” is no register that delwebb knows."),
        );
        let finding = out.add(file, Span::at(0), message);
        let known = || TABLES.iter().map(|table| table.file);
        let help = if let Some(meant) = nearest(file.stem(), known()) { Text::new(
            format!("Menade du content/register/{meant}.yaml?"),
            format!("Did you mean content/register/{meant}.yaml?"),
        ) } else {
            let all = known().collect::<Vec<_>>().join(", ");
            Text::new(
                format!("Register ligger i content/register/ och heter: {all}."),
                format!("Registers are in content/register/ and are called: {all}."),
            )
        };
        finding.help(help);
    }
}
