//! Every rule's examples: the bad one gives exactly that code at exactly the marked
//! bytes, the good one gives nothing.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

use std::collections::BTreeSet;

use delwebb::base::{Diagnostic, Lang, Place};
use delwebb::check::{Example, RULES, base_site};
use delwebb::external::Answers;
use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, load};
use delwebb::present::Format;
use delwebb::source::Source;

fn found(source: Source) -> Vec<Diagnostic> {
    asked(source, None)
}

/// The same when other sites have answered.
fn asked(source: Source, answers: Option<Answers>) -> Vec<Diagnostic> {
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let options = Options {
        link: LinkOptions { now, drafts: Drafts::LeftOut },
        theme: None,
        base_url: None,
        strict: false,
    };
    let mut site = load(source, &options);
    site.answers = answers;
    site.check()
}

/// What is found in an example, and the place that its finding is expected at.
fn shown(example: &Example) -> (Vec<Diagnostic>, Option<Place>) {
    let (source, place) = example.site();
    (asked(source, example.answers()), place)
}

#[test]
fn the_base_site_of_the_examples_is_clean() {
    assert_eq!(found(base_site(&[])), []);
}

#[test]
fn every_bad_example_gives_its_rule_at_the_marked_place_and_nothing_else() {
    for rule in RULES {
        let (all, place) = shown(&rule.bad);
        let place = place.unwrap_or_else(|| panic!("{} marks no place", rule.code));
        let codes: BTreeSet<&str> = all.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, BTreeSet::from([rule.code]), "{}: {all:#?}", rule.code);
        assert!(
            all.iter().any(|diagnostic| diagnostic.place == place),
            "{} expected at {place:?}, found {all:#?}",
            rule.code
        );
        assert!(all.iter().all(|d| d.severity == rule.severity), "{}", rule.code);
    }
}

#[test]
fn every_good_example_is_clean() {
    for rule in RULES {
        let (all, _) = shown(&rule.good);
        assert_eq!(all, [], "{}", rule.code);
    }
}

#[test]
fn codes_and_names_are_unique_and_in_order() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    let sorted: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(codes, sorted.into_iter().collect::<Vec<_>>());
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len());
}

#[test]
fn every_rule_speaks_both_languages_and_never_like_a_program() {
    for rule in RULES {
        for diagnostic in shown(&rule.bad).0 {
            let mut texts = vec![&rule.title, &rule.why, &diagnostic.message];
            texts.extend(diagnostic.help.as_ref());
            for text in texts {
                for lang in [Lang::Sv, Lang::En] {
                    // The fences of components are no paths of a program.
                    let words = &text.get(lang).replace(":::", "");
                    assert!(!words.trim().is_empty(), "{}", rule.code);
                    for slip in ["Some(", "None", "Err(", "{ ", "::", "\\n"] {
                        assert!(!words.contains(slip), "{}: {words}", rule.code);
                    }
                }
                assert_ne!(text.sv, text.en, "{}: not translated", rule.code);
            }
        }
    }
}

#[test]
fn pages_front_matter_and_registers_have_their_limits() {
    let codes = |path: &str, text: String| {
        let all = found(base_site(&[(path.to_owned(), text)]));
        all.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>()
    };
    let page = |body: usize| format!("---\ntitel: A\n---\n{}", "x".repeat(body));
    let front = |len: usize| format!("---\ntitel: A\ningress: {}\n---\n", "x".repeat(len));
    let register = |len: usize| format!("# {}\n", "x".repeat(len));
    assert_eq!(codes("content/a.md", page((1 << 20) - 100)), Vec::<&str>::new());
    assert_eq!(codes("content/a.md", page(1 << 20)), ["F002"]);
    assert_eq!(codes("content/a.md", front((64 << 10) - 100)), Vec::<&str>::new());
    assert_eq!(codes("content/a.md", front(64 << 10)), ["F002"]);
    let kontakter = "content/register/kontakter.yaml";
    assert_eq!(codes(kontakter, register((8 << 20) - 100)), Vec::<&str>::new());
    assert_eq!(codes(kontakter, register(8 << 20)), ["F002"]);
}

