//! A secret of a target that stands in the settings.

use super::prelude::*;
use crate::config::{Config, Purge};

pub const RULE: Rule = Rule {
    code: "I006",
    name: "written-secret",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En hemlighet står i inställningarna", "A secret stands in the settings"),
    why: Text::fixed(
        "Alla som ser webbplatsens filer, även gamla versioner av dem, kan använda hemligheten.",
        "Whoever sees the site’s files, old versions of them included, can use the secret.",
    ),
    source: Text::fixed(
        "Webbplatsens innehållsmodell (delwebb schema).",
        "The site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nmål:\n  - namn: «skarp»\n    sökväg: /var/www/exempel\n    rensa_cdn:\n      url: https://cdn.exempel.se/rensa\n      rubriker:\n        Authorization: Bearer hemligt\n",
    )]),
    good: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nmål:\n  - namn: skarp\n    sökväg: /var/www/exempel\n    rensa_cdn:\n      url: https://cdn.exempel.se/rensa\n      rubriker:\n        Authorization: Bearer ${CDN_NYCKEL}\n",
    )]),
    find: Find::Site(find),
};

/// What is in the name of what is secret, in lower case.
const SECRET: [&str; 8] =
    ["auth", "token", "secret", "password", "losenord", "apikey", "api-key", "api_key"];

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let file = Config::file();
    let text = subject.source.text(&file);
    for target in &subject.model.config.site.targets {
        let (Some(name), Some(purge)) = (&target.value.name, &target.value.purge) else { continue };
        for (place, value) in written(&purge.value) {
            // What is pointed at is shown with its line, and what is shown ends up in logs.
            let around = name.span.range();
            let begins = text.get(..around.start).and_then(|before| before.rfind('\n'));
            let line = text.get(begins.map_or(0, |at| at + 1)..).unwrap_or("").lines().next();
            let is_shown = line.is_some_and(|line| line.contains(&value));
            let span = if is_shown { Span::at(0) } else { name.span };
            let called = &name.value.0;
            let message = Text::new(
                format!("Målet ”{called}” har en hemlighet i {place} under rensa_cdn."),
                format!("The target “{called}” has a secret in {place} below rensa_cdn."),
            );
            out.add(&file, span, message).help(Text::fixed(
                "Skriv namnet på en miljövariabel i stället, till exempel ${CDN_NYCKEL}. Byt hemligheten hos leverantören: den som står här kan någon redan ha sett.",
                "Write the name of an environment variable instead, such as ${CDN_KEY}. Change the secret at the provider: somebody may have seen this one already.",
            ));
        }
    }
}

/// Each secret that is written out: the key that it stands at, and what is written there.
fn written(purge: &Purge) -> Vec<(String, String)> {
    let is_secret = |name: &str| SECRET.iter().any(|word| name.to_lowercase().contains(word));
    let is_written = |value: &str| !value.trim().is_empty() && !value.contains("${");
    let mut found: Vec<(String, String)> = purge
        .header_lines()
        .into_iter()
        .filter(|(name, value)| is_secret(name) && is_written(value))
        .collect();
    let url = purge.url.as_ref().map_or("", |url| url.value.0.as_str());
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let host = address.split_once("://").and_then(|(_, rest)| rest.split('/').next());
    let login = host.and_then(|host| host.rsplit_once('@')).map(|(login, _)| login);
    let fields = query.split('&').filter_map(|field| field.split_once('='));
    let values = fields.filter(|(name, _)| is_secret(name)).map(|(_, value)| value).chain(login);
    let values = values.filter(|value| is_written(value));
    found.extend(values.map(|value| ("url".to_owned(), value.to_owned())));
    found
}
