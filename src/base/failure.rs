//! Something the machine could not do: disk full, folder in the way, bad argument.
//!
//! Only the edges of the program make these. An author's mistake is a
//! `Diagnostic`, never a `Failure`.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::text::{Lang, Text, printable, printable_line};
use crate::base::windows;

/// What could not be done, to what, why, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What could not be done.
    pub message: Text,
    /// The file or folder it concerns.
    pub path: Option<PathBuf>,
    /// The cause, where the message does not say it.
    pub cause: Option<Text>,
    /// What to do.
    pub help: Option<Text>,
    /// What there was too little of, when that is the cause.
    pub shortage: Option<Shortage>,
}

/// Room that a file call found too little of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortage {
    /// The disk is full.
    Disk,
    /// The user may not have more of it.
    Quota,
}

impl Failure {
    /// A failure without a path.
    #[must_use]
    pub const fn new(message: Text) -> Self {
        Self { message, path: None, cause: None, help: None, shortage: None }
    }

    /// A failed file call on `path`.
    #[must_use]
    pub fn io(message: Text, path: &Path, error: &io::Error) -> Self {
        Self {
            message,
            path: Some(path.to_path_buf()),
            cause: Some(cause_of(error)),
            help: help_for(error),
            shortage: match error.kind() {
                io::ErrorKind::StorageFull => Some(Shortage::Disk),
                io::ErrorKind::QuotaExceeded => Some(Shortage::Quota),
                _ => None,
            },
        }
    }

    /// The same failure, about `path`.
    #[must_use]
    pub fn at(mut self, path: &Path) -> Self {
        self.path = Some(path.to_path_buf());
        self
    }

    /// The same failure, with advice.
    #[must_use]
    pub fn with_help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// The failure in words, several lines, without a final line break.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let mut out = self.message.get(lang).to_owned();
        if let Some(path) = &self.path {
            out.push_str(": ");
            out.push_str(&printable_line(&display_path(path)));
        }
        if let Some(cause) = &self.cause {
            out.push_str("\n  ");
            out.push_str(cause.get(lang));
        }
        if let Some(help) = &self.help {
            out.push_str("\n  ");
            out.push_str(help.get(lang));
        }
        // What was written on the command line may stand in it.
        printable(&out).into_owned()
    }
}

/// A path as people write it.
fn display_path(path: &Path) -> String {
    windows::shown(&path.display().to_string())
}

/// What Windows says by a number alone, and what to do.
fn on_windows(error: &io::Error) -> Option<(Text, Text)> {
    error.raw_os_error().filter(|_| cfg!(windows)).and_then(windows::cause)
}

/// The operating system's error in our words.
fn cause_of(error: &io::Error) -> Text {
    use io::ErrorKind as Kind;
    if let Some((cause, _)) = on_windows(error) {
        return cause;
    }
    match error.kind() {
        Kind::NotFound => Text::fixed("Den finns inte.", "It does not exist."),
        Kind::PermissionDenied => {
            Text::fixed("Du saknar behörighet.", "You do not have permission.")
        }
        Kind::AlreadyExists => Text::fixed("Den finns redan.", "It already exists."),
        Kind::StorageFull => Text::fixed("Disken är full.", "The disk is full."),
        Kind::QuotaExceeded => {
            Text::fixed("Din tilldelade plats på disken är slut.", "Your disk quota is used up.")
        }
        Kind::ReadOnlyFilesystem => {
            Text::fixed("Disken går bara att läsa.", "The disk is read-only.")
        }
        Kind::NotADirectory => Text::fixed("Det är ingen mapp.", "It is not a folder."),
        Kind::IsADirectory => Text::fixed("Det är en mapp.", "It is a folder."),
        Kind::CrossesDevices => {
            Text::fixed("Mapparna ligger på olika diskar.", "The folders are on different disks.")
        }
        _ => match error.raw_os_error() {
            Some(code) => Text::new(
                format!("Operativsystemet svarade med felkod {code}."),
                format!("The operating system answered with error code {code}."),
            ),
            None => Text::fixed("Okänt läs- eller skrivfel.", "Unknown read or write error."),
        },
    }
}

/// What the user can do about it, where we know.
fn help_for(error: &io::Error) -> Option<Text> {
    use io::ErrorKind as Kind;
    if let Some((_, help)) = on_windows(error) {
        return Some(help);
    }
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => Some(Text::fixed(
            "Frigör plats och kör kommandot igen. Den gamla webbplatsen är orörd.",
            "Free some space and run the command again. The old site is untouched.",
        )),
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Some(Text::fixed(
            "Be den som sköter datorn om behörighet till mappen, eller välj en annan.",
            "Ask whoever runs the machine for permission to the folder, or choose another.",
        )),
        _ if error.raw_os_error() == Some(24) => Some(Text::fixed(
            "Programmet får inte öppna fler filer. Kör med --jobs 1 eller höj gränsen (ulimit -n).",
            "The program may not open more files. Run with --jobs 1 or raise the limit (ulimit -n).",
        )),
        _ => None,
    }
}
