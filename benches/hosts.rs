//! Publishing to a folder and over SFTP, beside rsync and rclone, in turn, in one run: 10,000
//! files for the first time, and then 10 of them changed.
//!
//!     cargo bench --bench hosts [-- FILES ROUNDS]
//!
//! A publication is what `publish` asks of a host: a new tree and one switch. With 10 changed the
//! tree is the oldest release, used again (**recycled**), or made of links to the live one
//! (**adopted**). rsync and rclone change the one tree that visitors see. Prints medians and
//! ratios, and asserts only that the files are there. What is missing is left out with a word.
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

use delwebb::host::{Body, Folder, Headers, Host, Sent, Sftp};
use support::Temp;
use support::hosts::{Counts, noise, ok};
use support::sshd::{Sshd, user};

/// How many files are changed.
const CHANGED: usize = 10;

/// A site on the disk.
struct Site {
    temp: Temp,
    files: Vec<(String, PathBuf, u64)>,
}

impl Site {
    fn new(count: usize) -> Self {
        let temp = Temp::new("bench-site");
        let files = (0..count).map(|n| {
            let (path, body) = (format!("{}/{n}/index.html", n % 97), body(n, 0));
            (path.clone(), temp.write(&path, &body), body.len() as u64)
        });
        let files = files.collect();
        Self { temp, files }
    }

    /// Gives some files other bytes, as many as before.
    fn change(&self, round: u64) -> Vec<Sent<'_>> {
        let step = self.files.len() / CHANGED;
        let some = self.files.iter().enumerate().step_by(step).take(CHANGED);
        let some = some.map(|(n, file)| {
            fs::write(&file.1, body(n, round)).expect("change a file");
            file
        });
        some.map(Self::sent).collect()
    }

    fn all(&self) -> Vec<Sent<'_>> {
        self.files.iter().map(Self::sent).collect()
    }

    fn sent((path, at, len): &(String, PathBuf, u64)) -> Sent<'_> {
        Sent { path, body: Body::File(at, *len), headers: Headers::default() }
    }
}

/// From 1 to 16 kB, which is what a page of a programme is.
fn body(n: usize, round: u64) -> Vec<u8> {
    noise(1_000 + 997 * (n % 16), n as u64 + 1 + round * 1_000_003)
}

/// The same files below a folder.
fn below<'a>(folder: &str, files: &[Sent<'a>], paths: &'a [String]) -> Vec<Sent<'a>> {
    assert!(paths.iter().zip(files).all(|(p, f)| *p == format!("{folder}/{}", f.path)));
    files.iter().zip(paths).map(|(file, path)| Sent { path, ..*file }).collect()
}

fn put(host: &dyn Host, folder: &str, files: &[Sent<'_>]) {
    let paths: Vec<_> = files.iter().map(|file| format!("{folder}/{}", file.path)).collect();
    ok(host.write(&below(folder, files, &paths), &Counts::default()));
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
fn round(host: &dyn Host, site: &Site, seed: u64, first: &mut Times, changed: &mut Times) {
    let none = Counts::default();
    note(first, "delwebb", || {
        put(host, "building-1", &site.all());
        ok(host.rename_folder("building-1", "releases/1"));
        ok(host.point("current", "releases/1"));
    });
    let same: Vec<_> = site.files.iter().map(|(path, ..)| path.as_str()).collect();
    let few = site.change(seed);
    let pairs: Vec<_> = same
        .iter()
        .filter(|path| few.iter().all(|file| file.path != **path))
        .map(|path| (format!("releases/1/{path}"), format!("building-2/{path}")))
        .collect();
    note(changed, "delwebb, adopted", || {
        ok(host.adopt(&pairs, &none));
        put(host, "building-2", &few);
        ok(host.rename_folder("building-2", "releases/2"));
        ok(host.point("current", "releases/2"));
    });
    let few = site.change(seed + 1);
    note(changed, "delwebb, recycled", || {
        ok(host.rename_folder("releases/1", "building-3"));
        put(host, "building-3", &few);
        ok(host.rename_folder("building-3", "releases/3"));
        ok(host.point("current", "releases/3"));
    });
    assert_eq!(ok(host.list("releases/3")).len(), site.files.len());
}

/// One round of another program, which brings `to` up to date.
fn other(
    name: &'static str,
    site: &Site,
    seed: u64,
    (first, changed): (&mut Times, &mut Times),
    command: &dyn Fn() -> Command,
) {
    let run = || {
        let ended = command().stdin(Stdio::null()).output().expect("start it");
        assert!(ended.status.success(), "{name}: {}", String::from_utf8_lossy(&ended.stderr));
    };
    note(first, name, run);
    site.change(seed + 2);
    note(changed, name, run);
}

fn median(times: &[f64]) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn show(what: &str, times: &Times, aim: f64) {
    let fastest = times
        .iter()
        .filter(|(name, _)| !name.starts_with("delwebb"))
        .map(|(_, times)| median(times))
        .fold(f64::INFINITY, f64::min);
    for (name, taken) in times {
        let time = median(taken);
        let ratio = time / fastest;
        let verdict = match (name.starts_with("delwebb"), fastest.is_finite()) {
            (true, true) if ratio <= aim => format!("{ratio:5.2} × (aim {aim}: met)"),
            (true, true) => format!("{ratio:5.2} × (aim {aim}: NOT met)"),
            _ => String::new(),
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

    let (mut first, mut changed) = (Times::new(), Times::new());
    for n in 0..rounds {
        let seed = 10 * n as u64 + 1;
        let temp = Temp::new("bench-folder");
        round(&Folder::new(temp.join("a")), &site, seed, &mut first, &mut changed);
        if has_rsync {
            let to = temp.join("b");
            let command = || {
                let mut command = Command::new("rsync");
                command.arg("-a").arg(&source).arg(&to);
                command
            };
            other("rsync", &site, seed, (&mut first, &mut changed), &command);
        }
    }
    show("folder, first", &first, 1.2);
    show("folder, 10 changed", &changed, 2.0);

    let (mut first, mut changed) = (Times::new(), Times::new());
    for n in 0..rounds {
        let seed = 10 * n as u64 + 1001;
        let Some(server) = Sshd::start("MaxStartups 200") else {
            println!("sshd is not here: SFTP is not measured");
            return;
        };
        let host = ok(Sftp::new(server.place()));
        round(&host, &site, seed, &mut first, &mut changed);
        if has_rsync {
            let command = || by_rsync(&server, &source, &server.temp.join("rsync"));
            other("rsync", &site, seed, (&mut first, &mut changed), &command);
        }
        if has_rclone {
            let command = || by_rclone(&server, &source, &server.temp.join("rclone"));
            other("rclone", &site, seed, (&mut first, &mut changed), &command);
        }
    }
    show("SFTP, first", &first, 1.2);
    show("SFTP, 10 changed", &changed, 2.0);
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