#[test]
fn yaml_that_would_take_long_is_refused_at_once() {
    for yaml in [
        "[".repeat(60_000),
        "{a: ".repeat(15_000),
        format!("a: &a [x,x,x]\nb: &b [{}]\nc: [{}]\n", "*a,".repeat(99), "*b,".repeat(99)),
        (0..9_000).map(|n| format!("n{n}: &a{n} x\n")).collect::<Vec<_>>().concat(),
        format!("? {}\n: x\n", "k".repeat(60_000)),
    ] {
        let text = format!("---\n{yaml}\n---\n");
        let started = std::time::Instant::now();
        let all = found(base_site(&[("content/a.md".to_owned(), text)]));
        assert!(!all.is_empty());
        // Far above what it takes; far below what a quadratic reader would need.
        assert!(started.elapsed().as_secs() < 20, "{} took too long", &yaml[..10]);
    }
}

/// The codes found in the base site with these files added.
fn codes(files: &[(&str, &str)]) -> Vec<&'static str> {
    let files: Vec<(String, String)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    found(base_site(&files)).iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn one_mistake_gives_one_finding() {
    let citing = "---\ntitel: A\nkälla: [F 1, F 2]\nansvarig: styrgrupp\n---\n";
    let registers = "content/register/dokument.yaml";
    for broken in [
        "- id: plan\n\tnyckel: F\n",
        "- {id: plan, nyckel: F, titel: P, typ: plan\n",
        "id: plan\n",
        "bara text\n",
    ] {
        let all = codes(&[("content/om/a.md", citing), (registers, broken)]);
        assert_eq!(all.len(), 1, "{broken:?}: {all:?}");
    }
    for (path, text, expected) in [
        ("content/om/a.md", "---\nTitel: A\n---\n", "Y003"),
        ("content/om/a.md", "---\ntitel: \"\"\n---\n", "Y006"),
        ("content/om/a.md", "---\ntitel: A\nkälla: \"\"\n---\n", ""),
        ("content/om/a.md", "---\ntitel: A\nextra: {a: 1, a: 2}\n---\n", "Y004"),
        ("content/om/a.md", "---\ntitel: Om\ningress: hej\n\tutkast: ja\n---\n", "Y001"),
        ("content/om/a.md", "---\ntitel: A\navpubliceras: 2026\n---\n", "Y005"),
        ("content/om/a.md", "---\ntitel: A\nmall: delar/fot\n---\n", "T002"),
        ("content/om/a.md", "---\ntitel: A\nmall: ../x\n---\n", "T002"),
        ("content/om/a.md", "---\ntitel: A\nmall: omdirigering\n---\n", "T002"),
        ("content/om/a.md", "---\ntitel: A\naliases: [\"/x?y\"]\n---\n", "A002"),
        ("content/om/a.md", "---\ntitel: A\naliases: [/a.jpg]\n---\n", "A002"),
        (
            "content/om/a.md",
            "---\ntitel: A\naliases: [/.delwebb-manifest.html, /%2e%2e/x]\n---\n",
            "A002",
        ),
        (
            "content/projekt/a.md",
            "---\ntitel: A\ntyp: projekt\norganisationer: [alla]\n---\n",
            "Y005",
        ),
        (
            "content/projekt/a.md",
            "---\ntitel: A\ntyp: projekt\nmålgrupper: barn, unga\n---\n",
            "Y005",
        ),
        ("content/om/a.en.md", "---\ntitel: A\n---\n", "A003"),
        ("content/om/a.MD", "---\ntitel: A\n---\n", "F006"),
        ("content/om/a.md.bak", "---\ntitel: A\n---\n", "F006"),
        ("content/register/kontakter.YAML", "- {id: a, roll: A}\n", "F006"),
        ("content/static/.delwebb-manifest.json", "{}", "A001"),
        ("content/index.md", "---\ntitel: A\nutkast: ja\n---\n", "A004"),
        ("content/register/kontakter.yaml", "- {id: a, roll: A, e-post: a at b}\n", "Y005"),
        (
            registers,
            "- {id: plan, nyckel: F, titel: P, typ: plan, länk: \"javascript:alert(1)\"}\n",
            "Y005",
        ),
        (
            registers,
            "- {id: plan, nyckel: F, titel: P, typ: plan, länk: /finns/inte.pdf}\n",
            "L001",
        ),
        ("content/om/a.md", "---\ntitel: A\n---\n[x](https://)\n", "L001"),
        (
            "content/om/a.md",
            "---\ntitel: A\nnyckeltal: [{id: a, värde: 1.500, källa: F 1}]\n---\n",
            "Y005",
        ),
    ] {
        let all = codes(&[(path, text)]);
        let expected: Vec<&str> = expected.split_whitespace().collect();
        assert_eq!(all, expected, "{path}: {text}");
    }
}

