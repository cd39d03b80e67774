//! What the preview says of a page beside it: fresh, found while nobody waits, told alone, and
//! nothing of this machine to anybody else.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, load};
use delwebb::source::Source;
use support::Temp;
use support::preview::{MOMENT, Preview, SOON};

fn site(name: &str) -> Temp {
    let temp = Temp::new(name);
    temp.write("content/site.yaml", "titel: Plats\nadress: \"https://exempel.se/\"\n");
    temp.write("content/index.md", "---\ntitel: Start\n---\nHej. [Om](/om/)\n");
    temp.write("content/om/index.md", "---\ntitel: Om\n---\n\nFörsta texten.\n");
    temp.write("content/annat.md", "---\ntitel: Annat\n---\nAnnan text.\n");
    temp
}

fn om(temp: &Temp, front: &str, text: &str) {
    fs::write(temp.join("content/om/index.md"), format!("---\ntitel: Om\n{front}---\n\n{text}\n"))
        .expect("save");
}

fn said(preview: &Preview, page: &str) -> String {
    preview.get(&format!("/_delwebb/fynd?sida={page}")).text()
}

#[test]
fn what_is_said_is_of_what_was_saved_before_it_was_asked() {
    let temp = site("overlay-fresh");
    let preview = Preview::of(&temp.0, &[]);
    assert!(said(&preview, "/om/").contains("Inget att åtgärda"));
    for n in 0..20 {
        om(&temp, "", &format!("[x](borta-{n}.md)"));
        let text = said(&preview, "/om/");
        assert!(text.contains(&format!("borta-{n}.md")), "{n}: {text}");
        assert!(text.contains("1 fel") && text.contains("rad 5"), "{text}");
        let site = preview.get("/_delwebb/").text();
        assert!(site.contains(&format!("borta-{n}.md")), "{n}: {site}");
        om(&temp, "", "Väl.");
        assert!(said(&preview, "/om/").contains("Inget att åtgärda"), "{n}");
    }
}

#[test]
fn findings_are_told_without_the_page_and_to_nobody_else() {
    let temp = site("overlay-told");
    let preview = Preview::of(&temp.0, &[]);
    let _ = said(&preview, "/om/");
    let (mut om_page, mut other) = (preview.listen("/om/"), preview.listen("/annat/"));
    let _ = (om_page.until("event: fynd", MOMENT), other.until("event: fynd", MOMENT));
    om(&temp, "nästa_granskning: 2025-11\n", "Första texten.");
    assert!(om_page.until("event: fynd", SOON).is_some(), "it is past its review");
    assert!(other.until("event: fynd", MOMENT).is_none(), "the other page is as it was");
}

