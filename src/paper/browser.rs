//! Which of the machine's browsers prints: Chromium, Chrome or Edge, named or found.

use std::path::{Path, PathBuf};

use crate::base::{Failure, Text};

/// The variable that names a browser.
const VARIABLE: &str = "DELWEBB_BROWSER";

/// What browsers that can print are called, those first that are made for nothing else.
const NAMES: [&str; 9] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
    "chromium-headless-shell",
];

/// Where they are on a Mac, below `/Applications` and the same folder at home.
const ON_MAC: [&str; 3] = [
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// Where they are on Windows, below the folders of programs.
const ON_WINDOWS: [&str; 3] = [
    "Google\\Chrome\\Application\\chrome.exe",
    "Microsoft\\Edge\\Application\\msedge.exe",
    "Chromium\\Application\\chrome.exe",
];

/// A browser that can print to PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browser {
    /// The program.
    pub program: PathBuf,
}

/// What kind of machine it is: where programs are, and how their places are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum System {
    Windows,
    Mac,
    /// Linux and everything like it.
    Other,
}

impl System {
    /// The one that this program is made for.
    const fn here() -> Self {
        if cfg!(windows) {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::Mac
        } else {
            Self::Other
        }
    }
}

/// What finding a browser asks of the machine.
#[derive(Clone, Copy)]
struct Machine<'a> {
    system: System,
    /// What a variable of the environment holds.
    variable: &'a dyn Fn(&str) -> Option<String>,
    /// Whether there is a file with this path that can be run.
    can_run: &'a dyn Fn(&str) -> bool,
}

impl Browser {
    /// The browser that the variable `DELWEBB_BROWSER` says, a path or a name; else the first that
    /// is in PATH, or where such programs are on this system.
    ///
    /// # Errors
    /// The one that is named is not there, or none is found.
    pub fn find(variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, Failure> {
        Self::find_on(Machine { system: System::here(), variable, can_run: &can_run })
    }

    /// The same on any machine.
    fn find_on(machine: Machine) -> Result<Self, Failure> {
        let asked = (machine.variable)(VARIABLE).filter(|asked| !asked.trim().is_empty());
        let found = match &asked {
            Some(asked) => machine.named(asked),
            None => machine.usual(),
        };
        match (found, asked) {
            (Some(program), _) => Ok(Self { program: program.into() }),
            (None, Some(asked)) => Err(Failure::new(Text::fixed(
                "Webbläsaren som ska göra pdf-filen finns inte",
                "The browser that is to make the PDF is not there",
            ))
            .at(Path::new(&asked))
            .with_help(Text::fixed(
                "Ange sökvägen till Chromium, Chrome eller Edge i miljövariabeln DELWEBB_BROWSER.",
                "Give the path of Chromium, Chrome or Edge in the environment variable DELWEBB_BROWSER.",
            ))),
            (None, None) => Err(none_found()),
        }
    }
}

#[cfg(unix)]
fn can_run(path: &str) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let found = std::fs::metadata(path);
    found.is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn can_run(path: &str) -> bool {
    Path::new(path).is_file()
}

/// There is no browser.
fn none_found() -> Failure {
    Failure::new(Text::fixed(
        "Det behövs en webbläsare för att göra en pdf-fil, men varken Chromium, Chrome eller Edge finns på datorn.",
        "Making a PDF takes a browser, but this machine has neither Chromium, Chrome nor Edge.",
    ))
    .with_help(Text::fixed(
        "Installera en av dem, eller ange sökvägen i miljövariabeln DELWEBB_BROWSER. Du kan också göra rapporten med --format html, öppna filen i en webbläsare och skriva ut den som pdf. Då saknar innehållsförteckningen sidnummer.",
        "Install one of them, or give the path in the environment variable DELWEBB_BROWSER. You can also make the report with --format html, open the file in a browser and print it as PDF. The contents then have no page numbers.",
    ))
}

impl Machine<'_> {
    const fn separator(self) -> char {
        if matches!(self.system, System::Windows) { '\\' } else { '/' }
    }

    /// The program that is meant by a path, or by the name of one in PATH.
    fn named(self, asked: &str) -> Option<String> {
        let is_path = asked.contains('/') || asked.contains(self.separator());
        let is_there = (self.can_run)(asked).then(|| asked.to_owned());
        let found = if is_path { is_there } else { self.in_path(asked).next().or(is_there) };
        found.or_else(|| self.in_folder(asked))
    }

    /// The program in the folder that is one on a Mac.
    fn in_folder(self, asked: &str) -> Option<String> {
        let folder = asked.trim_end_matches('/');
        let name = folder.rsplit('/').next()?.strip_suffix(".app")?;
        let inside = format!("{folder}/Contents/MacOS/{name}");
        (self.system == System::Mac && (self.can_run)(&inside)).then_some(inside)
    }

    /// The first that is in PATH or where browsers are. A snap is the last choice: it cannot reach
    /// the temporary folder.
    fn usual(self) -> Option<String> {
        let in_path = NAMES.iter().flat_map(|name| self.in_path(name));
        let elsewhere = self.usual_places().into_iter().filter(|place| (self.can_run)(place));
        let all: Vec<String> = in_path.chain(elsewhere).collect();
        let other = all.iter().find(|place| !place.contains("/snap/"));
        other.or_else(|| all.first()).cloned()
    }

