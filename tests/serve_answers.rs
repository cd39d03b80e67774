//! What the preview answers is what a build writes, also with other options; every file has its
//! content type; it ends when it is told to, and leaves nothing behind.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use support::preview::Preview;
use support::{Temp, delwebb, err, repository, tree};

/// Serves and builds the real site with `options`, below `base`, and compares every file.
fn is_as_built(name: &str, options: &[&str], base: &str) {
    let temp = Temp::new(name);
    let out = temp.join("ut");
    let drafts = if options.contains(&"--no-drafts") { &[][..] } else { &["--drafts"] };
    let both = options.iter().filter(|option| **option != "--no-drafts");
    let build: Vec<&str> = ["build", "--now", "2026-01-24", "--out", &out.to_string_lossy()]
        .into_iter()
        .chain(drafts.iter().copied())
        .chain(both.copied())
        .map(|word| &*word.to_owned().leak())
        .collect();
    let built = delwebb(repository(), &build);
    assert!(built.status.success(), "{}", err(&built));
    let preview = Preview::of(repository(), options);
    let mut pages = 0;
    for (path, bytes) in tree(&out) {
        if path == ".delwebb-manifest.json" {
            continue;
        }
        let address = path.strip_suffix("index.html").unwrap_or(&path);
        let answer = preview.get(&format!("{base}/{}", encoded(address)));
        assert!(matches!(answer.status, 200 | 302), "{path}: {}", answer.head);
        assert!(answer.as_built() == bytes, "{path} is another");
        let kind = answer.header("Content-Type").expect("a content type");
        assert_ne!(kind, "application/octet-stream", "{path}");
        pages += usize::from(path.ends_with(".html"));
    }
    assert!(pages > 50, "{pages} pages");
}

fn encoded(address: &str) -> String {
    let plain = |b: u8| b.is_ascii_graphic() && !matches!(b, b'%' | b'?' | b'#');
    address
        .bytes()
        .map(|b| if plain(b) { char::from(b).into() } else { format!("%{b:02X}") })
        .collect()
}

#[test]
fn without_drafts_below_a_folder_it_is_as_built_too() {
    let options = ["--no-drafts", "--base-url", "https://exempel.se/vard/plan/"];
    is_as_built("serve-base-url", &options, "/vard/plan");
}

#[test]
fn with_another_theme_it_is_as_built_too() {
    is_as_built("serve-theme", &["--theme", "spang"], "");
}

#[test]
fn drafts_are_shown_unless_they_are_not_asked_for() {
    let temp = small("serve-drafts");
    temp.write("content/utkast.md", "---\ntitel: Utkast\nutkast: ja\n---\nText.\n");
    assert_eq!(Preview::of(&temp.0, &[]).get("/utkast/").status, 200);
    assert_eq!(Preview::of(&temp.0, &["--no-drafts"]).get("/utkast/").status, 404);
}

fn small(name: &str) -> Temp {
    let temp = Temp::new(name);
    temp.write("content/site.yaml", "titel: Plats\nadress: \"https://exempel.se/\"\n");
    temp.write("content/index.md", "---\ntitel: Start\n---\nHej.\n");
    temp.write("content/om/index.md", "---\ntitel: Om\naliases: [/gammal/]\n---\nText.\n");
    temp
}

#[test]
fn everything_a_site_holds_has_its_content_type() {
    let temp = small("serve-types");
    let types = [
        ("bild.png", "image/png"),
        ("BILD.JPG", "image/jpeg"),
        ("rita.svg", "image/svg+xml"),
        ("dokument med å.pdf", "application/pdf"),
        ("film.mp4", "video/mp4"),
        ("undertext.vtt", "text/vtt; charset=utf-8"),
        ("data.csv", "text/csv; charset=utf-8"),
        ("typsnitt.woff2", "font/woff2"),
        ("modul.mjs", "text/javascript; charset=utf-8"),
        ("kalender.ics", "text/calendar; charset=utf-8"),
        ("blad.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("okänd.xyz", "application/octet-stream"),
        ("utan", "application/octet-stream"),
    ];
    for (name, _) in types {
        temp.write(&format!("content/static/{name}"), "innehåll");
    }
    let preview = Preview::of(&temp.0, &[]);
    for (name, kind) in types {
        let answer = preview.get(&format!("/{}", encoded(name)));
        assert_eq!(answer.header("Content-Type"), Some(kind), "{name}");
        assert_eq!(answer.header("X-Content-Type-Options"), Some("nosniff"), "{name}");
        assert_eq!(answer.text(), "innehåll");
    }
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/sitemap.xml", "application/xml"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ] {
        assert_eq!(preview.get(path).header("Content-Type"), Some(kind), "{path}");
    }
    // As well as of what is not there, and of what leads elsewhere.
    for path in ["/saknas/", "/saknas.png", "/gammal/"] {
        let answer = preview.get(path);
        assert_eq!(answer.header("Content-Type"), Some("text/html; charset=utf-8"), "{path}");
    }
}

