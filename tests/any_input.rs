//! Whatever an author writes, the program answers with findings and never dies.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

#[path = "support/always/mod.rs"]
mod always;

use delwebb::base::{FilePath, Hyphens, Lang, OutPath};
use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, Site, load};
use delwebb::present::{Colour, Format, present};
use delwebb::source::Source;
use proptest::prelude::*;

fn site(files: &[(&str, &str)]) -> Site {
    let base = [
        ("content/site.yaml", "titel: A\nadress: \"https://exempel.se/\"\n"),
        ("content/index.md", "---\ntitel: A\n---\n"),
    ];
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let options = Options {
        link: LinkOptions { now, drafts: Drafts::LeftOut },
        theme: None,
        base_url: None,
        strict: false,
    };
    load(Source::from_memory(base.into_iter().chain(files.iter().copied())), &options)
}

/// Loads, checks and says everything; every place must lie in its file.
fn survives(files: &[(&str, &str)]) {
    let site = site(files);
    let found = site.check();
    for diagnostic in &found {
        let text = site.source.text(&diagnostic.place.file);
        let range = diagnostic.place.span.range();
        assert!(range.end <= text.len(), "{diagnostic:?}");
        assert!(
            text.is_char_boundary(range.start) && text.is_char_boundary(range.end),
            "{diagnostic:?}"
        );
    }
    for format in [Format::Text, Format::Oneline, Format::Json, Format::Github] {
        let said = present(&found, &site.source, format, Lang::Sv, Colour::Off);
        assert!(found.is_empty() || !said.is_empty());
    }
}

