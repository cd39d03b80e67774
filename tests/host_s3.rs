//! Object storage as a place of publishing, against a server that others wrote (moto): every
//! promise, what is said of an object, many of them, and whatever goes wrong on the way there.
//!
//! `S3_CUTS` is how many times the connection is cut, `S3_MANY` how many objects are many,
//! `S3_SEED` what is drawn by lot.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may"
)]

#[path = "support/moto.rs"]
mod moto;
#[path = "support/s3_proxy.rs"]
mod s3_proxy;
mod support;

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use delwebb::base::Lang;
use delwebb::host::{
    Body, Headers, Host, Patience, Powers, S3, S3Place, Secret, Sent, Switch, Trouble, TroubleKind,
};
use moto::{Moto, SECRET};
use s3_proxy::{Act, Proxy, Seen};
use support::Temp;
use support::hosts::{Counts, keeps_every_promise, listed, noise, ok, put, sent, words};

/// The server that all tests share; nothing when it is not here.
fn server() -> Option<&'static Moto> {
    static SERVER: OnceLock<Option<Moto>> = OnceLock::new();
    SERVER.get_or_init(Moto::start).as_ref()
}

/// A bucket of one's own behind a proxy.
fn place(server: &Moto) -> (Proxy, S3Place) {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let proxy = Proxy::before(server.port);
    let name = format!("hink-{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let place = server.bucket(&name, proxy.port);
    (proxy, place)
}

fn amount(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

#[track_caller]
fn s3(place: &S3Place) -> S3 {
    ok(S3::new(place.clone()))
}

/// A trouble's words in both languages, which must not hold the secret.
fn said(trouble: &Trouble) -> String {
    let all = format!(
        "{}\n{}\n{trouble:?}",
        trouble.failure.words(Lang::Sv),
        trouble.failure.words(Lang::En)
    );
    assert!(!all.contains(SECRET), "{all}");
    all
}

macro_rules! server_or_return {
    () => {
        match server() {
            Some(server) => server,
            None => return,
        }
    };
}

#[test]
fn keeps_every_promise_to_visitors_and_publishers() {
    let server = server_or_return!();
    let (proxy, place) = place(server);
    let host = s3(&place);
    keeps_every_promise(&host, 300);
    let wanted = Powers { switch: Switch::Atomic, adopts: true, renames: false };
    assert_eq!(ok(host.powers()), wanted);
    // One connection for each that is under way, and those of the tests' own threads.
    let (asked, connections) = (proxy.take().len() as u64, proxy.connections());
    assert!(connections * 5 < asked, "{connections} connections for {asked} requests");
    let shown = format!("{host:?} {place:?} {}", host.name());
    assert!(!shown.contains(SECRET), "{shown}");
}

#[test]
fn keeps_every_promise_at_the_top_of_a_bucket_that_knows_no_conditions() {
    let server = server_or_return!();
    let (proxy, place) = place(server);
    // It overwrites, and says nothing.
    proxy.rule(|_| Act::Without("if-none-match"));
    keeps_every_promise(&s3(&S3Place { prefix: String::new(), ..place.clone() }), 20);
    // It says that it does not.
    proxy.rule(|seen| match seen.header("if-none-match") {
        "" => Act::Pass,
        _ => Act::Say(501, "NotImplemented", String::new()),
    });
    keeps_every_promise(&s3(&place), 20);
}

#[test]
fn what_is_said_of_an_object_is_what_was_said() {
    let server = server_or_return!();
    let (proxy, place) = place(server);
    let host = s3(&place);
    let html = Headers {
        content_type: "text/html; charset=utf-8",
        cache_control: "public, max-age=300",
        ..Headers::default()
    };
    let all = [
        ("sida/index.html", html),
        (
            "stil.0123456789.css",
            Headers {
                content_type: "text/css; charset=utf-8",
                cache_control: "public, max-age=31536000, immutable",
                content_encoding: "br",
                ..Headers::default()
            },
        ),
        ("gammal/index.html", Headers { redirect: "/ny/å/", ..html }),
        ("bild å.svg", Headers { content_type: "image/svg+xml", ..Headers::default() }),
    ];
    let files: Vec<_> = all
        .iter()
        .map(|(path, headers)| Sent { path, body: Body::Bytes(b"x"), headers: *headers })
        .collect();
    let redirect = Headers { redirect: "/ny/", ..html };
    let files: Vec<_> = files
        .into_iter()
        .map(|file| {
            if file.headers.redirect.is_empty() { file } else { Sent { headers: redirect, ..file } }
        })
        .collect();
    ok(host.write(&files, &Counts::default()));
    let pair = |path: &str| (path.to_owned(), format!("kopia/{path}"));
    let pairs: Vec<_> = all.iter().map(|(path, _)| pair(path)).collect();
    ok(host.adopt(&pairs, &Counts::default()));
    for (path, _) in all {
        for (path, is_copy) in [(path.to_owned(), false), (format!("kopia/{path}"), true)] {
            let key = path.replace(' ', "%20").replace('å', "%C3%A5");
            let target = format!("/{}/webb/prov%20%C3%A5/{key}", place.bucket);
            // Who asks is not looked at here, but somebody has to.
            let head = "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=a\r\n";
            let answer = server.ask_with("HEAD", &target, head, "").expect("an answer");
            assert!(answer.contains(" 200 "), "{path}: {answer}");
            let field = |name: &str| {
                let line = answer.lines().find_map(|line| {
                    let (known, value) = line.split_once(':')?;
                    known.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
                });
                line.unwrap_or_default()
            };
            let sent = files.iter().find(|file| path.ends_with(file.path)).expect("it").headers;
            assert_eq!(field("content-type"), sent.content_type, "{path}");
            assert_eq!(field("cache-control"), sent.cache_control, "{path}");
            assert_eq!(field("content-encoding"), sent.content_encoding, "{path}");
            if !is_copy {
                assert_eq!(field("x-amz-website-redirect-location"), sent.redirect, "{path}");
            }
        }
    }
    drop(proxy);
}

#[test]
fn many_objects_are_listed_page_by_page_and_removed_in_lots() {
    let server = server_or_return!();
    let (proxy, place) = place(server);
    let host = s3(&place);
    let many = amount("S3_MANY", 1500);
    let files: Vec<_> = (0..many)
        .map(|n| (format!("många/{}/å sida+{n}.html", n % 7), noise(20 + n % 90, n as u64)))
        .collect();
    ok(host.write(&sent(&files), &Counts::default()));
    proxy.take();
    let wanted: BTreeMap<_, _> = files.iter().map(|(p, b)| (p.clone(), b.len() as u64)).collect();
    assert_eq!(listed(&host, "många"), wanted);
    let asked = proxy.take();
    assert!(!asked.iter().any(Seen::writes), "listing writes");
    let pages = asked.iter().filter(|seen| seen.target.contains("list-type=2")).count();
    assert_eq!(pages, many.div_ceil(1000));
    // Whoever knows which there should be gets the same, side by side.
    let mut known: Vec<&str> =
        files.iter().filter_map(|(path, _)| path.strip_prefix("många/")).collect();
    known.sort_unstable();
    let near = |known: &[&str]| -> BTreeMap<String, u64> {
        ok(host.list_known("många", known)).into_iter().map(|e| (e.path, e.len)).collect()
    };
    assert_eq!(near(&known), wanted);
    let asked = proxy.take();
    let firsts = asked.iter().filter(|seen| !seen.target.contains("continuation-token")).count();
    assert_eq!(firsts, many / 1000 + 1);
    // What is known is not what is there: many are new, or gone.
    let half: Vec<&str> = known.iter().copied().filter(|path| path.len() % 2 == 0).collect();
    assert_eq!(near(&half), wanted);
    let odd: Vec<String> = (0..2500).map(|n| format!("0/å sida+{n:05}")).collect();
    let mut odd: Vec<&str> = odd.iter().map(String::as_str).chain(known.iter().copied()).collect();
    odd.sort_unstable();
    assert_eq!(near(&odd), wanted);
    // A service that does not begin where it is told to is listed from its beginning.
    proxy.rule(|_| Act::WithoutQuery("start-after"));
    assert_eq!(near(&known), wanted);
    proxy.rule(|_| Act::Pass);
    let two: Vec<String> = [0, 1].map(|n| files[n].0.clone()).into();
    let there = ok(host.look_at("många", &[&two[..], &["många/borta".to_owned()]].concat()));
    let all = ok(host.list("många"));
    assert_eq!(there.len(), 2);
    let most: Vec<String> = files.iter().skip(1).map(|(path, _)| path.clone()).collect();
    assert_eq!(ok(host.look_at("många", &most)).len(), many - 1);
    for entry in there {
        let listed = all.iter().find(|listed| listed.path == entry.path).expect("it");
        assert_eq!((&entry.tag, entry.len), (&listed.tag, listed.len));
        assert!(entry.tag.is_some() && entry.modified.is_some());
    }
    proxy.take();
    let entry = &ok(host.list("många/0"))[0];
    assert!(entry.tag.is_some() && entry.modified.is_some(), "{entry:?}");
    proxy.take();
    ok(host.remove_folder("många", &Counts::default()));
    assert_eq!(listed(&host, ""), BTreeMap::new());
    let removals = proxy.take().into_iter().filter(Seen::writes).count();
    assert_eq!(removals, many.div_ceil(1000));
}

#[test]
fn large_files_go_in_parts() {
    let server = server_or_return!();
    let (proxy, place) = place(server);
    let host = s3(&place);
    let temp = Temp::new("s3");
    let body = noise((64 << 20) + 12_345, 7);
    let at = temp.write("stor.bin", &body);
    let headers = Headers { content_type: "video/mp4", ..Headers::default() };
    let file = Sent { path: "stor å.mp4", body: Body::File(&at, body.len() as u64), headers };
    let failed = AtomicUsize::new(0);
    // Each part fails once, before or after the server has it; so does the end.
    proxy.rule(move |seen| {
        let is_part = seen.writes() && seen.target.contains("uploadId");
        match failed.fetch_add(usize::from(is_part), Ordering::Relaxed) % 4 {
            1 if is_part => Act::DoAndSay(500, "InternalError"),
            3 if is_part => Act::Close,
            _ => Act::Pass,
        }
    });
    let counts = Counts::default();
    ok(host.write(&[file], &counts));
    assert_eq!(counts.bytes.into_inner(), body.len() as u64);
    proxy.rule(|_| Act::Pass);
    assert!(ok(host.read("stor å.mp4")) == Some(body));
    let entries = ok(host.list(""));
    assert_eq!(entries.len(), 1);
    // The end is done, and its answer does not come.
    let ends = AtomicUsize::new(0);
    proxy.rule(move |seen| {
        let is_end = seen.method == "POST" && seen.target.contains("uploadId");
        let is_first = is_end && ends.fetch_add(1, Ordering::Relaxed) == 0;
        if is_first { Act::DoAndClose } else { Act::Pass }
    });
    ok(host.write(&[Sent { path: "igen.mp4", ..file }], &Counts::default()));
    assert!(listed(&host, "").contains_key("igen.mp4"));
    // One that cannot be finished leaves nothing behind.
    proxy.rule(|seen| {
        if seen.target.contains("partNumber=3") {
            Act::Say(403, "AccessDenied", String::new())
        } else {
            Act::Pass
        }
    });
    proxy.take();
    let file = Sent { path: "stor två.mp4", ..file };
    assert!(host.write(&[file], &Counts::default()).is_err());
    let last = proxy.take().pop().expect("a request");
    assert!(last.method == "DELETE" && last.target.contains("uploadId"), "{last:?}");
}

/// What goes wrong.
type Harm = fn() -> Act;

/// One try in three of everything goes wrong, each in its way; a publisher sees nothing of it.
#[test]
fn what_passes_is_tried_again() {
    let server = server_or_return!();
    let harms: [(&str, Harm); 8] = [
        ("500", || Act::Say(500, "InternalError", String::new())),
        ("503", || Act::Say(503, "SlowDown", "Retry-After: 1\r\n".to_owned())),
        ("429", || Act::Say(429, "TooManyRequests", String::new())),
        ("500 after it was done", || Act::DoAndSay(500, "InternalError")),
        ("closed after it was done", || Act::DoAndClose),
        ("closed", || Act::Close),
        ("timeout", || Act::Say(400, "RequestTimeout", String::new())),
        ("late", || Act::Late(Duration::from_millis(700))),
    ];
    for (name, harm) in harms {
        let (proxy, mut place) = place(server);
        place.patience.silence = Duration::from_millis(if name == "late" { 400 } else { 20_000 });
        let host = s3(&place);
        let count = AtomicUsize::new(0);
        proxy.rule(move |_| match count.fetch_add(1, Ordering::Relaxed) % 3 {
            0 => harm(),
            _ => Act::Pass,
        });
        let files: Vec<_> = (0..12).map(|n| (format!("å/{n}"), noise(500, n))).collect();
        let counts = Counts::default();
        ok(host.write(&sent(&files), &counts));
        assert_eq!(counts.bytes.into_inner(), 6000, "{name}");
        assert!(ok(host.claim("lås.json", b"jag")), "{name}");
        assert!(!ok(host.claim("lås.json", b"du")), "{name}");
        assert_eq!(ok(host.read("lås.json")), Some(b"jag".to_vec()), "{name}");
        ok(host.adopt(&[("å/1".to_owned(), "ö/1".to_owned())], &Counts::default()));
        ok(host.point("current", "ö"));
        assert_eq!(ok(host.pointed("current")), Some("ö".to_owned()));
        assert_eq!(listed(&host, "").len(), 15, "{name}");
        ok(host.remove_folder("å", &Counts::default()));
        assert_eq!(listed(&host, "").len(), 3, "{name}");
    }
}

#[test]
fn what_a_lot_did_not_remove_is_removed_by_itself() {
    let server = server_or_return!();
    let (proxy, place) = place(server);
    let host = s3(&place);
    put(&host, &[("a å", b"a"), ("b", b"b")]);
    let key = format!("{}/a å", place.prefix.trim_matches('/'));
    proxy.rule(move |seen| {
        let error = format!("<Error><Key>{key}</Key><Code>InternalError</Code></Error>");
        let is_lot = seen.method == "POST";
        if is_lot {
            Act::Answer(format!("<DeleteResult>{error}</DeleteResult>"))
        } else {
            Act::Pass
        }
    });
    ok(host.remove(&["a å".to_owned(), "b".to_owned()], &Counts::default()));
    // The other one would be gone, had the server been asked.
    assert_eq!(listed(&host, ""), BTreeMap::from([("b".to_owned(), 1)]));
    // What is still refused then is said.
    put(&host, &[("a å", b"a")]);
    let lots = format!("{}/a å", place.prefix.trim_matches('/'));
    proxy.rule(move |seen| match &*seen.method {
        "POST" => Act::Answer(format!(
            "<DeleteResult><Error><Key>{lots}</Key><Code>AccessDenied</Code></Error></DeleteResult>"
        )),
        "DELETE" => Act::Say(403, "AccessDenied", String::new()),
        _ => Act::Pass,
    });
    let refused = host.remove(&["a å".to_owned(), "b".to_owned()], &Counts::default());
    assert!(said(&refused.expect_err("refused")).contains("s3:DeleteObject"));
}

#[test]
fn a_copy_that_fails_after_a_good_beginning_is_tried_again() {
    let server = server_or_return!();
    let (proxy, place) = place(server);
    let host = s3(&place);
    put(&host, &[("a", b"a")]);
    let count = AtomicUsize::new(0);
    proxy.rule(move |_| match count.fetch_add(1, Ordering::Relaxed) {
        0 => Act::Say(200, "InternalError", String::new()),
        _ => Act::Pass,
    });
    ok(host.adopt(&[("a".to_owned(), "b".to_owned())], &Counts::default()));
    assert_eq!(ok(host.read("b")), Some(b"a".to_vec()));
}

#[test]
fn what_does_not_pass_is_said_in_words() {
    let server = server_or_return!();
    let cases: [(u16, &'static str, &str, TroubleKind, &str); 9] = [
        (403, "AccessDenied", "", TroubleKind::Refused, "s3:PutObject"),
        (403, "InvalidAccessKeyId", "", TroubleKind::Refused, "känner inte till nyckeln"),
        (403, "SignatureDoesNotMatch", "", TroubleKind::Refused, "hör inte till nyckeln"),
        (400, "ExpiredToken", "", TroubleKind::Refused, "gäller inte längre"),
        (
            301,
            "PermanentRedirect",
            "x-amz-bucket-region: eu-north-1\r\n",
            TroubleKind::Refused,
            "eu-north-1",
        ),
        (404, "NoSuchBucket", "", TroubleKind::Refused, "ingen hink"),
        (507, "QuotaExceeded", "", TroubleKind::Full, "full"),
        (503, "SlowDown", "", TroubleKind::Unreachable, "också efter 6 försök"),
        (403, "RequestTimeTooSkewed", "", TroubleKind::Refused, "klocka"),
    ];
    for (status, code, head, kind, wanted) in cases {
        let (proxy, place) = place(server);
        let head = head.to_owned();
        proxy.rule(move |_| Act::Say(status, code, head.clone()));
        let host = s3(&place);
        let files = [("å.html".to_owned(), vec![1])];
        let trouble = host.write(&sent(&files), &Counts::default()).expect_err(code);
        assert_eq!(trouble.kind, kind, "{}", words(&trouble));
        assert!(said(&trouble).contains(wanted), "{}", words(&trouble));
        let tries = proxy.take().len();
        assert_eq!(tries, if code == "SlowDown" { 6 } else { 1 }, "{code}");
        if code == "AccessDenied" {
            let asked = |trouble: Trouble| said(&trouble);
            assert!(asked(host.list("").expect_err("403")).contains("s3:ListBucket"));
            assert!(asked(host.read("a").expect_err("403")).contains("s3:GetObject"));
            let removed = host.remove(&["a".to_owned()], &Counts::default());
            assert!(asked(removed.expect_err("403")).contains("s3:DeleteObject"));
        }
    }
}

#[test]
fn a_place_that_is_not_there_is_said_in_words() {
    let place = S3Place {
        endpoint: "http://127.0.0.1:1".to_owned(),
        bucket: "hink".to_owned(),
        region: "us-east-1".to_owned(),
        prefix: String::new(),
        key: "AKIA".to_owned(),
        secret: Secret::new(SECRET),
        token: Some(Secret::new(SECRET)),
        proxy: None,
        at_once: 2,
        patience: Patience {
            tries: 2,
            pause: Duration::from_millis(1),
            longest_pause: Duration::from_millis(1),
            silence: Duration::from_secs(5),
        },
    };
    let trouble = s3(&place).list("").expect_err("nobody is there");
    assert_eq!(trouble.kind, TroubleKind::Unreachable);
    assert!(said(&trouble).contains("127.0.0.1:1"));
    for endpoint in
        ["", "s3.exempel.se", "ftp://a.se", "https://", "https://a.se/?b", "https://u:p@a.se"]
    {
        let odd = S3Place { endpoint: endpoint.to_owned(), ..place.clone() };
        let trouble = S3::new(odd).expect_err(endpoint);
        assert!(said(&trouble).contains("adress"), "{}", words(&trouble));
    }
    let shown = format!("{place:?}{}", place.secret);
    assert!(!shown.contains(SECRET) && shown.contains('…'), "{shown}");
    // Something that is no storage.
    if let Some(server) = server() {
        let endpoint = format!("http://127.0.0.1:{}/moto-api", server.port);
        let odd = S3Place { endpoint, bucket: "data.json".to_owned(), ..place };
        said(&s3(&odd).list("").expect_err("it is a page"));
    }
}

#[test]
fn the_service_s_clock_is_the_right_one() {
    let server = server_or_return!();
    let (proxy, place) = place(server);
    let host = s3(&place);
    let ahead = jiff::SignedDuration::from_hours(3);
    proxy.rule(move |seen| {
        let there = jiff::Timestamp::now() + ahead;
        let told = jiff::fmt::strtime::parse(
            "%Y%m%dT%H%M%S%z",
            seen.header("x-amz-date").replace('Z', "+0000"),
        )
        .and_then(|told| told.to_timestamp());
        let is_near = told.is_ok_and(|told| (there.as_second() - told.as_second()).abs() < 900);
        if is_near {
            return Act::Pass;
        }
        let date = there.strftime("%a, %d %b %Y %H:%M:%S GMT");
        Act::Say(403, "RequestTimeTooSkewed", format!("Date: {date}\r\n"))
    });
    put(&host, &[("a", b"a"), ("b", b"b")]);
    proxy.take();
    assert_eq!(ok(host.read("a")), Some(b"a".to_vec()));
    assert_eq!(proxy.take().len(), 1, "it is known from then on");
}

/// A publication cut at any byte: what is there is whole files, and the next run ends it.
#[test]
fn a_cut_at_any_byte_leaves_whole_objects_and_the_next_run_goes_on() {
    let server = server_or_return!();
    let cuts = amount("S3_CUTS", 20);
    let seed = amount("S3_SEED", 2026) as u64;
    println!("S3_CUTS={cuts} S3_SEED={seed}");
    let (proxy, mut place) = place(server);
    place.patience.tries = 2;
    place.patience.pause = Duration::from_millis(1);
    let host = s3(&place);
    let version = |letter: u64| -> Vec<(String, Vec<u8>)> {
        (0..24).map(|n| (format!("plats/å {n}.html"), noise(3000, n + letter * 100))).collect()
    };
    let (old, new) = (version(1), version(2));
    // What a whole sending takes, without heads.
    let total: usize = new.len() * 3000;
    for round in 0..cuts {
        ok(host.write(&sent(&old), &Counts::default()));
        let lot = noise(8, seed + round as u64);
        let lot = lot.iter().fold(0_usize, |sum, byte| (sum * 251 + usize::from(*byte)) % total);
        proxy.cut_after(Some(lot as u64 + 1));
        let counts = Counts::default();
        let trouble = host.write(&sent(&new), &counts).expect_err("it was cut");
        assert_eq!(trouble.kind, TroubleKind::Unreachable, "{}", said(&trouble));
        proxy.cut_after(None);
        let mut left = Vec::new();
        for ((path, was), (_, is)) in old.iter().zip(&new) {
            let there = ok(host.read(path)).expect("it is there");
            assert!(there == *was || there == *is, "{path} is neither old nor new");
            if there != *is {
                left.push((path.clone(), is.clone()));
            }
        }
        let known = usize::try_from(counts.files.into_inner()).expect("few");
        assert!(new.len() - left.len() >= known, "{known} were said to be done");
        ok(host.write(&sent(&left), &Counts::default()));
        for (path, is) in &new {
            assert!(ok(host.read(path)).as_ref() == Some(is), "{path}");
        }
    }
}

#[test]
fn a_stop_ends_every_wait() {
    let server = server_or_return!();
    let (proxy, mut place) = place(server);
    place.patience.pause = Duration::from_secs(20);
    place.patience.longest_pause = Duration::from_secs(20);
    proxy.rule(|_| Act::Say(503, "SlowDown", String::new()));
    let host = s3(&place);
    let counts = Counts::default();
    let began = Instant::now();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(300));
            counts.stop.store(true, Ordering::Relaxed);
        });
        let files = [("a".to_owned(), vec![1])];
        let trouble = host.write(&sent(&files), &counts).expect_err("it was stopped");
        assert_eq!(trouble.kind, TroubleKind::Stopped);
    });
    assert!(began.elapsed() < Duration::from_secs(5));
}

