//! A browser that prints a page: started, waited for, stopped when it must be, and what it leaves
//! behind taken away.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::browser::Browser;
use crate::base::{Failure, Text};

/// A browser that has not printed after this time never will.
pub(super) const PATIENCE: Duration = Duration::from_secs(90);

/// One that has printed is done; it has this long to end by itself.
const FAREWELL: Duration = Duration::from_secs(2);

/// What no report is larger than.
const LARGEST: u64 = 512 << 20;

/// What prints.
#[derive(Clone, Copy)]
pub(super) struct Press<'a> {
    pub browser: &'a Browser,
    /// Whether somebody wants it to stop.
    pub stop: &'a AtomicBool,
    /// How long it may take, each time.
    pub patience: Duration,
}

/// What came of running a browser.
struct Run {
    /// How it ended; nothing when it had to be stopped.
    status: Option<ExitStatus>,
    /// What it said, which is for programmers.
    said: String,
    /// The whole PDF.
    printed: Option<Vec<u8>>,
}

impl Press<'_> {
    /// The page `html` as PDF.
    ///
    /// # Errors
    /// The browser cannot be started, does not finish in time, prints nothing, or was stopped.
    pub fn print(self, html: &str) -> Result<Vec<u8>, Failure> {
        // A browser that is run by root refuses to print in its sandbox, and in many containers
        // there can be none. The page is our own, runs no script and may fetch nothing: there is
        // nothing that the sandbox would keep in.
        let first = self.run(html, !is_root())?;
        let run = if first.printed.is_none() && first.said.to_ascii_lowercase().contains("sandbox")
        {
            self.run(html, false)?
        } else {
            first
        };
        let why = || run.status.map_or_else(|| self.hangs(), |status| self.nothing(status));
        run.printed.ok_or_else(why)
    }

    fn run(self, html: &str, has_sandbox: bool) -> Result<Run, Failure> {
        let folder = TempDir::with_prefix("delwebb-")
            .map_err(|error| no_room(&std::env::temp_dir(), &error))?;
        let at = |name: &str| folder.path().join(name);
        let lost = |error: io::Error| no_room(folder.path(), &error);
        File::create(at("rapport.html"))
            .and_then(|mut file| file.write_all(html.as_bytes()))
            .map_err(lost)?;
        let said = File::create(at("sagt.txt")).map_err(lost)?;
        let out = at("rapport.pdf");
        let mut command = Command::new(&self.browser.program);
        command
            .args(["--headless=new", "--disable-gpu", "--disable-dev-shm-usage"])
            .args(["--hide-scrollbars", "--no-first-run", "--no-default-browser-check"])
            .args(["--disable-extensions", "--disable-sync"])
            .args(["--disable-background-networking", "--disable-component-update"])
            // Letters are as wide as they are, whatever the screen.
            .args(["--font-render-hinting=none", "--force-color-profile=srgb"])
            .args(["--host-resolver-rules=MAP * ~NOTFOUND", "--no-pings"])
            // The two have other names in older versions, which know nothing of these.
            .args(["--no-pdf-header-footer", "--print-to-pdf-no-header"])
            .args(["--export-tagged-pdf", "--generate-pdf-document-outline"])
            .args(if has_sandbox { None } else { Some("--no-sandbox") })
            .arg(with("--user-data-dir=", &at("profil")))
            .arg(with("--print-to-pdf=", &out))
            .arg(at("rapport.html"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(said);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|error| {
            let message =
                Text::fixed("Webbläsaren gick inte att starta", "The browser could not be started");
            Failure::io(message, &self.browser.program, &error)
        })?;
        let status = self.wait(&mut child, &out);
        if self.stop.load(Ordering::Relaxed) {
            return Err(Failure::new(Text::fixed(
                "Utskriften avbröts, och webbläsaren har stoppats",
                "The printing was interrupted, and the browser was stopped",
            )));
        }
        let printed = read(&out).filter(|bytes| bytes.starts_with(b"%PDF-") && ends(bytes));
        let said = read(&at("sagt.txt")).unwrap_or_default();
        Ok(Run { status, said: String::from_utf8_lossy(&said).into_owned(), printed })
    }

    /// Waits until the browser ends, and stops it when it should have: how it ended by itself.
    fn wait(self, child: &mut Child, out: &Path) -> Option<ExitStatus> {
        const LOOK: Duration = Duration::from_millis(20);
        let began = Instant::now();
        let mut done: Option<Instant> = None;
        loop {
            if let Ok(Some(status)) = child.try_wait() {
                return Some(status);
            }
            if done.is_none() && is_whole(out) {
                done = Some(Instant::now());
            }
            let is_over = began.elapsed() >= self.patience
                || done.is_some_and(|done| done.elapsed() >= FAREWELL)
                || self.stop.load(Ordering::Relaxed);
            if is_over {
                break;
            }
            sleep(LOOK);
        }
        stop(child);
        let _ = child.wait();
        None
    }

    fn hangs(self) -> Failure {
        let seconds = self.patience.as_secs();
        Failure::new(Text::new(
            format!("Webbläsaren blev inte klar på {seconds} sekunder och har stoppats"),
            format!("The browser did not finish in {seconds} seconds and was stopped"),
        ))
        .at(&self.browser.program)
        .with_help(other_ways())
    }

    fn nothing(self, status: ExitStatus) -> Failure {
        let cause = status.code().map_or_else(
            || Text::fixed("Den avbröts.", "It was interrupted."),
            |code| {
                Text::new(
                    format!("Den slutade med kod {code}."),
                    format!("It ended with the code {code}."),
                )
            },
        );
        let message = Text::fixed("Webbläsaren gjorde ingen pdf-fil", "The browser made no PDF");
        Failure {
            cause: Some(cause),
            ..Failure::new(message).at(&self.browser.program).with_help(other_ways())
        }
    }
}

