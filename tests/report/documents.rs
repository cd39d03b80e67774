//! The documents that the real content comes from, when they lie beside the repository.

use std::fs;

use crate::support::repository;

/// The text of a document in `../shared/underlag/`, or nothing, with the reason printed.
pub fn read(name: &str) -> Option<String> {
    let path = repository().parent()?.join("shared/underlag").join(name);
    match fs::read_to_string(&path) {
        Ok(text) => Some(text.replace(['*', '\u{a0}'], " ")),
        Err(error) => {
            println!("skipped: {}: {error}", path.display());
            None
        }
    }
}

/// The numbers in `text`: groups of three together (`1 000 000` is `1000000`), parts that a sign
/// joins as well (`2022:913`), a date of six digits also as its day and its year.
pub fn numbers(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let mut number = String::new();
        loop {
            while digit(at) {
                number.push(chars[at]);
                at += 1;
            }
            let three = (1..=3).all(|next| digit(at + next)) && !digit(at + 4);
            match chars.get(at) {
                Some(' ') if three && number.len() <= 3 + 3 => at += 1,
                Some(sign @ (':' | '/' | '.' | ',')) if digit(at + 1) => {
                    number.push(*sign);
                    at += 1;
                }
                _ => break,
            }
        }
        if number.len() == 6 && number.chars().all(|char| char.is_ascii_digit()) {
            found.push(number[4..].to_owned());
            found.push(format!("20{}", &number[..2]));
        }
        found.push(number);
    }
    found
}

#[test]
fn numbers_are_read_as_people_do() {
    assert_eq!(numbers("1 000 000 1 000 000 0"), ["1000000", "1000000", "0"]);
    assert_eq!(numbers("lag (2022:913), 4.2:1, 3 nov"), ["2022:913", "4.2:1", "3"]);
    assert_eq!(numbers("260123."), ["23", "2026", "260123"]);
    assert_eq!(numbers("100 1 000 000"), ["100", "1000000"]);
}
