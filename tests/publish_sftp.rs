//! Whole publications over SFTP, to real OpenSSH servers on loopback: cut at any byte, and with a
//! server that forbids tidying up. Without `sshd` these say so and do nothing; `tests/run` installs
//! it.
//!
//! `DELWEBB_CUTS` is how many cuts of the connection are tried (20), `DELWEBB_SEED` where.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test may"
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::atomic::Ordering;

use delwebb::host::{Sftp, SftpPlace};
use delwebb::publish::Form;
use support::editions::{Site, clock, is_tidy, send, send_as, time_passes};
use support::hosts::{Counts, noise, ok};
use support::sshd::{Proxy, Sshd};
use support::{Temp, delwebb, err, out, tree};

/// A server with these settings, or a word and nothing.
macro_rules! server {
    ($settings:expr) => {
        match Sshd::start($settings) {
            Some(server) => server,
            None => {
                eprintln!("SKIP: sshd or ssh-keygen is not here");
                return;
            }
        }
    };
}

fn asked(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|given| given.parse().ok()).unwrap_or(usual)
}

/// A site of so many pages, and one picture; every tenth page is the same in each edition.
fn edition(number: u64, pages: u64, picture: usize) -> Site {
    let page = |n: u64| {
        let seed = if n.is_multiple_of(10) { 0 } else { number };
        let len = usize::try_from(1_000 + 997 * (n % 9)).expect("little");
        (format!("sida {n}/index.html"), noise(len, n + 10_000 * seed))
    };
    let mut files: BTreeMap<String, Vec<u8>> = (0..pages).map(page).collect();
    files.insert("bild.png".to_owned(), noise(picture, number));
    Site::of(files)
}

/// How many bytes `new` has that `old` does not.
fn needed(old: &Site, new: &Site) -> u64 {
    let new = new.files.iter().filter(|(path, body)| old.files.get(*path) != Some(body));
    new.map(|(_, body)| body.len() as u64).sum()
}

/// What visitors are shown.
fn shown(place: &Path) -> BTreeMap<String, Vec<u8>> {
    tree(&fs::canonicalize(place.join("current")).expect("something is shown"))
        .into_iter()
        .collect()
}

/// The connection is cut for good after any number of bytes, inside a file or between two:
/// visitors see one whole site, and the next run sends nothing that the server has said it has.
#[test]
fn wherever_the_connection_is_cut_visitors_see_one_site_and_the_next_run_goes_on() {
    cut_anywhere(&server!(""));
}

/// Such a server switches in two steps: no cut comes between them.
#[test]
fn wherever_it_is_cut_without_posix_rename() {
    cut_anywhere(&server!("Subsystem sftp internal-sftp -P posix-rename"));
}

fn cut_anywhere(server: &Sshd) {
    let (cuts, mut seed) = (asked("DELWEBB_CUTS", 20), asked("DELWEBB_SEED", 2026));
    eprintln!("DELWEBB_CUTS={cuts} DELWEBB_SEED={seed}");
    let proxy = Proxy::before(server.port);
    fs::write(server.temp.join("known"), both(server, &proxy)).expect("written");
    let picture = 700_000;
    let (old, new) = (edition(1, 90, picture), edition(2, 90, picture));
    let needed = needed(&old, &new);
    let mut whole = 0;
    for round in 0..=cuts {
        let folder = server.temp.join(&format!("plats å/{round}"));
        let direct = SftpPlace { folder: folder.display().to_string(), ..server.place() };
        let proxied = SftpPlace { port: Some(proxy.port), tries: 0, ..direct.clone() };
        send(&ok(Sftp::new(direct)), Form::Trees, &old).expect("published");
        time_passes();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The first round tells how many bytes a whole publication is.
        let cut =
            if round == 0 { -1 } else { i64::try_from((seed >> 33) % whole).expect("little") };
        let carried = proxy.carried.load(Ordering::Relaxed);
        proxy.left.store(cut, Ordering::Relaxed);
        let first = Counts::default();
        let host = ok(Sftp::new(proxied.clone()));
        let outcome = send_as(&host, Form::Trees, &new, ("den ena", clock), &first);
        proxy.left.store(-1, Ordering::Relaxed);
        let now = shown(&folder);
        assert!(now == old.files || now == new.files, "round {round}, cut after {cut}: torn");
        assert_eq!(outcome.is_ok(), now == new.files, "round {round}, cut after {cut}");
        if round == 0 {
            whole = proxy.carried.load(Ordering::Relaxed) - carried;
            assert!(is_tidy(&outcome));
            continue;
        }
        time_passes();
        let second = Counts::default();
        let host = ok(Sftp::new(proxied));
        let outcome = send_as(&host, Form::Trees, &new, ("den andra", clock), &second);
        assert!(is_tidy(&outcome), "round {round}, cut after {cut}: {outcome:?}");
        assert!(shown(&folder) == new.files, "round {round}, cut after {cut}: not mended");
        let (first, second) = (first.bytes.into_inner(), second.bytes.into_inner());
        // Of the picture, which is several pieces, all is sent again when it is not whole.
        let again = (first + second).saturating_sub(needed);
        assert!(again <= picture as u64, "round {round}, cut after {cut}: {again} bytes again");
        let rest = tree(&folder).into_iter().map(|(path, _)| path);
        let rest: Vec<_> = rest.filter(|p| p.contains("building") || p.contains("lock")).collect();
        assert!(rest.is_empty(), "round {round}, cut after {cut}: {rest:?} are left");
    }
}

