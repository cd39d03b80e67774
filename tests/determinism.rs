//! Same source, same bytes: whatever the order of the folder, threads, zone, language or place.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::path::Path;
use std::process::Command;

use support::{Temp, repository, tree};
use unicode_normalization::UnicodeNormalization;

/// Builds the site in `root` in a given surrounding, and gives the tree.
fn built(root: &Path, jobs: &str, zone: &str, locale: &str) -> Vec<(String, Vec<u8>)> {
    let out = Temp::new("determinism-out");
    let status = Command::new(env!("CARGO_BIN_EXE_delwebb"))
        .args(["build", "--now", "2026-01-24T12:00:00Z", "--jobs", jobs, "--out"])
        .arg(out.join("site"))
        .arg("--root")
        .arg(root)
        .current_dir(&out.0)
        .env_clear()
        .env("TZ", zone)
        .env("LC_ALL", locale)
        .output()
        .expect("start delwebb");
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    tree(&out.join("site"))
}

/// A copy of the real site whose files are made in another order, so that the disk
/// lists them in another order.
fn copied(
    name: &str,
    reversed: bool,
    rename: fn(&str) -> String,
    text: fn(&str) -> String,
) -> Temp {
    let temp = Temp::new(name);
    for part in ["content", "themes"] {
        let mut files = tree(&repository().join(part));
        if reversed {
            files.reverse();
        }
        for (path, bytes) in files {
            // Assets are bytes, not text: they are copied as they are on every machine.
            let bytes = match String::from_utf8(bytes) {
                Ok(words) if !path.contains("/assets/") => text(&words).into_bytes(),
                Ok(words) => words.into_bytes(),
                Err(error) => error.into_bytes(),
            };
            temp.write(&format!("{part}/{}", rename(&path)), bytes);
        }
    }
    temp
}

fn same(words: &str) -> String {
    words.to_owned()
}

#[test]
fn two_orders_three_thread_counts_and_two_zones_give_the_same_bytes() {
    let first = copied("forwards", false, same, same);
    let second = copied("backwards", true, same, same);
    let expected = built(&first.0, "1", "UTC", "C");
    assert!(expected.len() > 20, "the real site is built");
    for root in [&first, &second] {
        for jobs in ["1", "2", "8"] {
            for (zone, locale) in [("UTC", "C"), ("Pacific/Kiritimati", "en_US.UTF-8")] {
                let made = built(&root.0, jobs, zone, locale);
                assert!(made == expected, "{jobs} threads, {zone}, {}", root.0.display());
            }
        }
    }
}

#[test]
fn a_site_stored_by_a_mac_gives_the_same_bytes() {
    let nfc = copied("nfc", false, same, same);
    nfc.write("content/om/vård.md", "---\ntitel: Vård på väg\n---\n\n## Åtgärd\n");
    let nfd = copied("nfd", false, |path| path.nfd().collect(), |words| words.nfd().collect());
    let name: String = "content/om/vård.md".nfd().collect();
    let text: String = "---\ntitel: Vård på väg\n---\n\n## Åtgärd\n".nfd().collect();
    nfd.write(&name, text);
    assert!(built(&nfc.0, "2", "UTC", "C") == built(&nfd.0, "2", "UTC", "C"));
}

#[test]
fn byte_order_marks_and_line_breaks_do_not_matter() {
    let unix = copied("lf", false, same, same);
    // Line breaks inside assets are content; only what authors write is changed.
    let windows = copied("crlf", false, same, same);
    for (path, bytes) in tree(&windows.join("content")) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        windows
            .write(&format!("content/{path}"), format!("\u{feff}{}", text.replace('\n', "\r\n")));
    }
    let (lf, crlf) = (built(&unix.0, "2", "UTC", "C"), built(&windows.0, "2", "UTC", "C"));
    for ((path, a), (_, b)) in lf.iter().zip(&crlf) {
        assert!(a == b, "{path}");
    }
    assert_eq!(lf.len(), crlf.len());
}

#[test]
fn publishing_days_follow_the_sites_zone_and_not_the_machines() {
    let site = Temp::new("zone");
    site.write(
        "content/site.yaml",
        "titel: A\nadress: \"https://exempel.se/\"\ntidszon: Europe/Stockholm\n",
    );
    site.write("content/index.md", "---\ntitel: A\n---\n");
    site.write("content/nytt.md", "---\ntitel: Nytt\npubliceras: 2026-01-24\n---\n");
    let has_page = |now: &str, zone: &str| {
        let out = Temp::new("zone-out");
        let output = Command::new(env!("CARGO_BIN_EXE_delwebb"))
            .args(["build", "--now", now, "--out"])
            .arg(out.join("site"))
            .arg("--root")
            .arg(&site.0)
            .env_clear()
            .env("TZ", zone)
            .output()
            .expect("start delwebb");
        assert!(output.status.success());
        out.join("site/nytt/index.html").exists()
    };
    for zone in ["UTC", "America/Los_Angeles", "Asia/Tokyo"] {
        assert!(!has_page("2026-01-23T22:59:59Z", zone), "a second before midnight in Stockholm");
        assert!(has_page("2026-01-23T23:00:00Z", zone), "midnight in Stockholm");
        assert!(has_page("2026-01-24", zone), "a day is a day in the site's zone");
    }
}
