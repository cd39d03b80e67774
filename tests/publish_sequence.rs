//! The sequence of a publication on a host in memory: whatever breaks, wherever it breaks,
//! visitors see the old site or the new one, and the next run goes on from there.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

#[path = "support/memory.rs"]
mod memory;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicI64, Ordering};

use delwebb::host::{Body, Headers, Host, Sent, Unwatched};
use delwebb::publish::{
    Asker, FileKind, Form, Local, Release, earlier, look, publish, releases, roll_back,
};
use jiff::{SignedDuration, Timestamp};

use memory::Memory;
use support::editions::{Site, clock, hours_pass, is_tidy, send, send_as, target, time_passes};

/// The clock of those who publish at once: nobody else may let their locks run out.
static ROUND: AtomicI64 = AtomicI64::new(0);

fn clock_of_round() -> Timestamp {
    let start: Timestamp = "2026-01-24T08:00:00Z".parse().expect("a time");
    start + SignedDuration::from_secs(ROUND.load(Ordering::SeqCst) * 600)
}

/// What visitors see of a host that switches.
fn shown(host: &Memory) -> BTreeMap<String, Vec<u8>> {
    host.pointed("current").expect("a pointer").map(|to| host.below(&to)).unwrap_or_default()
}

/// Whether visitors see `site`: all its files, and of others only older assets.
fn shows(host: &Memory, site: &Site) -> bool {
    let shown = shown(host);
    let is_there = |(path, bytes): (&String, &Vec<u8>)| shown.get(path) == Some(bytes);
    site.files.iter().all(is_there)
        && shown.keys().all(|path| site.files.contains_key(path) || path.starts_with("assets/"))
}

#[test]
fn five_editions_leave_three_and_send_only_what_is_new() {
    let host = Memory::with_trees();
    for number in 1..=5 {
        let site = Site::edition(number, 40);
        let done = send(&host, Form::Trees, &site).expect("published");
        assert!(shows(&host, &site), "edition {number} is not what is shown");
        // Half the pages are as they were, but each names its asset: only the picture is the same.
        let fits = if number == 1 { done.files == 44 } else { done.files <= 43 };
        assert!(fits, "edition {number} sent {} files", done.files);
        time_passes();
    }
    let target = target(&host, Form::Trees);
    let all = releases(&target).expect("a list");
    assert_eq!(all.len(), 3);
    assert_eq!(all.iter().filter(|(_, visible)| *visible).count(), 1);
    // The asset of the one before is kept for open pages, that of the one before it is not.
    let shown = shown(&host);
    assert!(shown.contains_key("assets/stil-4.css") && !shown.contains_key("assets/stil-3.css"));
    let rest: Vec<String> =
        host.below("").into_keys().filter(|path| path.contains("building")).collect();
    assert!(rest.is_empty(), "left behind: {rest:?}");
    let seen = look(&target, &Unwatched).expect("looked");
    assert!(seen.strange.is_empty(), "{:?}", seen.strange);
}

#[test]
fn rollback_shows_the_bytes_of_the_release_before() {
    let host = Memory::with_trees();
    let sites: Vec<Site> = (1..=3).map(|number| Site::edition(number, 4)).collect();
    for site in &sites {
        send(&host, Form::Trees, site).expect("published");
        time_passes();
    }
    let target = target(&host, Form::Trees);
    let asker = Asker { by: "den ena", zone: "Europe/Stockholm", clock: &clock };
    for site in sites[..2].iter().rev() {
        let live = look(&target, &Unwatched).expect("looked").live;
        let back = earlier(&target, live.as_ref(), None, &Unwatched).expect("an earlier one");
        roll_back(&target, live.as_ref(), &back, &asker).expect("rolled back");
        assert!(shows(&host, site));
    }
    let live = look(&target, &Unwatched).expect("looked").live;
    assert!(earlier(&target, live.as_ref(), None, &Unwatched).is_err(), "there is none before");
    // What is published next is made from the newest text, whatever was shown meanwhile.
    send(&host, Form::Trees, &sites[2]).expect("published");
    assert!(shows(&host, &sites[2]));
}