/// Text that is nearly YAML: keys we know, signs that mean something, Swedish letters.
fn nearly_yaml() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("titel: "),
        Just("källa: "),
        Just("mål:\n"),
        Just("  - år: 2025\n"),
        Just("nyckeltal: "),
        Just("- "),
        Just("  "),
        Just("\t"),
        Just("\n"),
        Just("\r\n"),
        Just(": "),
        Just(":"),
        Just("["),
        Just("]"),
        Just("{"),
        Just("}"),
        Just("\""),
        Just("'"),
        Just("#"),
        Just("&a "),
        Just("*a"),
        Just("!!x "),
        Just("|\n"),
        Just(">\n"),
        Just("---\n"),
        Just("å"),
        Just("2025-02-30"),
        Just("ja"),
        Just("ca 15"),
        Just("\u{feff}"),
        Just("\u{a0}"),
        Just("\u{200b}"),
        Just("”"),
        Just("\u{b}"),
        Just("= "),
        Just("titel: #"),
        Just("e\u{301}"),
        Just("?"),
        Just("@"),
        Just("%"),
        Just(", "),
        Just("<<: "),
        Just("aliases: "),
        Just("/../x"),
        Just("extra: "),
        Just("förval:\n  "),
        Just("taggar: [a, B, !, \"\"]\n"),
        Just("teman: [x]\n"),
        Just("datum: hösten 2025\n"),
        Just("beslut: [{text: a, källa: F}]\n"),
        Just("händelser: [{titel: a, datum: 2025-01-24, källa: F}]\n"),
        Just("språk: [sv, en]\n"),
        Just("språk: en\n"),
        Just("taxonomier: [{nyckel: teman, titel: T}]\n"),
        Just("per_sida: 1\n"),
        Just("per_sida: 0\n"),
        Just("- {id: a, år: 2025, post: b, budget: 9223372036854775807}\n"),
        Just("antagen: {datum: 2025, av: a, källa: F}\n"),
        Just("- {år: 2025, avtryck: x}\n"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Text that is nearly Markdown.
fn nearly_markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("# "),
        Just("## "),
        Just("\n"),
        Just("\n\n"),
        Just("[a](b.md)"),
        Just("[a]("),
        Just("![x]("),
        Just(")"),
        Just("<b>"),
        Just("</b>"),
        Just("<!--"),
        Just("-->"),
        Just("|a|b|\n|-|-|\n"),
        Just("`"),
        Just("```"),
        Just("[^1]"),
        Just("[^1]: "),
        Just("* "),
        Just("1. "),
        Just("> "),
        Just("&amp;"),
        Just("{#id}"),
        Just("{#a onclick=x}"),
        Just("javascript:"),
        Just("åäö"),
        Just("\u{0}"),
        Just("<a@b.se>"),
        Just("<https://x.se>"),
        Just("[x]: y\n"),
        Just("---\n"),
        Just("\\"),
        Just("term\n: förklaring\n"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Markdown with everything of ours: components in all that can hold them, footnotes, alerts,
/// bare addresses, words of the glossary, text to set, raw HTML.
fn nearly_everything() -> impl Strategy<Value = String> {
    let component = prop_oneof![
        Just(":::"),
        Just(":::faktaruta {titel=\"å } b\" källa=\"F 1\"}"),
        Just("::::viktigt"),
        Just(":::citat {källa=P}"),
        Just(":::dragspel {titel=”a” öppen}"),
        Just(":::diagram {titel=a beskrivning=b}"),
        Just(":::diagram {titel=a beskrivning=b register=dokument räkna=typ}"),
        Just(":::nyckeltal {id=n}"),
        Just(":::kontakt {id=k"),
        Just(":::figur {bild=bild.png alt=\"\"}"),
        Just(":::video {adress=\"javascript:x\" titel=a}"),
        Just("::: {a}"),
    ];
    let block = prop_oneof![
        component,
        Just("> [!NOTE]"),
        Just("> a"),
        Just("> :::viktigt"),
        Just("> :::"),
        Just("- a"),
        Just("  :::steg"),
        Just("  :::"),
        Just("1. b[^1]"),
        Just("[^1]: c"),
        Just("    :::"),
        Just("```"),
        Just("~~~"),
        Just("| K | T |"),
        Just("|---|--:|"),
        Just("| x | ca 15 |"),
        Just("## Mål {#mal}"),
        Just("term"),
        Just(": planen för en samordnad individuell plan (SIP)"),
        Just("Se www.a.se, https://b.se/?c=<d> och e@f.se."),
        Just("\"Ja\" - 5 900 kr 2025-2027... digitaliseringsomställningen"),
        Just("<b>fet <i>och</b> <script>"),
        Just("<details onclick=x>"),
        Just("<!--"),
        Just("![a](bild.png \"text\")"),
        Just("*a_ **b [c"),
        Just("- [x] d"),
        Just(""),
    ];
    prop::collection::vec(block, 0..30).prop_map(|lines| lines.join("\n"))
}

/// What looks at pages does see what must not be there.
#[test]
fn a_page_that_is_wrong_is_seen() {
    always::html::holds("<p id=a>x <img src=\"a.png\" alt='>'><br></p><svg><rect/></svg>");
    for wrong in [
        "<p><script></p>",
        "<p onclick=\"x\"></p>",
        "<p title=\"a\"ONLOAD=x></p>",
        "<a href=\"&#106;ava\tscript:x\">a</a>",
        "<img src=' data:x'>",
        "<p><b></p></b>",
        "<div>",
        "<p id=\"a\"></p><p id=\"a\"></p>",
        "<a href=\"b\"><b><a href=\"c\"></a></b></a>",
        "<!-- a -->",
    ] {
        let seen = std::panic::catch_unwind(|| always::html::holds(wrong));
        assert!(seen.is_err(), "{wrong}");
    }
}

/// The inputs that the fuzz targets begin with, and those that once failed.
#[test]
fn what_the_fuzz_targets_begin_with_holds() {
    type Target = (&'static str, fn(&str));
    let targets: [Target; 6] = [
        ("front_matter", always::front_matter),
        ("markdown", always::markdown),
        ("components", always::components),
        ("registers", always::registers),
        ("site_settings", always::site_settings),
        ("slugs", always::slugs),
    ];
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for (name, target) in targets {
        let mut count = 0;
        for seed in std::fs::read_dir(seeds.join(name)).expect("seeds") {
            let bytes = std::fs::read(seed.expect("a seed").path()).expect("a seed");
            target(&String::from_utf8_lossy(&bytes));
            count += 1;
        }
        assert!(count > 2, "{name} has seeds");
    }
}

proptest! {
    // Sites of many files take their time.
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_section_translation_and_event(yaml in nearly_yaml(), own in nearly_yaml()) {
        let section = format!("---\n{yaml}\n---\n");
        let page = format!("---\n{own}\n---\n");
        let settings = "titel: A\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\nper_sida: 1\n\
                        taxonomier: [{nyckel: teman, titel: Teman}]\n";
        survives(&[
            ("content/site.yaml", settings),
            ("content/om/_index.md", &section),
            ("content/om/djup/_index.md", &page),
            ("content/om/a.md", &page),
            ("content/om/a.en.md", &section),
            ("content/om/a.lattlast.md", &page),
            ("content/projekt/_index.md", &section),
            ("content/projekt/b.md", &page),
            ("content/kalender/c.md", &page),
            ("content/grupper/a.md", &page),
        ]);
    }

    #[test]
    fn any_of_the_other_registers_and_the_plan_lock(yaml in nearly_yaml(), plan in nearly_yaml()) {
        let plan = format!("---\n{plan}\n---\n");
        survives(&[
            ("content/register/lansstod.yaml", &yaml),
            ("content/register/lsg.yaml", &yaml),
            ("content/register/lokala_planer.yaml", &yaml),
            ("content/register/ordlista.yaml", &yaml),
            ("content/register/trender.yaml", &yaml),
            ("content/register/tillganglighet.yaml", &yaml),
            ("content/register/ordbyten.yaml", &yaml),
            ("content/register/dokument.yaml", &yaml),
            ("content/fardplan/las.yaml", &yaml),
            ("content/fardplan/2025.md", &plan),
        ]);
    }
}

/// Running text full of what the rules of language look for.
fn nearly_swedish() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "samt",
            "och",
            "och/eller",
            "bl.a.",
            "dvs",
            "med avseende på",
            "avser",
            "testverksamhet",
            "24/1-25",
            "260123",
            "2025-01-24",
            "24:e januari",
            "januari-mars",
            "måndag",
            "3 nov",
            "5.900.000 kr",
            "3.5 procent",
            "1000000 kronor",
            "SIP",
            "(SIP)",
            "LSG:er",
            "HälSam",
            "VIKTIGT",
            "Hälso-",
            "-arbeten",
            "i nom",
            "arbets sätt",
            "succesiv",
            "Felstavning",
            "breddinför",
            "www.a.se/b",
            "a@b.se",
            "`kod`",
            "*",
            "**",
            "_",
            "”",
            "“",
            "\"",
            "(",
            ")",
            "<span lang=\"en\">",
            "</span>",
            "[a](b)",
            "[^1]",
            "\u{a0}",
            "\u{ad}",
            "\u{fffc}",
            "é",
            "ﬁ",
            "İ",
            "𝔞",
            "the of and to",
            "...",
            "…",
            "–",
            "!",
            "?",
            ":",
            "/",
            "-",
            "\n",
            "\n\n",
            "\n- ",
            "\n> ",
            "\n## ",
            "\n| a |\n|---|\n",
            "<abbr title=\"a\">",
        ])
        .prop_map(str::to_owned),
        "[a-zåäöA-ZÅÄÖ]{1,12}",
        "[ .]{1,2}",
    ];
    let blank = prop::sample::select(vec!["", " "]);
    prop::collection::vec((piece, blank), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, blank)| piece + blank).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_front_matter(yaml in nearly_yaml()) {
        let text = format!("---\n{yaml}\n---\n");
        survives(&[("content/omraden/a.md", &text), ("content/projekt/b.md", &text), ("content/om/c.md", &yaml)]);
    }

    #[test]
    fn any_register_and_settings(yaml in nearly_yaml()) {
        survives(&[("content/register/grupper.yaml", &yaml), ("content/site.yaml", &yaml)]);
    }

    #[test]
    fn any_body(body in nearly_markdown()) {
        let text = format!("---\ntitel: A\n---\n{body}");
        survives(&[("content/om/a.md", &text)]);
    }

    #[test]
    fn any_components_and_everything_else_in_a_body(body in nearly_everything()) {
        always::components(&body);
    }

    #[test]
    fn any_running_text(text in nearly_swedish()) {
        always::language(&text);
    }

    #[test]
    fn any_words_to_hyphenate(yaml in nearly_yaml(), word in "[a-zåäöÅİß-]{0,20}", text in "[a-zåäöÅİß -]{0,60}") {
        let words = format!("- {{ord: \"{word}\"}}\n{yaml}");
        always::registers(&format!("=== register/avstavning.yaml\n{words}"));
        let set = Hyphens::new([word.as_str()]);
        let set = set.put_into(&text);
        prop_assert_eq!(set.replace('\u{ad}', ""), text.as_str());
    }

    #[test]
    fn any_text_at_all(text in "\\PC{0,200}") {
        survives(&[("content/a.md", &text), ("themes/strandlinje/theme.yaml", &text)]);
        always::slugs(&text);
    }

    #[test]
    fn no_path_leaves_its_folder(text in "[a-zåäö./\\\\:%~ ]{0,40}") {
        if let Some(out) = OutPath::new(&text) {
            let below = out.below(std::path::Path::new("/out"));
            prop_assert!(below.starts_with("/out") && !out.as_str().split('/').any(|p| p == ".."));
        }
        if let Some(file) = FilePath::new("content/a/b.md").resolve(&text) {
            prop_assert!(!file.as_str().starts_with('/') && !file.as_str().split('/').any(|p| p == ".."));
        }
    }

    #[test]
    fn no_script_reaches_a_page(body in nearly_markdown()) {
        let text = format!("---\ntitel: \"<script>\"\n---\n{body}");
        let site = site(&[("content/om/a.md", &text)]);
        let plan = site.plan(delwebb::render::PlanOptions::default());
        let path = OutPath::new("om/a/index.html").expect("a path");
        let mut buffer = Vec::new();
        if let Some(output) = plan.outputs().get(&path) {
            let made = plan.make(output, &mut buffer);
            prop_assert!(made.is_ok());
            let html = String::from_utf8_lossy(&buffer).to_lowercase();
            // What the page tells search engines is data, in which no element can begin.
            let html = html.replace("<script type=\"application/ld+json\">{", "{");
            prop_assert!(!html.contains("<script"), "{html}");
            // What looks like an attribute matters inside tags only.
            for tag in html.split('<').skip(1).filter_map(|part| part.split('>').next()) {
                prop_assert!(!tag.contains("=\"javascript:"), "<{tag}>");
                // What stands in quotes is a value: every other part is outside.
                let names: String = tag.split('"').step_by(2).collect();
                for never in [" onclick", " style="] {
                    prop_assert!(!names.contains(never), "{never} in <{tag}>");
                }
            }
        }
    }
}
