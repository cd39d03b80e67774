//! `delwebb explain`: every rule says what, why, how it goes wrong and how it should be; and
//! shells complete what may be typed.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::process::Command;

use delwebb::base::Lang;
use delwebb::check::{Example, RULES};
use delwebb::manual::{explain, makeable, rule_named, topics};
use delwebb::present::Colour;
use rayon::prelude::*;

use support::{Temp, delwebb, out};

#[test]
fn every_rule_is_explained_in_both_languages() {
    RULES.par_iter().for_each(|rule| {
        for lang in [Lang::Sv, Lang::En] {
            let said = explain(rule, lang, Colour::Off);
            for part in [rule.code, rule.name, rule.title.get(lang), rule.why.get(lang)] {
                assert!(said.contains(part), "{}: {part}\n{said}", rule.code);
            }
            // What the program really says of the bad example, excerpt and all.
            let finding = format!("{}[{}]: ", rule.severity.label().get(lang), rule.code);
            assert!(said.contains(&finding), "{}: {said}", rule.code);
            assert!(said.contains("╭▸ "), "{}: {said}", rule.code);
            assert!(!said.contains(['«', '»']), "{}: marks are for the tests", rule.code);
            let (bad, good) = match lang {
                Lang::Sv => ("Så här blir det fel:", "Så här är det rätt:"),
                Lang::En => ("How it goes wrong:", "How it should be:"),
            };
            let (_, rest) = said.split_once(bad).expect("a bad example");
            let (wrong, right) = rest.split_once(good).expect("a good example");
            assert!(wrong.lines().count() > 4 && right.lines().count() > 2, "{}", rule.code);
            if let Example::Made(_, words) = &rule.bad {
                assert!(wrong.contains(words.get(lang)), "{}", rule.code);
                assert_ne!(words.sv, words.en, "{}", rule.code);
            }
        }
    });
}

#[test]
fn a_rule_is_found_by_code_and_name_in_any_case_and_what_was_meant_is_said() {
    for rule in RULES {
        for word in [rule.code, rule.name, &rule.code.to_lowercase(), &rule.name.to_uppercase()] {
            assert_eq!(rule_named(word).map(|found| found.code), Ok(rule.code), "{word}");
        }
    }
    let meant = |word: &str| rule_named(word).map(|rule| rule.code).unwrap_err();
    assert_eq!(meant("y3"), Some("Y003"));
    assert_eq!(meant("Y03"), Some("Y003"));
    assert_eq!(meant("unknown-kye"), Some("unknown-key"));
    assert_eq!(meant("något helt annat"), None);
    assert_eq!(meant(""), None);
}

#[test]
fn all_explains_all() {
    let temp = Temp::new("explain-all");
    let printed = out(&delwebb(&temp.0, &["explain", "--all"]));
    RULES.par_iter().for_each(|rule| {
        assert!(printed.contains(&explain(rule, Lang::Sv, Colour::Off)), "{}", rule.code);
    });
}

/// The words that bash offers for the last of `words`.
fn completed(words: &[&str]) -> Option<Vec<String>> {
    let temp = Temp::new("completions");
    let script = out(&delwebb(&temp.0, &["completions", "bash"]));
    let file = temp.write("delwebb.bash", script);
    let last = words.len() - 1;
    let typed = words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
    let (word, before) = (words[last], words[last - 1]);
    // As bash does when tab is pressed.
    let line = format!(
        "source {}; complete -p delwebb >/dev/null || exit 3; COMP_WORDS=({typed}); COMP_CWORD={last}; \
         _delwebb delwebb '{word}' '{before}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        file.display()
    );
    let run = Command::new("bash").args(["--norc", "-c", &line]).env("LC_ALL", "C.UTF-8").output();
    let run = run.ok()?;
    assert!(run.status.success(), "{}", support::err(&run));
    Some(out(&run).lines().map(str::to_owned).collect())
}

#[test]
fn bash_completes_commands_kinds_codes_and_names() {
    // Where there is no bash, nobody completes in it.
    let Some(commands) = completed(&["delwebb", ""]) else { return };
    for command in ["new", "check", "build", "explain", "init", "schema", "completions"] {
        assert!(commands.iter().any(|word| word == command), "{command}: {commands:?}");
    }
    let offered = |words: &[&str]| completed(words).expect("bash");
    let kinds = offered(&["delwebb", "new", ""]);
    for kind in makeable() {
        assert!(kinds.iter().any(|word| word == kind.new[0]), "{kinds:?}");
    }
    assert_eq!(offered(&["delwebb", "new", "ny"]), ["nyhet"]);
    let codes = offered(&["delwebb", "explain", "Y"]);
    let own = RULES.iter().map(|rule| rule.code).filter(|code| code.starts_with('Y'));
    assert_eq!(codes, own.collect::<Vec<_>>());
    let names = offered(&["delwebb", "schema", ""]);
    for topic in topics() {
        assert!(names.contains(&topic.name()), "{}: {names:?}", topic.name());
    }
    assert_eq!(offered(&["delwebb", "check", "--format", "j"]), ["json"]);
}

#[test]
fn every_shell_has_its_script() {
    let temp = Temp::new("shells");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = out(&delwebb(&temp.0, &["completions", shell]));
        for word in ["delwebb", "new", "explain"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        // The others complete commands and options only.
        if matches!(shell, "bash" | "zsh") {
            assert!(script.contains("händelse") && script.contains("Y003"), "{shell}");
        }
    }
}