/// Signatures and rights, before a server that looks at them.
#[test]
fn a_server_that_checks_lets_us_in_and_says_which_right_is_missing() {
    let Some(server) = Moto::start() else { return };
    let mut place = server.bucket("vaktad", server.port);
    let iam = "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=a\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let ask = |body: &str| server.ask_with("POST", "/", iam, body).expect("an answer");
    ask("Action=CreateUser&UserName=prov&Version=2010-05-08");
    let policy = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%5B%22s3%3AListBucket%22%2C%22s3%3AGetObject%22%2C%22s3%3APutObject%22%5D%2C%22Resource%22%3A%22%2A%22%7D%5D%7D";
    let made = ask(&format!(
        "Action=PutUserPolicy&UserName=prov&PolicyName=p&PolicyDocument={policy}&Version=2010-05-08"
    ));
    assert!(made.contains(" 200 "), "{made}");
    let made = ask("Action=CreateAccessKey&UserName=prov&Version=2010-05-08");
    let between = |name: &str| {
        let rest = made.split(&format!("<{name}>")).nth(1).expect(name);
        rest.split('<').next().expect(name).to_owned()
    };
    place.key = between("AccessKeyId");
    place.secret = Secret::new(between("SecretAccessKey"));
    server.ask("POST", "/moto-api/reset-auth", "0").expect("an answer");
    let host = s3(&place);
    put(&host, &[("å ä/ö+1.html", b"hej"), ("2", b"")]);
    assert_eq!(ok(host.read("å ä/ö+1.html")), Some(b"hej".to_vec()));
    ok(host.adopt(&[("å ä/ö+1.html".to_owned(), "kopia å+ä".to_owned())], &Counts::default()));
    assert_eq!(listed(&host, "").len(), 3);
    let trouble = host.remove(&["2".to_owned()], &Counts::default()).expect_err("no right");
    assert_eq!(trouble.kind, TroubleKind::Refused);
    assert!(said(&trouble).contains("s3:DeleteObject"), "{}", words(&trouble));
    let wrong = S3Place { secret: Secret::new(SECRET), ..place.clone() };
    let trouble = s3(&wrong).list("").expect_err("a wrong secret");
    assert!(said(&trouble).contains("hör inte till nyckeln"), "{}", words(&trouble));
    let unknown = S3Place { key: "AKIAINGENALLS".to_owned(), ..place };
    let trouble = s3(&unknown).list("").expect_err("an unknown key");
    assert!(said(&trouble).contains("känner inte till nyckeln"), "{}", words(&trouble));
}
