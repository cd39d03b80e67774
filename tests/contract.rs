//! The contract with themes: `docs/theme-contract.md` lists every name that a template
//! can use, and this test holds the list against what pages really give them.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, load};
use delwebb::render::PlanOptions;
use delwebb::source::read;
use serde_json::Value;
use support::{expect_file, repository};

/// The keys of cards, by the kind of what they show.
type Cards = BTreeMap<String, BTreeSet<String>>;

/// Every path below `value`: `front.goals[].year`. A card is one path, its keys go to `cards`.
fn paths(prefix: &str, value: &Value, found: &mut BTreeSet<String>, cards: &mut Cards) {
    match value {
        Value::Object(map) if map.contains_key("href") && prefix != "page" => {
            found.insert(format!("{prefix} (card)"));
            let kind = map.get("kind").and_then(Value::as_str).unwrap_or("link").to_owned();
            cards.entry(kind).or_default().extend(map.keys().cloned());
        }
        Value::Object(map) => {
            for (key, inner) in map {
                paths(&format!("{prefix}.{key}"), inner, found, cards);
            }
        }
        Value::Array(items) => {
            found.insert(format!("{prefix}[]"));
            for item in items {
                paths(&format!("{prefix}[]"), item, found, cards);
            }
        }
        _ => {
            found.insert(prefix.to_owned());
        }
    }
}

#[test]
fn the_contract_lists_what_templates_see() {
    let options = Options {
        link: LinkOptions {
            now: "2026-01-24T08:00:00Z".parse().expect("a time"),
            drafts: Drafts::LeftOut,
        },
        theme: None,
        base_url: None,
        strict: false,
    };
    // The golden site has every kind with every part filled in; the real one adds its own.
    let mut by_kind: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut cards = Cards::new();
    for root in [repository().to_path_buf(), repository().join("tests/sites/liten-webbplats")] {
        let mut options = options.clone();
        options.theme = Some("strandlinje".to_owned());
        let site = load(read(&root).expect("a site"), &options);
        let plan = site.plan(PlanOptions::default());
        for id in 0..site.model.pages.len() {
            let context: BTreeMap<&str, Value> = plan
                .context(id)
                .expect("a context")
                .into_iter()
                .map(|(key, value)| (key, serde_json::to_value(&value).expect("a value")))
                .collect();
            let kind = context["page"]["kind"].as_str().expect("a kind").to_owned();
            let found = by_kind.entry(kind).or_default();
            for (key, value) in &context {
                paths(key, value, found, &mut cards);
            }
        }
    }
    let shared: BTreeSet<String> = by_kind
        .values()
        .skip(1)
        .fold(by_kind.values().next().cloned().unwrap_or_default(), |all, next| {
            all.intersection(next).cloned().collect()
        });
    let mut text = include_str!("data/contract-intro.md").to_owned();
    text.push_str("\n## Every page\n\n");
    list(&mut text, &shared);
    for (kind, found) in &by_kind {
        text.push_str(&format!("\n## Pages of kind `{kind}` also\n\n"));
        list(&mut text, &found.difference(&shared).cloned().collect());
    }
    for (kind, keys) in &cards {
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        text.push_str(&format!("\n## Cards of kind `{kind}`\n\n{}\n", keys.join(" ")));
    }
    expect_file(&repository().join("docs/theme-contract.md"), &text);
}

fn list(text: &mut String, names: &BTreeSet<String>) {
    for name in names {
        text.push_str(&format!("- `{name}`\n"));
    }
}
