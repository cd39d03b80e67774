//! A server over SFTP as a place of publishing, with real OpenSSH servers on loopback: it keeps
//! every promise, trusts nobody it does not know, and leaves no half file whenever the connection
//! breaks. Without `sshd` these say so and do nothing; `tests/run` installs it.
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
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use delwebb::base::Lang;
use delwebb::host::{Host, Powers, Sftp, SftpPlace, Switch, TroubleKind};
use support::hosts::{Counts, keeps_every_promise, listed, noise, ok, put, sent};
use support::sshd::{Proxy, Sshd, free_port};
use support::tree;

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

fn sftp(place: SftpPlace) -> Sftp {
    ok(Sftp::new(place))
}

/// How it refuses, in Swedish.
#[track_caller]
fn refusal(place: SftpPlace) -> (TroubleKind, String) {
    let trouble = sftp(place).write(&[], &Counts::default()).expect_err("it is refused");
    (trouble.kind, trouble.failure.words(Lang::Sv))
}

#[track_caller]
fn says(words: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(words.contains(wanted), "”{wanted}” is missing in: {words}");
    }
}

#[test]
fn keeps_every_promise_of_hosts() {
    let server = server!("");
    let host = sftp(server.place());
    keeps_every_promise(&host, 1000);
    let wanted = Powers { switch: Switch::Atomic, adopts: true, renames: true };
    assert_eq!(ok(host.powers()), wanted);
    let top = server.temp.join("plats å/webb");
    assert!(fs::symlink_metadata(top.join("aktuell")).expect("it").is_symlink());
    assert!(tree(&top.join(".delwebb")).is_empty(), "something half made is left");
}

#[test]
fn keeps_every_promise_but_the_switch_without_posix_rename() {
    let server = server!("Subsystem sftp internal-sftp -P posix-rename");
    let host = sftp(server.place());
    let powers = ok(host.powers());
    let Switch::NotAtomic(words) = powers.switch else { panic!("{powers:?}") };
    says(words.get(Lang::Sv), &["posix-rename", "publicerar igen"]);
    // Whoever reads while a file is replaced may find none: that one promise is not kept.
    put(&host, &[("r/1/a", b"1"), ("r/2/a", b"2"), ("byt", b"gammal")]);
    put(&host, &[("byt", b"ny")]);
    assert_eq!(ok(host.read("byt")), Some(b"ny".to_vec()));
    for release in ["r/1", "r/2", "r/2", "r/1"] {
        ok(host.point("current", release));
        assert_eq!(ok(host.pointed("current")), Some(release.to_owned()));
    }
    assert!(ok(host.claim("lås", b"jag")));
    assert!(!ok(host.claim("lås", b"du")));
    ok(host.adopt(&[("r/1/a".to_owned(), "r/2/a".to_owned())], &Counts::default()));
    assert_eq!(ok(host.read("r/2/a")), Some(b"1".to_vec()));
    assert!(tree(&server.temp.join("plats å/webb/.delwebb")).is_empty());
}

/// OpenSSH's is not the only server: this one knows no limits and gives shorter answers.
#[test]
fn keeps_every_promise_on_a_server_that_is_not_openssh() {
    let Some(server) = Sshd::start_asyncssh(&[]) else {
        eprintln!("SKIP: asyncssh is not here");
        return;
    };
    keeps_every_promise(&sftp(server.place()), 200);
    let lacking = ["posix-rename@openssh.com", "hardlink@openssh.com", "limits@openssh.com"];
    let server = Sshd::start_asyncssh(&lacking).expect("it was here");
    let host = sftp(server.place());
    let powers = ok(host.powers());
    assert!(matches!(powers.switch, Switch::NotAtomic(_)) && !powers.adopts, "{powers:?}");
    let body = noise(1 << 20, 3);
    put(&host, &[("r/1/å", &body), ("r/2/å", b"2")]);
    put(&host, &[("r/1/å", &body)]);
    assert!(ok(host.read("r/1/å")) == Some(body));
    for release in ["r/1", "r/2", "r/1"] {
        ok(host.point("current", release));
        assert_eq!(ok(host.pointed("current")), Some(release.to_owned()));
    }
    assert!(ok(host.claim("lås", b"jag")));
    assert!(!ok(host.claim("lås", b"du")));
}

#[test]
fn claims_and_says_that_it_cannot_adopt_without_hard_links() {
    let server = server!("Subsystem sftp internal-sftp -P hardlink");
    let host = sftp(server.place());
    assert!(!ok(host.powers()).adopts);
    assert!(ok(host.claim("lås", b"jag")));
    assert!(!ok(host.claim("lås", b"du")));
    assert_eq!(ok(host.read("lås")), Some(b"jag".to_vec()));
    let server = server!("Subsystem sftp internal-sftp -P hardlink,posix-rename");
    let host = sftp(server.place());
    assert!(ok(host.claim("lås", b"jag")));
    assert!(!ok(host.claim("lås", b"du")));
    assert_eq!(ok(host.read("lås")), Some(b"jag".to_vec()));
}

