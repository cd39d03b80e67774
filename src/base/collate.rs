//! Swedish alphabetical order: å, ä and ö are letters of their own, last.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A key by which texts sort in Swedish order, without regard to case.
///
/// Diacritics on other letters, punctuation and case only decide between
/// otherwise equal texts; digits come before letters, and runs of digits sort
/// by their value.
#[must_use]
pub fn collation_key(text: &str) -> (Vec<u32>, String) {
    // Below U+0300, where nearly all text is, every character is composed already.
    let text: Cow<'_, str> = if text.chars().all(|c| c < '\u{300}') {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    };
    let mut key: Vec<u32> = Vec::with_capacity(text.len());
    let mut number: Option<u32> = None;
    for c in text.chars().flat_map(char::to_lowercase) {
        if let Some(digit) = c.to_digit(10) {
            let so_far = number.unwrap_or(0);
            number = Some(so_far.saturating_mul(10).saturating_add(digit));
            continue;
        }
        push_number(&mut key, number.take());
        match c {
            'a'..='z' => key.push(LETTERS + (c as u32 - 'a' as u32)),
            'å' => key.push(LETTERS + 26),
            'ä' | 'æ' => key.push(LETTERS + 27),
            'ö' | 'ø' => key.push(LETTERS + 28),
            other => {
                let base = other.nfd().next().unwrap_or(other);
                if base.is_ascii_lowercase() {
                    key.push(LETTERS + (base as u32 - 'a' as u32));
                } else if base.is_alphabetic() {
                    key.push(LETTERS + 29 + base as u32);
                } else if !key.is_empty() && key.last() != Some(&SPACE) {
                    key.push(SPACE);
                }
            }
        }
    }
    push_number(&mut key, number);
    while key.last() == Some(&SPACE) {
        key.pop();
    }
    (key, text.into_owned())
}

const SPACE: u32 = 0;
const DIGITS: u32 = 1;
const LETTERS: u32 = 2;

fn push_number(key: &mut Vec<u32>, number: Option<u32>) {
    if let Some(value) = number {
        key.extend([DIGITS, value]);
    }
}

#[cfg(test)]
mod tests {
    use super::collation_key;

    #[test]
    fn swedish_letters_come_last_and_numbers_by_value() {
        let mut words = vec![
            "Örnsköldsvik",
            "Ånge",
            "Älv",
            "Timrå",
            "Zeta",
            "Delmål 10",
            "Delmål 2",
            "é",
            "eg",
        ];
        words.sort_by_key(|word| collation_key(word));
        assert_eq!(
            words,
            ["Delmål 2", "Delmål 10", "é", "eg", "Timrå", "Zeta", "Ånge", "Älv", "Örnsköldsvik"]
        );
    }
}
