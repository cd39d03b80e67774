//! Texts that are made to take long: twice the length takes about twice the time, in every
//! part of the program that reads them.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

#[path = "support/always/mod.rs"]
mod always;

use std::time::{Duration, Instant};

/// What is repeated, after what begins the text and before what ends it: `#` in it is the
/// number of the repetition.
const BODIES: &[(&str, &str, &str)] = &[
    ("", "[^", ""),
    ("", "[^a", "]"),
    ("", "[^a]", ""),
    ("", "[^#]\n\n[^#]: x\n\n", ""),
    ("", "[^a]\n", "\n\n[^a]: x\n"),
    ("", "[", ""),
    ("", "![a", ""),
    ("", "[a](x) ", ""),
    ("", "![a", "](b)"),
    ("", "[a](", ""),
    ("", "<a@b.se>", ""),
    ("", "a@b.se ", ""),
    ("", "https://a.se/", ""),
    ("", "www.", ""),
    ("", "*a_ ", ""),
    ("", "*_a", ""),
    ("", "**a *b ", ""),
    ("", "`a", ""),
    ("", "<b>", ""),
    ("", "<", ""),
    ("", "<!--", ""),
    ("", "<div>\n\n", ""),
    ("", "&amp", ""),
    ("", "\\", ""),
    ("", ":::a\n", ""),
    ("", ":::\n", ""),
    ("", ":::faktaruta\nb\n:::\n", ""),
    ("", ":::faktaruta {titel=\"a\"}\n", ""),
    (":::faktaruta {", "= ", "\n:::\n"),
    (":::faktaruta {", "a=b ", "}\nc\n:::\n"),
    (":::faktaruta {titel=\"", "a", "\n:::\n"),
    (":::faktaruta {titel=\"", "a\u{301}", "\"}\n:::\n"),
    ("```\n", ":::a\n", "```\n"),
    ("", "```\n:::a\n```\n", ""),
    ("", "    :::a\n\n", ""),
    ("", "- :::a\n", ""),
    ("", "> :::a\n\n", ""),
    ("", "- a\n\n  :::a\n  b\n  :::\n", ""),
    ("", "1. ```\n   :::\n", ""),
    ("", "> ", ""),
    ("", "- ", ""),
    ("", "* a\n", ""),
    ("", "> a\n", ""),
    ("", "## A\n", ""),
    ("", "## A {#b}\n", ""),
    ("", "## A #\n", ""),
    ("", "|a|\n|-|\n\n", ""),
    ("|a|\n|-|\n", "|b|\n", ""),
    (":::diagram {titel=a beskrivning=b}\n|a|b|\n|-|-|\n", "|c|1|\n", ":::\n"),
    ("", "a\n: b\n\n", ""),
    ("", "> [!NOTE]\n> a\n\n", ""),
    ("", "plan ", ""),
    ("", "samordnad individuell ", ""),
    ("", "digitaliseringsomställning", ""),
    ("", "digitaliseringsomställning ", ""),
    ("", "\"", ""),
    ("", "1 000 ", ""),
    ("", "1-", ""),
    ("", "--", ""),
    ("", ".", ""),
    ("", "1", ""),
    ("", "\u{ad}", ""),
    ("", "a\u{301}", ""),
    ("", "[#]: x\n", ""),
    ("", "[a#]\n", ""),
    ("", "~~a", ""),
    ("", "- [ ] a\n", ""),
];

const FRONT_MATTER: &[(&str, &str, &str)] = &[
    ("a: ", "[", ""),
    ("a: ", "{b: ", ""),
    ("", "a#: b\n", ""),
    ("", "a: b\n", ""),
    ("taggar: [", "a#, ", "]\n"),
    ("titel: ", "a", "\n"),
    ("titel: \"", "a", "\n"),
    ("aliases:\n", "  - /a#/\n", ""),
    ("händelser:\n", "  - {titel: a, datum: 2025-01-24, källa: F}\n", ""),
    ("mål:\n", "  - a\n", ""),
    ("", "\t\n", ""),
    ("", "- ", ""),
    ("", "&a ", ""),
    ("", "# a\n", ""),
    ("", "# tysta S004: a\n", ""),
    ("", "# tysta S004: a\ningress: samt\n", ""),
];

