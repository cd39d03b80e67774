//! Numbers in running text, with what stands before and after them.

use std::ops::Range;

/// Digits, and the signs that hold them together: `24/1-25`, `5.900.000`, `3,5`.
#[derive(Debug, Clone)]
pub struct Chunk<'a> {
    /// Where it stands; a digit first and last.
    pub range: Range<usize>,
    /// Itself.
    pub text: &'a str,
    /// What stands before it in the passage.
    pub before: &'a str,
    /// What follows it.
    pub after: &'a str,
}

impl<'a> Chunk<'a> {
    /// Its numbers, when its signs are these: `.parts(&['/', '-'])` of `24/1-25`.
    #[must_use]
    pub fn parts<const N: usize>(&self, signs: &str) -> Option<[&'a str; N]> {
        let mut parts = [""; N];
        let mut signs = signs.chars();
        let mut rest = self.text;
        for part in &mut parts {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            *part = &rest[..end];
            rest = &rest[end..];
            if part.is_empty() {
                return None;
            }
            match (rest.chars().next(), signs.next()) {
                (Some(sign), Some(wanted)) if sign == wanted => rest = &rest[sign.len_utf8()..],
                (None, None) => {}
                _ => return None,
            }
        }
        rest.is_empty().then_some(parts)
    }

    /// The word that follows after one blank, without signs; empty when there is none.
    #[must_use]
    pub fn next_word(&self) -> &'a str {
        let Some(rest) = self.after.strip_prefix([' ', '\u{a0}', '\u{202f}']) else { return "" };
        let end = rest.find(|c: char| !c.is_alphabetic() && c != '%').unwrap_or(rest.len());
        &rest[..end]
    }

    /// The word before it, without signs.
    #[must_use]
    pub fn last_word(&self) -> &'a str {
        let before = self.before.trim_end();
        let start = before
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        &before[start..]
    }
}

/// The numbers in `text` that are no part of a word, an address or a name.
pub fn chunks(text: &str) -> impl Iterator<Item = Chunk<'_>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes[at..].iter().position(u8::is_ascii_digit)?;
            let len = bytes[start..].iter().take_while(|byte| is_part(**byte)).count();
            let text_len =
                text[start..start + len].trim_end_matches(|c: char| !c.is_ascii_digit()).len();
            let end = start + text_len;
            at = end;
            let (before, after) = (&text[..start], &text[end..]);
            let is_own = !before
                .ends_with(|c: char| c.is_alphanumeric() || "_#@$§=&?+/.-:,".contains(c))
                && !after.starts_with(['_', '@', '=', '&']);
            if is_own {
                return Some(Chunk { range: start..end, text: &text[start..end], before, after });
            }
        }
    })
}

/// Whether a byte can stand in the midst of a number or date.
const fn is_part(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'/' | b'.' | b',' | b'-' | b':')
}

#[cfg(test)]
mod tests {
    use super::chunks;

    #[test]
    fn numbers_are_found_with_what_is_around_them() {
        let all: Vec<_> = chunks("den 24/1-25, 5.900.000 kr (3,5 %). A12 www.x.se/2025 2025:1")
            .map(|chunk| (chunk.text, chunk.last_word(), chunk.next_word()))
            .collect();
        assert_eq!(
            all,
            [("24/1-25", "den", ""), ("5.900.000", "", "kr"), ("3,5", "", "%"), ("2025:1", "", "")]
        );
        let chunk = chunks("24/1-25").next().expect("one");
        assert_eq!(chunk.parts("/-"), Some(["24", "1", "25"]));
        assert_eq!(chunk.parts::<3>("//"), None);
        assert_eq!(chunk.parts::<2>("/-"), None);
    }
}