#[test]
fn killed_at_every_change_visitors_see_the_old_or_the_new_and_the_next_run_goes_on() {
    let (old, new) = (Site::edition(1, 30), Site::edition(2, 30));
    let kinds = [Memory::with_trees, Memory::without_renames];
    for (before, host_of) in [1, 3].into_iter().flat_map(|n| kinds.map(|kind| (n, kind))) {
        let mut at = 0;
        loop {
            let host = host_of();
            // With three releases the oldest is recycled.
            for number in (0..before - 1).rev() {
                send(&host, Form::Trees, &Site::edition(10 + number, 30)).expect("published");
                time_passes();
            }
            send(&host, Form::Trees, &old).expect("published");
            hours_pass();
            let sent = host.sent_bytes.load(Ordering::SeqCst);
            host.dies_after(at);
            let outcome = send(&host, Form::Trees, &new);
            host.lives();
            assert!(shows(&host, &old) || shows(&host, &new), "torn after {at} changes");
            what_is_listed_is_whole(&host, &format!("after {at} changes"));
            time_passes();
            // Whatever visitors see: the release that is shown has an answer that says so.
            assert_eq!(outcome.is_ok(), shows(&host, &new), "after {at} changes");
            if !is_tidy(&outcome) {
                send(&host, Form::Trees, &new).expect("the next run");
            }
            assert!(shows(&host, &new), "not mended after {at} changes");
            let again = host.sent_bytes.load(Ordering::SeqCst) - sent;
            let all: u64 = new.files.values().map(|bytes| bytes.len() as u64).sum();
            let lists = 8 * new.release().bytes().len() as u64 + 4_000;
            assert!(again <= all + all / 10 + lists, "{again} bytes for {all} after {at}");
            let target = target(&host, Form::Trees);
            assert!(look(&target, &Unwatched).expect("looked").strange.is_empty());
            what_is_listed_is_whole(&host, &format!("mended after {at} changes"));
            assert!(releases(&target).expect("a list").len() <= 3);
            let left = host.below("").into_keys().filter(|path| !path.starts_with("releases/"));
            let left = left.filter(|path| !path.starts_with("manifests/"));
            let left: Vec<String> = left.filter(|path| path != "resting.json").collect();
            assert!(left.is_empty(), "{left:?} are left after {at} changes");
            if is_tidy(&outcome) {
                break;
            }
            at += 1;
        }
        assert!(at > 30, "only {at} changes");
    }
}

/// Every release that one can go back to holds the bytes that were published, unless it says no.
#[track_caller]
fn what_is_listed_is_whole(host: &Memory, when: &str) {
    let target = target(host, Form::Trees);
    let mut folders = BTreeSet::new();
    for (release, is_visible) in releases(&target).expect("a list") {
        let Ok(found) = earlier(&target, None, Some(&release.id), &Unwatched) else {
            assert!(!is_visible, "the visible release is not whole {when}");
            continue;
        };
        let folder = if found.folder.is_empty() { found.id } else { found.folder };
        assert!(folders.insert(folder), "two releases are in one folder {when}");
    }
}

#[test]
fn where_folders_keep_their_names_the_oldest_is_taken_over_when_nobody_is_led_there() {
    static OWN: AtomicI64 = AtomicI64::new(0);
    let clock: fn() -> Timestamp = || {
        let start: Timestamp = "2026-01-24T08:00:00Z".parse().expect("a time");
        start + SignedDuration::from_secs(OWN.load(Ordering::SeqCst))
    };
    let host = Memory::without_renames();
    let minutes = |minutes: i64| OWN.fetch_add(60 * minutes, Ordering::SeqCst);
    // Everything but the asset and one page is as it was.
    let site = |number: usize| {
        let mut site = Site::edition(number, 0);
        for page in 0..40 {
            let path = format!("sida-{page}/index.html");
            let body = b"som den var".to_vec();
            site.folder.write(&path, &body);
            site.files.insert(path, body);
        }
        site
    };
    let publish = |number: usize| {
        let site = site(number);
        let before = host.below("releases");
        host.log.lock().expect("log").clear();
        let seen = host.pointed("current").expect("asked");
        send_as(&host, Form::Trees, &site, ("den ena", clock), &Unwatched).expect("published");
        assert!(shows(&host, &site));
        // What visitors have just left is as it was.
        if let Some(left) = seen.as_deref().and_then(|seen| seen.strip_prefix("releases/")) {
            let own = |(path, bytes): (&String, &Vec<u8>)| {
                path.starts_with(left).then(|| (path.clone(), bytes.clone()))
            };
            let [was, is] = [before, host.below("releases")]
                .map(|files| files.iter().filter_map(own).collect::<Vec<_>>());
            assert_eq!(was, is);
        }
        let log = host.log.lock().expect("log");
        log.iter().filter(|line| line.starts_with("adopt")).count()
    };
    assert_eq!(publish(1), 0);
    minutes(10);
    // As many as stay are made anew.
    assert!(publish(2) > 40);
    minutes(10);
    assert!(publish(3) > 40);
    minutes(10);
    // The oldest was left twenty minutes ago.
    assert!(publish(4) > 40);
    assert_eq!(releases(&target(&host, Form::Trees)).expect("a list").len(), 4);
    minutes(55);
    let copied = publish(5);
    assert!(copied < 4, "{copied} files are copied");
    // Two more have been left, and one of them long ago enough to go.
    let all = releases(&target(&host, Form::Trees)).expect("a list");
    assert_eq!(all.len(), 3);
    let newest = &all.first().expect("a release").0;
    assert!(newest.folder < newest.id && !newest.folder.is_empty(), "{newest:?}");
    // Going back leads to the right folder, and away from another.
    let target = target(&host, Form::Trees);
    let asker = Asker { by: "den ena", zone: "Europe/Stockholm", clock: &clock };
    let live = look(&target, &Unwatched).expect("looked").live;
    let back = earlier(&target, live.as_ref(), None, &Unwatched).expect("an earlier one");
    roll_back(&target, live.as_ref(), &back, &asker).expect("rolled back");
    assert!(shows(&host, &site(4)));
    minutes(10);
    let copied = publish(6);
    assert!(copied < 6, "{copied} files are copied: the oldest of them has rested");
    assert!(publish(7) > 40, "those that have not rested are used again");
}

