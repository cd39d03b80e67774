//! The recipes of the manual's page "Publicera" do what the page says: each is taken from the page
//! and run, with other folders in the place of those it names.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{Temp, delwebb, err, out, repository};

/// The blocks of code on the page, in order.
fn blocks() -> Vec<String> {
    let text = fs::read_to_string(repository().join("docs/content/publicera.md")).expect("a page");
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some((_, after)) = rest.split_once("\n```") {
        let (block, after) = after.split_once("\n```").expect("a closed block");
        found.push(block.split_once('\n').map_or("", |(_, inside)| inside).to_owned());
        rest = after;
    }
    found
}

fn block_with(part: &str) -> String {
    let found = blocks().into_iter().find(|block| block.contains(part));
    found.unwrap_or_else(|| panic!("no block of the page has {part}"))
}

/// The value of a line `key=value`.
fn value<'a>(unit: &'a str, key: &str) -> &'a str {
    let line = unit.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    line.unwrap_or_else(|| panic!("{key} is not in\n{unit}"))
}

/// A copy of a site's text, from where git gets it, and what is published: with a page whose day
/// has come since.
struct Place {
    temp: Temp,
}

impl Place {
    fn new(name: &str) -> Self {
        let place = Self { temp: Temp::new(name) };
        assert!(delwebb(&place.temp.0, &["init", "first"]).status.success());
        let first = place.temp.join("first");
        let config = first.join("content/site.yaml");
        let text = fs::read_to_string(&config).expect("settings");
        let targets =
            "mål:\n  - {namn: skarp, sökväg: ../published, arkiv: ../archive, roll: test}\n";
        fs::write(config, format!("{text}\n{targets}")).expect("written");
        let page = "---\ntitel: Senare\npubliceras: 2026-02-01\n---\nText.\n";
        fs::write(first.join("content/om/senare.md"), page).expect("written");
        fs::write(first.join(".gitignore"), ".delwebb/\npublic/\n").expect("written");
        place.git("first", &["init", "--quiet", "--initial-branch=main"]);
        place.git("first", &["add", "."]);
        place.git("first", &["commit", "--quiet", "--message", "Text"]);
        place.git("", &["clone", "--quiet", "--bare", "first", "origin.git"]);
        place.git("", &["clone", "--quiet", "origin.git", "texts"]);
        let before = ["publish", "skarp", "--yes", "--now", "2026-01-24T08:00:00Z"];
        let done = delwebb(&place.texts(), &before);
        assert!(done.status.success(), "{}{}", out(&done), err(&done));
        place
    }

    fn texts(&self) -> PathBuf {
        self.temp.join("texts")
    }

    fn git(&self, folder: &str, arguments: &[&str]) {
        let done = self.command("git").args(arguments).current_dir(self.temp.join(folder)).output();
        let done = done.expect("start git");
        assert!(done.status.success(), "{arguments:?}: {}", err(&done));
    }

    /// A command as a machine without anybody at it has it.
    fn command(&self, program: &str) -> Command {
        let own = Path::new(env!("CARGO_BIN_EXE_delwebb")).parent().expect("a folder");
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", own.display()))
            .env("HOME", &self.temp.0)
            .env("LC_ALL", "sv_SE.UTF-8")
            .envs([("GIT_AUTHOR_NAME", "Webbplatsen"), ("GIT_COMMITTER_NAME", "Webbplatsen")])
            .envs([("GIT_AUTHOR_EMAIL", "webb@example.se")])
            .envs([("GIT_COMMITTER_EMAIL", "webb@example.se")]);
        command
    }

    /// Runs a line of the page in the folder that it is meant for.
    fn line(&self, line: &str) -> Output {
        let texts = self.texts().display().to_string();
        let line = line.replace("/srv/texter", &texts).replace("/usr/local/bin/delwebb", "delwebb");
        self.command("sh").args(["-c", &line]).current_dir(self.texts()).output().expect("start sh")
    }

    /// Runs `line` twice: the day that has come is published, and nothing more is due.
    #[track_caller]
    fn publishes_once(&self, line: &str) {
        let page = self.temp.join("published/current/om/senare/index.html");
        assert!(!page.exists());
        let done = self.line(line);
        assert!(done.status.success(), "{line}\n{}{}", out(&done), err(&done));
        assert!(page.exists(), "{line}\n{}", out(&done));
        let again = self.line(line);
        assert!(out(&again).contains("ingen sida ska börja eller sluta visas"), "{}", out(&again));
    }
}

#[test]
fn the_line_of_cron_publishes_what_is_due() {
    let block = block_with("* * * cd");
    let line = block.strip_prefix("5 0 * * * ").expect("five minutes past midnight");
    // In cron's own files a percent sign ends the line.
    assert!(!line.contains('%') && !line.contains('\n'), "{line}");
    Place::new("recipe-cron").publishes_once(line);
}

#[test]
fn the_units_of_systemd_publish_what_is_due() {
    let (service, timer) = (block_with("[Service]"), block_with("[Timer]"));
    assert_eq!(value(&service, "Type"), "oneshot");
    assert_eq!(value(&service, "WorkingDirectory"), "/srv/texter");
    assert_eq!(value(&timer, "OnCalendar"), "*-*-* 00:05:00");
    assert_eq!(value(&timer, "Persistent"), "true");
    let place = Place::new("recipe-systemd");
    let before = value(&service, "ExecStartPre").replace("/usr/bin/git", "git");
    place.publishes_once(&format!("{before} && {}", value(&service, "ExecStart")));
    // systemd's own judgement, where it is there. It looks for the programs that are started.
    let program = env!("CARGO_BIN_EXE_delwebb");
    let git = place.line("command -v git");
    let service = service
        .replace("/usr/local/bin/delwebb", program)
        .replace("/usr/bin/git", out(&git).trim())
        .replace("User=webbplats\n", "");
    let units = [
        place.temp.write("units/delwebb.service", service),
        place.temp.write("units/delwebb.timer", timer),
    ];
    let verify =
        Command::new("systemd-analyze").arg("verify").arg("--man=no").args(&units).output();
    if let Ok(done) = verify {
        // It may grumble at other units of the machine; ours it names.
        let said = err(&done);
        assert!(!said.contains("delwebb."), "{said}");
    }
}

#[test]
fn the_job_of_a_service_publishes_what_is_due_and_keeps_the_row() {
    let job = block_with("schedule:");
    let runs: Vec<&str> =
        job.lines().filter_map(|line| line.trim().strip_prefix("- run: ")).collect();
    assert!(job.contains("cron: \"5 23 * * *\"") && job.contains("contents: write"), "{job}");
    let place = Place::new("recipe-service");
    place.publishes_once(&runs.join(" && "));
    // The row is kept when there is one, and nothing is done when there is none.
    let keeps = block_with("git diff --cached");
    let register = place.texts().join("content/register/publiceringar.yaml");
    fs::write(register, "- datum: 2026-02-01\n  klockan: \"00:05\"\n").expect("written");
    for _ in 0..2 {
        let done = place.line(&format!("set -e\n{keeps}"));
        assert!(done.status.success(), "{}{}", out(&done), err(&done));
    }
    let log = place.line("git log --oneline origin/main");
    assert_eq!(out(&log).lines().count(), 2, "{}", out(&log));
}
