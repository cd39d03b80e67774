//! A report as PDF, printed by a browser: tagged, with title, language, bookmarks, and the numbers
//! of its pages in the contents.
//!
//! Browsers cannot say on which page something will be. So the report is printed once, the PDF is
//! asked where its places are, and it is printed again with the numbers.

use std::fs::File;
use std::io::{self, Cursor, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::browser::Browser;
use super::numbered::Numbered;
use crate::base::{Failure, Text};
use crate::files;

/// A browser that has not printed after this time never will.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// The numbers may make the contents longer, and so move what they tell of; hardly twice.
const MOST_PASSES: usize = 4;

/// What no report is larger than.
const LARGEST: u64 = 512 << 20;

/// `html`, a whole page such as `standalone` makes, as PDF.
///
/// Nothing of the machine or the time is in it: the same page, browser and fonts give the same
/// bytes.
///
/// # Errors
/// The browser cannot be started, does not finish in `PATIENCE`, or prints nothing.
pub fn pdf(html: &str, browser: &Browser) -> Result<Vec<u8>, Failure> {
    within(html, browser, PATIENCE)
}

/// The same with other patience, for each time it is printed.
///
/// # Errors
/// As `pdf`.
pub fn within(html: &str, browser: &Browser, patience: Duration) -> Result<Vec<u8>, Failure> {
    let mut numbered = Numbered::read(html);
    let mut printed = print(&numbered.html(), browser, patience)?;
    let mut passes = 1;
    while numbered.take(&files::destinations(&mut Cursor::new(&printed))) {
        passes += 1;
        if passes > MOST_PASSES {
            // Better no numbers than untrue ones.
            printed = print(html, browser, patience)?;
            break;
        }
        printed = print(&numbered.html(), browser, patience)?;
    }
    forget_the_machine(&mut printed);
    Ok(printed)
}

/// What came of running a browser.
struct Run {
    status: ExitStatus,
    /// What it said, which is for programmers.
    said: String,
    printed: Option<Vec<u8>>,
}

fn print(html: &str, browser: &Browser, patience: Duration) -> Result<Vec<u8>, Failure> {
    // A browser that is run by root refuses to print in its sandbox, and in many containers there
    // can be none. The page is our own, runs no script and may fetch nothing: there is nothing
    // that the sandbox would keep in.
    let first = run(html, browser, patience, !is_root())?;
    let run = if first.printed.is_none() && first.said.to_ascii_lowercase().contains("sandbox") {
        run(html, browser, patience, false)?
    } else {
        first
    };
    run.printed.ok_or_else(|| nothing(browser, run.status))
}

fn run(
    html: &str,
    browser: &Browser,
    patience: Duration,
    has_sandbox: bool,
) -> Result<Run, Failure> {
    let folder =
        TempDir::with_prefix("delwebb-").map_err(|error| no_room(&std::env::temp_dir(), &error))?;
    let at = |name: &str| folder.path().join(name);
    let lost = |error: io::Error| no_room(folder.path(), &error);
    File::create(at("rapport.html"))
        .and_then(|mut file| file.write_all(html.as_bytes()))
        .map_err(lost)?;
    let said = File::create(at("sagt.txt")).map_err(lost)?;
    let mut command = Command::new(&browser.program);
    command
        .args(["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"])
        .args(["--no-first-run", "--no-default-browser-check", "--disable-extensions"])
        .args(["--disable-sync", "--disable-background-networking", "--disable-component-update"])
        // Letters are as wide as they are, whatever the screen.
        .args(["--font-render-hinting=none", "--force-color-profile=srgb"])
        .args(["--host-resolver-rules=MAP * ~NOTFOUND", "--no-pings"])
        // The two have other names in older versions, which know nothing of these.
        .args(["--no-pdf-header-footer", "--print-to-pdf-no-header"])
        .args(["--export-tagged-pdf", "--generate-pdf-document-outline"])
        .args(if has_sandbox { None } else { Some("--no-sandbox") })
        .arg(with("--user-data-dir=", &at("profil")))
        .arg(with("--print-to-pdf=", &at("rapport.pdf")))
        .arg(at("rapport.html"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(said);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().map_err(|error| {
        let message =
            Text::fixed("Webbläsaren gick inte att starta", "The browser could not be started");
        Failure::io(message, &browser.program, &error)
    })?;
    let status = wait(&mut child, patience).ok_or_else(|| hangs(browser, patience))?;
    let printed = read(&at("rapport.pdf")).filter(|bytes| bytes.starts_with(b"%PDF-"));
    let said = read(&at("sagt.txt")).unwrap_or_default();
    Ok(Run { status, said: String::from_utf8_lossy(&said).into_owned(), printed })
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

/// How the browser ended; nothing when it had to be stopped.
fn wait(child: &mut Child, patience: Duration) -> Option<ExitStatus> {
    const LOOK: Duration = Duration::from_millis(20);
    let began = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if began.elapsed() < patience => sleep(LOOK),
            _ => break,
        }
    }
    stop(child);
    let _ = child.wait();
    None
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

/// Takes out when a PDF was made, and by which browser on what machine. As many spaces stand
/// there instead: the tables of a PDF say at which byte everything is.
fn forget_the_machine(pdf: &mut [u8]) {
    for key in [&b"/CreationDate ("[..], b"/ModDate (", b"/Creator (", b"/Producer ("] {
        let Some(begin) = memchr::memmem::find(pdf, key) else { continue };
        let text = pdf.get(begin + key.len()..).unwrap_or_default();
        // The texts are those of the browser itself: a parenthesis in one is in a pair.
        let mut depth = 0_i32;
        let end = text.iter().position(|byte| {
            depth += i32::from(*byte == b'(') - i32::from(*byte == b')');
            depth < 0
        });
        let Some(end) = end else { continue };
        if let Some(whole) = pdf.get_mut(begin..=begin + key.len() + end) {
            whole.fill(b' ');
        }
    }
}

fn no_room(folder: &Path, error: &io::Error) -> Failure {
    let message = Text::fixed(
        "Det gick inte att skriva till den tillfälliga mappen",
        "The temporary folder could not be written to",
    );
    Failure::io(message, folder, error)
}

fn hangs(browser: &Browser, patience: Duration) -> Failure {
    let seconds = patience.as_secs();
    Failure::new(Text::new(
        format!("Webbläsaren blev inte klar på {seconds} sekunder och har stoppats"),
        format!("The browser did not finish in {seconds} seconds and was stopped"),
    ))
    .at(&browser.program)
    .with_help(other_ways())
}

fn nothing(browser: &Browser, status: ExitStatus) -> Failure {
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
        ..Failure::new(message).at(&browser.program).with_help(other_ways())
    }
}

fn other_ways() -> Text {
    Text::fixed(
        "Pröva en annan webbläsare, med DELWEBB_BROWSER: Chromium, Chrome eller Edge. En som är installerad som snap kommer inte åt den tillfälliga mappen. Du kan också göra rapporten med --format html, öppna filen och skriva ut den.",
        "Try another browser, with DELWEBB_BROWSER: Chromium, Chrome or Edge. One that is installed as a snap cannot reach the temporary folder. You can also make the report with --format html, open the file and print it.",
    )
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::base::Lang;
    use std::os::unix::fs::PermissionsExt;

    /// What comes of printing with a browser that does what `script` says.
    fn printed(script: &str, patience: Duration) -> (TempDir, Result<Vec<u8>, String>) {
        // A program that somebody still writes cannot be started: one after the other.
        static ONE: std::sync::Mutex<()> = std::sync::Mutex::new(());
        let _one = ONE.lock().unwrap();
        let folder = TempDir::new().unwrap();
        let program = folder.path().join("webbläsare");
        let at = format!("#!/bin/sh\nhere='{}'\n{script}\n", folder.path().display());
        File::create(&program).and_then(|mut file| file.write_all(at.as_bytes())).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let made = within("<nav><a href='#a'>A</a></nav>", &Browser { program }, patience);
        (folder, made.map_err(|failure| failure.words(Lang::Sv)))
    }

    /// Where the browser is to write, for scripts.
    const OUT: &str = "for a; do case $a in --print-to-pdf=*) out=${a#*=};; esac; done";

    #[test]
    fn a_browser_that_hangs_is_stopped_with_what_it_started() {
        let began = Instant::now();
        let (folder, made) =
            printed("sleep 300 & echo $! >\"$here/pid\"; wait", Duration::from_secs(1));
        assert!(made.unwrap_err().contains("blev inte klar på 1 sekunder"));
        assert!(began.elapsed() < Duration::from_secs(20));
        let pid = read(&folder.path().join("pid")).unwrap();
        let stat = format!("/proc/{}/stat", String::from_utf8_lossy(&pid).trim());
        let is_alive =
            read(Path::new(&stat)).is_some_and(|stat| !stat.windows(3).any(|part| part == b" Z "));
        assert!(!is_alive, "what the browser started goes on");
    }

    #[test]
    fn a_browser_that_prints_nothing_is_told_of() {
        let long = Duration::from_secs(30);
        assert!(printed("exit 7", long).1.unwrap_err().contains("Den slutade med kod 7."));
        let no_pdf = format!("{OUT}; echo hej >\"$out\"");
        assert!(printed(&no_pdf, long).1.unwrap_err().contains("ingen pdf-fil"));
    }

    #[test]
    fn the_sandbox_is_left_only_where_there_can_be_none() {
        let script = format!(
            "{OUT}; case \"$*\" in *--no-sandbox*) echo '%PDF-1.4 utan' >\"$out\";; *) echo 'No usable sandbox!' >&2; exit 1;; esac"
        );
        assert_eq!(printed(&script, Duration::from_secs(30)).1.unwrap(), b"%PDF-1.4 utan\n");
        let with = format!("{OUT}; echo \"%PDF-1.4 $*\" >\"$out\"");
        let made = printed(&with, Duration::from_secs(30)).1.unwrap();
        let has_left = String::from_utf8_lossy(&made).contains("--no-sandbox");
        assert_eq!(has_left, is_root());
    }

    #[test]
    fn the_machine_and_the_time_are_forgotten_at_the_same_length() {
        let pdf = b"<</Creator (A (X11; Linux) b) /CreationDate (D:2026) /Title (Kvar)>>";
        let mut made = pdf.to_vec();
        forget_the_machine(&mut made);
        assert_eq!(made.len(), pdf.len());
        assert_eq!(
            String::from_utf8(made).unwrap().split_whitespace().collect::<String>(),
            "<</Title(Kvar)>>"
        );
    }
}