/// A site of `pages` pages in edition `number`: only the last two are others in each.
fn large(number: usize, pages: usize) -> Site {
    let mut site = Site::edition(0, 0);
    for page in 0..pages {
        let path = format!("sida-{page}/index.html");
        let edition = if page + 2 >= pages { number } else { 0 };
        let body = format!("utgåva {edition} av sidan").into_bytes();
        site.folder.write(&path, &body);
        site.files.insert(path, body);
    }
    site
}

#[test]
fn where_few_files_are_others_nothing_else_is_read_or_listed_again() {
    for form in [Form::Trees, Form::Keys] {
        let host = Memory { has_trees: form == Form::Trees, ..Memory::without_renames() };
        for number in 1..=4 {
            let site = large(number, 300);
            host.reads.store(0, Ordering::SeqCst);
            host.looks.store(0, Ordering::SeqCst);
            let done = send(&host, form, &site).expect("published");
            assert!(done.files == 2 || number == 1, "{} files are sent", done.files);
            hours_pass();
            let target = target(&host, form);
            let asked = || [&host.reads, &host.looks].map(|count| count.load(Ordering::SeqCst));
            if number > 1 {
                // The two, the lists, the notes and the lock.
                let [reads, _] = asked();
                assert!(reads < 25, "{reads} files are read for edition {number}");
            }
            let [_, looks] = asked();
            let few = number == 4 || (number > 1 && form == Form::Keys);
            assert!(looks == 2 || !few, "{looks} files are looked at in edition {number}");
            host.reads.store(0, Ordering::SeqCst);
            assert!(look(&target, &Unwatched).expect("looked").strange.is_empty());
            let [reads, _] = asked();
            assert!(reads <= 2, "{reads} files are read to see that nothing has changed");
        }
        // Other bytes of the same length, written at the same moment.
        let folder = host.pointed("current").expect("asked");
        let below = folder.map(|folder| format!("{folder}/")).unwrap_or_default();
        for page in [0, 299] {
            let path = format!("{below}sida-{page}/index.html");
            host.files.lock().expect("files").get_mut(&path).expect("a page").0.reverse();
        }
        let strange = look(&target(&host, form), &Unwatched).expect("looked").strange;
        assert_eq!(strange, ["sida-0/index.html", "sida-299/index.html"]);
    }
}

#[test]
fn going_back_to_what_somebody_has_begun_to_change_meanwhile_is_refused() {
    let host = Memory::without_renames();
    for number in 1..=3 {
        send(&host, Form::Trees, &Site::edition(number, 4)).expect("published");
        hours_pass();
    }
    let target = target(&host, Form::Trees);
    let live = look(&target, &Unwatched).expect("looked").live;
    let all = releases(&target).expect("a list");
    let oldest = &all.last().expect("a release").0;
    let back = earlier(&target, live.as_ref(), Some(&oldest.id), &Unwatched).expect("it is whole");
    // Another publisher takes its folder over, and is cut off.
    host.dies_after(6);
    assert!(send(&host, Form::Trees, &Site::edition(4, 4)).is_err());
    host.lives();
    time_passes();
    let asker = Asker { by: "den ena", zone: "Europe/Stockholm", clock: &clock };
    assert!(roll_back(&target, live.as_ref(), &back, &asker).is_err());
    assert!(shows(&host, &Site::edition(3, 4)));
}