/// Whether a PDF has its end: what is only half written has none.
fn ends(pdf: &[u8]) -> bool {
    let end = pdf.len().saturating_sub(usize::from(TAIL));
    memchr::memmem::find(pdf.get(end..).unwrap_or_default(), b"%%EOF").is_some()
}

/// Where the end of a PDF is looked for, in bytes.
const TAIL: u16 = 1024;

/// Whether there is a PDF with its end at `path`.
fn is_whole(path: &Path) -> bool {
    let tail = || {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL.into())))?;
        let mut tail = Vec::with_capacity(TAIL.into());
        file.take(TAIL.into()).read_to_end(&mut tail)?;
        io::Result::Ok(tail)
    };
    tail().is_ok_and(|tail| ends(&tail))
}

fn with(option: &str, path: &Path) -> std::ffi::OsString {
    let mut whole = std::ffi::OsString::from(option);
    whole.push(path);
    whole
}

fn read(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Stops a browser with everything that it has started.
fn stop(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    #[cfg(windows)]
    let _ = Command::new("taskkill").args(["/F", "/T", "/PID", &child.id().to_string()]).output();
    let _ = child.kill();
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
const fn is_root() -> bool {
    false
}

fn no_room(folder: &Path, error: &io::Error) -> Failure {
    let message = Text::fixed(
        "Det gick inte att skriva till den tillfälliga mappen",
        "The temporary folder could not be written to",
    );
    Failure::io(message, folder, error)
}

fn other_ways() -> Text {
    Text::fixed(
        "Pröva en annan webbläsare, med DELWEBB_BROWSER: Chromium, Chrome eller Edge. En som är installerad som snap kommer inte åt den tillfälliga mappen. Du kan också göra rapporten med --format html, öppna filen och skriva ut den.",
        "Try another browser, with DELWEBB_BROWSER: Chromium, Chrome or Edge. One that is installed as a snap cannot reach the temporary folder. You can also make the report with --format html, open the file and print it.",
    )
}

#[cfg(test)]
#[cfg(unix)]
pub(super) mod tests {
    use super::*;
    use crate::base::Lang;
    use std::os::unix::fs::PermissionsExt;
    use std::sync::Mutex;

    /// What comes of `print` with a browser that does what `script` says, which knows the folder
    /// of the test as `$here` and where it is to write as `$out`.
    pub fn printed(
        script: &str,
        patience: Duration,
        print: impl FnOnce(Press<'_>) -> Result<Vec<u8>, Failure>,
    ) -> (TempDir, Result<Vec<u8>, String>) {
        // A program that somebody still writes cannot be started: one after the other.
        static ONE: Mutex<()> = Mutex::new(());
        let _one = ONE.lock().unwrap();
        let folder = TempDir::new().unwrap();
        let program = folder.path().join("webbläsare");
        let out = "for a; do case $a in --print-to-pdf=*) out=${a#*=};; esac; done";
        let at = format!("#!/bin/sh\nhere='{}'\n{out}\n{script}\n", folder.path().display());
        File::create(&program).and_then(|mut file| file.write_all(at.as_bytes())).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let stop = AtomicBool::new(false);
        let browser = Browser { program };
        let made = print(Press { browser: &browser, stop: &stop, patience });
        (folder, made.map_err(|failure| failure.words(Lang::Sv)))
    }

    const LONG: Duration = Duration::from_secs(30);

    fn page(press: Press<'_>) -> Result<Vec<u8>, Failure> {
        press.print("<p>Hej</p>")
    }

    /// Starts something that writes for ever, and waits for it.
    const WRITES: &str = "(while :; do echo x >>\"$here/lever\"; sleep 0.05; done) & wait";

    fn assert_nothing_lives(folder: &TempDir) {
        let written = || read(&folder.path().join("lever")).unwrap().len();
        let before = written();
        assert!(before > 0, "it has never lived");
        sleep(Duration::from_millis(500));
        assert_eq!(written(), before, "what the browser started goes on");
    }

    #[test]
    fn a_browser_that_hangs_is_stopped_with_what_it_started() {
        let began = Instant::now();
        let (folder, made) = printed(WRITES, Duration::from_secs(1), page);
        assert!(made.unwrap_err().contains("blev inte klar på 1 sekunder"));
        assert!(began.elapsed() < Duration::from_secs(20));
        assert_nothing_lives(&folder);
    }

    #[test]
    fn whoever_interrupts_stops_the_browser() {
        let (folder, made) =
            printed(&format!("echo \"$out\" >\"$here/ut\"; {WRITES}"), LONG, |press| {
                std::thread::scope(|scope| {
                    scope.spawn(|| {
                        sleep(Duration::from_millis(700));
                        press.stop.store(true, Ordering::Relaxed);
                    });
                    page(press)
                })
            });
        assert!(made.unwrap_err().contains("Utskriften avbröts"));
        assert_nothing_lives(&folder);
        let out = read(&folder.path().join("ut")).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(!Path::new(out.trim()).parent().unwrap().exists(), "the report is left in {out}");
    }

    #[test]
    fn a_browser_that_prints_nothing_is_told_of() {
        assert!(printed("exit 7", LONG, page).1.unwrap_err().contains("Den slutade med kod 7."));
        for no_pdf in ["echo hej >\"$out\"", "echo '%PDF-1.4 half' >\"$out\"; exit 3"] {
            assert!(printed(no_pdf, LONG, page).1.unwrap_err().contains("ingen pdf-fil"));
        }
    }

    #[test]
    fn what_is_printed_is_printed_however_the_browser_ends() {
        let whole = "printf '%%PDF-1.4 helt %%%%EOF' >\"$out\"";
        for then in ["exit 3", "kill -9 $$", WRITES] {
            let began = Instant::now();
            let (folder, made) = printed(&format!("{whole}; {then}"), LONG, page);
            assert_eq!(made.unwrap(), b"%PDF-1.4 helt %%EOF", "{then}");
            assert!(began.elapsed() < Duration::from_secs(20), "{then}");
            if then == WRITES {
                assert_nothing_lives(&folder);
            }
        }
    }

    #[test]
    fn the_sandbox_is_left_only_where_there_can_be_none() {
        let script = "case \"$*\" in *--no-sandbox*) echo '%PDF-1.4 utan %%EOF' >\"$out\";; *) echo 'No usable sandbox!' >&2; exit 1;; esac";
        assert_eq!(printed(script, LONG, page).1.unwrap(), b"%PDF-1.4 utan %%EOF\n");
        let with = "echo \"%PDF-1.4 $* %%EOF\" >\"$out\"";
        let made = printed(with, LONG, page).1.unwrap();
        let has_left = String::from_utf8_lossy(&made).contains("--no-sandbox");
        assert_eq!(has_left, is_root());
    }
}
