//! A file that looks like a page or a register, but is none.

use super::prelude::*;
use crate::base::nearest;
use crate::document::register::TABLES;

pub const RULE: Rule = Rule {
    code: "F006",
    name: "stray-file",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Ingen läser filen", "Nobody reads the file"),
    why: Text::fixed(
        "Det som står i filen skulle saknas på webbplatsen utan att det märks.",
        "What is in the file would be missing from the site without notice.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[("content/register/gruper.yaml", "«»- {id: a, namn: A}\n")]),
    good: Example::Text(&[("content/register/grupper.yaml", "- {id: a, namn: A}\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for file in subject.strays {
        let name = file.name();
        let in_registers = file.below("content/register").is_some();
        let message = if in_registers {
            Text::new(
                format!("”{name}” är inget register som delwebb känner till."),
                format!("“{name}” is no register that delwebb knows."),
            )
        } else {
            Text::new(
                format!("”{name}” är ingen sida: sidor slutar på .md."),
                format!("“{name}” is no page: pages end with .md."),
            )
        };
        let known = || TABLES.iter().map(|table| table.file);
        let stem = file.name().split('.').next().unwrap_or("");
        let help = match nearest(stem, known()).filter(|_| in_registers) {
            Some(meant) => Text::new(
                format!("Menade du content/register/{meant}.yaml?"),
                format!("Did you mean content/register/{meant}.yaml?"),
            ),
            None if in_registers => {
                let all = known().collect::<Vec<_>>().join(", ");
                Text::new(
                    format!("Register ligger i content/register/ och heter: {all}."),
                    format!("Registers are in content/register/ and are called: {all}."),
                )
            }
            None => Text::fixed(
                "Byt namn så att den slutar på .md, eller flytta bort den från content/.",
                "Rename it so that it ends with .md, or move it out of content/.",
            ),
        };
        out.add(file, Span::at(0), message).help(help);
    }
}