    /// The programs with this name in PATH.
    fn in_path(self, name: &str) -> impl Iterator<Item = String> {
        let between = if self.system == System::Windows { ';' } else { ':' };
        let endings: &[&str] = if self.system == System::Windows { &[".exe", ""] } else { &[""] };
        let path = (self.variable)("PATH").unwrap_or_default();
        let folders = path.split(between).filter(|folder| !folder.is_empty());
        let places = folders.flat_map(|folder| {
            let folder = folder.trim_end_matches(self.separator());
            endings.iter().map(move |end| format!("{folder}{}{name}{end}", self.separator()))
        });
        places.filter(|place| (self.can_run)(place)).collect::<Vec<_>>().into_iter()
    }

    /// Where browsers are that are in no PATH, in the order they are tried.
    fn usual_places(self) -> Vec<String> {
        let below = |tops: Vec<String>, parts: &[&str]| -> Vec<String> {
            let join = |part: &&str| {
                let of = |top: &String| format!("{top}{}{part}", self.separator());
                tops.iter().map(of).collect::<Vec<_>>()
            };
            parts.iter().flat_map(join).collect()
        };
        let known = |names: &[&str]| -> Vec<String> {
            names.iter().filter_map(|name| (self.variable)(name)).collect()
        };
        match self.system {
            System::Windows => {
                below(known(&["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]), &ON_WINDOWS)
            }
            System::Mac => {
                let home = known(&["HOME"]).into_iter().map(|home| format!("{home}/Applications"));
                below(std::iter::once("/Applications".to_owned()).chain(home).collect(), &ON_MAC)
            }
            System::Other => below(
                vec![
                    "/usr/bin".to_owned(),
                    "/usr/local/bin".to_owned(),
                    "/opt/google/chrome".to_owned(),
                    "/opt/microsoft/msedge".to_owned(),
                    "/snap/bin".to_owned(),
                ],
                &NAMES,
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Lang;

    /// Looks for a browser on a machine that has these files and variables.
    fn find(system: System, files: &[&str], variables: &[(&str, &str)]) -> Result<String, Failure> {
        let variable = |name: &str| {
            let found = variables.iter().find(|(own, _)| *own == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let can_run = |path: &str| files.contains(&path);
        let found = Browser::find_on(Machine { system, variable: &variable, can_run: &can_run })?;
        Ok(found.program.to_string_lossy().into_owned())
    }

    #[test]
    fn the_path_comes_first_and_then_the_usual_places() {
        let both = ["/opt/bin/google-chrome", "/usr/local/bin/chromium"];
        let path = [("PATH", "/usr/games:/opt/bin/")];
        assert_eq!(find(System::Other, &both, &path).unwrap(), both[0]);
        assert_eq!(find(System::Other, &both, &[]).unwrap(), both[1]);
        let windows = ["C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe"];
        let folders = [
            ("ProgramFiles", "C:\\Program Files"),
            ("ProgramFiles(x86)", "C:\\Program Files (x86)"),
        ];
        assert_eq!(find(System::Windows, &windows, &folders).unwrap(), windows[0]);
        let bin = ["D:\\bin\\chrome.exe"];
        assert_eq!(find(System::Windows, &bin, &[("PATH", "C:\\x;D:\\bin")]).unwrap(), bin[0]);
        let mac = ["/Users/a/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
        assert_eq!(find(System::Mac, &mac, &[("HOME", "/Users/a")]).unwrap(), mac[0]);
    }

    #[test]
    fn a_snap_is_the_last_choice() {
        let path = [("PATH", "/snap/bin:/usr/bin")];
        let all = ["/snap/bin/chromium", "/usr/bin/chromium", "/opt/google/chrome/chrome"];
        assert_eq!(find(System::Other, &all, &path).unwrap(), all[1]);
        assert_eq!(find(System::Other, &[all[0], all[2]], &path).unwrap(), all[2]);
        assert_eq!(find(System::Other, &all[..1], &path).unwrap(), all[0]);
        assert_eq!(find(System::Other, &all[..1], &[]).unwrap(), all[0]);
    }

    #[test]
    fn the_one_that_is_named_is_taken_or_nothing() {
        let files = ["/usr/bin/chromium", "/opt/edge", "/A b.app/Contents/MacOS/A b"];
        let named = |name| [(VARIABLE, name), ("PATH", "/usr/bin")];
        assert_eq!(find(System::Other, &files, &named("/opt/edge")).unwrap(), "/opt/edge");
        assert_eq!(find(System::Other, &files, &named("chromium")).unwrap(), files[0]);
        assert_eq!(find(System::Mac, &files, &named("/A b.app/")).unwrap(), files[2]);
        let gone = find(System::Other, &files, &named("/opt/none")).unwrap_err();
        assert!(gone.words(Lang::Sv).contains("/opt/none"), "{gone:?}");
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_run_is_no_browser() {
        use std::os::unix::fs::PermissionsExt;
        let file = tempfile::NamedTempFile::new().unwrap();
        let path = file.path().to_string_lossy().into_owned();
        for (mode, runs) in [(0o644, false), (0o755, true)] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(can_run(&path), runs);
        }
        assert!(!can_run("/"));
    }

    #[test]
    fn without_a_browser_the_way_on_is_told() {
        for system in [System::Windows, System::Mac, System::Other] {
            let words = find(system, &[], &[]).unwrap_err().words(Lang::Sv);
            assert!(words.contains("Installera") && words.contains("--format html"), "{words}");
        }
    }
}
