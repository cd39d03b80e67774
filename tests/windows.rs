//! What holds on Windows and macOS, as tables: names, lengths, paths that are the same file,
//! paths as they are shown, what the system answers. Pure, so that every machine tries them.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

use std::cell::{Cell, RefCell};
use std::io;
use std::path::Path;
use std::time::Duration;

use delwebb::base::windows::{
    LONGEST_PATH, NameFault, cause, is_device, is_passing, is_too_long, name_fault, patiently,
    shown,
};
use delwebb::base::{Diagnostic, Failure, Lang, OutPath, Text};
use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, load};
use delwebb::source::Source;

const DEVICES: &[&str] = &[
    "con",
    "CON",
    "Con",
    "prn",
    "aux",
    "nul",
    "NUL",
    "com1",
    "COM9",
    "lpt1",
    "LPT9",
    "com0",
    "lpt0",
    "com¹",
    "COM²",
    "com³",
    "lpt¹",
    "LPT²",
    "lpt³",
    "CONIN$",
    "conout$",
    "con.txt",
    "CON.tar.gz",
    "nul.",
    "nul .txt",
    "aux   ",
    "com1.html",
    "LPT³.md",
    "con.",
];
const NO_DEVICES: &[&str] = &[
    "",
    "co",
    "conn",
    "console",
    "con-sida",
    "con1",
    "icon",
    "com",
    "com10",
    "com1a",
    "com⁴",
    "lpt",
    "lpt12",
    "xcom1",
    "nulla",
    "auxiliary",
    ".con",
    "a.con",
    "con_",
    "cön",
    "çon",
    "prn1",
    "clock",
    "com１",
    "com٣",
];

#[test]
fn devices_have_their_names_with_any_ending() {
    for name in DEVICES {
        assert!(is_device(name), "{name:?}");
        assert!(name_fault(name).is_some(), "{name:?}");
    }
    for name in NO_DEVICES {
        assert!(!is_device(name), "{name:?}");
    }
}

#[test]
fn a_name_that_some_machine_does_not_take_has_its_fault() {
    use NameFault::{Device, Ending, Sign, TooLong};
    let long = "a".repeat(256);
    let wide = "å".repeat(128);
    let table: &[(&str, Option<NameFault>)] = &[
        ("sida.md", None),
        (".well-known", None),
        ("å ä ö.pdf", None),
        ("a..b", None),
        ("-", None),
        ("~", None),
        (" inledande", None),
        ("💡.png", None),
        ("a;b,c=d&e@f#g%h'i!j(k)[l]{m}^n`o+p$q", None),
        (&long[..255], None),
        (&wide[..254], None),
        (&long, Some(TooLong)),
        (&wide, Some(TooLong)),
        ("", Some(Ending)),
        (".", Some(Ending)),
        ("..", Some(Ending)),
        ("...", Some(Ending)),
        ("sida.", Some(Ending)),
        ("sida ", Some(Ending)),
        ("sida. .", Some(Ending)),
        ("nul.txt", Some(Device)),
        ("a<b", Some(Sign('<'))),
        ("a>b", Some(Sign('>'))),
        ("c:", Some(Sign(':'))),
        ("sida:ström", Some(Sign(':'))),
        ("a\"b", Some(Sign('"'))),
        ("a/b", Some(Sign('/'))),
        ("a\\b", Some(Sign('\\'))),
        ("a|b", Some(Sign('|'))),
        ("vad?", Some(Sign('?'))),
        ("*", Some(Sign('*'))),
        ("a\nb", Some(Sign('\n'))),
        ("a\0", Some(Sign('\0'))),
        ("\u{1b}[2J", Some(Sign('\u{1b}'))),
        ("\u{7f}", Some(Sign('\u{7f}'))),
        ("\u{9b}", Some(Sign('\u{9b}'))),
        ("\\\\?\\C:", Some(Sign('\\'))),
    ];
    for (name, fault) in table {
        assert_eq!(name_fault(name), *fault, "{name:?}");
    }
}

#[test]
fn a_path_is_measured_as_windows_does() {
    assert!(!is_too_long(&"a".repeat(LONGEST_PATH)));
    assert!(is_too_long(&"a".repeat(LONGEST_PATH + 1)));
    // Two bytes, one unit; and a sign that is two units.
    assert!(!is_too_long(&"å".repeat(LONGEST_PATH)));
    assert!(is_too_long(&"💡".repeat(LONGEST_PATH / 2 + 1)));
    assert!(LONGEST_PATH < 260 - "C:\\Users\\fornamn.efternamn\\Documents\\webb\\".len());
}

