//! The preview through its front door: what is served is what a build writes, always fresh, to
//! nobody but oneself, and nothing takes it down.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use support::preview::{Answer, MOMENT, Preview, SOON};
use support::{Temp, delwebb, err, repository, tree};

fn site(name: &str) -> Temp {
    let temp = Temp::new(name);
    temp.write("content/site.yaml", "titel: Plats\nadress: \"https://exempel.se/\"\n");
    temp.write("content/index.md", "---\ntitel: Start\n---\nHej.\n");
    temp.write("content/om/index.md", "---\ntitel: Om\n---\nFörsta texten.\n");
    temp.write("content/annat.md", "---\ntitel: Annat\naliases: [/gammal/]\n---\nAnnan text.\n");
    temp.write("content/static/fil.txt", "0123456789");
    temp.write("hemligt.txt", "hemligheten");
    temp
}

fn om(temp: &Temp, text: &str) {
    fs::write(temp.join("content/om/index.md"), format!("---\ntitel: Om\n---\n{text}\n"))
        .expect("save");
}

#[test]
fn what_is_served_is_what_a_build_writes() {
    let temp = Temp::new("serve-same");
    let built = delwebb(
        repository(),
        &["build", "--now", "2026-01-24", "--drafts", "--out", &temp.join("ut").to_string_lossy()],
    );
    assert!(built.status.success(), "{}", err(&built));
    let preview = Preview::of(repository(), &[]);
    let mut pages = 0;
    for (path, bytes) in tree(&temp.join("ut")) {
        if path == ".delwebb-manifest.json" {
            continue;
        }
        let address = path.strip_suffix("index.html").unwrap_or(&path);
        let encoded: String = address
            .bytes()
            .map(|b| if b.is_ascii_graphic() { char::from(b).into() } else { format!("%{b:02X}") })
            .collect();
        let answer = preview.get(&format!("/{encoded}"));
        let is_alias = answer.status == 302;
        assert!(answer.status == 200 || is_alias, "{path}: {}", answer.head);
        assert!(answer.as_built() == bytes, "{path} is another");
        assert_ne!(answer.header("Content-Type"), None, "{path}");
        pages += usize::from(path.ends_with(".html"));
    }
    assert!(pages > 100, "{pages} pages");
}

#[test]
fn nothing_of_the_preview_is_in_a_build_and_nothing_is_written_by_a_preview() {
    let temp = site("serve-writes");
    let before = tree(&temp.0);
    let preview = Preview::of(&temp.0, &[]);
    assert!(preview.get("/").text().contains("_delwebb"));
    om(&temp, "Ny.");
    assert!(preview.get("/om/").text().contains("Ny."));
    drop(preview);
    om(&temp, "Första texten.");
    assert_eq!(tree(&temp.0), before, "something was written");
    let built = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
    assert!(built.status.success(), "{}", err(&built));
    for (path, bytes) in tree(&temp.join("public")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("_delwebb"), "{path}");
    }
}

#[test]
fn a_page_saved_before_it_is_asked_for_is_never_stale() {
    let temp = site("serve-fresh");
    let preview = Preview::of(&temp.0, &[]);
    let path = temp.join("content/om/index.md");
    let text = |n: usize| format!("---\ntitel: Om\n---\nText nummer {n}.\n");
    let beside = temp.join("content/om/.index.md.swp");
    let ways: [&dyn Fn(usize); 6] = [
        &|n| fs::write(&path, text(n)).expect("in place"),
        &|n| {
            fs::write(&beside, text(n)).expect("a new file");
            fs::rename(&beside, &path).expect("moved into place");
        },
        &|n| {
            fs::rename(&path, path.with_extension("md~")).expect("kept");
            fs::write(&path, text(n)).expect("made anew");
        },
        &|n| {
            fs::remove_file(&path).expect("removed");
            fs::write(&path, text(n)).expect("made anew");
        },
        &|n| {
            let mut file = fs::File::create(&path).expect("emptied");
            for part in text(n).as_bytes().chunks(7) {
                file.write_all(part).expect("a part");
                thread::sleep(Duration::from_millis(2));
            }
        },
        &|n| {
            fs::write(temp.join("utanfor.md"), text(n)).expect("elsewhere");
            fs::rename(temp.join("utanfor.md"), &path).expect("moved here");
        },
    ];
    for n in 0..60 {
        ways[n % ways.len()](n);
        let answer = preview.get("/om/");
        assert!(answer.text().contains(&format!("Text nummer {n}.")), "way {}", n % ways.len());
    }
}

