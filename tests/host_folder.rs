//! The folder as a place of publishing: it keeps every promise, with links and without, and
//! nothing in it leads out of it.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;

use delwebb::host::{Folder, Host, Powers, Switch};
use support::hosts::{Counts, keeps_every_promise, listed, ok, put};
use support::{Temp, tree};

#[test]
fn keeps_every_promise_with_links() {
    let temp = Temp::new("folder");
    let host = Folder::new(temp.join("plats å/webb"));
    keeps_every_promise(&host, 1000);
    if cfg!(unix) {
        assert!(fs::symlink_metadata(temp.join("plats å/webb/aktuell")).expect("it").is_symlink());
        let wanted = Powers { switch: Switch::Atomic, adopts: true, renames: true };
        assert_eq!(ok(host.powers()), wanted);
    }
    no_rest_is_left(&temp);
}

#[test]
fn keeps_every_promise_without_links() {
    let temp = Temp::new("folder");
    let place = temp.join("plats å/webb");
    keeps_every_promise(&Folder::new(place.clone()).without_links(), 100);
    assert!(fs::symlink_metadata(place.join("aktuell")).expect("it").is_dir());
    // Also when it is opened by somebody who does not know.
    let host = Folder::new(place);
    assert_eq!(ok(host.pointed("aktuell")), Some("utgåvor/1".to_owned()));
    put(&host, &[("utgåvor/3/sida", b"tre")]);
    ok(host.point("aktuell", "utgåvor/3"));
    assert_eq!(ok(host.read("aktuell/sida")), Some(b"tre".to_vec()));
    no_rest_is_left(&temp);
}

fn no_rest_is_left(temp: &Temp) {
    let own = tree(&temp.join("plats å/webb/.delwebb"));
    let rest: Vec<_> = own.iter().filter(|(name, _)| name.starts_with("part-")).collect();
    assert!(rest.is_empty(), "{rest:?}");
}

#[test]
fn visitors_always_find_a_whole_site_with_and_without_links() {
    for has_links in [true, false] {
        let temp = Temp::new("folder");
        let host = Folder::new(temp.join("webb"));
        let host = if has_links { host } else { host.without_links() };
        put(&host, &[("r/1/a", b"1"), ("r/1/b", b"1"), ("r/2/a", b"2"), ("r/2/b", b"2")]);
        ok(host.point("current", "r/1"));
        let page = temp.join("webb/current/a");
        std::thread::scope(|scope| {
            let switching = scope.spawn(|| {
                for round in 0..200 {
                    ok(host.point("current", if round % 2 == 0 { "r/2" } else { "r/1" }));
                }
            });
            while !switching.is_finished() {
                let read = fs::read(&page);
                if cfg!(target_os = "linux") {
                    let read = read.expect("the page is always there");
                    assert!(read == b"1" || read == b"2");
                }
            }
        });
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_never_followed() {
    let temp = Temp::new("folder");
    temp.write("hemligt/h.txt", "hemligt");
    let host = Folder::new(temp.join("webb"));
    put(&host, &[("a", b"a")]);
    std::os::unix::fs::symlink(temp.join("hemligt"), temp.join("webb/ut")).expect("a link");
    std::os::unix::fs::symlink(temp.join("hemligt/h.txt"), temp.join("webb/fil")).expect("a link");
    std::os::unix::fs::symlink("inget", temp.join("webb/ingenstans")).expect("a link");
    let none = Counts::default();
    support::hosts::follows_no_link_out(&host);
    // Nothing is written through a link that leads nowhere, and a link is told as one.
    put(&host, &[("ingenstans", b"fil")]);
    assert_eq!(fs::read(temp.join("webb/ingenstans")).expect("a file"), b"fil");
    let odd: Vec<_> = ok(host.list("")).into_iter().filter(|entry| entry.is_odd).collect();
    assert_eq!(odd.len(), 2, "{odd:?}");
    // What removes a link leaves what it leads to.
    ok(host.remove(&["fil".to_owned()], &none));
    ok(host.remove_folder("ut", &none));
    assert_eq!(tree(&temp.join("hemligt")), [("h.txt".to_owned(), b"hemligt".to_vec())]);
    assert_eq!(listed(&host, "").len(), 2);
}

#[test]
fn a_folder_in_the_way_is_left_alone() {
    let temp = Temp::new("folder");
    temp.write("webb/current/mitt.txt", "mitt");
    for host in [Folder::new(temp.join("webb")), Folder::new(temp.join("webb")).without_links()] {
        put(&host, &[("r/1/a", b"1")]);
        let trouble = host.point("current", "r/1").expect_err("it is somebody's");
        let words = trouble.failure.words(delwebb::base::Lang::Sv);
        assert!(words.contains("Byt namn på mappen"), "{words}");
        assert_eq!(fs::read(temp.join("webb/current/mitt.txt")).expect("it"), b"mitt");
    }
}

#[test]
fn what_a_killed_run_left_half_made_is_removed_in_time() {
    let temp = Temp::new("folder");
    let old = temp.write("webb/.delwebb/part-1-0", "halv");
    temp.write("webb/.delwebb/part-2-0", "någon annans");
    temp.write("webb/.delwebb/leads-current", "r/1");
    let hour_ago = fs::metadata(&old).expect("it").modified().expect("a time")
        - std::time::Duration::from_secs(3700);
    let file = fs::File::options().write(true).open(&old).expect("open it");
    file.set_modified(hour_ago).expect("make it old");
    put(&Folder::new(temp.join("webb")), &[("a", b"a")]);
    let left: Vec<_> =
        tree(&temp.join("webb/.delwebb")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(left, ["leads-current", "part-2-0"]);
}