#[test]
fn paths_that_are_one_file_on_some_disk_are_the_same() {
    let same: &[(&str, &str)] = &[
        ("Bild.PNG", "bild.png"),
        ("å.pdf", "a\u{30a}.pdf"),
        ("Å.pdf", "a\u{30a}.pdf"),
        ("ÅÄÖ/x", "åäö/X"),
        ("straße", "STRASSE"),
        ("ﬁl.pdf", "FIL.pdf"),
        ("ΟΔΟΣ", "οδος"),
        ("οδοσ", "οδος"),
        ("ſida", "sida"),
        ("K.txt", "k.txt"),
        ("Ω", "ω"),
        ("ǅ", "ǆ"),
        ("é", "E\u{301}"),
        ("１.txt", "1.txt"),
        ("ŉ", "ʼn"),
        ("ΐ", "Ϊ\u{301}"),
    ];
    let folded = |path: &str| OutPath::new(path).expect("a path").folded();
    for (one, other) in same {
        assert_eq!(folded(one), folded(other), "{one} and {other}");
        assert_eq!(folded(one), folded(&folded(one)), "{one}: folded twice");
    }
    let apart: &[(&str, &str)] =
        &[("a", "å"), ("o", "ö"), ("a/b", "ab"), ("a-b", "a_b"), ("bild1", "bild2"), ("x.md", "x")];
    for (one, other) in apart {
        assert_ne!(folded(one), folded(other), "{one} and {other}");
    }
}