fn repeated((before, again, after): (&str, &str, &str), length: usize) -> String {
    // A multiple of sixteen: the length decides which site the text is read in and what more is
    // asked of it, and both lengths are to be treated the same.
    let times = length / again.len() / 16 * 16;
    let middle = (0..times).map(|time| again.replace('#', &time.to_string()));
    format!("{before}{}{after}", middle.collect::<String>())
}

/// The shortest of a few times: the machine may have other things to do.
fn time(run: &dyn Fn(&str), text: &str) -> Duration {
    let once = || {
        let start = Instant::now();
        run(text);
        start.elapsed()
    };
    (0..2).map(|_| once()).min().expect("some")
}

/// What takes more than three times as long for twice the length, again and again.
fn slow(run: &dyn Fn(&str), pattern: (&str, &str, &str), length: usize) -> Option<String> {
    let (short, long) = (repeated(pattern, length), repeated(pattern, 2 * length));
    let mut said = None;
    // What is quadratic takes four times as long every time; a busy machine does not.
    for _ in 0..8 {
        let (first, second) = (time(run, &short), time(run, &long));
        if second < first * 3 || second < Duration::from_millis(150) {
            return None;
        }
        said = Some(format!("{pattern:?}: {first:?}, {second:?}"));
    }
    said
}

/// Running text, for the rules of language.
const LANGUAGE: &[(&str, &str, &str)] = &[
    ("", "a", ""),
    ("", "å", ""),
    ("", "ordets", ""),
    ("", "Ord. ", ""),
    ("", "ord ", ""),
    ("", "samt ", ""),
    ("A och ", "samt ", ""),
    ("", "samt och. ", ""),
    ("", "med avseende ", ""),
    ("", "bl.a. ", ""),
    ("", "”samt ", ""),
    ("", "*samt _avser ", ""),
    ("", "**a *b ", ""),
    ("", "och/eller ", ""),
    ("", "a/", ""),
    ("", "i/av/", ""),
    ("", "24/1-25 ", ""),
    ("", "1/", ""),
    ("", "260123 ", ""),
    ("", "3 nov ", ""),
    ("", "januari-", ""),
    ("", "5.900.000 ", ""),
    ("", "1000000 kronor ", ""),
    ("", "måndag 24 januari 2025 ", ""),
    ("", "SIP ", ""),
    ("", "SIP och ", ""),
    ("", "S#P ", ""),
    ("", "VIKTIGT ATT VETA ", ""),
    ("", "succesiv ", ""),
    ("", "fel#stavt ", ""),
    ("", "Felstavning. ", ""),
    ("", "i nom ", ""),
    ("", "ord- ", ""),
    ("", "-ord", ""),
    ("", "testverksamhet ", ""),
    ("", "`a`samt ", ""),
    ("", "the of and ", ""),
    ("", "samt\n", ""),
    ("", "samt\n\n", ""),
    ("", "- samt\n", ""),
    ("", "| samt |\n|---|\n\n", ""),
    ("", "## Samt\n\nSamt.\n\n", ""),
    ("", "<b>samt</b> ", ""),
    ("", "<i lang=\"en\">felstavt ", ""),
    ("", "( ”", ""),
    ("", "i år. ", ""),
    ("", "... ", ""),
    ("", "\u{a0}", ""),
    ("", "<!-- tysta S004: a -->\n", ""),
    ("", "<!-- tysta S004: a -->\n\nsamt\n\n", ""),
    ("", "samt <!-- tysta S004: a -->\n", ""),
];

/// The rules of language read a text as long as a book, and take no longer for each line of it
/// than for a page's.
#[test]
fn twice_the_words_take_twice_the_time() {
    always::language("Ett felstavt ord.");
    let slow: Vec<String> = LANGUAGE
        .iter()
        .filter_map(|pattern| slow(&always::language, *pattern, 2 * LENGTH))
        .collect();
    assert!(slow.is_empty(), "\n{}", slow.join("\n"));
}

#[test]
fn twice_the_text_takes_twice_the_time() {
    always::components("x");
    let bodies = BODIES.iter().filter_map(|pattern| slow(&always::components, *pattern, LENGTH));
    let front = |yaml: &str| always::front_matter(&format!("---\n{yaml}\n---\n"));
    let front = FRONT_MATTER.iter().filter_map(|pattern| slow(&front, *pattern, LENGTH / 4));
    let slow: Vec<String> = bodies.chain(front).collect();
    assert!(slow.is_empty(), "\n{}", slow.join("\n"));
}

/// Long enough for what grows too fast to be seen.
const LENGTH: usize = 24_000;