#[test]
fn an_unknown_or_changed_server_is_not_trusted() {
    let server = server!("");
    let place = || SftpPlace { user: Some("någon".replace('å', "a")), ..server.place() };
    server.temp.write("known", "");
    let (kind, words) = refusal(place());
    assert_eq!(kind, TroubleKind::Untrusted, "{words}");
    says(&words, &["inte känd på den här datorn", "Inget har skickats", "fingeravtryck"]);
    // With the target's own list and key, so that what is learnt lands where it is looked for.
    says(&words, &["”ssh -o UserKnownHostsFile=", " -i "]);
    says(&words, &[&format!(" -p {} nagon@127.0.0.1”", server.port)]);
    server.trust("other", server.port);
    let (kind, words) = refusal(place());
    assert_eq!(kind, TroubleKind::Untrusted, "{words}");
    says(&words, &["en annan nyckel än förut", "Inget har skickats"]);
    says(&words, &[&format!("”ssh-keygen -R '[127.0.0.1]:{}' -f ", server.port)]);
    // Nothing was learnt on the way, and nothing written there.
    let known = fs::read_to_string(server.temp.join("known")).expect("what is known");
    assert_eq!(known.lines().count(), 1);
    assert!(!server.temp.join("plats å").exists());
}

#[test]
fn who_is_not_let_in_is_told_so() {
    let server = server!("");
    let stranger = Some(server.temp.join("stranger"));
    let (kind, words) = refusal(SftpPlace { identity: stranger, ..server.place() });
    assert_eq!(kind, TroubleKind::Refused, "{words}");
    says(&words, &["Servern släpper inte in dig", "ssh-add -l", "publika nyckel"]);
    let nobody = Some("finnsinte".to_owned());
    let (kind, words) = refusal(SftpPlace { user: nobody, ..server.place() });
    assert_eq!(kind, TroubleKind::Refused, "{words}");
    says(&words, &["Servern släpper inte in dig", "finnsinte@127.0.0.1"]);
    for odd in ["-oProxyCommand=true", "", "a b", "å"] {
        let place = SftpPlace { host: odd.to_owned(), ..server.place() };
        assert!(Sftp::new(place).is_err(), "{odd}");
    }
}

#[test]
fn a_server_that_is_not_there_or_has_no_sftp_is_said_to_be_so() {
    let server = server!("Subsystem other /bin/false\nPrintMotd no");
    let (kind, words) = refusal(server.place());
    assert_eq!(kind, TroubleKind::Refused, "{words}");
    says(&words, &["Servern erbjuder inte SFTP", "Subsystem sftp"]);
    let (kind, words) = refusal(SftpPlace { port: Some(free_port()), ..server.place() });
    assert_eq!(kind, TroubleKind::Unreachable, "{words}");
    says(&words, &["Ingen SSH-server svarar där", "porten"]);
    let place = SftpPlace { host: "finns-inte.invalid".to_owned(), ..server.place() };
    let (kind, words) = refusal(place);
    assert_eq!(kind, TroubleKind::Unreachable, "{words}");
    says(&words, &["Det finns ingen server med det namnet"]);
}

#[test]
fn a_server_that_falls_silent_is_given_up() {
    let server = server!("");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let place = SftpPlace {
        port: Some(port),
        connect_timeout: Duration::from_secs(1),
        patience: Duration::from_millis(500),
        ..server.place()
    };
    let began = Instant::now();
    let (kind, words) = refusal(place);
    assert_eq!(kind, TroubleKind::Unreachable, "{words}");
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    drop(listener);
}

#[test]
fn what_the_account_may_not_do_is_said_to_be_so() {
    let server = server!("Subsystem sftp internal-sftp -R");
    let (kind, words) = refusal(server.place());
    assert_eq!(kind, TroubleKind::Refused, "{words}");
    says(&words, &["Ditt konto har inte behörighet", "plats å/webb"]);
    let server = server!("Subsystem sftp internal-sftp -P symlink");
    let host = sftp(server.place());
    put(&host, &[("r/1/a", b"1")]);
    let trouble = host.point("current", "r/1").expect_err("no links there");
    assert_eq!(trouble.kind, TroubleKind::Refused);
    assert_eq!(ok(host.pointed("current")), None);
}

