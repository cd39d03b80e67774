//! The 652 examples of the `CommonMark` 0.31 specification, through the same way that every
//! page goes, with everything of ours off and HTML let through.
//!
//! `data/commonmark-0.31.json` is made from the specification's text (John `MacFarlane`,
//! CC BY-SA 4.0).
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

use delwebb::render::commonmark;
use serde_json::Value;

/// In text a quote may be written as itself or as its entity: HTML makes no difference.
fn same(html: &str) -> String {
    html.replace("&quot;", "\"")
}

#[test]
fn every_example_of_the_specification_holds() {
    let text = include_str!("data/commonmark-0.31.json");
    let examples: Vec<Value> = serde_json::from_str(text).expect("JSON");
    assert_eq!(examples.len(), 652);
    let wrong: Vec<String> = examples
        .iter()
        .filter_map(|example| {
            let field = |name: &str| example[name].as_str().expect("a text");
            let made = commonmark(field("markdown"));
            (same(&made) != same(field("html"))).then(|| {
                format!("{} {}\n{}\n{made}", example["example"], field("section"), field("html"))
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