#[test]
fn everything_a_site_is_made_of_is_followed() {
    let temp = site("serve-inputs");
    let preview = Preview::of(&temp.0, &[]);
    temp.write("content/site.yaml", "titel: Ny plats\nadress: \"https://exempel.se/\"\n");
    assert!(preview.get("/").text().contains("Ny plats"), "settings");
    temp.write("content/nyheter/2026/ett/index.md", "---\ntitel: Ett\ndatum: 2026-01-02\n---\n.\n");
    assert_eq!(preview.get("/nyheter/2026/ett/").status, 200, "a page in new folders");
    fs::remove_dir_all(temp.join("content/nyheter")).expect("remove");
    assert_eq!(preview.get("/nyheter/2026/ett/").status, 404, "folders that are gone");
    temp.write("content/static/fil.txt", "abc");
    assert_eq!(preview.get("/fil.txt").text(), "abc", "a static file");
    temp.write("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n");
    let own = |words: &str| format!("<html lang=\"sv\"><body>{words}</body></html>");
    temp.write("themes/eget/templates/sida.html", own("egen mall"));
    temp.write("content/site.yaml", "titel: P\nadress: \"https://exempel.se/\"\ntema: eget\n");
    assert!(preview.get("/om/").text().contains("egen mall"), "a theme");
    temp.write("themes/eget/templates/sida.html", own("{{ finns_inte }}"));
    let broken = preview.get("/annat/");
    assert_eq!(broken.status, 500, "it never was seen well");
    assert!(
        broken.text().contains("themes/eget/templates/sida.html, rad 1, "),
        "{}",
        broken.text()
    );
    assert!(preview.get("/om/").text().contains("egen mall"), "it stays as it was");
    let said = preview.get("/_delwebb/fynd?sida=/om/").text();
    assert!(said.contains("themes/eget/templates/sida.html, rad 1<"), "{said}");
    temp.write("themes/eget/templates/sida.html", own("lagad mall"));
    assert!(preview.get("/om/").text().contains("lagad mall"), "a template");
}

#[test]
fn only_who_looks_at_a_changed_page_is_told() {
    let temp = site("serve-events");
    let preview = Preview::of(&temp.0, &[]);
    let (mut om_page, mut other) = (preview.listen("/om/"), preview.listen("/annat/"));
    om(&temp, "Andra texten.");
    assert!(om_page.is_told(SOON), "the page has changed");
    assert!(!other.is_told(MOMENT), "the other has not");
    // Written again as it is, or only touched.
    om(&temp, "Andra texten.");
    assert!(!om_page.is_told(MOMENT), "nothing has changed");
    // Files of no concern.
    temp.write("content/om/.index.md.swp", "x");
    temp.write("content/om/index.md~", "x");
    temp.write(".git/index", "x");
    temp.write("public/index.html", "x");
    assert!(!om_page.is_told(MOMENT), "nothing of the site has changed");
    om(&temp, "Tredje texten.");
    assert!(om_page.is_told(SOON), "and it still listens");
}

#[test]
fn who_missed_a_change_is_told_when_it_listens_again() {
    let temp = site("serve-missed");
    let preview = Preview::of(&temp.0, &[]);
    let text = preview.get("/om/").text();
    let tag = text.split("data-tag=\"").nth(1).and_then(|rest| rest.split('"').next());
    let path = format!("/om/&har={}", tag.expect("a tag"));
    assert!(!preview.listen(&path).is_told(MOMENT), "it has the page as it is");
    om(&temp, "Medan den var borta.");
    assert!(preview.listen(&path).is_told(SOON), "it has an older page");
}