#[test]
fn plain_keys_come_in_an_order_that_keeps_every_page_whole() {
    let host = Memory::default();
    send(&host, Form::Keys, &Site::edition(1, 6)).expect("published");
    time_passes();
    host.log.lock().expect("log").clear();
    send(&host, Form::Keys, &Site::edition(2, 6)).expect("published");
    let log = host.log.lock().expect("log").clone();
    let at = |wanted: &str| log.iter().position(|line| line == wanted).expect(wanted);
    assert!(at("write assets/stil-2.css") < at("write sida-0/index.html"));
    assert!(at("write bara-2/index.html") < at("write sitemap.xml"));
    assert!(at("write sitemap.xml") < at("remove bara-1/index.html"));
    assert!(!log.contains(&"remove assets/stil-1.css".to_owned()), "the old asset is kept");
    assert!(!log.contains(&"write bild å 1.png".to_owned()), "nothing is sent twice");
}

#[test]
fn what_is_spoilt_on_the_way_is_noticed_and_shown_to_nobody() {
    let [old, new] = [1, 2].map(|number| Site::edition(number, 4));
    let page = "bara-2/index.html";
    for host in [Memory::with_trees(), Memory::without_renames()] {
        send(&host, Form::Trees, &old).expect("published");
        hours_pass();
        host.spoil_what_ends_with(page);
        assert!(send(&host, Form::Trees, &new).is_err());
        assert!(shows(&host, &old));
    }
    let host = Memory::default();
    send(&host, Form::Keys, &old).expect("published");
    hours_pass();
    host.spoil_what_ends_with(page);
    host.log.lock().expect("log").clear();
    assert!(send(&host, Form::Keys, &new).is_err());
    let log = host.log.lock().expect("log").clone();
    assert!(log.iter().all(|line| !line.contains("sitemap") && !line.starts_with("remove bara")));
}

#[test]
fn what_was_there_before_the_first_publication_stays() {
    let host = Memory::default();
    let foreign = ("nagon-annans.txt".to_owned(), (b"min".to_vec(), std::time::UNIX_EPOCH));
    host.files.lock().expect("files").extend([foreign]);
    for number in 1..=2 {
        // The next publication goes on although a foreign file is told of.
        send(&host, Form::Keys, &Site::edition(number, 4)).expect("published");
        hours_pass();
    }
    let left = host.below("");
    assert!(left.contains_key("nagon-annans.txt") && !left.contains_key("bara-1/index.html"));
}

#[test]
fn an_old_asset_that_somebody_removed_is_not_missed() {
    for form in [Form::Keys, Form::Trees] {
        let host = Memory { has_trees: form == Form::Trees, ..Memory::default() };
        for number in 1..=2 {
            send(&host, form, &Site::edition(number, 4)).expect("published");
            hours_pass();
        }
        let kept = |path: &String| path.ends_with("assets/stil-1.css");
        host.files.lock().expect("files").retain(|path, _| !kept(path));
        send(&host, form, &Site::edition(3, 4)).expect("published");
        assert!(look(&target(&host, form), &Unwatched).expect("looked").strange.is_empty());
    }
}

#[test]
fn plain_keys_of_old_addresses_say_where_they_lead() {
    let host = Memory::default();
    let site = Site::edition(1, 2);
    let target = target(&host, Form::Keys);
    let mut seen = look(&target, &Unwatched).expect("looked");
    let mut new = site.release();
    new.address = "https://prov.example/bas/".to_owned();
    new.redirects.insert("/sida-0/".to_owned(), "/ny å/".to_owned());
    // A page that is no redirect is none, whatever the list says.
    new.redirects.insert("/sida-1/".to_owned(), "/ny/".to_owned());
    new.files.get_mut("sida-0/index.html").expect("a page").kind = FileKind::Redirect;
    new.stamp(clock(), None);
    let asker = Asker { by: "den ena", zone: "Europe/Stockholm", clock: &clock };
    let local = Local::new(&site.folder.0);
    let release = (&mut new, &local);
    publish(&target, &mut seen, release, &asker, &Unwatched, (&mut |_| Ok(()), &mut || {}))
        .expect("published");
    let wanted = ("sida-0/index.html", "https://prov.example/bas/ny%20%C3%A5/");
    let wanted = BTreeMap::from([(wanted.0.to_owned(), wanted.1.to_owned())]);
    assert_eq!(*host.leads.lock().expect("leads"), wanted);
    assert!(host.below("").contains_key("sida-0/index.html"));
}