#[test]
fn a_known_page_is_not_sent_again_and_a_missing_slash_is_added() {
    let temp = small("serve-known");
    temp.write("content/static/fil.bin", [7; 5000]);
    let preview = Preview::of(&temp.0, &[]);
    for path in ["/om/", "/gammal/", "/saknas/", "/fil.bin"] {
        let answer = preview.get(path);
        let head = preview.ask("HEAD", path, "");
        assert_eq!((head.status, head.body.len()), (answer.status, 0), "{path}");
        assert_eq!(head.header("Content-Length"), answer.header("Content-Length"), "{path}");
        assert_eq!(answer.header("Cache-Control"), Some("no-cache"), "{path}");
    }
    let tag = preview.get("/om/").header("ETag").expect("a tag").to_owned();
    for (known, status) in [
        (tag.clone(), 304),
        (format!("W/{tag}"), 304),
        (format!("\"annan\", {tag}"), 304),
        ("*".to_owned(), 304),
        ("\"annan\"".to_owned(), 200),
        (tag.trim_matches('"').to_owned(), 200),
    ] {
        let answer = preview.ask("GET", "/om/", &format!("If-None-Match: {known}\r\n"));
        assert_eq!(answer.status, status, "{known}");
    }
    for (path, to) in [("/om", "/om/"), ("/om?a=1", "/om/"), ("/gammal", "/gammal/")] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("Location")), (302, Some(to)), "{path}");
    }
    assert_eq!(preview.get("/gammal/").header("Location"), Some("/om/"));
    // A part of a file whose bytes the client does not know, and of none.
    let part = |more: &str| preview.ask("GET", "/fil.bin", &format!("Range: {more}"));
    assert_eq!(part("bytes=0-9\r\n").body.len(), 10);
    assert_eq!(part("bytes=0-9\r\nIf-Range: \"x\"\r\n").body.len(), 5000);
    assert_eq!(part("bytes=-0\r\n").status, 416);
    assert_eq!(part("bytes=-9999\r\n").body.len(), 5000);
    assert_eq!(part("bytes=18446744073709551616-\r\n").status, 200);
    // A picture that was replaced by one of the same length, as a part and as a whole.
    fs::write(temp.join("content/static/fil.bin"), [8; 5000]).expect("save");
    assert_eq!(part("bytes=0-9\r\n").body, [8; 10]);
}

#[test]
#[cfg(unix)]
fn it_ends_at_once_when_it_is_told_to_and_leaves_nothing() {
    let temp = small("serve-end");
    let own = temp.join("tmp");
    fs::create_dir(&own).expect("a folder");
    for signal in ["INT", "TERM"] {
        let mut preview = Preview::with(&temp.0, &[], &[("TMPDIR", &own.to_string_lossy())]);
        let mut listener = preview.listen("/om/");
        let _half = preview.connect();
        let begun = Instant::now();
        let id = preview.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().expect("kill").success());
        assert_eq!(preview.end(Duration::from_secs(5)), Some(0), "{signal}");
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
        assert!(!listener.is_told(Duration::from_secs(1)));
        assert_eq!(fs::read_dir(&own).expect("a folder").count(), 0, "{signal}: something is left");
    }
    assert!(!Path::new(&temp.join("public")).exists());
}

#[test]
fn it_says_where_it_is_and_when_a_port_is_taken() {
    let temp = small("serve-words");
    let first = Preview::of(&temp.0, &[]);
    let port = first.port.to_string();
    let second = Preview::of(&temp.0, &["--port", &port]);
    assert_ne!(first.port, second.port);
    for words in [
        format!("Port {port} är upptagen. Det blev {}.", second.port),
        format!("http://127.0.0.1:{}/", second.port),
        "content/, themes/".to_owned(),
        "Ctrl+C".to_owned(),
    ] {
        assert!(second.greeting.contains(&words), "{words}: {}", second.greeting);
    }
    let refused = delwebb(&temp.0, &["serve", "--host", "203.0.113.7", "--port", "0"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        err(&refused).contains("203.0.113.7") && err(&refused).contains("--host"),
        "{}",
        err(&refused)
    );
}

#[test]
#[cfg(target_os = "linux")]
fn the_browser_is_opened_when_the_preview_answers() {
    use std::os::unix::fs::PermissionsExt;

    let temp = small("serve-open");
    let browser = temp.write("bin/xdg-open", "#!/bin/sh\necho \"$1\" > \"$OPENED\"\n");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("rights");
    let opened = temp.join("opened");
    let path = format!("{}:/usr/bin:/bin", temp.join("bin").display());
    let around = [("PATH", path.as_str()), ("OPENED", &opened.to_string_lossy())];
    let preview = Preview::with(&temp.0, &["--open"], &around);
    let begun = Instant::now();
    while !fs::read_to_string(&opened).is_ok_and(|text| text.ends_with('\n')) {
        assert!(begun.elapsed() < Duration::from_secs(10), "no browser was opened");
        std::thread::sleep(Duration::from_millis(20));
    }
    let address = fs::read_to_string(&opened).expect("an address");
    assert_eq!(address.trim(), format!("http://127.0.0.1:{}/", preview.port));
}