#[test]
fn other_sites_may_neither_read_nor_listen() {
    let temp = site("serve-guard");
    let preview = Preview::of(&temp.0, &[]);
    let port = preview.port;
    let ask = |host: &str, more: &str, path: &str| {
        let head = format!("GET {path} HTTP/1.1\r\n{host}Connection: close\r\n{more}\r\n");
        Answer::read(&preview.raw(head.as_bytes()))
    };
    for host in [
        format!("Host: 127.0.0.1:{port}\r\n"),
        format!("Host: localhost:{port}\r\n"),
        format!("Host: [::1]:{port}\r\n"),
        "Host: localhost\r\n".to_owned(),
    ] {
        assert_eq!(ask(&host, "", "/").status, 200, "{host}");
    }
    for host in [
        "Host: evil.test\r\n".to_owned(),
        format!("Host: evil.test:{port}\r\n"),
        format!("Host: 127.0.0.1.evil.test:{port}\r\n"),
        "Host: 10.0.0.1\r\n".to_owned(),
        "Host: \r\n".to_owned(),
    ] {
        assert_eq!(ask(&host, "", "/").status, 403, "{host}");
        assert_eq!(ask(&host, "", "/_delwebb/handelser").status, 403, "{host}");
    }
    let own = format!("Host: localhost:{port}\r\n");
    assert_eq!(ask("", "", "/").status, 400, "no host");
    assert_eq!(ask(&format!("{own}{own}"), "", "/").status, 400, "two hosts");
    for origin in ["http://evil.test", "null", "http://1.2.3.4", "http://localhost:1", "https://x"]
    {
        let origin = format!("Origin: {origin}\r\n");
        for path in ["/", "/_delwebb/handelser", "/_delwebb/preview.js"] {
            let answer = ask(&own, &origin, path);
            assert_eq!(answer.status, 403, "{origin} {path}");
            assert_eq!(answer.header("Access-Control-Allow-Origin"), None);
        }
    }
    let cross = "Sec-Fetch-Site: cross-site\r\n";
    assert_eq!(ask(&own, cross, "/_delwebb/handelser").status, 403, "a stream for another site");
    let same = format!("Origin: http://localhost:{port}\r\n");
    assert_eq!(ask(&own, &same, "/").status, 200, "one's own page");
}

#[test]
fn nothing_outside_the_site_can_be_read() {
    let temp = site("serve-outside");
    let mut preview = Preview::of(&temp.0, &[]);
    let dots =
        ["..", "%2e%2e", ".%2e", "%252e%252e", "..;", "....", "%c0%ae%c0%ae", "..%00", "．．"];
    let slashes = ["/", "%2f", "\\", "%5c", "//", "/./", "%252f", "?/", "#/"];
    let files = [
        "hemligt.txt",
        "content/site.yaml",
        "etc/passwd",
        ".git/config",
        "C:/x",
        "content/om/index.md",
    ];
    let mut asked = 0;
    for start in ["/", "//", "/om/", "/_delwebb/", "/assets/", "http://127.0.0.1/"] {
        for dot in dots {
            for slash in slashes {
                for file in files {
                    for depth in [1, 3] {
                        let path =
                            format!("{start}{}{file}", format!("{dot}{slash}").repeat(depth));
                        let text = preview.get(&path).text();
                        assert!(!text.contains("hemligheten"), "{path}");
                        assert!(!text.contains("titel: "), "{path}");
                        assert!(!text.contains("root:"), "{path}");
                        asked += 1;
                    }
                }
            }
        }
    }
    assert!(asked > 5000 && preview.is_alive());
}