#[test]
fn an_account_shut_into_a_folder_publishes_from_there() {
    if support::sshd::user() != "root" {
        eprintln!("SKIP: only root can shut an account in");
        return;
    }
    // The folder, and all above it, must be root's alone: /tmp is not.
    let shut = std::path::PathBuf::from(format!("/run/delwebb-shut-{}", std::process::id()));
    fs::create_dir_all(shut.join("webb")).expect("a folder");
    let server = server!(&format!("ChrootDirectory {}", shut.display()));
    let host = sftp(SftpPlace { folder: "/webb".to_owned(), ..server.place() });
    put(&host, &[("r/1/å", b"1")]);
    ok(host.point("current", "r/1"));
    assert_eq!(ok(host.pointed("current")), Some("r/1".to_owned()));
    assert_eq!(fs::read(shut.join("webb/current/å")).expect("the page"), b"1");
    let place = SftpPlace { folder: "/finns/inte/alls".to_owned(), ..server.place() };
    put(&sftp(place), &[("a", b"a")]);
    assert_eq!(fs::read(shut.join("finns/inte/alls/a")).expect("it"), b"a");
    fs::remove_dir_all(&shut).expect("remove it");
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_never_followed() {
    let server = server!("");
    server.temp.write("hemligt/h.txt", "hemligt");
    let (host, top) = (sftp(server.place()), server.temp.join("plats å/webb"));
    put(&host, &[("a", b"a")]);
    std::os::unix::fs::symlink(server.temp.join("hemligt"), top.join("ut")).expect("a link");
    std::os::unix::fs::symlink(server.temp.join("hemligt/h.txt"), top.join("fil")).expect("a link");
    let none = Counts::default();
    support::hosts::follows_no_link_out(&host);
    ok(host.remove(&["fil".to_owned()], &none));
    ok(host.remove_folder("ut", &none));
    assert_eq!(tree(&server.temp.join("hemligt")), [("h.txt".to_owned(), b"hemligt".to_vec())]);
    assert_eq!(listed(&host, "").len(), 1);
}

#[test]
fn a_slow_server_is_waited_for() {
    let server = server!("");
    let proxy = Proxy::before(server.port);
    server.trust("host", proxy.port);
    let patience = Duration::from_millis(700);
    let place = SftpPlace { port: Some(proxy.port), patience, ..server.place() };
    let host = sftp(place);
    put(&host, &[("först", b"a")]);
    // 2 MB at 16 kB in 15 ms take two seconds: longer than the patience, but never silent.
    proxy.pause.store(15, Ordering::Relaxed);
    let body = noise(2 << 20, 7);
    put(&host, &[("stor", &body)]);
    assert!(ok(host.read("stor")) == Some(body));
    assert_eq!(proxy.connections.load(Ordering::Relaxed), 1, "it was not given up");
}

#[test]
fn a_full_disk_is_said_to_be_full() {
    let server = server!("");
    let disk = server.temp.join("plats å");
    fs::create_dir_all(&disk).expect("a folder");
    let mounted = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=300k", "tmpfs"])
        .arg(&disk)
        .output();
    if !mounted.is_ok_and(|ended| ended.status.success()) {
        eprintln!("SKIP: this machine forbids it: mount");
        return;
    }
    let host = sftp(server.place());
    put(&host, &[("r/1/a", &noise(100_000, 1))]);
    let files: Vec<_> = (0..20).map(|n| (format!("r/2/{n}"), noise(50_000, n + 1))).collect();
    let tried = host.write(&sent(&files), &Counts::default());
    let mut there = listed(&host, "r/2");
    ok(host.remove_folder("r/2", &Counts::default()));
    let files: Vec<_> = (0..20).map(|n| (format!("r/3/{n}"), noise(50_000, n + 1))).collect();
    let filled = host.fill(&sent(&files), &|_, _| (), &Counts::default());
    there.append(&mut listed(&host, "r/3"));
    let old = ok(host.read("r/1/a"));
    let left = tree(&disk.join("webb/.delwebb"));
    let ended = std::process::Command::new("umount").arg("-l").arg(&disk).status();
    assert!(ended.is_ok_and(|ended| ended.success()));
    let trouble = tried.expect_err("there is no room");
    assert_eq!(trouble.kind, TroubleKind::Full, "{}", trouble.failure.words(Lang::Sv));
    says(&trouble.failure.words(Lang::Sv), &["Disken på servern är full", "den gamla webbplatsen"]);
    assert_eq!(filled.expect_err("there is no room").kind, TroubleKind::Full);
    assert!(there.values().all(|len| *len == 50_000), "{there:?}");
    assert_eq!(old, Some(noise(100_000, 1)));
    assert!(left.is_empty(), "{} half files are left", left.len());
}

/// The connection is cut after a number of bytes. Then every file is the old one or the new one,
/// and what is sent again is little more than what is missing.
#[test]
fn no_file_is_half_wherever_the_connection_is_cut() {
    let server = server!("");
    let asked = |name: &str, usual: u64| {
        std::env::var(name).ok().and_then(|given| given.parse().ok()).unwrap_or(usual)
    };
    let (cuts, mut seed) = (asked("DELWEBB_CUTS", 20), asked("DELWEBB_SEED", 2026));
    eprintln!("DELWEBB_CUTS={cuts} DELWEBB_SEED={seed}");
    let proxy = Proxy::before(server.port);
    server.trust("host", proxy.port);
    // The server stays away: waiting for it half a minute, as usual, would tell nothing more.
    let place = SftpPlace { port: Some(proxy.port), tries: 0, ..server.place() };
    let version = |seed: u64| -> Vec<(String, Vec<u8>)> {
        let lengths = (2_000..).step_by(997).take(40).cycle();
        let files = (0..60).zip(lengths);
        files.map(|(n, len)| (format!("sida {n}.html"), noise(len, n + seed))).collect()
    };
    let (old, new) = (version(1), version(1001));
    let size: u64 = new.iter().map(|(_, body)| body.len() as u64).sum();
    let wanted: BTreeMap<_, _> = old.iter().cloned().collect();
    let wanted_new: BTreeMap<_, _> = new.iter().cloned().collect();
    let direct = sftp(server.place());
    for round in 0..cuts {
        server.trust("host", server.port);
        put_all(&direct, &old);
        server.trust("host", proxy.port);
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let cut = (seed >> 33) % (size + 4_000);
        proxy.left.store(i64::try_from(cut).expect("little"), Ordering::Relaxed);
        let host = sftp(place.clone());
        let tried = host.write(&sent(&new), &Counts::default());
        proxy.left.store(-1, Ordering::Relaxed);
        let there: BTreeMap<_, _> = tree(&server.temp.join("plats å/webb")).into_iter().collect();
        for (path, _) in &new {
            let body = there.get(path).unwrap_or_else(|| panic!("{path} is gone"));
            let is_whole = [&wanted, &wanted_new].iter().any(|site| site.get(path) == Some(body));
            assert!(is_whole, "round {round}, cut after {cut}: {path} is half");
        }
        if let Err(trouble) = tried {
            assert_eq!(
                trouble.kind,
                TroubleKind::Unreachable,
                "{}",
                trouble.failure.words(Lang::Sv)
            );
            // Those that are there need not be sent again.
            let missing: Vec<_> =
                new.iter().filter(|(path, body)| there.get(path) != Some(body)).cloned().collect();
            let counts = Counts::default();
            ok(sftp(place.clone()).write(&sent(&missing), &counts));
            let sent: u64 = missing.iter().map(|(_, body)| body.len() as u64).sum();
            assert_eq!(counts.bytes.into_inner(), sent);
        }
        assert_eq!(ok(direct.list("")).len(), new.len());
    }
}

fn put_all(host: &dyn Host, files: &[(String, Vec<u8>)]) {
    ok(host.write(&sent(files), &Counts::default()));
}

/// A connection that breaks now and then is made again, and what was done is not done again.
#[test]
fn goes_on_over_a_new_connection() {
    let server = server!("");
    let proxy = Proxy::before(server.port);
    server.trust("host", proxy.port);
    let host = sftp(SftpPlace { port: Some(proxy.port), ..server.place() });
    let files: Vec<_> = (0..300).map(|n| (format!("f/{n}"), noise(10_000, n + 1))).collect();
    let left = std::sync::Arc::clone(&proxy.left);
    let is_over = std::sync::atomic::AtomicBool::new(false);
    let counts = Counts::default();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // Every 700 kB the connection is cut, for a tenth of a second.
            while !is_over.load(Ordering::Relaxed) {
                left.store(700_000, Ordering::Relaxed);
                while left.load(Ordering::Relaxed) > 0 && !is_over.load(Ordering::Relaxed) {
                    std::thread::sleep(Duration::from_millis(5));
                }
                std::thread::sleep(Duration::from_millis(100));
            }
            left.store(-1, Ordering::Relaxed);
        });
        let written = host.write(&sent(&files), &counts);
        is_over.store(true, Ordering::Relaxed);
        ok(written);
    });
    assert!(proxy.connections.load(Ordering::Relaxed) > 3, "it was never cut");
    assert_eq!(counts.files.into_inner(), 300);
    let bytes = counts.bytes.into_inner();
    assert!(bytes < 3_000_000 + 5 * 640_000, "{bytes} bytes for 3 MB, in flight 640 kB at most");
    let there: BTreeMap<_, _> = tree(&server.temp.join("plats å/webb")).into_iter().collect();
    assert!(files.iter().all(|(path, body)| there.get(path) == Some(body)));
}
