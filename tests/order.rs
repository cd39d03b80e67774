//! What sorts and what shows: Swedish order and the precision of dates, for any input.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may")]

use delwebb::base::{Bound, Date, Lang, Precision, Season, collation_key};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyzåäö";
const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// The places of a word's letters in the Swedish alphabet.
fn places(word: &str) -> Vec<usize> {
    let place = |letter: char| ALPHABET.chars().position(|known| known == letter);
    word.chars().map(|letter| place(letter).expect("a letter of the alphabet")).collect()
}

/// Dates as writers write them, with the first and last day each can mean.
fn written() -> impl Strategy<Value = (String, Precision)> {
    // Few years, so that dates often overlap.
    let year = 2023_i32..2027;
    let day = (year.clone(), 1..=12_usize, 1..=28).prop_flat_map(|(y, m, d)| {
        prop_oneof![
            Just((format!("{y}-{m:02}-{d:02}"), Precision::Day)),
            Just((format!("{d} {} {y}", MONTHS[m - 1]), Precision::Day)),
        ]
    });
    let month = (year.clone(), 1..=12_usize).prop_flat_map(|(y, m)| {
        prop_oneof![
            Just((format!("{y}-{m:02}"), Precision::Month)),
            Just((format!("{} {y}", MONTHS[m - 1]), Precision::Month)),
        ]
    });
    let seasons = [
        ("vintern", Season::Winter),
        ("våren", Season::Spring),
        ("sommaren", Season::Summer),
        ("hösten", Season::Autumn),
    ];
    let season = (year.clone(), prop::sample::select(seasons.to_vec()))
        .prop_map(|(y, (word, season))| (format!("{word} {y}"), Precision::Season(season)));
    let one = year.clone().prop_map(|y| (y.to_string(), Precision::Year));
    let several =
        (year, 1..5).prop_map(|(y, more)| (format!("{y}–{}", y + more), Precision::Years));
    let bound = prop::sample::select(vec!["", "senast ", "tidigast "]);
    (bound, prop_oneof![day, month, season, one, several])
        .prop_map(|(bound, (text, precision))| (format!("{bound}{text}"), precision))
}

proptest! {
    #[test]
    fn words_sort_by_the_swedish_alphabet(a in "[a-zåäö]{0,12}", b in "[a-zåäö]{0,12}") {
        prop_assert_eq!(places(&a).cmp(&places(&b)), collation_key(&a).cmp(&collation_key(&b)));
    }

    #[test]
    fn case_and_normalisation_never_part_two_words(word in "[a-zåäö ]{0,12}", other in "[a-zåäö ]{0,12}") {
        let typed_on_a_mac: String = word.nfd().collect();
        prop_assert_eq!(collation_key(&typed_on_a_mac).0, collation_key(&word).0);
        prop_assert_eq!(collation_key(&word.to_uppercase()).0, collation_key(&word).0);
        // A word in capitals stands where it would stand in small letters.
        let (small, large) = (collation_key(&word).0, collation_key(&word.to_uppercase()).0);
        prop_assert_eq!(small.cmp(&collation_key(&other).0), large.cmp(&collation_key(&other).0));
    }

    #[test]
    fn numbers_in_texts_sort_by_value(a in 0_u32..100_000, b in 0_u32..100_000) {
        let key = |number: u32| collation_key(&format!("Delmål {number}")).0;
        prop_assert_eq!(a.cmp(&b), key(a).cmp(&key(b)));
    }

    #[test]
    fn any_text_sorts_without_a_panic_and_the_same_way_twice(a in ".*", b in ".*") {
        let (a, b) = (collation_key(&a), collation_key(&b));
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
    }

    #[test]
    fn a_date_keeps_its_precision_through_reading_and_showing((text, precision) in written()) {
        let date = Date::parse(&text).expect("a date");
        prop_assert_eq!(date.precision, precision);
        prop_assert!(date.start <= date.end);
        let again = Date::parse(&date.show(Lang::Sv));
        prop_assert_eq!(again, Ok(date));
        // What is no day is never one, neither for people nor for machines.
        prop_assert_eq!(date.day().is_some(), precision == Precision::Day);
        let is_day = date.iso().is_some_and(|iso| iso.len() == 10);
        prop_assert_eq!(is_day, precision == Precision::Day && date.bound == Bound::At);
    }

    #[test]
    fn dates_that_do_not_overlap_sort_by_time((a, _) in written(), (b, _) in written()) {
        let (a, b) = (Date::parse(&a).expect("a date"), Date::parse(&b).expect("a date"));
        if a.end < b.start {
            prop_assert!(a.order() < b.order());
        }
        // Something known to the day never stands after the year that holds it.
        if a.start >= b.start && a.end < b.end {
            prop_assert!(a.order() < b.order());
        }
    }

    #[test]
    fn any_text_is_a_date_or_says_why_not(text in ".*") {
        let _ = Date::parse(&text);
    }
}