/// The lines by which this machine knows the server, and the proxy before it.
fn both(server: &Sshd, proxy: &Proxy) -> String {
    let key = fs::read_to_string(server.temp.join("host.pub")).expect("a key");
    format!("[127.0.0.1]:{} {key}[127.0.0.1]:{} {key}", server.port, proxy.port)
}

/// Of a large site, little more than what was missing goes over the line after a break.
#[test]
fn a_run_after_a_break_sends_at_most_a_tenth_again() {
    let server = server!("");
    let proxy = Proxy::before(server.port);
    fs::write(server.temp.join("known"), both(&server, &proxy)).expect("written");
    let new = edition(1, 1_500, 5_000);
    let needed: u64 = new.files.values().map(|body| body.len() as u64).sum();
    for part in [3, 6, 9] {
        let folder = server.temp.join(&format!("del {part}")).display().to_string();
        let place = SftpPlace { folder, port: Some(proxy.port), tries: 0, ..server.place() };
        let cut = needed * part / 10;
        proxy.left.store(i64::try_from(cut).expect("little"), Ordering::Relaxed);
        let tried = send(&ok(Sftp::new(place.clone())), Form::Trees, &new);
        assert!(tried.is_err(), "it was to be cut");
        proxy.left.store(-1, Ordering::Relaxed);
        time_passes();
        let second = Counts::default();
        let host = ok(Sftp::new(place));
        send_as(&host, Form::Trees, &new, ("den ena", clock), &second).expect("the next run");
        // All that went over the line before the cut counts as sent, also what was no file's.
        let again = cut + second.bytes.into_inner() - needed;
        assert!(again <= needed / 10, "{again} of {needed} bytes again, cut after {cut}");
    }
}

fn run(root: &Path, hour: usize, arguments: &[&str]) -> Output {
    let now = format!("2026-01-24T{:02}:00:00Z", 8 + hour);
    delwebb(root, &[&["publish"], arguments, &["--now", &now]].concat())
}

#[track_caller]
fn publish(root: &Path, hour: usize, arguments: &[&str]) -> String {
    let done = run(root, hour, &[&["--yes"], arguments].concat());
    assert!(done.status.success(), "{}{}", out(&done), err(&done));
    format!("{}{}", out(&done), err(&done))
}

/// The server lets nobody remove folders: the switch has been made, and that is what counts.
#[test]
fn what_cannot_be_tidied_up_is_a_warning_and_the_next_run_does_it() {
    let server = server!("Subsystem sftp internal-sftp -P rmdir");
    let place = server.temp.join("plats å/webb");
    let site = Temp::new("publish-untidy");
    assert!(delwebb(&site.0, &["init", "s"]).status.success());
    let root = site.join("s");
    let settings = root.join("content/site.yaml");
    let before = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, before.clone() + &server.target(5)).expect("written");
    let mut hour = 0;
    let mut edit = || {
        hour += 1;
        let page = root.join("content/om/index.md");
        let text = fs::read_to_string(&page).expect("a page");
        fs::write(&page, format!("{text}\nMer text.\n")).expect("written");
        hour
    };
    for _ in 0..4 {
        publish(&root, edit(), &[]);
    }
    // Now only two are to stay, so that more than what is recycled has to go.
    fs::write(&settings, before.clone() + &server.target(2)).expect("written");
    let said = publish(&root, edit(), &[]);
    for part in ["Klart", "allt blev inte städat", "nästa publicering tar bort det"] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    let archives = || {
        let all = fs::read_dir(root.join("arkiv")).expect("archives").flatten();
        all.filter(|entry| entry.path().extension().is_some_and(|e| e == "zip")).count()
    };
    let log = || {
        let log = fs::read_to_string(root.join("arkiv/publiceringar.jsonl")).expect("the log");
        log.lines().count()
    };
    assert_eq!((archives(), log()), (5, 5));
    assert!(run(&root, 6, &["--list"]).status.success());
    // A server that lets them go: the next publication has nothing to say of it.
    let other = server!("");
    let (from, to) = (&place, other.temp.join("plats å/webb"));
    fs::create_dir_all(to.parent().expect("a folder")).expect("made");
    fs::rename(from, &to).expect("moved");
    fs::write(&settings, before + &other.target(2)).expect("written");
    let said = publish(&root, edit(), &[]);
    assert!(!said.contains("städat"), "{said}");
    let left: Vec<PathBuf> =
        fs::read_dir(to.join("releases")).expect("it").flatten().map(|e| e.path()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    assert_eq!((archives(), log()), (6, 6));
}
