//! A CDN is asked to forget what has changed: as the settings say, again while that is of use,
//! and without a secret in what is said of it.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

#[path = "support/s3_proxy.rs"]
#[allow(dead_code, reason = "every runner uses its own part")]
mod s3_proxy;

use std::time::Duration;

use delwebb::base::Lang;
use delwebb::host::{Patience, Purge, Trouble, purge};
use s3_proxy::{Act, Proxy, Seen};

const SECRET: &str = "kanariefagel-i-gruvan";

fn patience() -> Patience {
    Patience {
        tries: 4,
        pause: Duration::from_millis(5),
        longest_pause: Duration::from_millis(20),
        silence: Duration::from_secs(5),
    }
}

/// Sends to a CDN that does with each request as it is told.
fn send(
    described: &Purge,
    addresses: &[&str],
    cdn: impl Fn(&Seen) -> Act + Send + Sync + 'static,
) -> (Result<usize, Trouble>, Vec<Seen>) {
    let proxy = Proxy::before(1);
    proxy.rule(cdn);
    let url = described.url.replace("CDN", &format!("http://127.0.0.1:{}", proxy.port));
    let described = Purge { url, ..described.clone() };
    let addresses: Vec<String> = addresses.iter().map(|address| (*address).to_owned()).collect();
    let environment = |name: &str| (name == "CDN_NYCKEL").then(|| SECRET.to_owned());
    let went = purge(&described, &addresses, &environment, (None, patience()), &|| false);
    if let Err(trouble) = &went {
        let said = format!(
            "{}{}{trouble:?}{described:?}",
            trouble.failure.words(Lang::Sv),
            trouble.failure.words(Lang::En)
        );
        assert!(!said.contains(SECRET), "{said}");
    }
    (went, proxy.take())
}

fn described() -> Purge {
    Purge {
        url: "CDN/zon/1/purge".to_owned(),
        method: "post".to_owned(),
        headers: vec![("Authorization".to_owned(), "Bearer ${CDN_NYCKEL}".to_owned())],
        body: r#"{"files":{adresser}}"#.to_owned(),
        at_once: None,
    }
}

fn good(_: &Seen) -> Act {
    Act::Say(200, "", String::new())
}

#[test]
fn all_addresses_stand_in_one_request_or_in_lots() {
    let addresses = ["https://a.se/å \"b\"/", "https://a.se/2/", "https://a.se/3/"];
    let (went, seen) = send(&described(), &addresses, good);
    assert_eq!(went.expect("it went"), 1);
    assert_eq!((seen[0].method.as_str(), seen[0].target.as_str()), ("POST", "/zon/1/purge"));
    assert_eq!(seen[0].header("authorization"), format!("Bearer {SECRET}"));
    assert_eq!(seen[0].header("content-type"), "application/json");
    let body: serde_json::Value = serde_json::from_slice(&seen[0].body).expect("JSON");
    assert_eq!(body["files"], serde_json::json!(addresses));
    let (went, seen) = send(&Purge { at_once: Some(2), ..described() }, &addresses, good);
    assert_eq!((went.expect("it went"), seen.len()), (2, 2));
    assert_eq!(seen[1].body, br#"{"files":["https://a.se/3/"]}"#);
}

#[test]
fn a_request_for_each_address_where_it_stands_alone() {
    let each = Purge {
        url: "CDN/?u={adress}".to_owned(),
        method: "PURGE".to_owned(),
        body: String::new(),
        ..described()
    };
    let (went, seen) = send(&each, &["/a/", "/b/"], good);
    assert_eq!(went.expect("it went"), 2);
    let asked: Vec<_> =
        seen.iter().map(|seen| format!("{} {}", seen.method, seen.target)).collect();
    assert_eq!(asked, ["PURGE /?u=/a/", "PURGE /?u=/b/"]);
    let (went, seen) = send(&each, &[], good);
    assert_eq!((went.expect("nothing to do"), seen.len()), (0, 0));
}

#[test]
fn what_passes_is_tried_again_and_what_does_not_is_said() {
    let (went, seen) = send(&described(), &["/a/"], |seen| match seen.number {
        0 => Act::Say(503, "", String::new()),
        1 => Act::Close,
        2 => Act::Say(429, "", String::new()),
        _ => good(seen),
    });
    assert_eq!((went.expect("it went"), seen.len()), (1, 4));
    let (went, seen) = send(&described(), &["/a/"], |_| Act::Say(403, "", String::new()));
    let words = went.expect_err("no right").failure.words(Lang::Sv);
    assert!(words.contains("svarade 403") && words.contains("är publicerad"), "{words}");
    assert_eq!(seen.len(), 1);
    let (went, seen) = send(&described(), &["/a/"], |_| Act::Say(500, "", String::new()));
    assert!(went.is_err());
    assert_eq!(seen.len(), 4);
}

#[test]
fn what_is_described_wrong_is_said() {
    let missing =
        Purge { headers: vec![("X".to_owned(), "${FINNS_INTE}".to_owned())], ..described() };
    for (wrong, wanted) in [
        (missing, "FINNS_INTE"),
        (Purge { method: "PURGE".to_owned(), ..described() }, "kropp:"),
        (Purge { method: "P Q".to_owned(), ..described() }, "metod:"),
        (Purge { url: "inte en adress".to_owned(), ..described() }, "rensa_cdn"),
        (Purge { headers: vec![("A B".to_owned(), String::new())], ..described() }, "rubrik"),
    ] {
        let (went, seen) = send(&wrong, &["/a/"], good);
        let words = went.expect_err(wanted).failure.words(Lang::Sv);
        assert!(words.contains(wanted), "{words}");
        assert!(seen.is_empty());
    }
}

/// Some services refuse a POST that does not say how long it is.
#[test]
fn a_post_without_a_body_says_its_length() {
    for (method, length) in [("post", "0"), ("purge", "")] {
        let bare = Purge {
            body: String::new(),
            method: method.to_owned(),
            headers: vec![],
            ..described()
        };
        let (went, seen) = send(&bare, &["https://a.se/"], good);
        assert_eq!(went.expect("it went"), 1);
        assert_eq!(seen[0].header("content-length"), length, "{method}");
        assert_eq!(seen[0].header("transfer-encoding"), "", "{method}");
    }
}
