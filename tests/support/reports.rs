//! The starter site and the reports that are made of it.

use std::fs;
use std::path::Path;

use delwebb::source::starter_files;

use super::{Temp, delwebb, err, out};

/// The day of the tests.
pub const NOW: &str = "2026-01-24";
/// The page of its report of 2025.
pub const PAGE: &str = "content/rapporter/2025/index.md";
/// The work of the starter site.
pub const WORK: &str = "content/projekt/exempelprojekt.md";

/// A folder with the starter site.
pub fn starter(name: &str) -> Temp {
    let temp = Temp::new(name);
    for (path, bytes) in starter_files() {
        temp.write(&path, bytes);
    }
    temp
}

/// Runs the program: how it ended, what it said, and what was wrong.
pub fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--now", NOW]).collect();
    let output = delwebb(folder, &arguments);
    (output.status.code().unwrap_or(-1), out(&output), err(&output))
}

/// The same, which must go well; what it says.
pub fn done(folder: &Path, arguments: &[&str]) -> String {
    let (code, said, wrong) = run(folder, arguments);
    assert_eq!(code, 0, "{arguments:?}\n{said}{wrong}");
    said
}

/// Changes a file.
pub fn edit(temp: &Temp, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(temp.join(file)).expect("read");
    assert!(text.contains(from), "{file} has {from}");
    temp.write(file, text.replace(from, to));
}

/// The finished page of the report.
pub fn page(temp: &Temp) -> String {
    done(&temp.0, &["build", "--out", "ut"]);
    fs::read_to_string(temp.join("ut/rapporter/2025/index.html")).expect("the report's page")
}

/// The report in a finished page.
pub fn report_in(page: &str) -> &str {
    let begins = page.find("data-rapport").expect("a report");
    &page[page[begins..].find('>').expect("a tag") + begins + 1
        ..page.rfind("</article>").expect("its end")]
}
