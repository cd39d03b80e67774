//! Publishing to a folder and over SFTP, beside rsync and rclone, in turn, in one run: 10,000
//! files for the first time, and then 10 of them changed.
//!
//!     cargo bench --bench hosts [-- FILES ROUNDS]
//!
//! A publication is all that `publish` does with a host: looking, the lock, a new tree whose files
//! are read back, its list, the switch, tidying up. With 10 changed the tree is the oldest release,
//! used again (**recycled**), or made of links to the live one (**adopted**). rsync and rclone
//! change the one tree that visitors see. Prints medians and ratios, and asserts only that visitors
//! see all files. What is missing is left out with a word.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark may"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use delwebb::host::{Folder, Headers, Host, Sftp, Unwatched};
use delwebb::publish::{Asker, FileKind, FileOf, Form, Local, Release, Target, look, publish};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use support::Temp;
use support::hosts::{noise, ok};
use support::sshd::{Sshd, user};

/// How many files are changed.
const CHANGED: usize = 10;

/// A site on the disk.
struct Site {
    temp: Temp,
    files: Vec<(String, PathBuf)>,
}

impl Site {
    fn new(count: usize) -> Self {
        let temp = Temp::new("bench-site");
        let files = (0..count).map(|n| {
            let path = format!("{}/{n}/index.html", n % 97);
            (path.clone(), temp.write(&path, body(n, 0)))
        });
        let files = files.collect();
        Self { temp, files }
    }

    /// Gives some files other bytes, as many as before.
    fn change(&self, round: u64) {
        let step = self.files.len() / CHANGED;
        for (n, (_, at)) in self.files.iter().enumerate().step_by(step).take(CHANGED) {
            fs::write(at, body(n, round)).expect("change a file");
        }
    }

    /// The files as they are now, with their hashes: what a build knows of them.
    fn release(&self) -> Release {
        let files = self.files.iter().map(|(path, at)| {
            let bytes = fs::read(at).expect("a file");
            let sha256 = Sha256::digest(&bytes);
            let sha256 =
                sha256.iter().fold(String::new(), |all, byte| all + &format!("{byte:02x}"));
            let (len, kind) = (bytes.len() as u64, FileKind::Page);
            (path.clone(), FileOf { len, sha256, kind, ..FileOf::default() })
        });
        Release { files: files.collect(), ..Release::default() }
    }
}

/// From 1 to 16 kB, which is what a page of a programme is.
fn body(n: usize, round: u64) -> Vec<u8> {
    noise(1_000 + 997 * (n % 16), n as u64 + 1 + round * 1_000_003)
}