#[test]
fn the_long_form_of_a_path_is_never_shown() {
    let table = [
        (r"\\?\C:\webb\content\om.md", r"C:\webb\content\om.md"),
        (r"\\?\UNC\server\delad\webb", r"\\server\delad\webb"),
        (r"\\server\delad\webb", r"\\server\delad\webb"),
        (r"C:\webb", r"C:\webb"),
        ("/home/webb", "/home/webb"),
        ("", ""),
    ];
    for (path, wanted) in table {
        assert_eq!(shown(path), wanted);
        let failure = Failure::new(Text::fixed("Kan inte läsa", "Cannot read")).at(Path::new(path));
        for lang in [Lang::Sv, Lang::En] {
            assert!(!failure.words(lang).contains(r"\\?\"), "{path}");
        }
    }
    let failure = Failure::new(Text::fixed("a", "a")).at(Path::new("x\u{1b}[2J\ny\u{202e}"));
    assert_eq!(failure.words(Lang::Sv), "a: x\u{fffd}[2J\u{fffd}y\u{fffd}");
}

#[test]
fn what_windows_answers_is_said_in_words() {
    let table = [
        (32, "annat program"),
        (33, "annat program"),
        (1224, "annat program"),
        (206, "för lång"),
        (111, "för lång"),
        (123, "inget heta"),
        (161, "inget heta"),
        (267, "inget heta"),
        (1314, "länkar"),
    ];
    for (code, word) in table {
        let (why, what) = cause(code).expect("words");
        assert!(why.sv.contains(word), "{code}: {}", why.sv);
        assert!(!why.en.is_empty() && !what.sv.is_empty() && !what.en.is_empty(), "{code}");
    }
    // Those that the kind of error says already.
    for code in [0, 2, 3, 5, 80, 112, 183] {
        assert_eq!(cause(code), None, "{code}");
    }
}

#[test]
fn what_passes_on_windows_is_tried_again_and_nothing_else() {
    let (calls, waited) = (Cell::new(0), RefCell::new(Duration::ZERO));
    let run = |is_windows: bool, code: i32, fails: u32| {
        calls.set(0);
        *waited.borrow_mut() = Duration::ZERO;
        let call = || {
            calls.set(calls.get() + 1);
            if calls.get() <= fails {
                Err(io::Error::from_raw_os_error(code))
            } else {
                Ok(calls.get())
            }
        };
        let done = patiently(is_windows, |pause| *waited.borrow_mut() += pause, call);
        (done.map_err(|error| error.raw_os_error()), calls.get())
    };
    for code in [5, 32, 33] {
        assert!(is_passing(code));
        assert_eq!(run(true, code, 0), (Ok(1), 1));
        assert_eq!(run(true, code, 3), (Ok(4), 4));
        assert_eq!(run(true, code, 6), (Ok(7), 7));
        assert_eq!(run(true, code, 99), (Err(Some(code)), 7), "gives up");
        assert!(*waited.borrow() < Duration::from_secs(1), "too long to wait");
        assert_eq!(run(false, code, 1), (Err(Some(code)), 1), "elsewhere it is no passing thing");
    }
    for code in [2, 3, 17, 112, 183] {
        assert!(!is_passing(code));
        assert_eq!(run(true, code, 1), (Err(Some(code)), 1));
    }
}

// ---------------------------------------------------------------- in a site

fn check(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let base = [
        ("content/site.yaml", "titel: A\nadress: \"https://exempel.se/\"\n"),
        ("content/index.md", "---\ntitel: A\n---\n"),
    ];
    let own = files.iter().map(|(path, _)| *path);
    let own: Vec<&str> = own.collect();
    let base = base.into_iter().filter(|(path, _)| !own.contains(path));
    let link = LinkOptions {
        now: "2026-01-24T08:00:00Z".parse().expect("a time"),
        drafts: Drafts::LeftOut,
    };
    let options = Options { link, theme: None, base_url: None, strict: false };
    load(Source::from_memory(base.chain(files.iter().copied())), &options).check()
}

/// The errors of a site: code and file.
fn errors(files: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    let found = check(files).into_iter();
    let found = found.filter(|found| found.severity == delwebb::base::Severity::Error);
    found.map(|found| (found.code, found.place.file.to_string())).collect()
}

#[test]
fn every_name_in_a_site_is_held_against_the_rules() {
    const PAGE: &str = "---\ntitel: Prov\n---\n";
    let long = format!("content/static/{}/{}.txt", "a".repeat(120), "b".repeat(120));
    let table: &[(&str, &str)] = &[
        ("content/om/con.md", PAGE),
        ("content/om/aux/index.md", PAGE),
        ("content/nul/sida.md", PAGE),
        ("content/om/Cön.md", PAGE),
        ("content/static/COM¹.txt", "x"),
        ("content/static/lpt1.pdf", "x"),
        ("content/static/bild.", "x"),
        ("content/static/mapp /bild.png", "x"),
        ("content/static/vad?.txt", "x"),
        ("content/om/bild:1.png", "x"),
        ("themes/eget/assets/prn.css", "a{}"),
        (&long, "x"),
    ];
    for (path, text) in table {
        let found = errors(&[(path, text)]);
        assert_eq!(found, [("F005", (*path).to_owned())], "{path}");
    }
    // One folder is one mistake; and the words of terms, ids and taxonomies become folders too.
    let pages = [("content/static/con/a.txt", "x"), ("content/static/con/b.txt", "x")];
    assert_eq!(errors(&pages).len(), 1);
    let tag = ("content/om/a.md", "---\ntitel: Prov\ntaggar: [Aux]\n---\n");
    assert_eq!(errors(&[tag]), [("F005", "content/om/a.md".to_owned())]);
    let id = ("content/register/grupper.yaml", "- {id: nul, namn: G}\n");
    assert_eq!(errors(&[id]), [("F005", "content/register/grupper.yaml".to_owned())]);
    let settings = (
        "content/site.yaml",
        "titel: A\nadress: \"https://exempel.se/\"\ntaxonomier: [{nyckel: con, titel: T}]\n",
    );
    let page = ("content/om/a.md", "---\ntitel: Prov\ncon: [x]\n---\n");
    assert_eq!(errors(&[settings, page])[0], ("F005", "content/site.yaml".to_owned()));
    let alias = ("content/om/a.md", "---\ntitel: Prov\naliases: [/con/, /om/nul.html]\n---\n");
    assert_eq!(
        errors(&[alias]),
        [("A002", "content/om/a.md".to_owned()), ("A002", "content/om/a.md".to_owned())]
    );
}

#[test]
fn names_that_are_one_file_elsewhere_are_an_error_that_names_both() {
    for (one, other) in [
        ("content/static/Bild.png", "content/static/bild.png"),
        ("content/static/STRASSE.txt", "content/static/straße.txt"),
        ("content/static/A/x.txt", "content/static/a/X.txt"),
        ("content/static/ΟΔΟΣ.txt", "content/static/οδος.txt"),
        ("content/om/Prov.md", "content/om/prov.md"),
    ] {
        let text = if one.ends_with(".md") { "---\ntitel: Prov\n---\n" } else { "x" };
        let found = check(&[(one, text), (other, text)]);
        let found: Vec<_> = found.iter().filter(|found| found.code == "A001").collect();
        assert_eq!(found.len(), 1, "{one} and {other}");
        let named = [&found[0].place.file, &found[0].related[0].place.file];
        assert!(named.iter().any(|file| file.as_str() == one), "{one} and {other}: {named:?}");
        assert!(named.iter().any(|file| file.as_str() == other), "{one} and {other}: {named:?}");
    }
}
