//! Several who publish to one folder, each from a copy of the site of their own, as real
//! processes: one at a time, never mixed, and whoever is turned away is told by whom.
//!
//! `DELWEBB_PUBLISHERS` is how many rounds two of them start at once (5).
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
use std::process::{Child, Command, Output, Stdio};

use support::{Temp, copy_tree, delwebb, err, out, tree};

/// The copies of a site that publish to one folder.
struct Copies {
    temp: Temp,
    roots: [PathBuf; 2],
}

const WHO: [&str; 2] = ["kontoett", "kontotva"];

impl Copies {
    fn new(name: &str) -> Self {
        let temp = Temp::new(name);
        let made = delwebb(&temp.0, &["init", "ett"]);
        assert!(made.status.success(), "{}", err(&made));
        let place = temp.join("plats å").display().to_string();
        let settings = temp.join("ett/content/site.yaml");
        let text = fs::read_to_string(&settings).expect("settings");
        let target = format!(
            "\nmål:\n  - namn: prov\n    roll: test\n    sökväg: {place}\n    \
             adress: https://prov.example.se/\n"
        );
        fs::write(&settings, text + &target).expect("written");
        copy_tree(&temp.join("ett"), &temp.join("två"));
        let roots = [temp.join("ett"), temp.join("två")];
        Self { temp, roots }
    }

    fn place(&self) -> PathBuf {
        self.temp.join("plats å")
    }

    /// Gives one of the copies another text on half of its pages.
    fn edit(&self, who: usize, round: u64) {
        for page in ["om/index.md", "projekt/exempelprojekt.md"] {
            let path = self.roots[who].join("content").join(page);
            let text = fs::read_to_string(&path).expect("a page");
            let text = text.split("\nAv ").next().expect("a part");
            fs::write(&path, format!("{text}\nAv {} för gång {round}.\n", WHO[who]))
                .expect("written");
        }
    }

    fn start(&self, who: usize, arguments: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_delwebb"))
            .arg("publish")
            .args(arguments)
            .current_dir(&self.roots[who])
            .env_clear()
            .env("LC_ALL", "sv_SE.UTF-8")
            .env("USER", WHO[who])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("start delwebb")
    }

    fn run(&self, who: usize, arguments: &[&str]) -> Output {
        self.start(who, arguments).wait_with_output().expect("it ends")
    }

    /// What one of them has built.
    fn built(&self, who: usize) -> BTreeMap<String, Vec<u8>> {
        let built = self.roots[who].join(".delwebb/publicera/prov");
        let mut files: BTreeMap<_, _> = tree(&built).into_iter().collect();
        files.remove(".delwebb-manifest.json");
        files
    }

    /// What visitors see, without the smaller forms.
    fn shown(&self) -> BTreeMap<String, Vec<u8>> {
        let current = fs::canonicalize(self.place().join("current")).expect("something is shown");
        let is_packed = |name: &str| name.ends_with(".gz") || name.ends_with(".br");
        tree(&current).into_iter().filter(|(name, _)| !is_packed(name)).collect()
    }
}

#[test]
fn two_processes_at_once_never_mix_and_one_is_told_of_the_other() {
    let rounds: u64 =
        std::env::var("DELWEBB_PUBLISHERS").ok().and_then(|given| given.parse().ok()).unwrap_or(5);
    let copies = Copies::new("publish-two");
    let (mut published, mut locked_out, mut late) = (0, 0, 0);
    for round in 0..rounds {
        for who in [0, 1] {
            copies.edit(who, round);
        }
        // Each takes the other's pages back, and says that it is meant.
        let both = [0, 1].map(|who| copies.start(who, &["--yes", "--overwrite"]));
        let ended = both.map(|child| child.wait_with_output().expect("it ends"));
        let mut ok = Vec::new();
        for (who, ended) in ended.iter().enumerate() {
            if ended.status.success() {
                ok.push(who);
                continue;
            }
            let words = err(ended);
            if words.contains("publicerar just nu") {
                locked_out += 1;
                let told = words.contains(&format!("{} började 20", WHO[1 - who]));
                // One that was given back this very moment has no holder any more.
                assert!(told || !words.contains(" började "), "round {round}: {words}");
            } else {
                assert!(words.contains("Någon annan hann publicera"), "round {round}: {words}");
                late += 1;
            }
        }
        published += ok.len();
        assert!(!ok.is_empty(), "round {round}: nobody published");
        let shown = copies.shown();
        let of: Vec<usize> = ok.into_iter().filter(|who| shown == copies.built(*who)).collect();
        assert_eq!(of.len(), 1, "round {round}: what is shown is nobody's");
        assert!(!copies.place().join("lock.json").exists(), "round {round}: the lock is left");
        let left = fs::read_dir(copies.place()).expect("the place").flatten();
        let left = left.filter(|entry| entry.file_name().to_string_lossy().contains("building"));
        assert_eq!(left.count(), 0, "round {round}: something half made is left");
    }
    eprintln!("{rounds} rounds: {published} published, {locked_out} locked out, {late} late");
    assert!(rounds < 50 || locked_out + late > 0, "they never met");
    let list = out(&copies.run(0, &["--list"]));
    assert_eq!(list.lines().filter(|line| line.contains("Z-")).count(), 5.min(published), "{list}");
}

fn lock(place: &Path, until: &str) {
    let lock = format!(
        r#"{{"holder":"kontotre","since":"2026-01-24T08:00:00Z","until":"{until}","nonce":"0"}}"#
    );
    fs::write(place.join("lock.json"), lock).expect("written");
}

/// The lock says who holds it since when, in the site's own time; one that has run out holds
/// nobody.
#[test]
fn whoever_holds_the_lock_is_named_and_one_that_has_run_out_is_taken_over() {
    let copies = Copies::new("publish-lock");
    assert!(copies.run(0, &["--yes"]).status.success());
    copies.edit(0, 1);
    lock(&copies.place(), "2999-01-01T00:00:00Z");
    let before = tree(&copies.place());
    let ended = copies.run(0, &["--yes"]);
    let words = err(&ended);
    assert_eq!(ended.status.code(), Some(2), "{words}");
    assert!(words.contains("kontotre började 2026-01-24 09:00."), "{words}");
    assert_eq!(tree(&copies.place()), before, "something was written");
    // Looking needs no lock.
    assert!(copies.run(0, &["--dry-run"]).status.success());
    lock(&copies.place(), "2026-01-24T08:02:00Z");
    let ended = copies.run(0, &["--yes"]);
    assert!(ended.status.success(), "{}", err(&ended));
    assert!(copies.shown() == copies.built(0));
    // Now there is an older one, and the lock holds for going back too.
    lock(&copies.place(), "2999-01-01T00:00:00Z");
    let ended = copies.run(0, &["--yes", "--rollback"]);
    assert!(err(&ended).contains("kontotre började 2026-01-24 09:00."), "{}", err(&ended));
    assert!(copies.shown() == copies.built(0));
}