/// Publishes what the site is now, and takes the time of it.
fn send(host: &dyn Host, site: &Site, (times, name): (&mut Times, &'static str)) {
    let mut new = site.release();
    let local = Local::new(&site.temp.0);
    let target = Target { host, form: Form::Trees, keep: 2, headers: &|_| NO_HEADERS };
    let clock = Timestamp::now;
    let asker = Asker { by: "bench", zone: "UTC", clock: &clock };
    note(times, name, || {
        let mut seen = look(&target, &Unwatched).expect("looked");
        new.stamp(clock(), seen.newest.as_deref());
        let done = (&mut |_: &Release| Ok(()), &mut || ());
        publish(&target, &mut seen, (&mut new, &local), &asker, &Unwatched, (done.0, done.1))
            .expect("published");
    });
}

/// Times of one kind of work, in seconds: what did it, and how long each round took.
type Times = Vec<(&'static str, Vec<f64>)>;

fn note(times: &mut Times, name: &'static str, work: impl FnOnce()) {
    let began = Instant::now();
    work();
    let took = began.elapsed().as_secs_f64();
    match times.iter_mut().find(|(known, _)| *known == name) {
        Some((_, taken)) => taken.push(took),
        None => times.push((name, vec![took])),
    }
}

/// One round of a host: first, ten changed with a release to recycle, ten changed with links.
fn round(host: &dyn Host, site: &Site, seed: u64, [first, changed, none]: [&mut Times; 3]) {
    send(host, site, (first, "delwebb"));
    site.change(seed);
    send(host, site, (changed, "delwebb, adopted"));
    site.change(seed + 1);
    send(host, site, (changed, "delwebb, recycled"));
    let target = Target { host, form: Form::Trees, keep: 2, headers: &|_| NO_HEADERS };
    note(none, "delwebb", || {
        assert!(look(&target, &Unwatched).expect("looked").strange.is_empty());
    });
    let shown = ok(host.pointed("current")).expect("something is shown");
    assert_eq!(ok(host.list(&shown)).len(), site.files.len());
}

const NO_HEADERS: Headers<'static> =
    Headers { content_type: "", cache_control: "", content_encoding: "", redirect: "" };

/// One round of another program, which brings `to` up to date.
fn other(
    name: &'static str,
    site: &Site,
    seed: u64,
    [first, changed, none]: [&mut Times; 3],
    command: &dyn Fn() -> Command,
) {
    let run = || {
        let ended = command().stdin(Stdio::null()).output().expect("start it");
        assert!(ended.status.success(), "{name}: {}", String::from_utf8_lossy(&ended.stderr));
    };
    note(first, name, run);
    site.change(seed + 2);
    note(changed, name, run);
    note(none, name, run);
}

fn median(times: &[f64]) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// `aim` is in times of the fastest other program; none: a second.
fn show(what: &str, times: &Times, aim: Option<f64>) {
    let fastest = times
        .iter()
        .filter(|(name, _)| !name.starts_with("delwebb"))
        .map(|(_, times)| median(times))
        .fold(f64::INFINITY, f64::min);
    for (name, taken) in times {
        let time = median(taken);
        let ratio = time / fastest;
        let is_met = aim.map_or(time <= 1.0, |aim| ratio <= aim);
        let aim = aim.map_or_else(|| "1 s".to_owned(), |aim| format!("{aim} ×"));
        let verdict = if name.starts_with("delwebb") && fastest.is_finite() {
            format!("{ratio:5.2} × (aim {aim}: {})", if is_met { "met" } else { "NOT met" })
        } else {
            String::new()
        };
        println!("{what:<24} {name:<20} {time:7.2} s  {verdict}");
    }
}

fn is_here(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        println!("{program} is not here, and is left out");
    }
    found
}

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let (count, rounds) =
        (numbers.first().copied().unwrap_or(10_000), numbers.get(1).copied().unwrap_or(3));
    let site = Site::new(count.max(CHANGED));
    let source = format!("{}/", site.temp.0.display());
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{count} files, {rounds} rounds; load at the start: {load}");
    let (has_rsync, has_rclone) = (is_here("rsync"), is_here("rclone"));

    let [mut first, mut changed, mut none] = [const { Times::new() }; 3];
    for n in 0..rounds {
        let seed = 10 * n as u64 + 1;
        let temp = Temp::new("bench-folder");
        let host = Folder::new(temp.join("a"));
        round(&host, &site, seed, [&mut first, &mut changed, &mut none]);
        if has_rsync {
            let to = temp.join("b");
            let command = || {
                let mut command = Command::new("rsync");
                command.arg("-a").arg(&source).arg(&to);
                command
            };
            other("rsync", &site, seed, [&mut first, &mut changed, &mut none], &command);
        }
    }
    show("folder, first", &first, Some(1.2));
    show("folder, 10 changed", &changed, Some(2.0));
    show("folder, nothing to do", &none, None);

    let [mut first, mut changed, mut none] = [const { Times::new() }; 3];
    for n in 0..rounds {
        let seed = 10 * n as u64 + 1001;
        let Some(server) = Sshd::start("MaxStartups 200") else {
            println!("sshd is not here: SFTP is not measured");
            return;
        };
        let host = ok(Sftp::new(server.place()));
        round(&host, &site, seed, [&mut first, &mut changed, &mut none]);
        if has_rsync {
            let command = || by_rsync(&server, &source, &server.temp.join("rsync"));
            other("rsync", &site, seed, [&mut first, &mut changed, &mut none], &command);
        }
        if has_rclone {
            let command = || by_rclone(&server, &source, &server.temp.join("rclone"));
            other("rclone", &site, seed, [&mut first, &mut changed, &mut none], &command);
        }
    }
    show("SFTP, first", &first, Some(1.2));
    show("SFTP, 10 changed", &changed, Some(2.0));
    show("SFTP, nothing to do", &none, None);
}

fn by_rsync(server: &Sshd, source: &str, to: &Path) -> Command {
    let at = server.temp.0.display();
    let ssh = format!(
        "ssh -p {} -i {at}/id -o UserKnownHostsFile={at}/known -o BatchMode=yes",
        server.port
    );
    let mut command = Command::new("rsync");
    command.args(["-a", "-e", &ssh, source]);
    command.arg(format!("{}@127.0.0.1:{}/", user(), to.display()));
    command
}

/// With more at once than its default of four, and without a command on the server for each file's
/// hash, which would cost it most of its time.
fn by_rclone(server: &Sshd, source: &str, to: &Path) -> Command {
    let at = server.temp.0.display();
    let remote = format!(
        ":sftp,host=127.0.0.1,port={},user={},key_file={at}/id,known_hosts_file={at}/known,\
         disable_hashcheck=true,shell_type=none:{}",
        server.port,
        user(),
        to.display()
    );
    let mut command = Command::new("rclone");
    command.args(["sync", "--config", "/dev/null", "--transfers", "8", "--checkers", "8"]);
    command.args([source, &remote]);
    command
}
