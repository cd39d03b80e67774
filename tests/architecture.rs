//! ARCHITECTURE.md says which room may use which, and how large a file may be. Here
//! it is held against `src/`.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use support::{repository, tree};

/// The largest source file, in lines.
const MAX_LINES: usize = 400;

/// The rows of the import table: room → the rooms it may use.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let rows = text.lines().skip_while(|line| !line.starts_with("| room |")).skip(2);
    rows.take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let names = |cell: &str| {
                let words = cell.split('`').skip(1).step_by(2).map(str::to_owned);
                words.collect::<BTreeSet<String>>()
            };
            (names(cells[0]).into_iter().next().expect("a room"), names(cells[1]))
        })
        .collect()
}

/// Every source file: its room, its path and its text without test modules.
fn sources() -> Vec<(String, String, String)> {
    tree(&repository().join("src"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let room = path.split('/').next().unwrap_or("").trim_end_matches(".rs").to_owned();
            (room, path, text)
        })
        .collect()
}

#[test]
fn rooms_use_only_the_rooms_the_table_allows() {
    let table = table();
    for (room, path, text) in sources() {
        if matches!(room.as_str(), "lib" | "main") {
            continue;
        }
        let allowed = table.get(&room).unwrap_or_else(|| panic!("{room} is not in the table"));
        for line in text.lines() {
            for used in line.split("crate::").skip(1) {
                let used: String =
                    used.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                assert!(
                    used == room || allowed.contains(&used),
                    "src/{path}: the room `{room}` may not use `{used}`: {line}"
                );
            }
        }
    }
}

#[test]
fn the_table_has_every_room_and_no_ring() {
    let table = table();
    let rooms: BTreeSet<String> = sources()
        .into_iter()
        .map(|(room, ..)| room)
        .filter(|room| !matches!(room.as_str(), "lib" | "main"))
        .collect();
    assert_eq!(table.keys().cloned().collect::<BTreeSet<_>>(), rooms);
    let mut built: BTreeSet<&String> = BTreeSet::new();
    while built.len() < table.len() {
        let next = table.iter().find(|(room, uses)| {
            !built.contains(room) && uses.iter().all(|used| built.contains(used))
        });
        let (room, _) = next.expect("rooms that use each other in a ring");
        built.insert(room);
    }
}

#[test]
fn every_file_says_what_it_is_for_and_stays_small() {
    for (_, path, text) in sources() {
        assert!(text.starts_with("//! "), "src/{path} has no `//!` at its top");
        let lines = text.lines().count();
        assert!(lines <= MAX_LINES, "src/{path} has {lines} lines");
    }
}

#[test]
fn files_are_named_for_what_they_hold() {
    for (_, path, _) in sources() {
        let stem = Path::new(&path).file_stem().expect("a name").to_string_lossy().into_owned();
        for vague in ["util", "utils", "helper", "helpers", "common", "manager", "handler", "misc"]
        {
            assert_ne!(stem, vague, "src/{path}");
        }
    }
}