#[test]
fn plain_keys_killed_at_every_change_leave_each_page_whole_with_its_asset() {
    let (old, new) = (Site::edition(1, 6), Site::edition(2, 6));
    let mut at = 0;
    loop {
        let host = Memory::default();
        send(&host, Form::Keys, &old).expect("published");
        time_passes();
        host.dies_after(at);
        let outcome = send(&host, Form::Keys, &new);
        host.lives();
        let shown = host.below("");
        for (path, bytes) in shown.iter().filter(|(path, _)| path.ends_with(".html")) {
            let is_one = [&old, &new].iter().any(|site| site.files.get(path) == Some(bytes));
            assert!(is_one, "{path} is torn after {at} changes");
            let text = String::from_utf8_lossy(bytes);
            let asset = text.rsplit(' ').next().expect("an asset");
            assert!(shown.contains_key(asset), "{path} lacks {asset} after {at} changes");
        }
        time_passes();
        if is_tidy(&outcome) {
            break;
        }
        let seen = look(&target(&host, Form::Keys), &Unwatched).expect("looked");
        assert!(seen.strange.is_empty(), "{:?} after {at} changes", seen.strange);
        send(&host, Form::Keys, &new).expect("the next run");
        let shown = host.below("");
        let is_there = |(path, bytes): (&String, &Vec<u8>)| shown.get(path) == Some(bytes);
        assert!(new.files.iter().all(is_there), "not mended after {at} changes");
        assert!(!shown.contains_key("bara-1/index.html"), "not tidied after {at} changes");
        at += 1;
    }
    assert!(at > 8, "only {at} changes");
}

#[test]
fn what_somebody_changed_by_hand_is_seen() {
    let host = Memory::with_trees();
    let site = Site::edition(1, 4);
    send(&host, Form::Trees, &site).expect("published");
    let folder = host.pointed("current").expect("asked").expect("a release");
    let path = format!("{folder}/sida-1/index.html");
    {
        let mut files = host.files.lock().expect("files");
        let file = files.get_mut(&path).expect("a page");
        // Only the time: somebody has copied it over itself.
        file.1 += std::time::Duration::from_mins(1);
    }
    let target = target(&host, Form::Trees);
    assert!(look(&target, &Unwatched).expect("looked").strange.is_empty());
    {
        let mut files = host.files.lock().expect("files");
        let file = files.get_mut(&path).expect("a page");
        file.0.reverse();
        file.1 += std::time::Duration::from_mins(1);
    }
    assert_eq!(look(&target, &Unwatched).expect("looked").strange, ["sida-1/index.html"]);
    // An older release that somebody spoilt is not gone back to.
    time_passes();
    send(&host, Form::Trees, &Site::edition(2, 4)).expect("published");
    let live = look(&target, &Unwatched).expect("looked").live;
    assert!(earlier(&target, live.as_ref(), None, &Unwatched).is_err());
}

#[test]
fn two_publishers_never_mix() {
    let sites = [Site::edition(1, 8), Site::edition(2, 8)];
    for form in [Form::Trees, Form::Keys] {
        let host = Memory { has_trees: form == Form::Trees, ..Memory::default() };
        let mut done = 0;
        for _ in 0..50 {
            ROUND.fetch_add(1, Ordering::SeqCst);
            let outcomes: Vec<bool> = std::thread::scope(|scope| {
                let both = [0, 1].map(|who| {
                    let (host, site) = (&host, &sites[who]);
                    scope.spawn(move || {
                        send_as(host, form, site, (["a", "b"][who], clock_of_round), &Unwatched)
                            .is_ok()
                    })
                });
                both.map(|one| one.join().expect("a publisher")).to_vec()
            });
            done += outcomes.iter().filter(|ok| **ok).count();
            let seen = look(&target(&host, form), &Unwatched).expect("looked");
            assert!(seen.strange.is_empty(), "mixed: {:?}", seen.strange);
            if form == Form::Trees {
                assert!(sites.iter().any(|site| shows(&host, site)), "mixed");
            }
        }
        assert!(done >= 50, "only {done} of 100 were published");
    }
}

