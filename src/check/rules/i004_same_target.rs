//! Two targets of publishing with one name.

use super::prelude::*;
use crate::config::Config;

pub const RULE: Rule = Rule {
    code: "I004",
    name: "same-target",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Två mål heter lika", "Two targets have one name"),
    why: Text::fixed(
        "Kommandot delwebb publish väljer mål efter namnet. Fel mål kan betyda att alla ser det som bara skulle provas.",
        "The command delwebb publish chooses the target by its name. The wrong one can mean that everybody sees what was only to be tried.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nmål:\n  - {namn: skarp, sökväg: /var/www/exempel}\n  - {namn: «skarp», sökväg: /var/www/prov, roll: test}\n",
    )]),
    good: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nmål:\n  - {namn: skarp, sökväg: /var/www/exempel}\n  - {namn: prov, sökväg: /var/www/prov, roll: test}\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let mut seen: Vec<&str> = Vec::new();
    for target in &subject.model.config.site.targets {
        let Some(name) = &target.value.name else { continue };
        if seen.contains(&name.value.0.as_str()) {
            let message = Text::new(
                format!("Ett annat mål heter också ”{}”.", name.value.0),
                format!("Another target is called “{}” too.", name.value.0),
            );
            out.add(&Config::file(), name.span, message)
                .help(Text::fixed("Ge målet ett eget namn.", "Give the target a name of its own."));
        }
        seen.push(&name.value.0);
    }
}