#[test]
fn a_tab_is_marked_where_it_stands() {
    let text = "---\ntitel: Om\ningress: hej\n\tutkast: ja\n---\n";
    let all = found(base_site(&[("content/om/a.md".to_owned(), text.to_owned())]));
    let at = text.find('\t').expect("a tab");
    assert_eq!(all[0].place.span.range(), at..at + 1);
}

#[test]
fn a_theme_that_is_not_there_is_one_finding() {
    let site = "titel: A\nadress: \"https://exempel.se/\"\ntema: eget\n";
    let theme = ("themes/eget/theme.yaml", "namn: Eget\nutökar: saknas\n");
    assert_eq!(codes(&[("content/site.yaml", site), theme]), ["T003"]);
    let own = ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n");
    let strings = ("themes/eget/strings/sv.yaml", "a: x\na: y\nb: [1]\n");
    assert_eq!(codes(&[("content/site.yaml", site), own, strings]), ["Y004", "Y005"]);
    let theme = ("themes/eget/theme.yaml", "namn: Eget\nutokar: strandlinje\n");
    assert_eq!(codes(&[("content/site.yaml", site), theme]), ["Y003"]);
}

#[test]
fn many_findings_do_not_take_many_times_as_long() {
    let headings: String =
        (0..2_000).map(|n| format!("## h{n}\n[a](#x{n}) <b>\n\n")).collect::<Vec<_>>().concat();
    let links: String =
        (0..2_000).map(|n| format!("[a](sida-{n}.md)\n\n")).collect::<Vec<_>>().concat();
    let keys: String = (0..4_000).map(|n| format!("nyckel{n}: x\n")).collect::<Vec<_>>().concat();
    for text in [
        format!("---\ntitel: A\n---\n{headings}"),
        format!("---\ntitel: A\n---\n{links}"),
        format!("---\ntitel: A\n{keys}---\n"),
    ] {
        let source = base_site(&[("content/a.md".to_owned(), text)]);
        let started = std::time::Instant::now();
        let now = "2026-01-24T08:00:00Z".parse().expect("a time");
        let link = LinkOptions { now, drafts: Drafts::LeftOut };
        let options = Options { link, theme: None, base_url: None, strict: false };
        let site = load(source, &options);
        let all = site.check();
        let said = |format| {
            let colour = delwebb::present::Colour::Off;
            delwebb::present::present(&all, &site.source, format, Lang::Sv, colour).len()
        };
        let (shown, listed) = (said(Format::Text), said(Format::Oneline));
        assert!(all.len() >= 2_000 && shown > 10_000 && listed > 100_000, "{shown} {listed}");
        // Far above what it takes; far below what a quadratic search would need.
        assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    }
}

#[test]
fn addresses_that_are_one_file_on_some_disk_are_an_error() {
    let page = "---\ntitel: A\n---\n";
    for files in [
        [("content/static/Bild.txt", "a"), ("content/static/bild.txt", "b")],
        [("content/static/Å.txt", "a"), ("content/static/å.txt", "b")],
        [("content/static/ﬁl.txt", "a"), ("content/static/fil.txt", "b")],
        [("content/static/om", "a fil where a folder belongs"), ("content/om/a.md", page)],
        [("content/static/om/index.html", "a"), ("content/om/index.md", page)],
        [("content/a.md", "---\ntitel: B\naliases: [/Om/]\n---\n"), ("content/om/index.md", page)],
        [
            ("content/a.md", "---\ntitel: A\naliases: [/vard.html/]\n---\n"),
            ("content/static/vard.html", "x"),
        ],
    ] {
        assert_eq!(codes(&files), ["A001"], "{files:?}");
    }
}
