//! What will be different, between any two releases: everything is told, once, and going back is
//! told as the mirror of going there.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

use std::collections::{BTreeMap, BTreeSet};

use delwebb::base::Lang;
use delwebb::publish::{Difference, FileKind, FileOf, PageOf, Release, Sign, summary};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;

/// Few of everything, so that two releases share much.
fn address() -> impl Strategy<Value = String> {
    (0..8_u8).prop_map(|n| format!("/sida-{n}/"))
}

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "ett", "två", "tre"]).prop_map(str::to_owned)
}

fn page() -> impl Strategy<Value = PageOf> {
    let facts = btree_map(word(), vec(word(), 0..3), 0..3);
    let links = btree_set(address(), 0..3);
    (word(), facts, word(), word(), links).prop_map(|(title, facts, body, text, links)| PageOf {
        title,
        facts,
        body,
        text,
        links,
        ..PageOf::default()
    })
}

/// A file's bytes, by a number, and whether it is only kept for open pages.
fn other() -> impl Strategy<Value = FileOf> {
    (0..3_u64, any::<bool>()).prop_map(|(bytes, is_left)| FileOf {
        len: bytes,
        sha256: bytes.to_string(),
        kind: FileKind::Asset,
        left: is_left.then(|| "2026-01-24".to_owned()),
        ..FileOf::default()
    })
}

prop_compose! {
    fn release()(
        pages in btree_map(address(), (page(), 0..3_u64), 0..8),
        redirects in btree_map(address(), address(), 0..5),
        menu in btree_set(address(), 0..4),
        assets in btree_map("[abc]\\.css", other(), 0..3),
    ) -> Release {
        let mut files = assets;
        let mut found = BTreeMap::new();
        for (address, (page, bytes)) in pages {
            let file = format!("{}index.html", address.trim_start_matches('/'));
            let (len, sha256) = (bytes, format!("{bytes} {page:?}"));
            let kind = FileKind::Page;
            files.insert(file.clone(), FileOf { len, sha256, kind, ..FileOf::default() });
            found.insert(address, PageOf { file, ..page });
        }
        // A page and an old address are never at one place.
        let redirects =
            redirects.into_iter().filter(|(from, _)| !found.contains_key(from)).collect();
        Release { files, pages: found, redirects, menu, ..Release::default() }
    }
}

fn addresses(release: &Release) -> BTreeSet<&str> {
    release.pages.keys().map(String::as_str).collect()
}

/// The addresses, sorted: one that is there twice is told of twice.
fn sorted<'d>(all: impl Iterator<Item = &'d String>) -> Vec<&'d str> {
    let mut all: Vec<&str> = all.map(String::as_str).collect();
    all.sort_unstable();
    all
}

/// The addresses that are told to be gone, and to be otherwise.
fn gone(difference: &Difference) -> Vec<&str> {
    let removed = difference.removed.iter().map(|removed| &removed.page.address);
    sorted(removed.chain(difference.moved.iter().map(|moved| &moved.from)))
}

fn otherwise(difference: &Difference) -> Vec<&str> {
    let changed = difference.changed.iter().map(|changed| &changed.page.address);
    let follows = difference.echoes.iter().chain(&difference.looks);
    sorted(changed.chain(follows.map(|page| &page.address)))
}

/// The addresses that are told to have come: each once, however many pages have moved there.
fn come<'d>(difference: &'d Difference, live: &Release) -> Vec<&'d str> {
    let new = difference.new.iter().map(|page| &page.address);
    let arrived: BTreeSet<&String> =
        difference.moved.iter().map(|moved| &moved.to.address).collect();
    // A page that was there already has only taken another's old address.
    let arrived = arrived.into_iter().filter(|address| !live.pages.contains_key(*address));
    sorted(new.chain(arrived))
}