/// What the host has made of it is looked at before visitors see it.
#[test]
fn a_host_that_spoils_or_forgets_a_file_shows_the_old_site() {
    let (old, new) = (Site::edition(1, 8), Site::edition(2, 8));
    let host = Memory::with_trees();
    send(&host, Form::Trees, &old).expect("published");
    *host.spoils.lock().expect("it") = Some("sida-2/index.html");
    let failure = send(&host, Form::Trees, &new).expect_err("it was spoilt");
    assert!(failure.message.sv.contains("sida-2/index.html"), "{failure:?}");
    assert!(shows(&host, &old));
    let fresh = Memory::with_trees();
    send(&fresh, Form::Trees, &old).expect("published");
    *fresh.forgets.lock().expect("it") = Some("bild å 1.png");
    let failure = send(&fresh, Form::Trees, &new).expect_err("it was forgotten");
    assert!(failure.message.sv.contains("bild å 1.png"), "{failure:?}");
    assert!(shows(&fresh, &old));
}

/// Whoever slept while the lock ran out, or looked before somebody else published, changes nothing.
#[test]
fn whoever_is_late_changes_nothing() {
    let [old, new, other] = [1, 2, 3].map(|number| Site::edition(number, 4));
    let host = Memory::with_trees();
    send(&host, Form::Trees, &old).expect("published");
    let asker = Asker { by: "den ena", zone: "Europe/Stockholm", clock: &clock };
    let target = target(&host, Form::Trees);
    let local = Local::new(&new.folder.0);
    let mut seen = look(&target, &Unwatched).expect("looked");
    let mut release = new.release();
    release.stamp(clock(), seen.newest.as_deref());
    let mut sleeps = |_: &Release| {
        let theirs = br#"{"holder":"den andra","since":"2026-01-24T08:00:00Z","until":"2999-01-01T00:00:00Z","nonce":"x"}"#;
        host.files.lock().expect("files").get_mut("lock.json").expect("it").0 = theirs.to_vec();
        Ok(())
    };
    let done = (&mut release, &local);
    publish(&target, &mut seen, done, &asker, &Unwatched, (&mut sleeps, &mut || ()))
        .expect_err("the lock is somebody else's");
    assert!(shows(&host, &old));
    host.files.lock().expect("files").remove("lock.json");
    let mut seen = look(&target, &Unwatched).expect("looked");
    send(&host, Form::Trees, &other).expect("published");
    let done = (&mut release, &local);
    publish(&target, &mut seen, done, &asker, &Unwatched, (&mut |_| Ok(()), &mut || ()))
        .expect_err("somebody was first");
    assert!(shows(&host, &other));
}

/// A bucket that others use too: nothing of theirs is written over, and it is no reason to stop.
#[test]
fn what_lay_beside_the_site_is_left_alone() {
    let host = Memory::default();
    let theirs = |path: &str| {
        let sent = Sent { path, body: Body::Bytes(b"deras"), headers: Headers::default() };
        host.write(&[sent], &Unwatched).expect("written");
    };
    theirs("intranat/rapport.pdf");
    let site = Site::edition(1, 4);
    let target = target(&host, Form::Keys);
    let in_the_way = || {
        let mut seen = look(&target, &Unwatched).expect("looked");
        seen.in_the_way(&target, &site.release(), &Unwatched).expect("asked")
    };
    assert!(in_the_way().is_empty());
    theirs("sida-1/index.html");
    assert_eq!(in_the_way(), ["sida-1/index.html"]);
    host.remove(&["sida-1/index.html".to_owned()], &Unwatched).expect("removed");
    send(&host, Form::Keys, &site).expect("published");
    assert!(in_the_way().is_empty());
    let strange = || look(&target, &Unwatched).expect("looked").strange;
    assert!(strange().is_empty(), "{:?}", strange());
    theirs("intranat/nytt.pdf");
    assert_eq!(strange(), ["intranat/nytt.pdf"]);
    send(&host, Form::Keys, &Site::edition(2, 4)).expect("published");
    assert!(strange().is_empty(), "what was accepted once is known: {:?}", strange());
    assert!(host.below("").contains_key("intranat/rapport.pdf"));
}
