//! The words in a text, and a word with a capital.

/// The words of `text` and where they begin. A word is letters, and what else `is_part` says.
pub fn words(
    text: &str,
    is_part: impl Fn(char) -> bool + Copy,
) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(move |c: char| !is_part(c)).filter_map(move |word| {
        let start = at;
        at += word.len() + text[start + word.len()..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, word))
    })
}

/// Whether a sign is a letter or a digit, in any script. The common ones are told at once.
#[must_use]
#[inline]
pub fn is_letter_or_digit(sign: char) -> bool {
    match sign {
        '\0'..='\u{7f}' => sign.is_ascii_alphanumeric(),
        'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö' | 'é' => true,
        _ => sign.is_alphanumeric(),
    }
}

/// `word` in small letters; `buffer` holds those of a word that has others.
pub fn in_small<'a>(word: &'a str, buffer: &'a mut String) -> &'a str {
    if is_small(word) {
        return word;
    }
    buffer.clear();
    buffer.extend(word.chars().flat_map(char::to_lowercase));
    buffer
}

/// Whether a word is surely in small letters: those from a to z, and those of western Europe with
/// marks, whose second byte tells.
fn is_small(word: &str) -> bool {
    let mut bytes = word.bytes();
    while let Some(byte) = bytes.next() {
        let is_small = match byte {
            b'a'..=b'z' | b'0'..=b'9' => true,
            0xc3 => bytes.next().is_some_and(|second| second > 0x9e),
            _ => false,
        };
        if !is_small {
            return false;
        }
    }
    true
}

/// `text` with a capital first.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