/// Whether visitors get something else at an address that both have.
fn differs(address: &str, live: &Release, new: &Release) -> bool {
    let page = |release: &Release| {
        let page = &release.pages[address];
        let bytes = &release.files[&page.file].sha256;
        (
            page.title.clone(),
            page.facts.clone(),
            page.body.clone(),
            page.text.clone(),
            bytes.clone(),
        )
    };
    page(live) != page(new)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_page_is_told_of_once(live in release(), new in release()) {
        let difference = Difference::between(Some(&live), &new);
        let (before, after) = (addresses(&live), addresses(&new));
        prop_assert_eq!(gone(&difference), before.difference(&after).copied().collect::<Vec<_>>());
        prop_assert_eq!(
            come(&difference, &live),
            after.difference(&before).copied().collect::<Vec<_>>()
        );
        let both = before.intersection(&after).copied();
        let others: Vec<&str> = both.filter(|address| differs(address, &live, &new)).collect();
        prop_assert_eq!(otherwise(&difference), others);
        for moved in &difference.moved {
            prop_assert_eq!(new.redirects.get(&moved.from), Some(&moved.to.address));
            prop_assert!(after.contains(&*moved.to.address));
        }
        let leads = |release: &Release, from: &str| {
            release.redirects.contains_key(from) || release.pages.contains_key(from)
        };
        let ended: Vec<&str> = difference.ended.iter().map(|ended| &*ended.from).collect();
        let lost = live.redirects.keys().filter(|from| !leads(&new, from));
        prop_assert_eq!(ended, lost.map(String::as_str).collect::<Vec<_>>());
        prop_assert_eq!(difference.pages_before, before.len());
        prop_assert_eq!(difference.pages_after, after.len());
    }

    #[test]
    fn the_words_name_every_page_that_the_difference_has(live in release(), new in release()) {
        let difference = Difference::between(Some(&live), &new);
        for lang in [Lang::Sv, Lang::En] {
            let words = summary(&difference, Some(&live), &new, lang);
            let mut counted = 0;
            for section in &words.sections {
                let many = format!("({})", section.items.len());
                let counts = section.heading.ends_with(&many);
                prop_assert!(counts, "{}", section.heading);
                prop_assert!(!section.items.is_empty());
                counted += section.items.len();
                for item in section.items.iter().filter(|_| section.sign == Sign::Changed) {
                    prop_assert!(!item.lines.is_empty(), "{} is said to have changed, not how", item.address);
                }
            }
            let all = difference.new.len()
                + difference.changed.len()
                + difference.moved.len()
                + difference.removed.len()
                + difference.ended.len()
                + difference.files.len()
                + difference.echoes.len()
                + difference.looks.len();
            prop_assert_eq!(counted, all);
        }
    }

    #[test]
    fn a_release_differs_in_nothing_from_itself(release in release()) {
        let difference = Difference::between(Some(&release), &release);
        prop_assert!(difference.is_empty());
        let pages = release.pages.len();
        let nothing = Difference { pages_before: pages, pages_after: pages, ..Difference::default() };
        prop_assert_eq!(difference, nothing);
    }

    #[test]
    fn going_back_is_the_mirror(live in release(), new in release()) {
        let there = Difference::between(Some(&live), &new);
        let back = Difference::between(Some(&new), &live);
        prop_assert_eq!(gone(&there), come(&back, &new));
        prop_assert_eq!(come(&there, &live), gone(&back));
        prop_assert_eq!(otherwise(&there), otherwise(&back));
        for (one, other) in there.changed.iter().zip(&back.changed) {
            prop_assert_eq!(&one.page.address, &other.page.address);
            prop_assert_eq!(one.text, other.text);
            for (one, other) in one.facts.iter().zip(&other.facts) {
                prop_assert_eq!((&one.key, &one.before, &one.after), (&other.key, &other.after, &other.before));
            }
        }
        prop_assert_eq!(there.new_files, back.removed_files);
        prop_assert_eq!(there.removed_files, back.new_files);
        prop_assert_eq!(there.changed_files, back.changed_files);
    }

    #[test]
    fn the_first_publication_is_all_new(new in release()) {
        let difference = Difference::between(None, &new);
        prop_assert_eq!(difference.new.len(), new.pages.len());
        prop_assert_eq!(difference.new_files, new.own().count());
        prop_assert_eq!(difference.percent_removed(), 0);
        prop_assert!(difference.changed.is_empty() && difference.removed.is_empty());
    }
}