#[test]
fn what_two_programs_could_read_in_two_ways_is_refused() {
    let temp = site("serve-heads");
    let mut preview = Preview::of(&temp.0, &[]);
    let host = format!("Host: 127.0.0.1:{}\r\n", preview.port);
    let refused: Vec<(Vec<u8>, u16)> = vec![
        (
            format!(
                "GET / HTTP/1.1\r\n{host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            .into(),
            400,
        ),
        (format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: xchunked\r\n\r\n").into(), 400),
        (format!("GET / HTTP/1.1\r\n{host}Content-Length: 5\r\n\r\nhello").into(), 413),
        (
            format!("GET / HTTP/1.1\r\n{host}Content-Length: 0\r\nContent-Length: 5\r\n\r\n")
                .into(),
            400,
        ),
        (format!("POST / HTTP/1.1\r\n{host}\r\n").into(), 405),
        (format!("GET /\0 HTTP/1.1\r\n{host}\r\n").into(), 400),
        (format!("GET / HTTP/9.9\r\n{host}\r\n").into(), 400),
        (format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "a".repeat(1 << 20)).into(), 431),
        (format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(10_000)).into(), 431),
        (format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(1 << 20)).into(), 431),
        (b"GET /\r\n\r\n".to_vec(), 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(), 400),
        (b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n".to_vec(), 400),
        (format!("GET / HTTP/1.1\r\n{host} folded: x\r\n\r\n").into(), 400),
        (format!("GET om HTTP/1.1\r\n{host}\r\n").into(), 400),
        (format!("GET /%ff HTTP/1.1\r\n{host}\r\n").into(), 400),
    ];
    for (bytes, status) in refused {
        let answer = Answer::read(&preview.raw(&bytes));
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(90)]).into_owned();
        assert_eq!(answer.status, status, "{shown:?}: {}", answer.head);
    }
    // Several requests at once are several answers, in order.
    let many = format!(
        "GET /om/ HTTP/1.1\r\n{host}\r\nGET /fil.txt HTTP/1.1\r\n{host}Connection: close\r\n\r\n"
    );
    let back = String::from_utf8_lossy(&preview.raw(many.as_bytes())).into_owned();
    assert_eq!(back.matches("HTTP/1.1 200").count(), 2, "{back}");
    assert!(back.ends_with("0123456789"));
    // A name that is not ASCII, as browsers send it and as careless programs do.
    temp.write("content/på ö.md", "---\ntitel: På ö\nadress: /på-ö/\n---\n");
    assert!(preview.is_alive());
}

