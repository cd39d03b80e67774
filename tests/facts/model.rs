//! The content model that the facts come from, when it lies beside the repository.

use std::fs;

use crate::support::repository;

/// The text of `../shared/doman/innehallsmodell.md`, or nothing, with the reason printed.
pub fn read() -> Option<String> {
    let path = repository().parent()?.join("shared/doman/innehallsmodell.md");
    match fs::read_to_string(&path) {
        Ok(text) => Some(text.replace("**", "").replace('*', "")),
        Err(error) => {
            println!("skipped: {}: {error}", path.display());
            None
        }
    }
}

/// The text of a section: `3.5`, or `4`.
pub fn section<'a>(model: &'a str, number: &str) -> &'a str {
    let level = if number.contains('.') { "###" } else { "##" };
    let dot = if number.contains('.') { " " } else { ". " };
    let start = model.find(&format!("\n{level} {number}{dot}")).expect("the section") + 1;
    let rest = &model[start..];
    let end = rest[2..].find("\n##").map_or(rest.len(), |at| at + 2);
    &rest[..end]
}

/// The rows of the table in a section, cell by cell.
pub fn table(section: &str) -> Vec<Vec<&str>> {
    let rows = section.lines().filter(|line| line.starts_with('|'));
    let cells = rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect());
    cells.skip(2).collect()
}

/// The parts of the first paragraph of a section that the model sets apart.
pub fn parts<'a>(section: &'a str, between: &str) -> Vec<&'a str> {
    let line = section.lines().skip(1).find(|line| line.contains(between)).expect("parts");
    line.split(between).map(|part| part.trim().trim_end_matches('.')).collect()
}

/// Every piece of section 3 and 4 that must have a row: the section and the piece.
pub fn pieces(model: &str) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for number in ["3.2", "3.5", "3.6", "3.7", "3.10"] {
        for row in table(section(model, number)) {
            all.push((number, row.join(" | ")));
        }
    }
    for number in ["3.1", "3.8", "3.9", "3.13", "3.14", "3.16"] {
        for part in parts(section(model, number), " · ") {
            all.push((number, part.to_owned()));
        }
    }
    let (first, groups) = (section(model, "3.3"), "Nämnda undergrupper: ");
    all.extend(parts(first, " · ").into_iter().map(|part| ("3.3", part.to_owned())));
    let line = first.lines().find_map(|line| line.strip_prefix(groups)).expect("groups");
    all.extend(line.split("; ").map(|part| ("3.3", part.to_owned())));
    all.extend(parts(section(model, "3.15"), ", ").into_iter().map(|p| ("3.15", p.to_owned())));
    let goals = section(model, "3.4").lines().filter(|line| line.starts_with(char::is_numeric));
    all.extend(goals.map(|line| ("3.4", line.to_owned())));
    all
}
