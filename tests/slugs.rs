//! Slugs are public addresses: the rule is frozen by a file of titles and their slugs.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use delwebb::base::slug;
use proptest::prelude::*;
use support::repository;
use unicode_normalization::UnicodeNormalization;

#[test]
fn every_title_keeps_its_slug() {
    let path = repository().join("tests/data/slugs.tsv");
    let text = std::fs::read_to_string(&path).expect("slugs.tsv");
    if std::env::var_os("UPDATE").is_some() {
        let lines: Vec<String> = text
            .lines()
            .map(|line| {
                let title = line.split('\t').next().unwrap_or("");
                format!("{title}\t{}\n", slug(title))
            })
            .collect();
        std::fs::write(&path, lines.concat()).expect("write slugs.tsv");
        return;
    }
    assert!(text.lines().count() >= 500, "the file holds at least 500 titles");
    for line in text.lines() {
        let (title, frozen) = line.split_once('\t').expect("a tab");
        assert_eq!(slug(title), frozen, "{title}");
        let decomposed: String = title.nfd().collect();
        assert_eq!(slug(&decomposed), frozen, "{title} in NFD");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_slug_is_always_plain_and_stays_what_it_is(title in ".{0,80}") {
        let made = slug(&title);
        prop_assert!(made.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        prop_assert!(!made.starts_with('-') && !made.ends_with('-') && !made.contains("--"));
        prop_assert_eq!(slug(&made), made);
    }
}
