//! Which of the machine's browsers prints: Chromium, Chrome or Edge, named or found.

use std::path::{Path, PathBuf};

use crate::base::{Failure, Text};

/// The variable that names a browser.
pub const VARIABLE: &str = "DELWEBB_BROWSER";

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
pub enum System {
    /// Windows.
    Windows,
    /// macOS.
    Mac,
    /// Linux and everything like it.
    Other,
}

impl System {
    /// The one that this program is made for.
    #[must_use]
    pub const fn here() -> Self {
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
pub struct Machine<'a> {
    /// What kind it is.
    pub system: System,
    /// What a variable of the environment holds.
    pub variable: &'a dyn Fn(&str) -> Option<String>,
    /// Whether there is a file with this path.
    pub is_file: &'a dyn Fn(&str) -> bool,
}

impl Browser {
    /// The browser that `named` or the variable `DELWEBB_BROWSER` says, a path or a name; else the
    /// first that is in PATH, or where such programs are on this system.
    ///
    /// # Errors
    /// The one that is named is not there, or none is found.
    pub fn find(
        named: Option<&Path>,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Failure> {
        let is_file = |path: &str| Path::new(path).is_file();
        let machine = Machine { system: System::here(), variable, is_file: &is_file };
        let named = named.map(|path| path.to_string_lossy().into_owned());
        Self::find_on(named.as_deref(), machine)
    }

    /// The same on any machine.
    ///
    /// # Errors
    /// As `find`.
    pub fn find_on(named: Option<&str>, machine: Machine) -> Result<Self, Failure> {
        let asked = named.map(str::to_owned).or_else(|| (machine.variable)(VARIABLE));
        let asked = asked.filter(|asked| !asked.trim().is_empty());
        let found = match &asked {
            Some(asked) => machine.named(asked),
            None => NAMES.iter().find_map(|name| machine.in_path(name)).or_else(|| {
                machine.usual_places().into_iter().find(|path| (machine.is_file)(path))
            }),
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
        let is_there = (self.is_file)(asked).then(|| asked.to_owned());
        if is_path { is_there } else { self.in_path(asked).or(is_there) }
    }

    /// The program with this name in PATH.
    fn in_path(self, name: &str) -> Option<String> {
        let between = if self.system == System::Windows { ';' } else { ':' };
        let path = (self.variable)("PATH")?;
        let endings: &[&str] = if self.system == System::Windows { &[".exe", ""] } else { &[""] };
        let folders = path.split(between).filter(|folder| !folder.is_empty());
        let mut places = folders.flat_map(|folder| {
            let folder = folder.trim_end_matches(self.separator());
            endings.iter().map(move |end| format!("{folder}{}{name}{end}", self.separator()))
        });
        places.find(|place| (self.is_file)(place))
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
    fn find(
        system: System,
        files: &[&str],
        variables: &[(&str, &str)],
        named: Option<&str>,
    ) -> Result<String, Failure> {
        let variable = |name: &str| {
            let found = variables.iter().find(|(own, _)| *own == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let is_file = |path: &str| files.contains(&path);
        let machine = Machine { system, variable: &variable, is_file: &is_file };
        let found = Browser::find_on(named, machine)?;
        Ok(found.program.to_string_lossy().into_owned())
    }

    #[test]
    fn the_path_comes_first_and_then_the_usual_places() {
        let both = ["/home/a/bin/google-chrome", "/snap/bin/chromium"];
        let path = [("PATH", "/usr/games:/home/a/bin/")];
        assert_eq!(find(System::Other, &both, &path, None).unwrap(), both[0]);
        assert_eq!(find(System::Other, &both, &[], None).unwrap(), both[1]);
        let windows = ["C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe"];
        let folders = [
            ("ProgramFiles", "C:\\Program Files"),
            ("ProgramFiles(x86)", "C:\\Program Files (x86)"),
        ];
        assert_eq!(find(System::Windows, &windows, &folders, None).unwrap(), windows[0]);
        let bin = ["D:\\bin\\chrome.exe"];
        assert_eq!(
            find(System::Windows, &bin, &[("PATH", "C:\\x;D:\\bin")], None).unwrap(),
            bin[0]
        );
        let mac = ["/Users/a/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
        assert_eq!(find(System::Mac, &mac, &[("HOME", "/Users/a")], None).unwrap(), mac[0]);
    }

    #[test]
    fn the_one_that_is_named_is_taken_or_nothing() {
        let files = ["/usr/bin/chromium", "/opt/edge"];
        let named = [(VARIABLE, "/opt/edge"), ("PATH", "/usr/bin")];
        assert_eq!(find(System::Other, &files, &named, None).unwrap(), "/opt/edge");
        assert_eq!(find(System::Other, &files, &named, Some("chromium")).unwrap(), files[0]);
        let gone = find(System::Other, &files, &named, Some("/opt/none")).unwrap_err();
        assert!(gone.words(Lang::Sv).contains("/opt/none"), "{gone:?}");
    }

    #[test]
    fn without_a_browser_the_way_on_is_told() {
        for system in [System::Windows, System::Mac, System::Other] {
            let words = find(system, &[], &[], None).unwrap_err().words(Lang::Sv);
            assert!(words.contains("Installera") && words.contains("--format html"), "{words}");
        }
    }
}
