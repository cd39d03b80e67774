//! The repository's own site, published to a folder and over SFTP: five releases and three steps
//! back, each of them what is built. Looking makes no call that writes.
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
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use support::sshd::Sshd;
use support::{Temp, copy_tree, delwebb, err, out, repository, tree};

fn run(root: &Path, hour: usize, arguments: &[&str]) -> Output {
    let now = format!("2026-01-24T{:02}:00:00Z", 8 + hour);
    let done = delwebb(root, &[&["publish"], arguments, &["--now", &now]].concat());
    assert!(done.status.success(), "{arguments:?}: {}{}", out(&done), err(&done));
    done
}

/// What visitors are shown, with the smaller forms of files or without.
fn shown(place: &Path, with_packed: bool) -> BTreeMap<String, Vec<u8>> {
    let current = fs::canonicalize(place.join("current")).expect("something is shown");
    let is_packed = |name: &str| name.ends_with(".gz") || name.ends_with(".br");
    tree(&current).into_iter().filter(|(name, _)| with_packed || !is_packed(name)).collect()
}

/// Publishes to `target`, which keeps its files in `place`; `writes` tells of what has been
/// written there, and is another as soon as anything more is.
fn five_releases_and_three_back(target: &str, place: &Path, writes: &dyn Fn() -> Vec<String>) {
    let site = Temp::new("publish-real");
    for folder in ["content", "themes"] {
        copy_tree(&repository().join(folder), &site.join(folder));
    }
    let settings = site.join("content/site.yaml");
    let before = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, before + target).expect("written");
    run(&site.0, 0, &["--dry-run"]);
    assert_eq!(writes(), Vec::<String>::new());
    let mut sites = Vec::new();
    for hour in 0..5 {
        let page = site.join("content/om/index.md");
        let text = fs::read_to_string(&page).expect("a page");
        fs::write(&page, format!("{text}\nStycke {hour}.\n")).expect("written");
        run(&site.0, hour, &["--yes"]);
        let built = site.join(".delwebb/publicera/prov");
        let mut built: BTreeMap<_, _> = tree(&built).into_iter().collect();
        built.remove(".delwebb-manifest.json");
        assert!(shown(place, false) == built, "release {hour} is not what is built");
        sites.push(shown(place, true));
    }
    let written = writes();
    assert!(written.len() > 100, "{} writes are known only", written.len());
    let nothing = out(&run(&site.0, 5, &["--yes"]));
    assert!(nothing.contains("Inget skickades"), "{nothing}");
    for arguments in [&["--dry-run"][..], &["--rollback", "--dry-run"], &["--list"]] {
        run(&site.0, 5, arguments);
    }
    assert!(writes() == written, "something was written");
    for hour in (1..4).rev() {
        let began = Instant::now();
        run(&site.0, 6, &["--yes", "--rollback"]);
        let took = began.elapsed();
        assert!(took < Duration::from_secs(5), "going back took {took:?}");
        assert!(shown(place, true) == sites[hour], "not what was shown {hour} hours later");
    }
}

/// Every file and link in the place, and when it was written.
#[cfg(unix)]
fn files_and_times(place: &Path) -> Vec<String> {
    use std::os::unix::fs::MetadataExt as _;
    let told = |path: String| {
        let meta = fs::symlink_metadata(place.join(&path)).expect("a file");
        format!("{path} {} {} {}", meta.ino(), meta.mtime_nsec(), meta.ctime_nsec())
    };
    tree(place).into_iter().map(|(path, _)| told(path)).collect()
}

#[cfg(unix)]
#[test]
fn in_a_folder() {
    let temp = Temp::new("publish-real-place");
    let place = temp.join("plats å");
    let target = format!(
        "\nmål:\n  - namn: prov\n    roll: test\n    sökväg: {}\n    \
         adress: https://prov.example.se/\n",
        place.display()
    );
    five_releases_and_three_back(&target, &place, &|| files_and_times(&place));
}

/// Every call that has changed anything, by a server that tells of each.
#[cfg(feature = "sftp")]
#[test]
fn over_sftp() {
    let programs = ["/usr/lib/openssh/sftp-server", "/usr/libexec/openssh/sftp-server"];
    let program = programs.into_iter().find(|program| Path::new(program).exists());
    let settings = program.map(|at| format!("Subsystem sftp {at} -e -l VERBOSE 2>>{{at}}/calls"));
    let Some(server) = settings.and_then(|settings| Sshd::start(&settings)) else {
        eprintln!("SKIP: sshd, sftp-server or ssh-keygen is not here");
        return;
    };
    let log = || fs::read_to_string(server.temp.join("calls")).unwrap_or_default();
    let calls = ["mkdir", "rmdir", "remove", "rename", "symlink", "hardlink", "setstat", "WRITE"];
    let is_writing = |line: &&str| calls.iter().any(|call| line.contains(call));
    let writes = || log().lines().filter(is_writing).map(str::to_owned).collect();
    let place = server.temp.join("plats å/webb");
    five_releases_and_three_back(&server.target(5), &place, &writes);
    assert!(log().contains("current"), "it does not tell of what is read");
}