#[test]
fn drafts_scheduled_pages_and_what_stands_where_are_told() {
    let temp = site("overlay-states");
    temp.write("content/sen.md", "---\ntitel: Sen\npubliceras: 2026-03-01\n---\nSen.\n");
    om(&temp, "utkast: ja\n", "## Rubrik\n\nEtt ord till. [Start](/)");
    let preview = Preview::of(&temp.0, &[]);
    let text = said(&preview, "/om/");
    for words in ["Utkast: rad 3", "LIX", "2 ut, 1 in", "webbplatskartan"] {
        let words = if words == "2 ut, 1 in" { "1 ut, 1 in" } else { words };
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(preview.get("/sen/").status, 404);
    assert!(said(&preview, "/sen/").contains("visas först 1 mars 2026"));
    let english = Preview::of(&temp.0, &["--lang", "en"]);
    assert!(said(&english, "/om/").contains("Draft: line 3 says utkast: ja"));
}

#[test]
fn only_who_sits_at_the_machine_is_told_where_files_lie() {
    let temp = site("overlay-paths");
    let folder = temp.0.to_string_lossy().into_owned();
    let preview = Preview::of(&temp.0, &[]);
    let ask = |headers: &str| preview.ask("GET", "/_delwebb/fynd?sida=/om/", headers).text();
    assert!(ask("").contains(&format!("vscode://file{folder}/content/om/index.md:{{line}}")));
    for header in ["X-Forwarded-For: 192.0.2.1", "Forwarded: for=192.0.2.1", "Via: 1.1 proxy"] {
        assert!(!ask(&format!("{header}\r\n")).contains(&folder), "{header}");
    }
    assert!(!preview.get("/om/").text().contains(&folder), "not in the page");
    let named = Preview::of(&temp.0, &["--base-url", "https://exempel.se/"]);
    let port = named.port;
    let head = format!(
        "GET /_delwebb/fynd?sida=/om/ HTTP/1.1\r\nHost: exempel.se:{port}\r\nConnection: close\r\n\r\n"
    );
    let text = String::from_utf8_lossy(&named.raw(head.as_bytes())).into_owned();
    assert!(text.contains("data-fil=\"content/om/index.md\"") && !text.contains(&folder), "{text}");
    let copied = Preview::of(&temp.0, &["--editor", "copy"]);
    assert!(!said(&copied, "/om/").contains(&folder), "not when it is not asked for");
    let other = Preview::of(&temp.0, &["--editor", "x://o?f={file}&l={line}"]);
    assert!(said(&other, "/om/").contains(&format!("x://o?f={folder}/content/om/index.md&amp;l=")));
}

#[test]
fn blocks_say_their_lines_and_nothing_else_is_changed() {
    let temp = site("overlay-marks");
    om(
        &temp,
        "",
        "Ett.[^a]\n\n- två\n- [x] tre\n\n  mer\n\n| a | b |\n|---|---|\n| c | d |\n\n```sh\nls\n```\n\n\
         ![b](b.gif \"Bildtext\")\n\n:::faktaruta {titel=\"T\"}\nInuti.\n:::\n\n> citat\n\n[^a]: Not.\n",
    );
    temp.write("content/om/b.gif", "x");
    let preview = Preview::of(&temp.0, &[]);
    let page = preview.get("/om/");
    let text = page.text();
    for (line, words) in [
        (5, "<p data-delwebb-rad=\"5\">Ett."),
        (7, "<li data-delwebb-rad=\"7\">"),
        (10, "<p data-delwebb-rad=\"10\">mer"),
        (12, "<tr data-delwebb-rad=\"12\"><th"),
        (14, "<tr data-delwebb-rad=\"14\"><td"),
        (20, "<figure data-delwebb-rad=\"20\">"),
        (23, "<p data-delwebb-rad=\"23\">Inuti."),
        (28, "<p data-delwebb-rad=\"28\">Not."),
    ] {
        assert!(text.contains(words), "line {line}: {text}");
    }
    let built = support::delwebb(&temp.0, &["build", "--now", "2026-01-24", "--drafts"]);
    assert!(built.status.success(), "{}", support::err(&built));
    let made = fs::read(temp.join("public/om/index.html")).expect("a page");
    assert!(page.as_built() == made, "another page than the built one");
    assert!(!String::from_utf8_lossy(&made).contains("data-delwebb"), "marks in a build");
}

#[test]
fn what_only_finished_pages_show_is_found_too() {
    let temp = site("overlay-finished");
    temp.write("content/site.yaml", "titel: Plats\nadress: \"https://exempel.se/\"\ntema: eget\n");
    temp.write("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n");
    let template = |heading: &str| {
        format!(
            "<!doctype html>\n<html lang=\"sv\">\n<head><title>A</title></head>\n<body><main>{heading}{{{{ page.body | safe }}}}</main></body>\n</html>\n"
        )
    };
    temp.write("themes/eget/templates/sida.html", template("<h1>A</h1><h1>B</h1>"));
    let preview = Preview::of(&temp.0, &[]);
    let seen = |wanted: bool| {
        let end = Instant::now() + SOON;
        loop {
            let site = preview.get("/_delwebb/").text();
            if site.contains("X001") == wanted {
                return true;
            }
            if Instant::now() > end {
                return false;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    assert!(seen(true), "two main headings");
    fs::write(temp.join("themes/eget/templates/sida.html"), template("<h1>A</h1>")).expect("save");
    assert!(seen(false), "mended");
}

#[test]
fn a_check_that_is_not_needed_any_more_ends_at_once() {
    let pages = (0..1500).map(|n| {
        let text =
            format!("---\ntitel: Sida {n}\n---\n\nText [ett](sida-{}.md), [två](x.md).\n", n / 2);
        (format!("content/sida-{n}.md"), text)
    });
    let settings = ("content/site.yaml".to_owned(), "titel: Plats\n".to_owned());
    let source = Source::from_memory(pages.chain([settings]));
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::Shown };
    let site = load(source, &Options { link, theme: None, base_url: None, strict: false });
    // How often it looks whether it is needed.
    let looks = AtomicUsize::new(0);
    let look = || looks.fetch_add(1, Ordering::SeqCst);
    let whole = site.check_content_until(&|| {
        look();
        false
    });
    assert!(whole.is_some_and(|found| found.len() > 1500));
    let all = looks.swap(0, Ordering::SeqCst);
    assert!(all > 10 * 1500, "{all}: not within rules");
    // Wherever it is when a save comes.
    for part in 1..6 {
        let due = all * part / 8;
        assert!(site.check_content_until(&|| look() > due).is_none());
        let late = looks.swap(0, Ordering::SeqCst) - due;
        assert!(late < 500, "{part}: went on for {late} pages of {all}");
    }
}
