//! The reference pages of the manual: every field, register and rule is there, in words.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

use std::collections::BTreeSet;

use delwebb::base::Lang;
use delwebb::check::RULES;
use delwebb::check::shape_words;
use delwebb::config::Config;
use delwebb::document::markdown::Outline;
use delwebb::manual::{Topic, component_page, fault_groups, fault_page, topic_page, topics};
use delwebb::source::{EMBEDDED_THEME, Source, with_embedded_themes};
use delwebb::theme::{Choices, ComponentSettings, Theme};
use delwebb::yaml::{Field, Shape};

/// The row of `key` in the first table of `text` that has it.
fn row<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().find(|line| line.starts_with(&format!("| `{key}` |")))
}

fn check(page: &str, field: &Field, name: &str) {
    let row = row(page, field.key).unwrap_or_else(|| panic!("{name}: no {}", field.key));
    let cells: Vec<&str> = row.split(" | ").collect();
    assert_eq!(cells.len(), 4, "{name}: {row}");
    assert!(page.contains(field.doc), "{name}: {}", field.key);
    match field.shape {
        Shape::Mapping(own) | Shape::List(&Shape::Mapping(own)) => {
            for field in own {
                check(page, field, name);
            }
        }
        _ => {}
    }
}

#[test]
fn every_topic_has_a_page_with_every_field() {
    for lang in [Lang::Sv, Lang::En] {
        for topic in topics() {
            let page = topic_page(topic, lang, 2);
            let name = topic.name();
            assert!(page.starts_with("## "), "{page}");
            assert!(
                !topic.about(lang).is_empty() && page.contains(&topic.file_example()),
                "{name}"
            );
            topic.fields().for_each(|field| check(&page, field, &name));
            let levels: Vec<u8> =
                Outline::of(&page, 0, &[]).headings.iter().map(|heading| heading.level).collect();
            for pair in levels.windows(2) {
                assert!(pair[1] <= pair[0] + 1, "{name} skips a level: {levels:?}");
            }
            assert!(Outline::of(&page, 0, &[]).raw_html.is_empty(), "{name}");
        }
    }
}

#[test]
fn what_may_stand_there_is_said_in_words() {
    let page = topic_page(Topic::named("arbete").expect("a kind"), Lang::Sv, 1);
    for (key, words) in [
        ("skede", "ett av: förstudie, pilot"),
        ("start", "en månad (januari 2026)"),
        ("beslutar", "id i registret grupper"),
        ("område", "namnet på en fil i omraden/"),
        ("typ", "vokabulär: arbetstyp"),
        ("organisationer", "alla, eller en lista"),
        ("publiceras", "en dag"),
    ] {
        let row = row(&page, key).expect("a row");
        assert!(row.contains(words), "{row}");
    }
    assert!(row(&page, "typ").expect("a row").contains("| ja |"));
    let english = topic_page(Topic::named("arbete").expect("a kind"), Lang::En, 1);
    assert!(row(&english, "start").expect("a row").contains("a month"));
    assert_ne!(shape_words(Shape::Free).sv, shape_words(Shape::Free).en);
}

#[test]
fn topics_are_found_by_their_names() {
    let names: BTreeSet<String> = topics().map(Topic::name).collect();
    assert_eq!(names.len(), topics().count());
    for (word, name) in [
        ("område", "omrade"),
        ("Projekt", "arbete"),
        ("news", "nyhet"),
        ("grupp", "grupper"),
        ("grupper.yaml", "grupper"),
        ("lokal plan", "lokala_planer"),
        ("site.yaml", "site"),
    ] {
        assert_eq!(Topic::named(word).map(Topic::name).as_deref(), Some(name), "{word}");
    }
    assert!(Topic::named("finns inte").is_none());
    for (word, file) in [
        ("nyhet", "content/nyheter/namn.md"),
        ("sida", "content/mapp/namn.md"),
        ("avdelning", "content/mapp/_index.md"),
        ("grupper", "content/register/grupper.yaml"),
        ("theme", "themes/tema/theme.yaml"),
    ] {
        assert_eq!(Topic::named(word).map(Topic::file_example).as_deref(), Some(file), "{word}");
    }
}

#[test]
fn every_rule_has_a_page_that_says_all_there_is_to_say() {
    for lang in [Lang::Sv, Lang::En] {
        for rule in RULES {
            let page = fault_page(rule, lang, 2);
            let (why, rest) = page.split_once("\n\n").expect("a lead");
            assert_eq!(why, rule.why.get(lang), "{}", rule.code);
            let said = format!("{}[{}]: ", rule.severity.label().get(lang), rule.code);
            assert!(rest.contains(&said), "{}", rule.code);
            assert!(rest.contains(rule.source.get(lang)), "{}", rule.code);
            let limit = rule.limit.as_ref().map(|limit| limit.of.get(lang)).unwrap_or_default();
            assert!(rest.contains(limit), "{}", rule.code);
            // The examples stand in blocks of code, and are no headings of the page.
            let outline = Outline::of(&page, 0, &[]);
            assert_eq!(outline.headings.len(), 3, "{}", rule.code);
            assert!(outline.raw_html.is_empty(), "{}", rule.code);
        }
    }
}

#[test]
fn every_rule_is_in_one_group_and_every_group_has_a_name() {
    let grouped: Vec<&str> =
        fault_groups().flat_map(|group| group.rules).map(|rule| rule.code).collect();
    assert_eq!(grouped, RULES.iter().map(|rule| rule.code).collect::<Vec<_>>());
    for group in fault_groups() {
        for lang in [Lang::Sv, Lang::En] {
            // A group without words of its own would be called by its letter.
            assert!(group.title.get(lang).len() > 3, "{}", group.letter);
        }
    }
}

#[test]
fn every_component_is_described_in_both_languages() {
    let source = with_embedded_themes(Source::default());
    let theme = Theme::load(
        &source,
        EMBEDDED_THEME,
        "",
        Vec::new(),
        &Choices { file: Config::file(), theme: EMBEDDED_THEME, values: None },
    );
    assert!(theme.components.len() > 5);
    let pages = [Lang::Sv, Lang::En].map(|lang| component_page(&theme.components, lang, 2));
    for page in &pages {
        let outline = Outline::of(page, 0, &[]);
        let names: Vec<&str> = outline.headings.iter().map(|head| head.text.as_str()).collect();
        let known: Vec<&str> = theme.components.iter().map(ComponentSettings::name).collect();
        assert_eq!(names, known);
        // Each example stands there twice, and once of them it is a component.
        let live: Vec<&str> = outline.components.iter().map(|c| c.name.value.as_str()).collect();
        assert_eq!(live, known);
        for component in &theme.components {
            let about = &component.about.as_ref().expect("what it is for").value.0;
            assert!(page.contains(about.as_str()), "{about}");
            for attribute in component.attributes.iter().map(|attribute| &attribute.value) {
                let row = format!("| `{}` | ", attribute.name());
                let rows = page.lines().filter(|line| line.starts_with(&row));
                let mut cells = rows.map(|line| line.split(" | ").collect::<Vec<_>>());
                assert!(cells.any(|cells| cells.len() == 4 && !cells[1].is_empty()), "{row}");
            }
        }
    }
    let [swedish, english] = pages;
    assert!(swedish.contains("| `id` | id i registret kontakter | ja |"), "{swedish}");
    assert!(english.contains("| `textad` | ja (yes) or nej (no) | yes |"), "{english}");
}
