//! A setting of a rule that is not one.

use super::prelude::*;
use crate::base::nearest;
use crate::check::{RULES, rule_called};
use crate::check::settings::below_content;
use crate::config::{Config, RuleLevel};
use crate::source::CONTENT;

pub const RULE: Rule = Rule {
    code: "Z003",
    name: "rule-setting",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Fel i en regels inställning", "A rule's setting is wrong"),
    why: Text::fixed(
        "Raden gör ingenting. Den som skrev den tror att granskningen följer den.",
        "The line does nothing. Whoever wrote it believes that the checks follow it.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\ngranskning:\n  - {regel: «S01», nivå: av}\n",
    )]),
    good: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\ngranskning:\n  - {regel: S001, nivå: av}\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let file = Config::file();
    for row in &subject.model.config.site.review {
        let row = &row.value;
        let Some(name) = &row.rule else { continue };
        let Some(rule) = rule_called(&name.value) else {
            let message = Text::new(
                format!("Ingen regel heter ”{}”.", name.value),
                format!("No rule is called “{}”.", name.value),
            );
            let upper = name.value.to_uppercase();
            let names = || RULES.iter().map(|rule| rule.name);
            let meant = nearest(&upper, RULES.iter().map(|rule| rule.code));
            out.add(&file, name.span, message).did_you_mean(meant.or_else(|| nearest(&name.value, names())));
            continue;
        };
        let code = rule.code;
        if let Some(level) = &row.level
            && rule.standing == Standing::Firm
            && level.value != RuleLevel::Error
        {
            let message = Text::new(
                format!("{code} är alltid ett fel."),
                format!("{code} is always an error."),
            );
            out.add(&file, level.span, message).help(Text::fixed(
                "Webbplatsen går inte att bygga rätt med det felet. Ta bort raden.",
                "The site cannot be built right with that fault. Remove the line.",
            ));
        }
        if let (Some(limit), None) = (&row.limit, &rule.limit) {
            let message = Text::new(
                format!("{code} har ingen gräns."),
                format!("{code} has no limit."),
            );
            out.add(&file, limit.span, message)
                .help(Text::fixed("Ta bort gränsen.", "Remove the limit."));
        }
        if let Some(under) = &row.under {
            let path = below_content(&under.value);
            let whole = format!("{CONTENT}/{path}");
            let is_there = path.is_empty()
                || subject.source.files.keys().any(|known| known.as_str() == whole)
                || subject.source.below(&whole).next().is_some();
            if !is_there {
                let message = Text::new(
                    format!("”{}” finns inte under content/.", under.value),
                    format!("“{}” is not there under content/.", under.value),
                );
                out.add(&file, under.span, message).help(Text::fixed(
                    "Skriv en mapp, nyheter/, eller en fil, om/index.md.",
                    "Write a folder, nyheter/, or a file, om/index.md.",
                ));
            }
        }
    }
}
