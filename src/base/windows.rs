//! What Windows takes and says otherwise than other systems: names, paths, answers.
//!
//! All of it is pure, and asked on every system: a site moves between machines, and what is
//! tried here is what runs there. `tests/windows.rs` is the table.

use std::io;
use std::time::Duration;

use super::text::Text;

/// Why a name cannot be that of a file or folder on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFault {
    /// Windows has a device of that name, whatever the ending.
    Device,
    /// It ends with a dot or a space, which Windows drops.
    Ending,
    /// It has a sign that Windows gives a meaning of its own.
    Sign(char),
    /// It is longer than any disk takes.
    TooLong,
}

/// The longest name of a file or folder, in bytes: Linux counts those, Windows half of them.
const LONGEST_NAME: usize = 255;

/// The longest path below the site's folder, in Windows' units. It takes 259 in all without
/// being set up for more, and the folder itself lies somewhere.
pub const LONGEST_PATH: usize = 200;

/// What is wrong with `name` as the name of one file or folder. `.` and `..` are no names.
#[must_use]
pub fn name_fault(name: &str) -> Option<NameFault> {
    let sign = name.chars().find(|c| c.is_control() || "<>:\"/\\|?*".contains(*c));
    if let Some(sign) = sign {
        return Some(NameFault::Sign(sign));
    }
    if is_device(name) {
        return Some(NameFault::Device);
    }
    if name.ends_with(['.', ' ']) || name.is_empty() {
        return Some(NameFault::Ending);
    }
    (name.len() > LONGEST_NAME).then_some(NameFault::TooLong)
}

/// Whether Windows takes `name` for a device: `con`, `COM1.txt`, `lpt².tar.gz`, `nul .x`.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").trim_end_matches(' ');
    // The longest are `conout$` and `com¹`.
    if stem.len() > 7 {
        return false;
    }
    let stem = stem.to_ascii_lowercase();
    if matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") {
        return true;
    }
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let mut number = port.unwrap_or("").chars();
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
    number.next().is_some_and(is_digit) && number.next().is_none()
}

/// Whether a path below the site's folder is too long for Windows as people use it.
#[must_use]
pub fn is_too_long(path: &str) -> bool {
    path.encode_utf16().count() > LONGEST_PATH
}

/// A path as people write it: never in the forms `\\?\C:\…` and `\\?\UNC\server\…`.
#[must_use]
pub fn shown(path: &str) -> String {
    match path.strip_prefix(r"\\?\UNC\") {
        Some(share) => format!(r"\\{share}"),
        None => path.strip_prefix(r"\\?\").unwrap_or(path).to_owned(),
    }
}

/// What Windows' error `code` means and what to do, where the kind of error does not say it.
#[must_use]
pub fn cause(code: i32) -> Option<(Text, Text)> {
    Some(match code {
        // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE
        32 | 33 | 1224 => (
            Text::fixed("Den är öppen i ett annat program.", "It is open in another program."),
            Text::fixed(
                "Stäng filen och fönster som visar mappen, och kör kommandot igen.",
                "Close the file and windows that show the folder, and run the command again.",
            ),
        ),
        // ERROR_FILENAME_EXCED_RANGE, ERROR_BUFFER_OVERFLOW
        206 | 111 => (
            Text::fixed("Sökvägen är för lång.", "The path is too long."),
            Text::fixed(
                "Flytta webbplatsen till en mapp närmare diskens rot, till exempel C:\\webb.",
                "Move the site to a folder nearer the root of the disk, such as C:\\web.",
            ),
        ),
        // ERROR_INVALID_NAME, ERROR_BAD_PATHNAME, ERROR_DIRECTORY
        123 | 161 | 267 => (
            Text::fixed("Så kan inget heta i Windows.", "Nothing can be called that on Windows."),
            Text::fixed(
                "Byt namn. Använd bokstäver, siffror, bindestreck och punkt.",
                "Rename it. Use letters, digits, hyphens and dots.",
            ),
        ),
        // ERROR_PRIVILEGE_NOT_HELD: making a symbolic link
        1314 => (
            Text::fixed(
                "Windows låter dig inte göra länkar.",
                "Windows does not let you make links.",
            ),
            Text::fixed(
                "Slå på utvecklarläget i Windows inställningar, eller ta bort länken.",
                "Turn on developer mode in Windows' settings, or remove the link.",
            ),
        ),
        _ => return None,
    })
}

/// Whether `code` is what Windows answers while a virus scanner or an indexer looks at a file
/// that has just been written: access denied, sharing violation, lock violation.
#[must_use]
pub const fn is_passing(code: i32) -> bool {
    matches!(code, 5 | 32 | 33)
}

/// How long to wait before each new try: three quarters of a second in all.
const PAUSES: [u64; 6] = [10, 20, 50, 100, 200, 400];

/// Makes `call` again while it fails in a way that passes on Windows. Elsewhere it is made once.
///
/// # Errors
/// What the last try says.
pub fn patiently<T>(
    is_windows: bool,
    pause: impl Fn(Duration),
    mut call: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    let passes = |error: &io::Error| is_windows && error.raw_os_error().is_some_and(is_passing);
    for wait in PAUSES {
        match call() {
            Err(error) if passes(&error) => pause(Duration::from_millis(wait)),
            other => return other,
        }
    }
    call()
}
