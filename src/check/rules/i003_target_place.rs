//! A target of publishing that lacks what its kind needs, or has what another kind has.

use super::prelude::*;
use crate::config::Config;

pub const RULE: Rule = Rule {
    code: "I003",
    name: "target-place",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Målet säger inte var", "The target does not say where"),
    why: Text::fixed(
        "Den som publicerar måste veta var webbplatsen hamnar. Ett mål som inte säger det hela går inte att publicera till.",
        "Whoever publishes must know where the site ends up. A target that does not say all of it cannot be published to.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nmål:\n  - {namn: «skarp», typ: mapp}\n",
    )]),
    good: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nmål:\n  - {namn: skarp, typ: mapp, sökväg: /var/www/exempel}\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let file = Config::file();
    for target in &subject.model.config.site.targets {
        let target = &target.value;
        let (Some(name), kind) = (&target.name, target.kind()) else { continue };
        for key in target.own_keys() {
            match key.at {
                None if key.kind == kind && key.is_needed => {
                    let message = Text::new(
                        format!("Målet ”{}” saknar {}.", name.value.0, key.key),
                        format!("The target “{}” lacks {}.", name.value.0, key.key),
                    );
                    out.add(&file, name.span, message).help(Text::new(
                        format!("Ett mål av typ {} måste ha {}.", kind.word(), key.key),
                        format!("A target of type {} must have {}.", kind.word(), key.key),
                    ));
                }
                Some(span) if key.kind != kind => {
                    let (is, has) = (kind.word(), key.kind.word());
                    let message = Text::new(
                        format!("{} hör till typ {has}, men målet är av typ {is}.", key.key),
                        format!("{} belongs to type {has}, but the target is of type {is}.", key.key),
                    );
                    out.add(&file, span, message).help(Text::new(
                        format!("Ta bort raden, eller skriv typ: {has}."),
                        format!("Remove the line, or write typ: {has}."),
                    ));
                }
                _ => {}
            }
        }
    }
}