#[test]
fn a_thousand_pieces_of_noise_leave_it_alive() {
    let temp = site("serve-noise");
    let mut preview = Preview::of(&temp.0, &[]);
    // Always the same noise: a small generator with a fixed seed.
    let mut state = 0x2026_u64;
    let mut next = move || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let pieces: [&[u8]; 12] = [
        b"GET ",
        b"/om/",
        b" HTTP/1.1\r\n",
        b"Host: localhost\r\n",
        b"\r\n",
        b"\0",
        b"%",
        b"\xff",
        b"Transfer-Encoding: chunked\r\n",
        b"Range: bytes=-1\r\n",
        b"Range: bytes=9-2\r\n",
        b":",
    ];
    for _ in 0..1000 {
        let bytes: Vec<u8> =
            (0..next() % 12).flat_map(|_| pieces[next() % pieces.len()].to_vec()).collect();
        let mut stream = preview.connect();
        let _ = stream.write_all(&bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let _ = stream.read(&mut [0; 64]);
    }
    assert_eq!(preview.get("/om/").status, 200);
    assert!(preview.is_alive());
}

#[test]
fn parts_heads_and_known_pages() {
    let temp = site("serve-parts");
    let preview = Preview::of(&temp.0, &[]);
    let part = |range: &str| preview.ask("GET", "/fil.txt", &format!("Range: {range}\r\n"));
    for (range, status, body, told) in [
        ("bytes=2-4", 206, "234", Some("bytes 2-4/10")),
        ("bytes=7-", 206, "789", Some("bytes 7-9/10")),
        ("bytes=-2", 206, "89", Some("bytes 8-9/10")),
        ("bytes=5-500", 206, "56789", Some("bytes 5-9/10")),
        ("bytes=10-", 416, "", Some("bytes */10")),
        ("bytes=4-2", 200, "0123456789", None),
        ("bytes=0-1,4-5", 200, "0123456789", None),
        ("lines=1-2", 200, "0123456789", None),
    ] {
        let answer = part(range);
        assert_eq!((answer.status, answer.text().as_str()), (status, body), "{range}");
        assert_eq!(answer.header("Content-Range"), told, "{range}");
    }
    let whole = preview.get("/om/");
    let head = preview.ask("HEAD", "/om/", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("Content-Length"), whole.header("Content-Length"));
    let tag = whole.header("ETag").expect("a tag");
    let known = preview.ask("GET", "/om/", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((known.status, known.body.len()), (304, 0));
    om(&temp, "En annan.");
    let known = preview.ask("GET", "/om/", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!(known.status, 200);
    assert_eq!(preview.get("/om").header("Location"), Some("/om/"));
    assert_eq!(preview.get("/gammal/").header("Location"), Some("/annat/"));
    assert_eq!(preview.get("/saknas/").status, 404);
}

#[test]
fn a_site_in_a_folder_of_its_host_is_served_there() {
    let temp = site("serve-base");
    let preview = Preview::of(&temp.0, &["--base-url", "https://exempel.se/vard/"]);
    assert!(preview.greeting.contains("/vard/"), "{}", preview.greeting);
    assert_eq!(preview.get("/vard/om/").status, 200);
    assert_eq!(preview.get("/").header("Location"), Some("/vard/"));
    let script = preview.get("/vard/om/").text();
    assert!(script.contains("src=\"../_delwebb/preview.js\""), "{script}");
    assert_eq!(preview.get("/vard/_delwebb/preview.js").status, 200);
}

#[test]
fn a_broken_site_is_shown_again_when_it_is_mended() {
    let temp = site("serve-broken");
    let mut preview = Preview::of(&temp.0, &[]);
    for n in 0..40 {
        om(&temp, "---\n[[[ \u{0} : {{ }} :::\n");
        fs::write(temp.join("content/site.yaml"), "titel: [").expect("save");
        let _ = preview.get("/om/");
        temp.write("content/site.yaml", "titel: Plats\nadress: \"https://exempel.se/\"\n");
        om(&temp, &format!("Lagad {n}."));
        assert!(preview.get("/om/").text().contains(&format!("Lagad {n}.")));
    }
    fs::rename(temp.join("content"), temp.join("borta")).expect("all of it");
    let _ = preview.get("/om/");
    fs::rename(temp.join("borta"), temp.join("content")).expect("and back");
    thread::sleep(Duration::from_millis(200));
    om(&temp, "Tillbaka.");
    assert!(preview.get("/om/").text().contains("Tillbaka."));
    assert!(preview.is_alive());
}

#[test]
fn clients_that_do_nothing_keep_nobody_waiting() {
    let temp = site("serve-slow");
    let preview = Preview::of(&temp.0, &[]);
    let before = descriptors(preview.id());
    let half: Vec<_> = (0..200)
        .map(|_| {
            let mut stream = preview.connect();
            stream.write_all(b"GET /om/ HTTP/1.1\r\nHost:").expect("half a head");
            stream
        })
        .collect();
    let begun = Instant::now();
    for _ in 0..20 {
        assert_eq!(preview.get("/om/").status, 200);
    }
    let each = begun.elapsed() / 20;
    assert!(each < Duration::from_secs(1), "{each:?} beside 200 half requests");
    let begun = Instant::now();
    for mut stream in half {
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
    }
    assert!(begun.elapsed() < Duration::from_secs(15), "they are closed");
    let mut tries = 0;
    while descriptors(preview.id()) > before + 5 && tries < 50 {
        thread::sleep(Duration::from_millis(100));
        tries += 1;
    }
    assert!(descriptors(preview.id()) <= before + 5, "and given back");
}

#[test]
fn a_hundred_at_once_and_a_hundred_who_listen() {
    let temp = site("serve-many");
    let preview = Preview::of(&temp.0, &[]);
    thread::scope(|scope| {
        for _ in 0..100 {
            scope.spawn(|| assert_eq!(preview.get("/om/").status, 200));
        }
    });
    let mut listeners: Vec<_> = (0..100).map(|_| preview.listen("/om/")).collect();
    om(&temp, "Till alla.");
    for listener in &mut listeners {
        assert!(listener.is_told(SOON));
    }
}

/// How many descriptors a process has open; none where the system does not say.
fn descriptors(process: u32) -> usize {
    fs::read_dir(Path::new(&format!("/proc/{process}/fd"))).map_or(0, Iterator::count)
}
